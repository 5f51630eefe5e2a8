"""Plotly figures. Nothing leaves the machine: no share button, no logo, no address to send to."""

from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from danish import format as form
from danish import pages as text
from dashboards import figures
from dashboards.queries import Row

AREA = "#0072b2"
BENCHMARK = "#5f676d"
CLARIFY = "#6b3d8c"
INK = "#1d2125"

CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "locale": "da",
    "locales": {
        "da": {
            "dictionary": text.CHART_WORDS,
            "format": {
                "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
                "shortDays": ["søn", "man", "tir", "ons", "tor", "fre", "lør"],
                "months": list(form.MONTHS),
                "shortMonths": [month[:3] for month in form.MONTHS],
                "date": "%d-%m-%Y",
            },
        }
    },
}


def trend(points: list[Row], area: str) -> go.Figure:
    """One indicator over time for one area, with its benchmark.

    `points` is one comparable series, oldest first. A line joins neighbours unless the later one opens a new series;
    a figure under clarification or with a remark is hollow and joined to nothing.
    """
    chart = go.Figure()
    for run in _unbroken(points):
        _band(chart, run)
    benchmark = [point for point in points if figures.has_benchmark_of_its_period(point)]
    if benchmark:
        _line(chart, benchmark, "baseline_value", figures.baseline_name(benchmark[-1]), BENCHMARK, "diamond", "dot")
    for run in _unbroken(points):
        _line(chart, run, "value", area, AREA, "circle", "solid")
    for point in points:
        if _is_loose(point):
            _line(chart, [point], "value", area, CLARIFY, "circle-open", "solid")
    for before, after in pairwise(points):
        if after["trend"] == "series_break":
            _break(chart, before, after)
    _label_ends(chart, points, benchmark, area)
    return _laid_out(chart, points)


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


def _day(point: Row) -> date:
    end = point["period_end"]
    return end.date() if hasattr(end, "date") else end


def _line(chart: go.Figure, points: list[Row], column: str, name: str, colour: str, symbol: str, dash: str) -> None:
    chart.add_scatter(
        x=[_day(point) for point in points],
        y=[point[column] for point in points],
        mode="lines+markers",
        line={"color": colour, "width": 3 if column == "value" else 2, "dash": dash},
        marker={"color": colour, "size": 11 if column == "value" else 8, "symbol": symbol,
                "line": {"width": 2.5, "color": colour}},
        hovertext=[f"{name}, {point['period_name']}: {figures.amount(point, point[column])}" for point in points],
        hoverinfo="text",
        showlegend=False,
    )  # fmt: skip


def _band(chart: go.Figure, points: list[Row]) -> None:
    known = [point for point in points if point["ci_low"] is not None and point["ci_high"] is not None]
    if not known:
        return
    if len(known) == 1:
        point = known[0]
        chart.add_scatter(
            x=[_day(point)] * 2, y=[point["ci_low"], point["ci_high"]], mode="lines", hoverinfo="skip",
            line={"color": "rgba(0,114,178,0.35)", "width": 8}, showlegend=False,
        )  # fmt: skip
        return
    days = [_day(point) for point in known]
    chart.add_scatter(
        x=days + days[::-1],
        y=[point["ci_low"] for point in known] + [point["ci_high"] for point in known][::-1],
        mode="lines", line={"width": 0}, fill="toself", fillcolor="rgba(0,114,178,0.15)", hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip


def _break(chart: go.Figure, before: Row, after: Row) -> None:
    """A rule between two points that must not be compared."""
    middle = _day(before) + (_day(after) - _day(before)) / 2
    chart.add_vline(x=middle, line={"color": BENCHMARK, "width": 1.5, "dash": "dash"})
    chart.add_annotation(
        x=middle, y=1, yref="paper", yanchor="bottom", text=text.SERIES_BREAK, showarrow=False,
        font={"color": BENCHMARK, "size": 14},
    )  # fmt: skip


def _label_ends(chart: go.Figure, points: list[Row], benchmark: list[Row], area: str) -> None:
    """A name at the end of each line instead of a legend, the upper line's above it and the lower one's below."""
    last = points[-1]
    labels = [(last, last["value"], area, AREA)]
    if benchmark:
        labels.append((benchmark[-1], benchmark[-1]["baseline_value"], figures.baseline_name(benchmark[-1]), BENCHMARK))
    highest = max(value for _, value, _, _ in labels)
    for point, value, name, colour in labels:
        chart.add_annotation(
            x=_day(point), y=value, text=name, showarrow=False, yanchor="bottom",
            xanchor="left" if _day(point) == _day(points[0]) else "right",
            yshift=9 if value == highest else -32, font={"color": colour, "size": 15},
        )  # fmt: skip


def lay_out(chart: go.Figure) -> None:
    """What all curves have in common: Danish numbers, one type, white ground, nothing that moves."""
    chart.update_layout(
        margin={"l": 8, "r": 16, "t": 28, "b": 8},
        separators=",.",
        font={"family": '"Source Sans", sans-serif', "size": 15, "color": INK},
        plot_bgcolor="white",
        paper_bgcolor="white",
        hovermode="closest",
        dragmode=False,
    )


def _laid_out(chart: go.Figure, points: list[Row]) -> go.Figure:
    suffix = "\u00a0%" if points[0]["unit"] == "%" else ""
    lay_out(chart)
    chart.update_layout(
        height=300,
        xaxis={
            "tickvals": [_day(point) for point in points],
            "ticktext": [figures.short_period(point) for point in points],
            "showgrid": False,
            "linecolor": BENCHMARK,
            "automargin": True,
        },
        yaxis={
            "ticksuffix": suffix,
            "nticks": 5,
            "gridcolor": "#e3e6e8",
            "zeroline": False,
            "automargin": True,
            "range": _range(points),
        },
    )
    return chart


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
