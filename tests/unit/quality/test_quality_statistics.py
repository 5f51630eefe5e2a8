"""The limits of sudden_change against libraries that know better."""

import duckdb
import numpy as np
import pytest
from scipy.stats import nbinom, norm, t
from statsmodels.stats.proportion import confint_proportions_2indep

from quality.counts.level import log_negative_binomial
from quality.warehouse import FRAMES
from tests.unit.quality.conftest import Run
from tests.unit.quality.quality_warehouse import figure


def test_committed_t_quantiles() -> None:
    query = (FRAMES / "t_quantiles.sql").read_text(encoding="utf-8")
    rows = duckdb.sql(query).fetchall()
    assert [row[0] for row in rows] == list(range(5, 31))
    for degrees_of_freedom, quantile in rows:
        assert float(quantile) == pytest.approx(t.ppf(0.99865, degrees_of_freedom), abs=1e-4)


def test_counts_are_negative_binomial() -> None:
    counts, mean, size = np.arange(40.0), 12.0, 4.5
    told = log_negative_binomial(counts, np.array(mean), np.array(size))
    assert np.allclose(np.exp(told), nbinom.pmf(counts, size, size / (size + mean)))


def test_shares_are_held_against_newcombes_interval(check: Run) -> None:
    """The frame fires exactly where Newcombe's 99.73 % interval for the difference leaves nought."""
    alpha = 2 * norm.sf(3)
    cases = [(10, 60, low) for low in range(20, 40, 2)]
    figures, limits = [], {}
    for start, persons, later in cases:
        counts = [round(persons * share / 100) for share in (start, later)]
        before, after = (100 * count / persons for count in counts)
        name = f"omraade-{later}"
        figures += [
            figure("2019", before, area_id=name, numerator=counts[0], denominator=persons),
            figure("2020", after, area_id=name, numerator=counts[1], denominator=persons),
        ]
        low, _ = confint_proportions_2indep(
            counts[1], persons, counts[0], persons, method="newcomb", compare="diff", alpha=alpha
        )
        if low > 0:
            limits[name] = after - 100 * low
    run = check("sudden_change", figures=figures)
    _, jumps = run.checks
    assert {finding.area_id: finding.expected_high for finding in jumps.findings} == pytest.approx(limits)
    assert 0 < len(limits) < len(cases)


def test_fall_is_held_against_the_same_interval(check: Run) -> None:
    alpha = 2 * norm.sf(3)
    _, high = confint_proportions_2indep(6, 60, 36, 60, method="newcomb", compare="diff", alpha=alpha)
    figures = [figure("2019", 60, denominator=60), figure("2020", 10, denominator=60)]
    _, jumps = check("sudden_change", figures=figures).checks
    [found] = jumps.findings
    assert found.expected_low == pytest.approx(min(60 / 2, 10 - 100 * high))


def test_far_from_other_areas_is_outside_the_limits_that_a_funnel_has(check: Run) -> None:
    """The published funnel (dbt_project/macros/funnel.sql) is held to the same formulas; here all areas stand for one
    finding in a thousand, there each area for two."""
    n = np.array([60, 80, 100, 120, 150, 180, 200, 240, 300, 400, 500, 800.0])
    counted = np.array([12, 26, 18, 40, 25, 52, 33, 71, 52, 121, 90, 620.0])
    common = counted.sum() / n.sum()
    z = 2 * np.sqrt(n + 1 / 2) * (np.arcsin(np.sqrt((counted + 3 / 8) / (n + 3 / 4))) - np.arcsin(np.sqrt(common)))
    spread = max(1.0, np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2))
    reach = norm.ppf(1 - 0.001 / len(n)) * np.sqrt(spread)
    figures = [
        figure("2019", 100 * part / whole, area_id=f"omraade-{whole:.0f}", numerator=part, denominator=whole)
        for part, whole in zip(counted, n, strict=True)
    ]
    [run] = check("area_outlier", figures=figures).checks
    outside = {f"omraade-{whole:.0f}" for whole, far in zip(n, np.abs(z) > reach, strict=True) if far}
    assert {finding.area_id for finding in run.findings} == outside
    [found] = run.findings
    ends = np.arcsin(np.sqrt(common)) + np.array([-1, 1]) * reach / (2 * np.sqrt(800 + 1 / 2))
    expected = 100 * np.sin(np.clip(ends, 0, np.pi / 2)) ** 2
    assert (found.expected_low, found.expected_high) == pytest.approx(tuple(expected), abs=0.01)
