"""The rows that curves are drawn from: those of the question for every figure, no more than the last of each series."""

from datetime import date
from pathlib import Path

import pytest

from dashboards import queries_courses, queries_figures
from dashboards.queries import Row
from publish import cut, marts
from publish.cut import Cut
from publish.marts import BuildGoneError, NotInBuildError, Published
from tests.published import divide_by_area, everything, write_published

AREA, PLAN = "motalavej-330", "hp-en-faelles-indsats"
NOT_ASKED = {
    "area_name", "area_type", "baseline_n", "is_baseline_flagged", "gap_decimals", "benchmark_source_reference", "gap",
    "gap_ci_low", "gap_ci_high", "comparison", "reason_da", "sentence_da", "start_period_id", "change_gap",
    "change_gap_ci_low", "change_gap_ci_high",
}  # fmt: skip


@pytest.fixture(params=["tables", "files by area", "cut", "cut of files by area"])
def build(request: pytest.FixtureRequest, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    write_published(data_dir, {"fct_indicator_value": _delivered_twice()})
    if "files" in request.param:
        monkeypatch.setattr(marts, "_FEW_ROWS", 0)
        divide_by_area(data_dir)
    found = marts.current(data_dir / "marts")
    assert found is not None
    return cut.made(found, Cut(frozenset({PLAN}))) if "cut" in request.param else found


def _delivered_twice() -> list[Row]:
    """The test build's figures, one of them with another value from a second delivery, and one of no known period."""
    rows = everything()["fct_indicator_value"]
    first = next(row for row in rows if row["area_id"] == AREA and row["value"] is not None)
    other = first | {"value": first["value"] + 3, "is_preferred": False}
    return [*rows, other, first | {"period_id": "ukendt"}]


@pytest.mark.parametrize("most", [1, 2, 25])
@pytest.mark.parametrize("until", [None, date(2020, 12, 31), date(1900, 1, 1)])
def test_they_are_the_last_of_every_series_as_the_question_tells_them(build: Published, most: int, until: date | None):
    every = queries_figures.series(build, [AREA], until)
    wanted = [
        {name: value for name, value in row.items() if name not in NOT_ASKED}
        for row in every
        if row["period_end"] is None or row["period_end"] >= min(_ends(row, every)[-most:])
    ]
    assert queries_courses.latest(build, AREA, until, most) == wanted
    assert any(row["period_end"] is None for row in wanted)
    if until is None:
        assert most < 25 or any(row["value_low"] != row["value_high"] for row in wanted)


def _ends(row: Row, every: list[Row]) -> list[date]:
    series = ("area_id", "indicator_id", "instrument", "period_type")
    return sorted(
        one["period_end"]
        for one in every
        if one["period_end"] is not None and all(one[name] == row[name] for name in series)
    )


def test_an_area_out_of_sight_has_none(build: Published):
    found = queries_courses.latest(build, "urbanplanen-101", None, 25)
    assert bool(found) == (not build.cut)


def test_what_is_not_in_the_build_is_told(build: Published, data_dir: Path):
    with pytest.raises(NotInBuildError):
        build.columns("fct_indicator_value", ["area_id", "findes_ikke"], [AREA])
    with pytest.raises(NotInBuildError):
        build.columns("findes_ikke", ["area_id"], [AREA])
    if marts._FEW_ROWS == 0:
        (data_dir / "marts" / build.build_id / "fct_indicator_value.parquet").unlink()
        with pytest.raises(BuildGoneError):
            build.columns("fct_indicator_value", ["area_id", "value"], [AREA])
