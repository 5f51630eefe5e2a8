"""The limits of sudden_change against libraries that know better."""

import duckdb
import pytest
from scipy.stats import norm, t
from statsmodels.stats.proportion import confint_proportions_2indep

from quality.warehouse import FRAMES
from tests.unit.quality.conftest import Checked, Run
from tests.unit.quality.quality_warehouse import figure


def test_committed_t_quantiles() -> None:
    query = (FRAMES / "t_quantiles.sql").read_text(encoding="utf-8")
    rows = duckdb.sql(query).fetchall()
    assert [row[0] for row in rows] == list(range(5, 31))
    for degrees_of_freedom, quantile in rows:
        assert float(quantile) == pytest.approx(t.ppf(0.99865, degrees_of_freedom), abs=1e-4)


def test_prediction_interval_covers_from_the_earlier_points(checked: Checked) -> None:
    found = checked.one("sudden_change", activity_id="lang-spring")
    # Counts near 20 vary by about the root of 20 by chance alone, more than these eight did.
    assert found["expected_high"] == pytest.approx(20.125 + 3 * 20.125**0.5 * (1 + 1 / 8) ** 0.5)


def test_shares_are_held_against_newcombes_interval(check: Run) -> None:
    """The frame fires exactly where Newcombe's 99.73 % interval for the difference leaves nought."""
    alpha = 2 * norm.sf(3)
    cases = [(10, 60, low) for low in range(20, 40, 2)]
    figures, expected = [], set()
    for start, persons, later in cases:
        counts = [round(persons * share / 100) for share in (start, later)]
        shares = [100 * count / persons for count in counts]
        name = f"omraade-{later}"
        figures += [
            figure(period, share, area_id=name, numerator=count, denominator=persons)
            for period, share, count in zip(("2019", "2020"), shares, counts, strict=True)
        ]
        low, _ = confint_proportions_2indep(
            counts[1], persons, counts[0], persons, method="newcomb", compare="diff", alpha=alpha
        )
        if low > 0:
            expected.add(name)
    run = check("sudden_change", figures=figures)
    [jumps] = [one for one in run.checks if one.check_id == "sudden_change"]
    assert {finding.area_id for finding in jumps.findings} == expected
    assert 0 < len(expected) < len(cases)
