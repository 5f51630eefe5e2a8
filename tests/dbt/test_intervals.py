"""The compiled formulas against scipy and statsmodels."""

import csv
import math
import re
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom, chi2, norm, t
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from . import courses, deliveries
from .conftest import PROJECT


def _seed(name: str) -> list[dict[str, float]]:
    with (PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{column: float(value) for column, value in row.items()} for row in csv.DictReader(file)]


def _byar(events: float) -> tuple[float, float]:
    z = norm.ppf(0.975)
    low = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3
    more = events + 1
    return low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def _poisson(events: float) -> tuple[float, float]:
    """Exact under ten events, Byar's approximation from ten on."""
    if events >= 10:
        return _byar(events)
    low = chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    return low, chi2.ppf(0.975, 2 * events + 2) / 2


def test_quantiles_are_those_of_the_normal_distribution() -> None:
    macros = (PROJECT / "macros" / "intervals.sql").read_text(encoding="utf-8")
    constants = {name: float(value) for name, value in re.findall(r"macro (z_\w+)\(\).*?\"([\d.]+)\"", macros)}
    expected = {"z_95": norm.ppf(0.975), "z_998": norm.ppf(0.999), "z_power_80": norm.ppf(0.8)}
    assert constants == pytest.approx(expected, abs=1e-15)
    assert constants["z_998"] ** 2 == pytest.approx(chi2.ppf(0.998, 1))


def test_quantiles_of_students_t_are_scipys() -> None:
    rows = _seed("student_t_quantiles")
    assert [row["degrees_of_freedom"] for row in rows] == list(range(1, 201))
    for row in rows:
        assert row["t_975"] == pytest.approx(t.ppf(0.975, row["degrees_of_freedom"]), rel=1e-12)
        assert row["t_999"] == pytest.approx(t.ppf(0.999, row["degrees_of_freedom"]), rel=1e-12)


def test_limits_of_few_events_are_the_quantiles_of_chi_square() -> None:
    rows = _seed("poisson_limits")
    assert [row["events"] for row in rows] == list(range(10))
    for row in rows:
        assert (row["exact_low"], row["exact_high"]) == pytest.approx(_poisson(row["events"]), rel=1e-12)


def test_limits_of_what_chance_makes_are_binomial() -> None:
    rows = _seed("chance_limits")
    assert [row["comparisons"] for row in rows] == list(range(1, 1001))
    for row in rows:
        expected = binom.ppf([0.025, 0.975], row["comparisons"], 0.05)
        assert [row["expected_low"], row["expected_high"]] == list(expected)


def test_limits_of_a_share_are_wilsons(query: Any) -> None:
    rows = query(
        "select numerator, denominator, ci_low, ci_high from facts.fct_indicator_observed"
        " where area_id = 'alene-999' and indicator_id = 'grundskole_30_59'"
    )
    assert len(rows) == len(deliveries.WILSON_GRID)
    for row in rows:
        low, high = proportion_confint(row["numerator"], row["denominator"], method="wilson")
        assert row["ci_low"] == pytest.approx(100 * low, abs=1e-9)
        assert row["ci_high"] == pytest.approx(100 * high, abs=1e-9)


def test_limits_of_a_number_of_events_are_exact_under_ten_and_byars_from_ten(query: Any) -> None:
    rows = query(
        "select value, ci_low, ci_high from facts.fct_indicator_observed"
        " where area_id = 'alene-999' and indicator_id = ?",
        courses.EVENTS,
    )
    assert sorted(row["value"] for row in rows) == courses.EVENT_GRID
    for row in rows:
        assert (row["ci_low"], row["ci_high"]) == pytest.approx(_poisson(row["value"]), rel=1e-9)
        if row["value"]:  # what is approximated is near what is exact
            exact = chi2.ppf(0.025, 2 * row["value"]) / 2, chi2.ppf(0.975, 2 * row["value"] + 2) / 2
            assert (row["ci_low"], row["ci_high"]) == pytest.approx(exact, rel=0.002)


def test_limits_of_a_rate_are_those_of_its_events(query: Any) -> None:
    rows = query(
        "select numerator, denominator, value, ci_low, ci_high from facts.fct_indicator_observed"
        " where indicator_id = ?",
        courses.RATE,
    )
    assert len(rows) == 4
    for row in rows:
        per = 1000 / row["denominator"]
        assert row["value"] == pytest.approx(per * row["numerator"])
        assert (row["ci_low"], row["ci_high"]) == pytest.approx(tuple(per * x for x in _poisson(row["numerator"])))


def test_limits_of_a_mean_are_students(query: Any) -> None:
    rows = query(
        "select denominator, value, ci_low, ci_high from facts.fct_indicator_observed"
        " where area_id = 'spredning-997' and indicator_id = ?",
        courses.MEAN,
    )
    found = {int(row["denominator"]): row for row in rows}
    assert set(found) == {n for n, _ in courses.MEAN_GRID}
    for n, spread in courses.MEAN_GRID:
        limits = found[n]["ci_low"], found[n]["ci_high"]
        if n == 1:
            assert limits == (None, None)
        else:
            half = t.ppf(0.975, n - 1) * spread / math.sqrt(n)
            assert limits == pytest.approx((6 - half, 6 + half), rel=1e-9)


def test_limits_of_a_difference_are_newcombes(one: Any) -> None:
    for position, (x1, n1, x2, n2) in enumerate(deliveries.NEWCOMBE_GRID):
        row = one(
            "select * from marts.mart_area_vs_baseline where area_id = 'alene-999' and indicator_id = ?"
            " and period_id = ? and baseline_kind = 'country'",
            deliveries.GOOD_SHARE,
            str(1950 + position),
        )
        low, high = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
        assert row["gap_ci_low"] == pytest.approx(100 * low, abs=1e-9)
        assert row["gap_ci_high"] == pytest.approx(100 * high, abs=1e-9)
        assert row["gap"] == pytest.approx(100 * (x1 / n1 - x2 / n2), abs=1e-9)


def test_limits_of_a_difference_between_rates_are_made_of_theirs(one: Any) -> None:
    for year, own, rest, comparison in (
        ("2001", (60, 2000), (100, 10_000), "worse"),
        ("2002", (7, 2000), (123, 10_000), "better"),
    ):
        row = one(
            "select * from marts.mart_area_vs_baseline where area_id = 'hyppighed-997' and period_id = ?"
            " and baseline_kind = 'rest_of_municipality'",
            year,
        )
        (events, persons), (rest_events, rest_persons) = own, rest
        low, high = (1000 / persons * limit for limit in _poisson(events))
        rest_low, rest_high = (1000 / rest_persons * limit for limit in _poisson(rest_events))
        value, rest_value = 1000 * events / persons, 1000 * rest_events / rest_persons
        gap = value - rest_value
        assert (row["value"], row["baseline_value"], row["gap"]) == pytest.approx((value, rest_value, gap))
        assert row["gap_ci_low"] == pytest.approx(gap - math.hypot(value - low, rest_high - rest_value))
        assert row["gap_ci_high"] == pytest.approx(gap + math.hypot(high - value, rest_value - rest_low))
        assert row["comparison"] == comparison


def test_a_number_of_events_is_held_against_the_agreements_start(one: Any) -> None:
    row = one(
        "select * from marts.mart_area_vs_baseline where area_id = 'sager-997' and period_id = '2008'"
        " and baseline_kind = 'agreement_start'"
    )
    low, high = _poisson(21)
    start_low, start_high = _poisson(55)
    assert (row["baseline_period_id"], row["gap"], row["comparison"]) == ("2002", -34, "better")
    assert row["gap_ci_low"] == pytest.approx(-34 - math.hypot(21 - low, start_high - 55))
    assert row["gap_ci_high"] == pytest.approx(-34 + math.hypot(high - 21, 55 - start_low))


def test_change_beyond_the_benchmark_has_the_limits_of_both_changes(one: Any) -> None:
    row = one(
        "select * from marts.mart_area_vs_baseline where area_id = 'nord-999' and indicator_id = ?"
        " and period_id = '2022' and baseline_kind = 'rest_of_municipality'",
        deliveries.GOOD_SHARE,
    )
    own, rest = 90 / 110 - 60 / 100, 1600 / 2000 - 1500 / 2000
    own_low, own_high = confint_proportions_2indep(90, 110, 60, 100, method="newcomb", compare="diff")
    rest_low, rest_high = confint_proportions_2indep(1600, 2000, 1500, 2000, method="newcomb", compare="diff")
    gap = own - rest
    assert row["start_period_id"] == "2019"  # the agreement's baseline, although 2018 was delivered too
    assert row["change"] == pytest.approx(100 * own)
    assert (row["change_ci_low"], row["change_ci_high"]) == pytest.approx((100 * own_low, 100 * own_high))
    assert row["baseline_change"] == pytest.approx(100 * rest)
    assert row["change_gap"] == pytest.approx(100 * gap)
    assert row["change_gap_ci_low"] == pytest.approx(
        100 * (gap - ((own - own_low) ** 2 + (rest_high - rest) ** 2) ** 0.5)
    )
    assert row["change_gap_ci_high"] == pytest.approx(
        100 * (gap + ((own_high - own) ** 2 + (rest - rest_low) ** 2) ** 0.5)
    )


def test_the_smallest_change_is_seen_four_times_in_five(query: Any) -> None:
    """The chance, worked out over every outcome, that the limits of the change leave nought out."""
    rows = query(
        "select start_share, cast(start_n as integer) as start_n, cast(mart.denominator as integer) as n,"
        " detectable_change"
        " from marts.mart_area_vs_baseline as mart"
        " join intermediate.int_area_points using (area_id, indicator_id, period_id, period_type, instrument)"
        " join facts.fct_area_change using (point_id)"
        " join (select point_id as start_point_id, share as start_share, n_effective as start_n"
        " from facts.fct_area_start) using (start_point_id)"
        " where detectable_change is not null and is_main_baseline and start_n between 40 and 500"
        " and mart.denominator between 40 and 500 and start_share between 0.1 and 0.9"
    )
    cases = {tuple(row.values()) for row in rows}
    assert len(cases) >= 5
    assert len({n for _, _, n, _ in cases}) >= 4
    for share, start_n, n, change in cases:
        later = share + change / 100 if share <= 0.5 else share - change / 100
        assert 0.76 <= _chance_of_seeing(share, start_n, later, n) <= 0.84, (share, start_n, n, change)


def _chance_of_seeing(share: float, n: int, later: float, later_n: int) -> float:
    (p, low, high), (later_p, later_low, later_high) = _every_share(n), _every_share(later_n)
    difference = later_p[None, :] - p[:, None]
    below = difference - np.hypot((later_p - later_low)[None, :], (high - p)[:, None])
    above = difference + np.hypot((later_high - later_p)[None, :], (p - low)[:, None])
    first, second = binom.pmf(np.arange(n + 1), n, share), binom.pmf(np.arange(later_n + 1), later_n, later)
    return float((first[:, None] * second[None, :] * ((below > 0) | (above < 0))).sum())


def _every_share(n: int) -> tuple[Any, Any, Any]:
    counts = np.arange(n + 1)
    low, high = proportion_confint(counts, n, method="wilson")
    return counts / n, low, high
