"""Funnels of invented areas against numpy and scipy."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom, norm

from . import funnels

Rows = list[dict[str, Any]]
_PLACES = {"low_998": 0.001, "low_95": 0.025, "high_95": 0.975, "high_998": 0.999}


def _z(share: np.ndarray, n: np.ndarray, common: float) -> np.ndarray:
    angle = np.arcsin(np.sqrt((share * n + 3 / 8) / (n + 3 / 4)))
    return 2 * np.sqrt(n + 1 / 2) * (angle - np.arcsin(np.sqrt(common)))


@pytest.fixture(scope="module")
def areas(query: Callable[..., Rows]) -> Rows:
    return query(
        "select * from marts.mart_funnel where indicator_id = ? and period_id = '2001' order by area_id", funnels.SHARE
    )


def _expected() -> tuple[np.ndarray, np.ndarray, float, float]:
    counts = np.array([funnels.COUNTS[name] for name in sorted(funnels.COUNTS)], dtype=float)
    counted, n = counts.T
    common = counted.sum() / n.sum()
    z = _z(counted / n, n, common)
    low, high = np.quantile(z, [0.1, 0.9])
    return z, n, common, max(1.0, float(np.mean(np.clip(z, low, high) ** 2)))


def test_the_middle_and_the_spread_are_those_of_the_shown_areas(areas: Rows) -> None:
    _, _, common, spread = _expected()
    assert [row["area_id"] for row in areas] == [f"{name}-996" for name in sorted(funnels.COUNTS)]
    assert spread > 2
    for row in areas:
        assert row["centre"] == pytest.approx(100 * common, rel=1e-12)
        assert row["over_dispersion"] == pytest.approx(spread, rel=1e-12)
        assert (row["areas"], row["hidden_areas"]) == (len(funnels.COUNTS), len(funnels.HIDDEN))


def test_an_area_lies_where_its_z_puts_it(areas: Rows) -> None:
    z, _, _, spread = _expected()
    steps = norm.ppf([0.001, 0.025, 0.975, 0.999]) * np.sqrt(spread)
    names = ["far_below", "below", "within", "above", "far_above"]
    expected = [names[int(np.searchsorted(steps, one))] for one in z]
    assert [row["funnel_position"] for row in areas] == expected
    assert {"within", "far_above"} <= set(expected)


def test_the_limits_are_where_z_reaches_the_normal_quantiles(areas: Rows, query: Callable[..., Rows]) -> None:
    _, _, common, spread = _expected()
    grid = query(
        "select *, n as n_effective from marts.mart_funnel_limits where indicator_id = ? and period_id = '2001'",
        funnels.SHARE,
    )
    assert min(row["n"] for row in grid) <= 30
    assert max(row["n"] for row in grid) >= 1000
    for row in [*areas, *grid]:
        for name, place in _PLACES.items():
            limit = row[name] / 100
            if 0 < limit < 1:
                z = _z(np.array(limit), np.array(row["n_effective"]), common)
                assert z == pytest.approx(norm.ppf(place) * np.sqrt(spread), abs=1e-9)


def test_without_more_spread_than_size_makes_the_limits_hold_what_they_say() -> None:
    """Over every outcome: about 5 and 0.2 in a hundred areas that differ by chance alone lie outside."""
    for n in (30, 100, 500):
        for common in (0.1, 0.3, 0.7):
            outcomes = np.arange(n + 1)
            chance = binom.pmf(outcomes, n, common)
            z = _z(outcomes / n, np.array(float(n)), common)
            assert 0.02 < chance[np.abs(z) > norm.ppf(0.975)].sum() < 0.08
            assert chance[np.abs(z) > norm.ppf(0.999)].sum() < 0.006


def test_few_areas_and_many_hidden_ones_have_no_limits(query: Callable[..., Rows]) -> None:
    told = query(
        "select distinct period_id, is_drawn, centre, high_95, funnel_position, reason_da from marts.mart_funnel"
        " where indicator_id = ? and period_id in ('2002', '2003') order by period_id",
        funnels.SHARE,
    )
    assert [(row["is_drawn"], row["centre"], row["high_95"]) for row in told] == [(False, None, None)] * 2
    assert {row["funnel_position"] for row in told} == {"not_compared"}
    assert told[0]["reason_da"].startswith("Kun 9 områder har et tal")
    assert told[1]["reason_da"].startswith("4 af 14 områder har et skjult tal.")
    drawn = query("select distinct period_id from marts.mart_funnel_limits where indicator_id = ?", funnels.SHARE)
    assert [row["period_id"] for row in drawn] == ["2001"]


def test_a_funnel_can_be_worked_out_from_published_figures_alone(query: Callable[..., Rows]) -> None:
    """So it tells of no hidden figure: its rows are shown ones, and its middle is theirs."""
    rows = query(
        "select f.area_id, v.value_status, v.value, f.value as drawn, f.centre,"
        " 100 * sum(v.numerator) over funnel / sum(v.denominator) over funnel as recomputed"
        " from marts.mart_funnel f join marts.fct_indicator_value v using (area_id, indicator_id, period_id,"
        " period_type, instrument) where v.is_preferred and f.indicator_id = ?"
        " window funnel as (partition by indicator_id, period_id, period_type, instrument, f.area_type, f.source_id,"
        " f.age_band, f.is_synthetic)",
        funnels.SHARE,
    )
    assert {row["value_status"] for row in rows} == {"observed"}
    assert all(row["value"] == row["drawn"] for row in rows)
    drawn = [row for row in rows if row["centre"] is not None]
    assert len(drawn) == len(funnels.COUNTS)
    for row in drawn:
        assert row["centre"] == pytest.approx(row["recomputed"], abs=1e-9)
