"""The rules behind the pages: the common axis, rough figures, and what comes first."""

from datetime import datetime
from typing import Any

import pytest

from dashboards import figures
from dashboards.cases import open_cases
from dashboards.talking_points import three
from tests.published import finding

SHARE = {"measure_type": "proportion", "unit": "%", "min_value": 0.0, "max_value": 100.0, "decimals": 1}
MEAN = {"measure_type": "mean", "unit": "karakter", "min_value": -3.0, "max_value": 12.0, "decimals": 1}
LOWER, HIGHER, NEUTRAL = ({"direction": one} for one in ("lower_is_better", "higher_is_better", "neutral"))


@pytest.mark.parametrize(
    ("row", "gap", "place"),
    [
        (SHARE | LOWER, 6.1, -6.1),
        (SHARE | HIGHER, 6.1, 6.1),
        (MEAN | HIGHER, -1.5, -10.0),
        (SHARE | NEUTRAL, 6.1, None),
        (SHARE | LOWER, None, None),
        (MEAN | HIGHER | {"max_value": None}, -1.5, None),
    ],
)
def test_a_gap_is_placed_in_percent_of_the_indicators_own_scale(row: dict[str, Any], gap: float, place: float):
    assert figures.toward_better(row, gap) == pytest.approx(place)


def test_the_axis_ends_at_the_first_round_number_that_holds_every_gap():
    rows = [SHARE | LOWER | {"gap": gap} for gap in (6.1, -18.6, None)]
    assert figures.axis_limit(rows) == 20
    assert figures.axis_limit([]) == 5


@pytest.mark.parametrize(
    ("value", "qualifier", "words"),
    [(58.0, "about", "ca. 58\u00a0%"), (58.4, "at_least", "mindst 58,4\u00a0%"), (58.0, "exact", "58,0\u00a0%")],
)
def test_a_rough_figure_is_not_made_finer_than_it_was_delivered(value: float, qualifier: str, words: str):
    row = SHARE | {"value": value, "qualifier": qualifier, "value_low": value, "value_high": value}
    assert figures.value_text(row | {"is_under_clarification": False}) == words


def case(number: str, severity: str, **more: Any) -> dict[str, Any]:
    place = {"area_id": None, "indicator_id": None, "activity_id": None, "measure_id": None}
    return place | finding(number, "x", severity, number) | more


def target(status: str, share: float) -> dict[str, Any]:
    return {
        "status": status, "target_share": share, "elapsed_share": 50.0, "sentence_da": f"{status} {share}",
        "is_under_clarification": False,
    }  # fmt: skip


def comparison(verdict: str, gap: float) -> dict[str, Any]:
    more = {"comparison": verdict, "gap": gap, "sentence_da": f"{verdict} {gap}", "is_under_clarification": False}
    return SHARE | LOWER | more


def test_three_things_are_one_case_one_target_and_one_difference():
    points = three(
        [case("a warning", "warning", activity_id="a"), case("the fault", "critical", activity_id="b")],
        [target("ahead", 90.0), target("behind", 40.0), target("behind", 10.0)],
        [comparison("not_compared", 30.0), comparison("similar", 25.0), comparison("worse", 6.0)],
    )
    assert [point.sentence for point in points] == ["the fault", "behind 10.0", "worse 6.0"]


def test_what_is_missing_among_the_three_is_filled_from_the_others():
    points = three(
        [case("first", "critical", activity_id="a"), case("same thing", "critical", activity_id="a")],
        [],
        [comparison("worse", 6.0), comparison("better", -9.0)],
    )
    assert [point.sentence for point in points] == ["first", "better -9.0", "worse 6.0"]


def test_a_figure_in_doubt_is_no_difference_to_talk_about():
    doubtful = comparison("worse", 40.0) | {"is_under_clarification": True}
    settled = case("settled", "critical") | {"status": "explained"}
    assert three([settled, case("note", "info")], [], [doubtful]) == []


def test_a_mark_leads_to_the_most_serious_case():
    place = {"activity_id": "a", "measure_id": "m"}
    earlier = datetime(2022, 1, 1)  # noqa: DTZ001 - as in the tables
    found = [
        case("critical", "critical", first_seen_at=earlier, **place),
        case("warning", "warning", **place),
        case("info", "info", **place),
    ]
    assert open_cases(found, "activity_id", "measure_id") == {("a", "m"): "critical"}
    assert open_cases(found[2:], "activity_id", "measure_id") == {}
