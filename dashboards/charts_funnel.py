"""The funnel as a Plotly figure, in which each point can be pointed out. Nothing leaves the machine: there is no share
button, no logo and no address to send to."""

from collections.abc import Collection, Sequence
from typing import Any

import plotly.graph_objects as go

from danish import format as form
from danish import page_funnel as text
from danish import pages
from dashboards import figures
from dashboards.charts import AREA, BENCHMARK, COUNTRY, GRID, INK
from dashboards.queries import Row

CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "locale": "da",
    "locales": {"da": {"dictionary": pages.CHART_WORDS, "format": {}}},
}
_LIMITS = (("low_998", "solid"), ("low_95", "dash"), ("centre", "solid"), ("high_95", "dash"), ("high_998", "solid"))
_AXIS = {"automargin": True, "gridcolor": GRID, "zeroline": False, "fixedrange": True}
_ROOM = 1.05


def pointed(areas: Sequence[Row], limits: Sequence[Row], own_ids: Collection[str], unit: Row) -> go.Figure:
    """Every area of a funnel within its limits, those of the plan in front; `unit` is a figure of its indicator."""
    largest = max(area["n_effective"] for area in areas)
    most = min((limit["n"] for limit in limits if limit["n"] >= largest), default=largest) * _ROOM
    shown = [limit for limit in limits if limit["n"] <= most]
    chart = go.Figure()
    for name, dash in _LIMITS:
        chart.add_scatter(
            x=[limit["n"] for limit in shown], y=[limit[name] for limit in shown], mode="lines", hoverinfo="skip",
            line={"color": BENCHMARK, "width": 1.5, "dash": dash}, showlegend=False,
        )  # fmt: skip
    _points(chart, [area for area in areas if area["area_id"] not in own_ids], unit, COUNTRY, "circle")
    _points(chart, [area for area in areas if area["area_id"] in own_ids], unit, AREA, "diamond")
    chart.update_layout(
        height=460, margin={"l": 64, "r": 16, "t": 16, "b": 64}, separators=",.", plot_bgcolor="white",
        paper_bgcolor="white", hovermode="closest", dragmode=False,
        font={"family": '"Source Sans", sans-serif', "size": 15, "color": INK},
    )  # fmt: skip
    highest = max(area["value"] for area in areas)
    middle = shown[len(shown) // 2]["high_998"] if shown else highest
    chart.update_xaxes(title_text=text.AXIS, range=[0, most], tickformat=",", **_AXIS)
    chart.update_yaxes(range=[0, max(highest, middle) * _ROOM], ticksuffix=" %" if unit["unit"] == "%" else "", **_AXIS)
    return chart


def _points(chart: go.Figure, areas: Sequence[Row], unit: Row, colour: str, symbol: str) -> None:
    chart.add_scatter(
        x=[area["n_effective"] for area in areas],
        y=[area["value"] for area in areas],
        mode="markers",
        marker={"color": colour, "size": 11, "symbol": symbol},
        hovertext=[
            text.point(area["name"], figures.amount(unit, area["value"]), form.number(area["n_effective"]))
            for area in areas
        ],
        hoverinfo="text",
        showlegend=False,
    )
