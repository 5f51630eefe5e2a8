"""Areas against the rest of their municipality, and what is said when that cannot be done."""

from typing import Any

import pytest

from .deliveries import GOOD_SHARE, SHARE, SURVEY

_ROWS = "select * from marts.mart_area_vs_baseline where area_id = ? and indicator_id = ? and period_id = ?"


def test_the_municipality_is_taken_without_the_area(one: Any) -> None:
    row = one(_ROWS, "nord-999", SHARE, "2020")
    assert row["baseline_kind"] == "rest_of_municipality"
    assert row["baseline_value"] == pytest.approx(100 * 240 / 1800)
    assert row["gap"] == pytest.approx(30 - 100 * 240 / 1800)
    assert row["comparison"] == "worse"  # lower is better
    assert row["sentence_da"] == (
        "Nord, andel 18-64-årige uden tilknytning til arbejdsmarked og uddannelse: 30,0 % i 2020 (antal 200)."
        " Det er 16,7 procentpoint over resten af kommunen (13,3 %)."
        " Det er mere end tilfældige udsving kan forklare."
    )


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        ("1930", "kommunens andel passer ikke med de antal, den er beregnet af."),
        ("1931", "området har flere i målgruppen end kommunen, som det er en del af; et af antallene er forkert."),
    ],
)
def test_a_municipality_that_cannot_be_right_has_no_rest_and_is_not_compared_with(
    one: Any, year: str, reason: str
) -> None:
    row = one(_ROWS, "nord-999", SHARE, year)
    assert (row["baseline_kind"], row["gap"], row["comparison"]) == ("municipality", None, "not_compared")
    assert row["reason_da"] == f"Kan ikke sammenlignes: {reason}"


def test_another_year_is_shown_and_not_compared(one: Any) -> None:
    row = one(_ROWS, "nord-999", "sigtede_15_29", "2021")
    assert (row["baseline_kind"], row["baseline_period_id"]) == ("municipality", "2019")
    assert (row["gap"], row["comparison"]) == (None, "not_compared")
    assert row["reason_da"] == "Kan ikke sammenlignes: kommunens tal er fra 2019, områdets fra 2021."


def test_another_survey_is_not_compared(one: Any) -> None:
    row = one(_ROWS, "nord-999", SURVEY, "2021")
    assert (row["baseline_kind"], row["gap"], row["comparison"]) == ("all_helhedsplaner", None, "not_compared")
    assert "to forskellige undersøgelser" in row["reason_da"]


def test_an_area_without_any_benchmark_still_has_its_row(one: Any) -> None:
    row = one(_ROWS, "syd-999", "afbrudt_udd_18_29", "2021")
    assert (row["baseline_kind"], row["baseline_value"]) == ("rest_of_municipality", None)
    assert row["reason_da"] == "Der er intet sammenligningstal i leverancen."


def test_a_figure_under_clarification_is_kept_out(one: Any, query: Any) -> None:
    row = one(_ROWS, "vest-999", SHARE, "2020")
    assert row["is_under_clarification"]
    assert (row["gap"], row["comparison"], row["start_period_id"]) == (None, "not_compared", None)
    assert row["reason_da"] == "Kan ikke sammenlignes: tallet er under afklaring."


def test_the_agreements_start_is_a_benchmark_of_its_own(query: Any) -> None:
    rows = {row["baseline_kind"]: row for row in query(_ROWS, "nord-999", GOOD_SHARE, "2022")}
    assert set(rows) == {"rest_of_municipality", "country", "agreement_start"}
    start = rows["agreement_start"]
    assert (start["baseline_area_id"], start["baseline_period_id"]) == ("nord-999", "2019")
    assert start["gap"] == pytest.approx(100 * 90 / 110 - 60)
    assert start["comparison"] == "better"
    assert rows["country"]["comparison"] == "not_compared"


def test_few_points_make_no_trend(query: Any) -> None:
    rows = query("select trend, trend_reason_da from marts.mart_area_vs_baseline where trend_points < 5")
    assert {row["trend"] for row in rows} == {"cannot_say", "series_break", "no_change_larger_than"}
    assert all(row["trend_reason_da"] for row in rows)


def test_a_change_of_definition_breaks_the_series(one: Any) -> None:
    row = one(_ROWS, "vollsmose-461", "grundskole_30_59", "2018")
    assert (row["trend"], row["start_period_id"], row["change"]) == ("series_break", None, None)
    assert "Brud i serien" in row["trend_reason_da"]
