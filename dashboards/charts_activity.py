"""The curve of a count against its target and the time: what was counted, the even pace, where the pace leads."""

from datetime import date

import plotly.graph_objects as go

from danish import format as form
from danish import page_activities as text
from dashboards import charts
from dashboards.charts import AREA, BENCHMARK, CLARIFY
from dashboards.queries import Row

_LAST_MONTH, _LAST_DAY = 12, 31


def cumulative(points: list[Row], targets: list[Row]) -> go.Figure:
    """The counts of one series, oldest first, with the versions of its target that are in force.

    A target per year is counted from each New Year, any other from the beginning. A point under clarification or with
    a remark is hollow and joined to nothing, and no line goes from one year's count to the next.
    """
    column = _column(points)
    is_yearly = column == "count_year_to_date"
    drawn = _drawn(points)
    chart = go.Figure()
    for target in targets:
        _paces(chart, target, drawn, column)
    for run in _runs(drawn, is_yearly=is_yearly):
        _line(chart, run, column, is_hollow=_is_loose(run[0]))
    if drawn:
        _projection(chart, drawn[-1], column)
    return _laid_out(chart, drawn, targets)


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


def _day(value: date) -> date:
    return value.date() if hasattr(value, "date") else value


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


def _line(chart: go.Figure, run: list[Row], column: str, *, is_hollow: bool) -> None:
    colour = CLARIFY if is_hollow else AREA
    chart.add_scatter(
        x=[_day(point["period_end"]) for point in run],
        y=[point[column] for point in run],
        mode="lines+markers",
        line={"color": colour, "width": 3},
        marker={"color": colour, "size": 10, "symbol": "circle-open" if is_hollow else "circle",
                "line": {"width": 2.5, "color": colour}},
        hovertext=[f"{point['period_name']}: {form.number(point[column])}" for point in run],
        hoverinfo="text",
        showlegend=False,
    )  # fmt: skip


def _paces(chart: go.Figure, target: Row, points: list[Row], column: str) -> None:
    """The even pace to a target; both readings where the agreement does not say which holds."""
    start, end, value, basis = (target[name] for name in ("valid_from", "valid_to", "target_value", "target_basis"))
    if start is None or end is None:
        return
    is_reached = bool(points) and points[-1][column] > value * _share_of_time(_day(start), _day(end), points[-1])
    if basis in ("whole_agreement", "unclear"):
        label = text.pace(value, basis, is_yearly=False)
        _pace(chart, (_day(start), _day(end)), value, label, is_below=is_reached)
    if basis in ("per_year", "unclear"):
        years = sorted({point["period_end"].year for point in points})
        for year in years:
            label = text.pace(value, basis, is_yearly=True) if year == years[0] else ""
            _pace(chart, (date(year, 1, 1), date(year, _LAST_MONTH, _LAST_DAY)), value, label, is_below=None)


def _share_of_time(start: date, end: date, point: Row) -> float:
    """Where the even pace stands at a point; it only decides on which side of the line its name has room."""
    return (_day(point["period_end"]) - start) / (end - start)


def _pace(chart: go.Figure, days: tuple[date, date], value: float, label: str, *, is_below: bool | None) -> None:
    """A dotted line with its name below or above it, or (None) to the right of its end."""
    chart.add_scatter(
        x=list(days), y=[0.0, value], mode="lines", hoverinfo="skip",
        line={"color": BENCHMARK, "width": 1.5, "dash": "dot"}, showlegend=False,
    )  # fmt: skip
    if not label:
        return
    place = {"x": days[1], "y": value, "xanchor": "left", "yanchor": "bottom"}
    if is_below is not None:
        middle = days[0] + (days[1] - days[0]) * 0.62
        anchors = ("left", "top") if is_below else ("right", "bottom")
        place = {"x": middle, "y": value * 0.62, "xanchor": anchors[0], "yanchor": anchors[1]}
    chart.add_annotation(text=label, showarrow=False, font={"color": BENCHMARK, "size": 14}, **place)


def _projection(chart: go.Figure, last: Row, column: str) -> None:
    """Where the pace leads, dashed, with its range as a rule at the end; a range without upper end is an arrow."""
    end = last["projected_to"]
    if last["projected_count"] is None or end is None or _day(end) <= _day(last["period_end"]):
        return
    chart.add_scatter(
        x=[_day(last["period_end"]), _day(end)], y=[last[column], last["projected_count"]], mode="lines+markers",
        line={"color": AREA, "width": 2, "dash": "dash"}, marker={"color": AREA, "size": 10, "symbol": "diamond-open"},
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    if last["projected_low"] is not None:
        high = last["projected_high"] if last["projected_high"] is not None else last["projected_count"]
        chart.add_scatter(
            x=[_day(end)] * 2, y=[last["projected_low"], high], mode="lines", hoverinfo="skip",
            line={"color": "rgba(0,114,178,0.45)", "width": 6}, showlegend=False,
        )  # fmt: skip
    if column == "count_year_to_date":  # a year is too narrow for a name; the sentence above the curve has it
        return
    chart.add_annotation(
        x=_day(end), y=last["projected_count"], text=text.PROJECTION, showarrow=False, xanchor="right", xshift=-14,
        yanchor="bottom", font={"color": AREA, "size": 14},
    )  # fmt: skip


def _laid_out(chart: go.Figure, points: list[Row], targets: list[Row]) -> go.Figure:
    charts.lay_out(chart)
    starts = [_day(target["valid_from"]) for target in targets if target["valid_from"]]
    years = [day.year for day in starts] + [point["period_end"].year for point in points]
    ends = [_day(target["valid_to"]).year for target in targets if target["valid_to"]]
    first, last = min(years), max([*years, *ends])
    chart.update_layout(
        height=320,
        xaxis={
            "tickvals": [date(year, 1, 1) for year in range(first, last + 2)],
            "ticktext": [str(year) for year in range(first, last + 1)] + [""],
            "showgrid": True, "gridcolor": "#e3e6e8", "linecolor": BENCHMARK, "automargin": True,
            "ticklabelmode": "period", "range": [date(first, 1, 1), date(last + 1, 1, 20)],
        },
        yaxis={
            "rangemode": "tozero", "nticks": 5, "tickformat": ",d", "gridcolor": "#e3e6e8", "zeroline": False,
            "automargin": True,
        },
    )  # fmt: skip
    return chart
