"""The compiled formulas against scipy and statsmodels."""

import re
from typing import Any

import pytest
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from . import deliveries
from .conftest import PROJECT


def test_quantiles_are_those_of_the_normal_distribution() -> None:
    macros = (PROJECT / "macros" / "intervals.sql").read_text(encoding="utf-8")
    constants = {name: float(value) for name, value in re.findall(r"macro (z_\w+)\(\).*?\"([\d.]+)\"", macros)}
    assert constants == pytest.approx({"z_95": norm.ppf(0.975), "z_power_80": norm.ppf(0.8)}, abs=1e-15)


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
    assert row["baseline_change"] == pytest.approx(100 * rest)
    assert row["change_gap"] == pytest.approx(100 * gap)
    assert row["change_gap_ci_low"] == pytest.approx(
        100 * (gap - ((own - own_low) ** 2 + (rest_high - rest) ** 2) ** 0.5)
    )
    assert row["change_gap_ci_high"] == pytest.approx(
        100 * (gap + ((own_high - own) ** 2 + (rest - rest_low) ** 2) ** 0.5)
    )
