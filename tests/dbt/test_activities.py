"""Registrations: what each reading would mean, what may be added up, and how far the targets are."""

from typing import Any

import pytest

from .deliveries import PLAN

_READINGS = """
    select reading.*
    from facts.fct_registration_reading as reading
    inner join facts.fct_registration using (registration_id)
    where measure_id = ? and period_id = ? and helhedsplan_id = ?
"""
_PROGRESS = """
    select * from marts.mart_activity_progress
    where measure_id = ? and period_id = ? and helhedsplan_id = ? and area_id = ?
"""
_SLAGELSE = "hp-en-faelles-indsats"
_PLACEMENTS = "borgere-i-praktik-eller-loentilskud"


def test_three_readings_of_the_jobcenters_three(query: Any) -> None:
    rows = {row["reading"]: row for row in query(_READINGS, _PLACEMENTS, "2022K3", _SLAGELSE)}
    assert {reading: row["is_declared"] for reading, row in rows.items()} == {
        "period": False,
        "year_to_date": False,
        "project_to_date": False,
    }
    own_count = rows["period"]
    assert (own_count["count_in_period"], own_count["count_year_to_date"]) == (3, 48)
    assert own_count["is_consistent"]
    assert (own_count["previous_period_id"], own_count["previous_count"]) == ("2022K2", 45)
    assert rows["year_to_date"]["count_year_to_date"] == 3
    assert not rows["year_to_date"]["is_consistent"]
    assert not rows["project_to_date"]["is_consistent"]
    assert {row["count_to_date"] for row in rows.values()} == {None, 3}  # nothing is known of 2021


@pytest.mark.parametrize(
    ("measure", "period", "in_period", "year_to_date"),
    [
        ("fodboldskoler", "2022K1", 50, 50),
        ("fodboldskoler", "2022K2", None, 40),  # mindst 40, where 50 had been reached
        ("fodboldskoler", "2022K3", None, 60),
        ("stoerre-aktiviteter", "2022K1", 50, 50),
        ("stoerre-aktiviteter", "2022K2", None, 30),  # højst 50 before it
    ],
)
def test_a_reservation_is_no_step_backwards(
    one: Any, measure: str, period: str, in_period: int | None, year_to_date: int
) -> None:
    row = one(_READINGS, measure, period, PLAN)
    assert (row["count_in_period"], row["count_year_to_date"]) == (in_period, year_to_date)
    assert row["is_consistent"]


def test_a_figure_under_clarification_stands_as_a_range(one: Any) -> None:
    third = one(_PROGRESS, _PLACEMENTS, "2022K3", _SLAGELSE, _SLAGELSE)
    assert (third["count_low"], third["count_high"]) == (3, 48)
    assert (third["count_in_period"], third["count_year_to_date"], third["count_to_date"]) == (None, None, None)
    assert (third["is_flagged"], third["is_under_clarification"], third["status"]) == (True, True, "no_target")
    assert third["reason_da"] == (
        "Under afklaring: indberetningerne for 2. og 3. kvartal 2022 passer ikke sammen. Tallet ligger mellem 3 og 48."
    )
    second = one(_PROGRESS, _PLACEMENTS, "2022K2", _SLAGELSE, _SLAGELSE)
    assert (second["reported_count"], second["is_under_clarification"]) == (45, True)
    untouched = one(_PROGRESS, "borgere-i-ordinaer-beskaeftigelse", "2022K2", _SLAGELSE, _SLAGELSE)
    assert (untouched["is_flagged"], untouched["is_under_clarification"]) == (False, False)


def test_an_unclear_target_is_told_both_ways(one: Any) -> None:
    row = one(_PROGRESS, "samtaler", "2022", _SLAGELSE, _SLAGELSE)
    assert (row["count_to_date"], row["count_year_to_date"]) == (650, 650)  # it began in 2022
    assert row["target_share"] == row["target_share_whole"] == pytest.approx(100 * 650 / 1500)
    assert row["elapsed_share"] == pytest.approx(100 * 457 / 1461)  # 2021-10-01 to 2022-12-31 of 2025-09-30
    assert (row["status"], row["target_basis"]) == ("uncertain", "unclear")
    assert "ca. 650 samtaler i alt" in row["sentence_da"]
    assert "ca. 43 % af målet på 1.500, hvis målet gælder hele aftalen (31 % af tiden er gået)" in row["sentence_da"]
    assert "gælder målet pr. år, er det ca. 43 % af årets mål (100 % af året er gået)" in row["sentence_da"]
    assert row["assumption_da"] in row["sentence_da"]


def test_counts_are_carried_from_the_plans_first_quarter(query: Any) -> None:
    rows = query(
        "select * from marts.mart_activity_progress where helhedsplan_id = ? and measure_id = 'samtaler'"
        " order by period_id",
        PLAN,
    )
    derived = {
        row["period_id"]: (row["count_in_period"], row["count_year_to_date"], row["count_to_date"]) for row in rows
    }
    assert derived == {
        "2021K4": (10, 10, 10),
        "2022K1": (20, 20, 30),
        "2022K2": (5, 25, 35),
        "2022K3": (5, 30, 40),
        "2023K1": (5, 5, None),  # the fourth quarter of 2022 is missing
    }
    bounds = {row["period_id"]: (row["count_low"], row["count_high"]) for row in rows}
    assert bounds["2022K1"] == (30, None)  # "mindst 20" on top of ten
    assert bounds["2022K3"] == (40, 40)  # the cumulative count of the second quarter settles it
    reservations = {row["period_id"]: (row["qualifier"], row["qualifier_to_date"]) for row in rows}
    assert reservations["2022K1"] == ("at_least", "at_least")
    assert reservations["2022K3"] == ("exact", "exact")
    ends = ("projected_low", "projected_count", "projected_high")
    projected = {row["period_id"]: tuple(row[end] for end in ends) for row in rows}
    assert projected["2022K1"][2] is None  # "mindst" has no upper end
    low, middle, high = projected["2022K3"]  # 40 in the first of four years
    assert middle == round(40 * 1461 / 365)
    assert low < middle < high
    status = {row["period_id"]: row["status"] for row in rows}
    assert status == {
        "2021K4": "ahead",
        "2022K1": "ahead",
        "2022K2": "ahead",
        "2022K3": "ahead",
        "2023K1": "uncertain",
    }


def test_a_yearly_target_is_held_against_the_year(one: Any) -> None:
    row = one(_PROGRESS, "vejledninger", "2022K2", PLAN, PLAN)
    assert row["target_share"] == row["target_share_year"] == 100
    assert row["elapsed_share_year"] == pytest.approx(100 * 181 / 365)
    assert row["target_share_whole"] is None
    assert (row["status"], row["reason_da"]) == ("ahead", None)


def test_a_target_that_nothing_was_reported_for_is_not_silent(one: Any) -> None:
    row = one("select * from marts.mart_activity_progress where target_id = 'silent'")
    assert (row["period_id"], row["reported_count"], row["status"]) == ("2023K1", None, "uncertain")
    assert (row["reason_da"], row["source_reference"]) == ("Ikke indberettet", "Prøveaftalen")


def test_persons_are_not_added_up(one: Any) -> None:
    row = one(_PROGRESS, "deltagere", "2022K2", PLAN, PLAN)
    assert (row["count_in_period"], row["count_year_to_date"]) == (9, None)


def test_a_later_load_replaces_and_two_reports_in_one_load_cancel(one: Any, query: Any) -> None:
    assert one(_PROGRESS, "virksomhedsbesoeg", "2022K1", PLAN, PLAN)["reported_count"] == 33
    revision = one("select * from marts.mart_revision where measure_id = 'virksomhedsbesoeg'")
    assert (revision["old_value"], revision["new_value"], revision["cause"]) == (30, 33, "source_revised")

    duplicate = one(_PROGRESS, "familier", "2022K1", PLAN, PLAN)
    assert (duplicate["reported_count"], duplicate["count_in_period"]) == (None, None)
    assert (duplicate["count_low"], duplicate["count_high"], duplicate["is_flagged"]) == (12, 15, True)
    assert duplicate["reason_da"] == (
        "To indberetninger for samme periode har forskellige tal: 12 og 15. Ingen af dem bruges."
    )


def test_a_count_of_one_area_under_five_is_hidden(one: Any) -> None:
    small = one(_PROGRESS, "deltagelser", "2022K1", PLAN, "nord-999")
    counts = ("reported_count", "count_in_period", "count_year_to_date", "count_to_date", "count_low", "count_high")
    assert {small[column] for column in counts} == {None}
    assert small["reason_da"] == "Under 5"
    assert one(_PROGRESS, "deltagelser", "2022K1", PLAN, "syd-999")["reported_count"] == 5
    assert one(_PROGRESS, "deltagelser", "2022K1", PLAN, "vest-999")["reported_count"] == 0


def test_a_small_step_between_two_counts_is_hidden(one: Any) -> None:
    before, small, after = (
        one(_PROGRESS, "unge-i-job", period, PLAN, "nord-999") for period in ("2022K1", "2022K2", "2022K3")
    )
    assert (before["reported_count"], small["reported_count"], after["reported_count"]) == (10, None, 20)
    assert after["count_in_period"] is None  # 20 − 8 would be the hidden twelve


def test_a_report_without_a_period_is_listed_and_in_no_series(one: Any) -> None:
    row = one("select * from marts.mart_activity_progress where measure_id = 'frivillige' and helhedsplan_id = ?", PLAN)
    assert (row["period_id"], row["reported_count"], row["count_to_date"]) == (None, 200, None)
    assert row["reason_da"] == "Perioden er ikke oplyst."


def test_a_correction_settles_the_counting_mode(one: Any) -> None:
    row = one(_PROGRESS, "mentormatch", "2022K2", PLAN, PLAN)
    assert (row["counting_mode"], row["count_in_period"], row["count_year_to_date"]) == ("period", 7, 13)


def test_mindst_sixty_and_forty_is_mindst_a_hundred(one: Any) -> None:
    row = one(_PROGRESS, "skoler-og-institutioner", "2022K1", PLAN, PLAN)
    assert (row["count_to_date"], row["qualifier_to_date"]) == (None, None)  # places are not added up
    row = one(_PROGRESS, "satellittraeninger", "2022K1", PLAN, PLAN)
    assert (row["reported_count"], row["qualifier"]) == (40, "exact")
    assert (row["count_to_date"], row["qualifier_to_date"]) == (100, "at_least")
    assert (row["count_in_period"], row["qualifier_in_period"]) == (40, "exact")


def test_persons_who_may_be_counted_twice_are_not_added_up(one: Any) -> None:
    row = one(_PROGRESS, "boern-i-boernedemokrati", "2022K1", PLAN, PLAN)
    assert (row["count_in_period"], row["count_year_to_date"], row["count_to_date"]) == (6, 6, None)
