"""Survey shares against numpy and statsmodels, what of them is shown, and events as registrations."""

from typing import Any

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from . import survey_deliveries as survey

_FIGURE = (
    "select * from facts.fct_indicator_observed"
    " where area_id = ? and indicator_id = ? and period_id = ? and instrument = ? and file_name = 'load-answers.csv'"
)
_SHOWN = (
    "select * from marts.fct_indicator_value"
    " where area_id = ? and indicator_id = ? and period_id = ? and instrument = ? and is_preferred"
)


def counted(*area_ids: str, wave: str) -> tuple[np.ndarray, np.ndarray]:
    """Weights, and whether in the numerator, of the answers that count."""
    answers = [a for a in survey.answers() if a.area_id in area_ids and a.wave == wave and a.code != "9"]
    return np.array([a.weight for a in answers]), np.array([a.code == "1" for a in answers], dtype=float)


@pytest.mark.parametrize(
    ("area_id", "parts", "wave", "instrument", "population"),
    [
        (survey.NORTH, [survey.NORTH], "2018", survey.OLD, None),
        (survey.SOUTH, [survey.SOUTH], "2018", survey.OLD, survey.POPULATION),
        (survey.NORTH, [survey.NORTH], "2023", survey.NEW, None),
        (survey.PLAN, [survey.NORTH, survey.SOUTH], "2018", survey.OLD, None),
        (survey.PLAN, [survey.NORTH, survey.SOUTH], "2023", survey.NEW, None),
        (survey.PART, [survey.PART], "2018", survey.OLD, None),
    ],
)
def test_a_share_is_weighted_and_its_limits_come_from_the_effective_number(
    one: Any, area_id: str, parts: list[str], wave: str, instrument: str, population: int | None
) -> None:
    weights, is_safe = counted(*parts, wave=wave)
    share = np.average(is_safe, weights=weights)
    effective = weights.sum() ** 2 / (weights**2).sum()
    if population:
        effective /= 1 - len(weights) / population
    low, high = proportion_confint(share * effective, effective, method="wilson")

    row = one(_FIGURE, area_id, survey.INDICATOR, wave, instrument)
    assert row["value"] == pytest.approx(100 * share, abs=1e-9)
    assert row["n_effective"] == pytest.approx(effective, rel=1e-9)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((100 * low, 100 * high), abs=1e-9)
    assert (row["numerator"], row["denominator"]) == (is_safe.sum(), len(weights))
    assert row["is_weighted"] == (weights.min() < weights.max())


def test_equal_weights_give_wilsons_own_limits(one: Any) -> None:
    row = one(_FIGURE, survey.SMALL, survey.INDICATOR, "2018", survey.OLD)
    low, high = proportion_confint(24, 30, method="wilson")
    assert (row["n_effective"], row["is_weighted"]) == (30, False)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((100 * low, 100 * high), abs=1e-9)


def test_the_finite_population_makes_the_limits_narrower(one: Any) -> None:
    row = one(_FIGURE, survey.SOUTH, survey.INDICATOR, "2018", survey.OLD)
    assert row["n_effective"] > row["denominator"]


def test_a_plan_with_a_part_without_answers_has_no_share_and_says_so(one: Any) -> None:
    row = one(_SHOWN, survey.HALF, survey.INDICATOR, "2018", survey.OLD)
    assert (row["value"], row["value_status"]) == (None, "not_delivered")
    assert row["note"] == ("Der er svar fra 1 af 2 områder; et tal for dem under ét ville ikke dække hele området.")


def test_a_municipality_is_never_made_up_of_its_areas(query: Any) -> None:
    assert not query(
        "select * from facts.fct_indicator_observed where area_id = 'kommune-999' and source_id = 'tryghedssurvey'"
        " and instrument in (?, ?)",
        survey.OLD,
        survey.NEW,
    )


@pytest.mark.parametrize(
    ("wave", "instrument", "shown", "reason", "words"),
    [
        ("2018", survey.OLD, True, None, "Lille"),
        ("2021", survey.OLD, False, "few_answers", "Skjult, fordi der er under 30 svar."),
        ("2023", survey.NEW, False, "wide_interval", "Skjult, fordi usikkerheden er 30 procentpoint eller mere."),
    ],
)
def test_a_share_on_few_answers_or_with_a_wide_interval_is_hidden_with_its_reason(
    one: Any, query: Any, wave: str, instrument: str, shown: bool, reason: str | None, words: str
) -> None:
    row = one(_SHOWN, survey.SMALL, survey.INDICATOR, wave, instrument)
    assert (row["value"] is not None, row["suppression_reason"]) == (shown, reason)
    texts = query(
        "select reason_da, sentence_da from marts.mart_area_vs_baseline where area_id = ? and period_id = ?",
        survey.SMALL,
        wave,
    )
    assert texts
    assert all(words in f"{text['reason_da']} {text['sentence_da']}" for text in texts)


def test_the_answers_go_before_the_printed_share_and_both_stay(query: Any) -> None:
    rows = query(
        "select source_reference, value, is_preferred from marts.fct_indicator_value"
        " where area_id = ? and indicator_id = ? and period_id = '2018' order by is_preferred desc",
        survey.NORTH,
        survey.INDICATOR,
    )
    assert [(row["source_reference"], row["is_preferred"]) for row in rows] == [
        (f"Beregnet af de enkelte svar, {survey.OLD}", True),
        ("Rapporten", False),
    ]
    assert rows[1]["value"] == 61


def test_two_instruments_are_never_one_series(query: Any) -> None:
    rows = query(
        "select trend, change, trend_reason_da from marts.mart_area_vs_baseline"
        " where area_id = ? and period_id = '2023'",
        survey.NORTH,
    )
    assert rows
    for row in rows:
        assert (row["trend"], row["change"]) == ("series_break", None)
        assert row["trend_reason_da"] == (
            "Brud i serien: tallet for 2018 er fra den gamle undersøgelse, tallet for 2023 fra den nye undersøgelse."
        )


def test_no_single_answer_leaves_the_warehouse(query: Any) -> None:
    published = query(
        "select table_schema, table_name, column_name from information_schema.columns"
        " where table_schema in ('marts', 'facts') and column_name in ('weight', 'answer_code', 'question_id')"
    )
    assert not published


def test_events_are_registrations_of_their_own(query: Any) -> None:
    rows = query(
        "select area_id, measure_id, period_id, reported_count, qualifier, counting_mode, source_id"
        " from facts.fct_registration where activity_id = 'svaraktivitet' order by area_id, measure_id, period_id"
    )
    assert {row["counting_mode"] for row in rows} == {"period"}
    assert {row["source_id"] for row in rows} == {"registration_events"}
    counts = {
        (row["area_id"], row["measure_id"], row["period_id"]): (row["reported_count"], row["qualifier"]) for row in rows
    }
    assert counts == {
        # Two that name the plan alone, and the one of an area.
        (survey.PLAN, "haendelser", "2022K1"): (3, "exact"),
        (survey.PLAN, "haendelser", "2022K2"): (2, "exact"),
        (survey.PLAN, "deltagelser-i-haendelser", "2022K1"): (11, "exact"),
        # One of the two events was not counted.
        (survey.PLAN, "deltagelser-i-haendelser", "2022K2"): (7, "at_least"),
        (survey.NORTH, "haendelser", "2022K1"): (1, "exact"),
        (survey.NORTH, "deltagelser-i-haendelser", "2022K1"): (2, "exact"),
    }


def test_few_events_of_an_area_are_hidden_and_their_plans_count_where_it_tells_too_much(query: Any) -> None:
    rows = query(
        "select area_id, measure_id, period_id, reported_count from marts.mart_activity_progress"
        " where activity_id = 'svaraktivitet'"
    )
    shown = {(row["area_id"], row["measure_id"], row["period_id"]): row["reported_count"] for row in rows}
    # The area's hidden count cannot be more than its plan's three.
    assert shown[survey.NORTH, "haendelser", "2022K1"] is None
    assert shown[survey.PLAN, "haendelser", "2022K1"] is None
    # Of eleven participations the area may have had any number that is hidden.
    assert shown[survey.NORTH, "deltagelser-i-haendelser", "2022K1"] is None
    assert shown[survey.PLAN, "deltagelser-i-haendelser", "2022K1"] == 11
    assert shown[survey.PLAN, "haendelser", "2022K2"] == 2
