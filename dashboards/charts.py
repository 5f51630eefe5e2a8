"""Plotly figures. Nothing leaves the machine: no share button, no logo, no address to send to."""

from typing import Any

import plotly.graph_objects as go

from danish import format as form
from danish import pages as text

AREA = "#0072b2"
BENCHMARK = "#5f676d"
COUNTRY = "#8a9299"
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
