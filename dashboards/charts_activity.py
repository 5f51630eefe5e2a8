"""The curve of a count against its target and the time: what was counted, the even pace, where the pace leads."""

from datetime import date

from danish import format as form
from danish import page_activities as text
from dashboards import curves, drawings
from dashboards.charts import AREA, BENCHMARK, GRID
from dashboards.curves import Axes, Label, Line, Mark, Point
from dashboards.queries import Row

_LAST_MONTH, _LAST_DAY = 12, 31
# The range of a projection stands upright at its end, paler than the curve.
_RANGE = "rgba(0,114,178,0.45)"
# Where along the even pace its name stands.
_NAME_AT = 0.62


def cumulative(points: list[Row], targets: list[Row], alt: str) -> str:
    """The counts of one series, oldest first, with the versions of its target that are in force; `alt` says it.

    A target per year is counted from each New Year, any other from the beginning. A point under clarification or with
    a remark is hollow and joined to nothing, and no line goes from one year's count to the next.
    """
    column = _column(points)
    drawn = _drawn(points)
    runs = _runs(drawn, is_yearly=column == "count_year_to_date")
    paces = [pace for target in targets for pace in _paces(target, drawn, column)]
    lines = [line for line, _ in paces]
    lines += [Line([_place(point, column) for point in run], AREA) for run in runs if len(run) > 1]
    labels = [label for _, label in paces if label]
    marks = [_mark(point, column) for point in drawn]
    if drawn and _is_projected(drawn[-1]):
        ahead, end = _projection(drawn[-1], column)
        lines += ahead
        marks.append(end)
        labels += _name_of_projection(end, column)
    heights = [height for line in lines for _, height in line.points] + [mark.at[1] for mark in marks]
    axes = _axes(drawn, targets, max([*heights, 1.0]))
    return curves.curve(alt, axes, lines=[*_new_years(axes), *lines], marks=marks, labels=labels, is_tall=True)


def can_be_drawn(points: list[Row]) -> bool:
    """Whether there is any point on the axis of the target."""
    return bool(_drawn(points))


def _column(points: list[Row]) -> str:
    return "count_year_to_date" if points[-1]["target_basis"] == "per_year" else "count_to_date"


def _drawn(points: list[Row]) -> list[Row]:
    column = _column(points)
    return [point for point in points if point[column] is not None and point["period_end"] is not None]


def _is_loose(point: Row) -> bool:
    return bool(point["is_under_clarification"] or point["is_flagged"])


def _day(value: date) -> float:
    return float(value.toordinal())


def _place(point: Row, column: str) -> Point:
    return _day(point["period_end"]), float(point[column])


def _mark(point: Row, column: str) -> Mark:
    words = f"{point['period_name']}: {form.number(point[column])}"
    return Mark(_place(point, column), "own loose" if _is_loose(point) else "own", words)


def _runs(points: list[Row], *, is_yearly: bool) -> list[list[Row]]:
    """The stretches that a line may join; a point in doubt is a stretch of its own."""
    runs: list[list[Row]] = []
    for point in points:
        before = runs[-1][-1] if runs else None
        new_year = is_yearly and before is not None and before["period_end"].year != point["period_end"].year
        if before is None or _is_loose(point) or _is_loose(before) or new_year:
            runs.append([])
        runs[-1].append(point)
    return runs


def _paces(target: Row, points: list[Row], column: str) -> list[tuple[Line, Label | None]]:
    """The even pace to a target and its name; both readings where the agreement does not say which holds."""
    start, end, value, basis = (target[name] for name in ("valid_from", "valid_to", "target_value", "target_basis"))
    if start is None or end is None:
        return []
    found: list[tuple[Line, Label | None]] = []
    if basis in ("whole_agreement", "unclear"):
        ends = ((_day(start), 0.0), (_day(end), float(value)))
        name = text.pace(value, basis, is_yearly=False)
        found.append((_pace(*ends), _name_along(name, ends, is_below=_is_passed(ends, points, column))))
    if basis in ("per_year", "unclear"):
        years = sorted({point["period_end"].year for point in points})
        for year in years:
            top = (_day(date(year, _LAST_MONTH, _LAST_DAY)), float(value))
            name = text.pace(value, basis, is_yearly=True)
            label = Label(top, name, "benchmark right over") if year == years[0] else None
            found.append((_pace((_day(date(year, 1, 1)), 0.0), top), label))
    return found


def _pace(start: Point, end: Point) -> Line:
    return Line((start, end), BENCHMARK, width=1.5, dash="2 4")


def _is_passed(ends: tuple[Point, Point], points: list[Row], column: str) -> bool:
    """Whether the last count lies above the even pace; its name has room on the other side of the line."""
    if not points:
        return False
    (start, _), (end, value) = ends
    day, count = _place(points[-1], column)
    return count > value * (day - start) / (end - start)


def _name_along(name: str, ends: tuple[Point, Point], *, is_below: bool) -> Label:
    (start, _), (end, value) = ends
    place = (start + (end - start) * _NAME_AT, value * _NAME_AT)
    return Label(place, name, f"benchmark {'right under' if is_below else 'left over'}")


def _is_projected(last: Row) -> bool:
    end = last["projected_to"]
    return last["projected_count"] is not None and end is not None and _day(end) > _day(last["period_end"])


def _projection(last: Row, column: str) -> tuple[list[Line], Mark]:
    """Where the pace leads, dashed, and its end; the range is a rule there, one without upper end stops at the end."""
    end = (_day(last["projected_to"]), float(last["projected_count"]))
    lines = [Line((_place(last, column), end), AREA, width=2, dash="7 5")]
    if last["projected_low"] is not None:
        high = last["projected_high"] if last["projected_high"] is not None else last["projected_count"]
        lines.append(Line(((end[0], float(last["projected_low"])), (end[0], float(high))), _RANGE, width=6))
    return lines, Mark(end, "own projected", f"{text.PROJECTION}: {form.number(end[1])}")


def _name_of_projection(end: Mark, column: str) -> list[Label]:
    """A year is too narrow for a name; the sentence above the curve has it."""
    return [] if column == "count_year_to_date" else [Label(end.at, text.PROJECTION, "own left over")]


def _axes(points: list[Row], targets: list[Row], most: float) -> Axes:
    starts = [target["valid_from"].year for target in targets if target["valid_from"]]
    years = starts + [point["period_end"].year for point in points]
    ends = [target["valid_to"].year for target in targets if target["valid_to"]]
    first, last = min(years), max([*years, *ends])
    step = max(1.0, drawings.step(most / 5))
    return Axes(
        x=(_day(date(first, 1, 1)), _day(date(last + 1, 1, 20))),
        y=(0.0, most * 1.12),
        x_ticks=[(_day(date(year, 7, 1)), str(year)) for year in range(first, last + 1)],
        y_ticks=[(step * place, form.number(step * place)) for place in range(int(most * 1.12 / step) + 1)],
    )


def _new_years(axes: Axes) -> list[Line]:
    years = [int(words) for _, words in axes.x_ticks]
    days = [_day(date(year, 1, 1)) for year in (*years, years[-1] + 1)]
    return [Line(((day, 0.0), (day, axes.y[1])), GRID, width=1) for day in days]
