"""Whatever a critical finding speaks of stays out of totals, trends, comparisons and the status of targets."""

from collections.abc import Callable
from typing import Any

import pytest

from .critical_findings import CRITICAL, DOUBTED_QUARTER, DOUBTED_YEAR, MEASURE, SHARE, SPARED, area, plan

One = Callable[..., dict[str, Any]]
_FIGURE = "select * from marts.fct_indicator_value where area_id = ? and indicator_id = ? and period_id = ?"
_COMPARED = """
    select * from marts.mart_area_vs_baseline
    where area_id = ? and indicator_id = ? and period_id = ? and is_main_baseline
"""
_PROGRESS = "select * from marts.mart_activity_progress where area_id = ? and measure_id = ? and period_id = ?"


def test_every_critical_check_of_the_registry_is_asked() -> None:
    assert len(CRITICAL) > 5
    assert {"cumulative_decrease", "unit_or_scale_error", "duplicate_report"} <= set(CRITICAL)


def test_without_a_finding_everything_is_told(one: One) -> None:
    """The control: the same figures and counts, so that it is the finding alone that takes them away."""
    total = one(_FIGURE, plan(SPARED), SHARE, DOUBTED_YEAR)
    assert (total["value"], total["numerator"], total["is_under_clarification"]) == (32.0, 640.0, False)
    compared = one(_COMPARED, area(SPARED), SHARE, DOUBTED_YEAR)
    assert (compared["comparison"], compared["trend"], compared["trend_points"]) == ("better", "improving", 8)
    assert compared["change"] == -28.0
    progress = one(_PROGRESS, plan(SPARED), MEASURE, DOUBTED_QUARTER)
    assert (progress["count_to_date"], progress["target_share"], progress["status"]) == (60, 15.0, "ahead")
    assert progress["projected_count"] is not None
    later = one(_PROGRESS, plan(SPARED), MEASURE, "2021K4")
    assert (later["count_year_to_date"], later["count_to_date"], later["status"]) == (120, 120, "ahead")


@pytest.mark.parametrize("check_id", CRITICAL)
def test_a_figure_with_a_critical_finding_is_in_no_comparison_or_trend_nor_is_a_total_of_it(
    one: One, check_id: str
) -> None:
    figure = one(_FIGURE, area(check_id), SHARE, DOUBTED_YEAR)
    assert (figure["value"], figure["is_flagged"], figure["is_under_clarification"]) == (32.0, True, True)
    compared = one(_COMPARED, area(check_id), SHARE, DOUBTED_YEAR)
    assert (compared["comparison"], compared["gap_ci_low"]) == ("not_compared", None)
    assert (compared["trend"], compared["change"], compared["change_gap"]) == ("cannot_say", None, None)
    assert compared["trend_points"] in (None, 7)
    total = one(_FIGURE, plan(check_id), SHARE, DOUBTED_YEAR)
    assert (total["is_flagged"], total["is_under_clarification"]) == (True, True)
    told = one(_COMPARED, plan(check_id), SHARE, DOUBTED_YEAR)
    assert (told["comparison"], told["trend"], told["change"]) == ("not_compared", "cannot_say", None)
    # The year before is told as if there had been no finding.
    assert one(_COMPARED, area(check_id), SHARE, "2020")["trend"] == "improving"


@pytest.mark.parametrize("check_id", CRITICAL)
def test_a_count_with_a_critical_finding_is_in_no_total_and_decides_no_target(one: One, check_id: str) -> None:
    doubted = one(_PROGRESS, plan(check_id), MEASURE, DOUBTED_QUARTER)
    assert (doubted["reported_count"], doubted["is_under_clarification"]) == (30, True)
    assert (doubted["count_year_to_date"], doubted["count_to_date"]) == (None, None)
    assert (doubted["target_share"], doubted["projected_count"], doubted["status"]) == (None, None, "uncertain")
    for quarter in ("2021K3", "2021K4"):
        later = one(_PROGRESS, plan(check_id), MEASURE, quarter)
        assert (later["count_in_period"], later["count_year_to_date"], later["count_to_date"]) == (30, None, None)
        assert (later["target_share"], later["projected_count"], later["status"]) == (None, None, "uncertain")
    assert one(_PROGRESS, plan(check_id), MEASURE, "2021K1")["status"] == "ahead"
