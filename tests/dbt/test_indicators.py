"""Figures of areas: what is known now, what is corrected, what is hidden, what is marked."""

from typing import Any

from .deliveries import NEW, OLD, PLAN, SHARE, SURVEY

_PUBLISHED = (
    "select * from marts.fct_indicator_value where area_id = ? and indicator_id = ? and period_id = ? and is_preferred"
)


def test_the_newest_delivery_counts_and_the_old_one_is_told(one: Any, query: Any) -> None:
    known = one(_PUBLISHED, "alene-999", SHARE, "2020")
    assert (known["value"], known["load_id"]) == (42.0, NEW)

    revisions = query("select * from marts.mart_revision where area_id = 'alene-999' order by cause")
    assert [row["cause"] for row in revisions] == ["method_changed", "source_revised"]
    recalculated, redelivered = revisions
    assert (redelivered["old_value"], redelivered["new_value"]) == (40.0, 42.0)
    assert (redelivered["old_load_id"], redelivered["new_load_id"]) == (OLD, NEW)
    assert [str(redelivered[column])[:10] for column in ("known_from", "known_to")] == ["2022-01-10", "2022-05-10"]
    assert (recalculated["old_value"], recalculated["new_value"]) == (99.0, 42.0)


def test_nothing_of_nothing_is_missing_and_not_nought(one: Any) -> None:
    row = one(_PUBLISHED, "nord-999", "sigtede_15_29", "2018")
    assert (row["value"], row["value_status"]) == (None, "not_applicable")


def test_two_figures_under_one_heading_both_stay(query: Any) -> None:
    rows = query(
        "select source_reference, value, is_preferred from facts.fct_indicator_observed"
        " where area_id = 'syd-999' and indicator_id = 'karakter_9_klasse' order by value"
    )
    assert [(row["value"], row["is_preferred"]) for row in rows] == [(6.0, True), (6.4, False)]
    assert rows[1]["source_reference"].startswith("Afsnit 5, linje ")


def test_corrections_replace_hide_and_flag(one: Any) -> None:
    replaced = one(_PUBLISHED, "nord-999", SHARE, "2010")
    assert (replaced["value"], replaced["numerator"], replaced["is_corrected"]) == (21.0, None, True)
    hidden = one(_PUBLISHED, "nord-999", SHARE, "2011")
    assert (hidden["value"], hidden["value_status"], hidden["is_corrected"]) == (None, "not_applicable", True)
    flagged = one(_PUBLISHED, "nord-999", SHARE, "2012")
    assert (flagged["value"], flagged["is_flagged"], flagged["is_corrected"]) == (33.0, True, False)


def test_each_correction_says_where_it_stands(query: Any) -> None:
    states = {row["correction_id"]: row["state"] for row in query("select * from facts.fct_correction")}
    assert states == {
        "replace-1": "used",
        "hide-1": "used",
        "flag-1": "used",
        "proposed-1": "not_in_force",
        "never-1": "not_delivered",
        "mode-1": "used",
        "mended-1": "can_go",  # the supplier delivered 41, as the correction has it
    }


def test_a_small_part_is_hidden_and_its_smallest_sibling_with_it(query: Any) -> None:
    rows = {
        row["area_id"]: row
        for row in query("select * from marts.fct_indicator_value where indicator_id = 'grundskole_18_29_uden_udd'")
    }
    assert {area: row["value_status"] for area, row in rows.items()} == {
        PLAN: "observed",
        "kommune-999": "observed",
        "nord-999": "suppressed",
        "syd-999": "suppressed",
        "vest-999": "observed",
    }
    for area in ("nord-999", "syd-999"):
        numbers = ("value", "numerator", "denominator", "ci_low", "ci_high", "n_effective", "note")
        assert {rows[area][column] for column in numbers} == {None}


def test_what_is_hidden_is_not_compared(query: Any) -> None:
    rows = query(
        "select * from marts.mart_area_vs_baseline where indicator_id = 'grundskole_18_29_uden_udd'"
        " and value_status = 'suppressed'"
    )
    assert {row["area_id"] for row in rows} == {"nord-999", "syd-999"}
    for row in rows:
        # The rest of the municipality would give the area's own count away.
        assert row["baseline_kind"] == "municipality"
        assert (row["gap"], row["change"], row["comparison"]) == (None, None, "not_compared")
        assert "Skjult" in row["reason_da"]


def test_fewer_than_thirty_answers_are_hidden(one: Any) -> None:
    assert one(_PUBLISHED, "syd-999", SURVEY, "2021")["value_status"] == "suppressed"
    assert one(_PUBLISHED, "nord-999", SURVEY, "2021")["value_status"] == "observed"


def test_open_findings_mark_the_figures_they_name(query: Any) -> None:
    rows = query(
        "select area_id, period_id, is_flagged, is_under_clarification from marts.fct_indicator_value"
        " where indicator_id = ? and period_id in ('2019', '2020') and area_id like '%999' or area_id = ?",
        SHARE,
        PLAN,
    )
    marks = {(row["area_id"], row["period_id"]): (row["is_flagged"], row["is_under_clarification"]) for row in rows}
    assert marks["vest-999", "2020"] == (True, True)
    assert marks["vest-999", "2019"] == (True, True)  # the period that the finding compares with
    assert marks["syd-999", "2020"] == (True, False)  # a warning
    assert marks[PLAN, "2020"] == (False, False)  # explained
    assert marks["nord-999", "2020"] == (False, False)  # for information


def test_invented_places_are_marked(query: Any) -> None:
    assert query("select distinct is_synthetic from marts.fct_indicator_value where area_id like '%999'") == [
        {"is_synthetic": True}
    ]
    assert query("select distinct is_synthetic from marts.fct_indicator_value where area_id = 'ringparken-330'") == [
        {"is_synthetic": False}
    ]
