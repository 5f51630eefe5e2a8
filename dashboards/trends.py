"""The course of one figure for one area, with its benchmark, as a small curve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from danish import page_indicator
from danish import pages as text
from dashboards import curves, drawings, figures
from dashboards.charts import AREA, BENCHMARK, COUNTRY
from dashboards.curves import Axes, Band, Label, Line, Mark
from dashboards.queries import Row

# More words than these under an axis run into each other on a phone.
_MOST_TICKS = 6


@dataclass(frozen=True)
class Company:
    """What stands in a curve beside the area and its benchmark.

    `country` has the country's figure and `numbers` the numbers of remarks, both by period and instrument; `axes` all
    points that shall fit, where several curves are to have the same axes; `own_name` what the area's line is called
    where its whole name has no room.
    """

    country: Mapping[tuple[str, str], float] = field(default_factory=dict)
    country_name: str = ""
    numbers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    axes: Sequence[Row] = ()
    own_name: str = ""


def key(point: Row) -> tuple[str, str]:
    """Period and instrument, by which what stands beside a point is found."""
    return point["period_id"], point["instrument"]


def trend(points: list[Row], area: str, alt: str, company: Company | None = None) -> str:
    """The curve of one series, oldest first; `alt` is its sentence.

    A line joins neighbours unless the later one opens a new series or is from another questionnaire; a figure under
    clarification or with a remark is hollow and joined to nothing.
    """
    company = company or Company()
    benchmark = [point for point in points if figures.has_benchmark_of_its_period(point)]
    runs = _unbroken(points)
    lines = [Line([(_day(point), point["value"]) for point in run], AREA) for run in runs if len(run) > 1]
    for run in _unbroken(benchmark, is_benchmark=True):
        against = [(_day(point), point["baseline_value"]) for point in run]
        lines[:0] = [Line(against, BENCHMARK, width=2, dash="2 4")] if len(run) > 1 else []
    of_country = [(_day(point), company.country[key(point)]) for point in points if key(point) in company.country]
    if len(of_country) > 1:
        lines.insert(0, Line(of_country, COUNTRY, width=2))
    return curves.curve(
        alt,
        _axes(points, company),
        bands=[Band(limits, AREA) for run in runs if len(limits := _limits(run)) > 1],
        lines=lines,
        marks=[*map(_benchmark_mark, benchmark), *(_mark(point, area) for point in points)],
        labels=[
            *_end_labels(points, benchmark, company.own_name or area),
            *_country_label(of_country, points, company.country_name),
            *_numbers(points, company),
        ],
        breaks=[
            ((_day(before) + _day(after)) / 2, _break_name(before, after))
            for before, after in pairwise(points)
            if _opens_series(before, after)
        ],
    )


def small(points: list[Row]) -> str:
    """The course alone, for a cell of a table whose words stand beside it; a point in doubt is left out of the line."""
    low, high = _range(points, [])
    axes = Axes(x=(_day(points[0]), _day(points[-1])), y=(low, high), x_ticks=(), y_ticks=())
    runs = [[(_day(point), point["value"]) for point in run] for run in _unbroken(points)]
    return curves.small(axes, [Line(run, AREA, width=2) for run in runs if len(run) > 1])


def _opens_series(before: Row, after: Row) -> bool:
    return after["trend"] == "series_break" or before["instrument"] != after["instrument"]


def _break_name(before: Row, after: Row) -> str:
    return text.SERIES_BREAK if before["instrument"] == after["instrument"] else page_indicator.NEW_INSTRUMENT


def _country_label(places: list[tuple[float, float]], points: list[Row], name: str) -> list[Label]:
    """The country's name at the beginning of its line, because the end of the curve has two names already."""
    if not places:
        return []
    first = next(point for point in points if _day(point) == places[0][0])
    is_under = places[0][1] <= first["value"]
    return [Label(places[0], name, f"country {'under' if is_under else 'over'} right")]


def _numbers(points: list[Row], company: Company) -> list[Label]:
    found = [(point, company.numbers.get(key(point))) for point in points]
    return [Label((_day(point), point["value"]), number, "remark") for point, number in found if number]


def _is_loose(point: Row) -> bool:
    return bool(point["is_under_clarification"] or point["is_flagged"])


def _unbroken(points: list[Row], *, is_benchmark: bool = False) -> list[list[Row]]:
    """The stretches that a line may join: a break in the series or a loose point ends one.

    The line of a benchmark goes on past what is only the area's own matter, but not on to another questionnaire.
    """
    runs: list[list[Row]] = [[]]
    for point in points:
        if _is_loose(point) and not is_benchmark:
            runs.append([])
            continue
        before = runs[-1][-1] if runs[-1] else None
        is_new = point["trend"] == "series_break" and not is_benchmark
        if is_new or (before and before["instrument"] != point["instrument"]):
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
    kind = "own loose" if _is_loose(point) else "own"
    return Mark((_day(point), point["value"]), f"{kind} wave" if point["instrument"] else kind, words)


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
            f"{kind} end {'over' if value == highest else 'under'} {'right' if point is points[0] else 'left'}",
        )
        for point, value, name, kind in ends
    ]


def _axes(points: list[Row], company: Company) -> Axes:
    shared = sorted(company.axes or points, key=_day)
    low, high = _range(shared, list(company.country.values()))
    step = drawings.step((high - low) / 6)
    start = -(-low // step) * step
    amounts = [start + step * place for place in range(8) if start + step * place <= high]
    whole = points[0] | {"decimals": 0 if step >= 1 else 1}
    # A year and a list of the same year are two days and one name.
    named = {figures.short_period(point): _day(point) for point in shared}
    every = -(-len(named) // _MOST_TICKS)
    return Axes(
        x=(_day(shared[0]), _day(shared[-1])),
        y=(low, high),
        x_ticks=[(day, name) for name, day in named.items()][::-1][::every],
        y_ticks=[(amount, figures.amount(whole, amount)) for amount in amounts],
    )


def _range(points: list[Row], besides: list[float]) -> list[float]:
    """A value axis never narrower than ten percentage points (a fifth of the value for other units).

    A tighter one would blow small movements up until noise looks like change.
    """
    values = [point[column] for point in points for column in ("value", "ci_low", "ci_high")]
    against = [point["baseline_value"] for point in points if figures.has_benchmark(point)]
    known = [value for value in [*values, *against, *besides] if value is not None]
    low, high = min(known), max(known)
    least = 10.0 if points[0]["unit"] == "%" else abs(high) * 0.2 or 1.0
    room = max((high - low) * 0.2, (least - (high - low)) / 2)
    bottom = max(low - room, -0.1 * (high + room)) if low >= 0 else low - room
    return [bottom, max(high + room, bottom + least)]
