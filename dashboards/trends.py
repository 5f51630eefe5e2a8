"""The course of one figure for one area, with its benchmark, as a small curve."""

from datetime import date
from itertools import pairwise

from danish import pages as text
from dashboards import curves, drawings, figures
from dashboards.charts import AREA, BENCHMARK
from dashboards.curves import Axes, Band, Label, Line, Mark
from dashboards.queries import Row

# More words than these under an axis run into each other on a phone.
_MOST_TICKS = 6


def trend(points: list[Row], area: str, alt: str) -> str:
    """The curve of one comparable series, oldest first; `alt` is its sentence.

    A line joins neighbours unless the later one opens a new series; a figure under clarification or with a remark is
    hollow and joined to nothing.
    """
    benchmark = [point for point in points if figures.has_benchmark_of_its_period(point)]
    runs = _unbroken(points)
    lines = [Line([(_day(point), point["value"]) for point in run], AREA) for run in runs if len(run) > 1]
    if len(benchmark) > 1:
        against = [(_day(point), point["baseline_value"]) for point in benchmark]
        lines.insert(0, Line(against, BENCHMARK, width=2, dash="2 4"))
    return curves.curve(
        alt,
        _axes(points),
        bands=[Band(limits, AREA) for run in runs if len(limits := _limits(run)) > 1],
        lines=lines,
        marks=[*map(_benchmark_mark, benchmark), *(_mark(point, area) for point in points)],
        labels=_end_labels(points, benchmark, area),
        breaks=[
            ((_day(before) + _day(after)) / 2, text.SERIES_BREAK)
            for before, after in pairwise(points)
            if after["trend"] == "series_break"
        ],
    )


def _is_loose(point: Row) -> bool:
    return bool(point["is_under_clarification"] or point["is_flagged"])


def _unbroken(points: list[Row]) -> list[list[Row]]:
    """The stretches that a line may join: a break in the series or a loose point ends one."""
    runs: list[list[Row]] = [[]]
    for point in points:
        if _is_loose(point):
            runs.append([])
            continue
        if point["trend"] == "series_break":
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def _day(point: Row) -> float:
    end = point["period_end"]
    day: date = end.date() if hasattr(end, "date") else end
    return float(day.toordinal())


def _limits(run: list[Row]) -> list[tuple[float, float, float]]:
    return [
        (_day(point), point["ci_low"], point["ci_high"])
        for point in run
        if point["ci_low"] is not None and point["ci_high"] is not None
    ]


def _mark(point: Row, area: str) -> Mark:
    words = f"{area}, {point['period_name']}: {figures.amount(point, point['value'])}"
    return Mark((_day(point), point["value"]), "own loose" if _is_loose(point) else "own", words)


def _benchmark_mark(point: Row) -> Mark:
    name = figures.baseline_name(point)
    words = f"{name}, {point['period_name']}: {figures.amount(point, point['baseline_value'])}"
    return Mark((_day(point), point["baseline_value"]), "benchmark", words)


def _end_labels(points: list[Row], benchmark: list[Row], area: str) -> list[Label]:
    """A name at the end of each line in place of a legend, the upper line's above it and the lower one's below."""
    ends = [(points[-1], points[-1]["value"], area, "own")]
    if benchmark:
        last = benchmark[-1]
        ends.append((last, last["baseline_value"], figures.baseline_name(last), "benchmark"))
    highest = max(value for _, value, _, _ in ends)
    return [
        Label(
            (_day(point), value),
            name,
            f"{kind} {'over' if value == highest else 'under'} {'right' if point is points[0] else 'left'}",
        )
        for point, value, name, kind in ends
    ]


def _axes(points: list[Row]) -> Axes:
    low, high = _range(points)
    step = drawings.step((high - low) / 6)
    start = -(-low // step) * step
    amounts = [start + step * place for place in range(8) if start + step * place <= high]
    whole = points[0] | {"decimals": 0 if step >= 1 else 1}
    days = [_day(point) for point in points]
    every = -(-len(points) // _MOST_TICKS)
    named = points[::-1][::every]
    return Axes(
        x=(days[0], days[-1]),
        y=(low, high),
        x_ticks=[(_day(point), figures.short_period(point)) for point in named],
        y_ticks=[(amount, figures.amount(whole, amount)) for amount in amounts],
    )


def _range(points: list[Row]) -> list[float]:
    """A value axis never narrower than ten percentage points (a fifth of the value for other units).

    A tighter one would blow small movements up until noise looks like change.
    """
    values = [point[column] for point in points for column in ("value", "baseline_value", "ci_low", "ci_high")]
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    least = 10.0 if points[0]["unit"] == "%" else abs(high) * 0.2 or 1.0
    room = max((high - low) * 0.2, (least - (high - low)) / 2)
    bottom = max(low - room, -0.1 * (high + room)) if low >= 0 else low - room
    return [bottom, max(high + room, bottom + least)]
