"""Areas within areas: totals that were not delivered, and series across a change of borders."""

from typing import Any

from .deliveries import SHARE

_PUBLISHED = "select * from marts.fct_indicator_value where area_id = ? and indicator_id = ? and period_id = ?"
_COMPARED = "select * from marts.mart_area_vs_baseline where area_id = ? and indicator_id = ? and period_id = ?"


def test_a_total_is_the_sum_of_counts_and_says_so(one: Any) -> None:
    total = one(_PUBLISHED, "delt-999", SHARE, "2021")
    assert (total["numerator"], total["denominator"]) == (70, 300)
    assert total["value"] == 100 * 70 / 300  # the mean of 10 % and 30 % would be 20
    assert (total["is_computed"], total["is_preferred"], total["is_synthetic"]) == (True, True, True)
    assert total["source_reference"] == "Lagt sammen af 2 områder"
    assert total["ci_low"] < total["value"] < total["ci_high"]


def test_a_total_without_one_of_its_parts_is_not_made(one: Any) -> None:
    total = one(_PUBLISHED, "voksende-999", SHARE, "2022")
    assert (total["value"], total["numerator"], total["denominator"]) == (None, None, None)
    assert (total["value_status"], total["is_computed"]) == ("not_delivered", True)
    assert total["note"] == "Ikke lagt sammen: 1 af 2 dele mangler eller er for små til at blive vist."


def test_a_delivered_total_is_not_replaced(query: Any) -> None:
    delivered = query(_PUBLISHED, "hp-proeve", "grundskole_18_29_uden_udd", "2020")
    assert [(row["value"], row["is_computed"]) for row in delivered] == [(20.0, False)]
    sums = query(
        "select value, delivered_value, state, is_made from facts.fct_area_total where area_id = 'hp-proeve'"
        " and indicator_id = 'grundskole_18_29_uden_udd'"
    )
    assert sums == [{"value": 20.0, "delivered_value": 20.0, "state": "complete", "is_made": False}]


def test_a_series_goes_on_through_a_split_and_breaks_where_a_part_was_added(query: Any) -> None:
    split = query(_COMPARED, "delt-999", SHARE, "2021")
    assert {(row["trend"], row["start_period_id"]) for row in split} == {("cannot_say", "2020")}
    grown = query(_COMPARED, "voksende-999", SHARE, "2021")
    assert {(row["trend"], row["start_period_id"]) for row in grown} == {("series_break", None)}


def test_a_break_names_its_reason(one: Any) -> None:
    row = one("select * from intermediate.int_series_breaks where area_id = 'voksende-999' and indicator_id = ?", SHARE)
    assert (str(row["first_date"]), row["reason"]) == ("2021-01-01", "borders")
    assert row["reason_da"] == "Brud i serien: områdets grænser er andre fra 1. januar 2021."
