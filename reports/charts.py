"""Small charts without a browser: Vega-Lite drawn by vl-convert, as SVG for pages and paper and as PNG for mail.

Colours and marks are those of the pages: blue is the area itself, grey the comparison, purple what is under
clarification; filled is sure, hollow is flagged, a pale band is the range of possible readings.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from danish import format as form
from reports.document import Chart

BLUE, GREY, PURPLE, INK, PALE = "#1f5a94", "#6b6b6b", "#6a3d9a", "#1a1a1a", "#d9cbe8"
FONT = "Source Sans Pro"
PNG_SCALE = 2.0  # dots per pixel: sharp on the screens people have
BAR_WIDTH, BAR_HEIGHT = 150, 12
SPARK_WIDTH, SPARK_HEIGHT = 120, 28
SERIES_WIDTH, SERIES_HEIGHT = 460, 120
_NOISE = re.compile(r' (?:class|role|aria-[a-z]+|xmlns:xlink)="[^"]*"')


@dataclass(frozen=True)
class Point:
    """One point of a series; `low` and `high` are the possible readings where the value is not sure."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    is_flagged: bool = False


def sparkline(values: Sequence[float | None], comparison: Sequence[float | None], sentence: str) -> Chart:
    """A line of the area with its last point marked, over a grey line of the comparison; a gap is a missing value."""
    rows = [
        {"x": place, "y": value, "who": who}
        for who, line in (("comparison", comparison), ("own", values))
        for place, value in enumerate(line)
    ]
    last = max((place for place, value in enumerate(values) if value is not None), default=None)
    x, y = _hidden_axis("x", "quantitative"), {**_hidden_axis("y", "quantitative"), "scale": {"zero": False}}
    layers: list[dict[str, Any]] = [
        _line(rows, "comparison", GREY, 1.2, x, y),
        _line(rows, "own", BLUE, 2.0, x, y),
    ]
    if last is not None:
        point = {"type": "point", "filled": True, "size": 26, "color": BLUE, "opacity": 1}
        layers.append(
            {"data": {"values": [{"x": last, "y": values[last]}]}, "mark": point, "encoding": {"x": x, "y": y}}
        )
    return _chart({"width": SPARK_WIDTH, "height": SPARK_HEIGHT, "layer": layers}, sentence, SPARK_WIDTH)


def bar(share: float, mark: float | None, sentence: str, *, full: float = 100.0) -> Chart:
    """A share of `full` as a bar in a frame, with a line at `mark`; what is beyond a fifth more than full is cut."""
    most = full * 1.2
    layers: list[dict[str, Any]] = [
        _bar_layer(full, most, {"filled": False, "stroke": GREY, "height": 8}),
        _bar_layer(min(max(share, 0), most), most, {"color": BLUE, "height": 6}),
    ]
    if mark is not None:
        rule = {"type": "rule", "color": INK, "size": 2}
        layers.append({"data": {"values": [{"v": min(mark, most)}]}, "mark": rule, "encoding": {"x": _scaled(most)}})
    return _chart({"width": BAR_WIDTH, "height": BAR_HEIGHT, "layer": layers}, sentence, BAR_WIDTH)


def series(points: Sequence[Point], sentence: str) -> Chart:
    """Counts over time with their figures: hollow where flagged, joined to nothing, with a band for the range of
    possible readings."""
    rows = [
        {
            "x": point.label, "y": point.value, "low": point.low, "high": point.high, "flagged": point.is_flagged,
            "sure": None if point.is_flagged else point.value,
            "text": "" if point.value is None else _figure(point.value),
        }
        for point in points
    ]  # fmt: skip
    order = [point.label for point in points]
    most = max((number for point in points for number in (point.value, point.high) if number is not None), default=1)
    x = {
        "field": "x",
        "type": "ordinal",
        "sort": order,
        "axis": _axis(labelAngle=0, ticks=False),
        "scale": {"padding": 0.5},
    }
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [0, 1.25 * most], "nice": False}}
    flagged = {"condition": {"test": "datum.flagged", "value": "white"}, "value": BLUE}
    stroke = {"condition": {"test": "datum.flagged", "value": PURPLE}, "value": BLUE}
    layers: list[dict[str, Any]] = [
        {
            "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
            "mark": {"type": "bar", "width": 14, "color": PALE},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "color": BLUE, "strokeWidth": 1.5, "invalid": "break-paths-show-domains"},
            "encoding": {"x": x, "y": {**y, "field": "sure"}},
        },
        {
            "transform": [{"filter": "isValid(datum.y)"}],
            "mark": {"type": "point", "filled": True, "size": 60, "strokeWidth": 2, "opacity": 1},
            "encoding": {"x": x, "y": y, "fill": flagged, "stroke": stroke},
        },
        {
            "transform": [{"filter": "isValid(datum.y)"}],
            "mark": {"type": "text", "dy": -13, "fontSize": 12, "fontWeight": "bold", "color": INK},
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        },
    ]
    spec = {"width": SERIES_WIDTH, "height": SERIES_HEIGHT, "data": {"values": rows}, "layer": layers}
    return _chart(spec, sentence, SERIES_WIDTH)


def columns(labels: Sequence[str], values: Sequence[int], sentence: str) -> Chart:
    """Columns with their figures on top; the last one is the quarter that the report is about."""
    rows = [
        {"x": label, "y": value, "text": _figure(value), "own": place == len(labels) - 1}
        for place, (label, value) in enumerate(zip(labels, values, strict=True))
    ]
    x = {"field": "x", "type": "ordinal", "sort": list(labels), "axis": _axis(labelAngle=0, ticks=False)}
    y = {"field": "y", "type": "quantitative", "axis": None}
    colour = {"condition": {"test": "datum.own", "value": BLUE}, "value": "#b9c7d6"}
    text = {"type": "text", "dy": -8, "fontSize": 12, "color": INK}
    layers = [
        {"mark": {"type": "bar", "width": 30}, "encoding": {"x": x, "y": y, "color": colour}},
        {"mark": text, "encoding": {"x": x, "y": y, "text": {"field": "text"}}},
    ]
    spec = {"width": SERIES_WIDTH, "height": 90, "data": {"values": rows}, "layer": layers}
    return _chart(spec, sentence, SERIES_WIDTH)


@lru_cache(maxsize=1000)
def svg(chart: Chart) -> str:
    """The drawing as one SVG element without names, styles or addresses, so that many can stand in one page."""
    return _NOISE.sub("", _renderer().vegalite_to_svg(chart.spec, allowed_base_urls=[]))


def png(chart: Chart, scale: float = PNG_SCALE) -> bytes:
    """The drawing as a PNG on white; `chart.width` times `scale` dots wide, and a little for the margin."""
    drawn: bytes = _renderer().vegalite_to_png(chart.spec, scale=scale, allowed_base_urls=[])
    return drawn


def font_folder() -> str:
    """The folder of the one font family that PDF and pictures use, wherever they are made."""
    import font_source_sans_pro

    return str(font_source_sans_pro.font_directory)


@cache
def _renderer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(font_folder())
    return vl_convert


def _chart(spec: dict[str, Any], sentence: str, width: int) -> Chart:
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "padding": 2,
        "config": {"aria": False, "font": FONT, "view": {"stroke": None}},
        **spec,
    }
    return Chart(json.dumps(whole, ensure_ascii=False), sentence, width)


def _line(
    rows: list[dict[str, Any]], who: str, color: str, width: float, x: dict[str, Any], y: dict[str, Any]
) -> dict[str, Any]:
    mark = {"type": "line", "color": color, "strokeWidth": width, "invalid": "break-paths-show-domains"}
    own = [row for row in rows if row["who"] == who]
    return {"data": {"values": own}, "mark": mark, "encoding": {"x": x, "y": y}}


def _bar_layer(length: float, most: float, mark: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": [{"v": length}]}, "mark": {"type": "bar", **mark}, "encoding": {"x": _scaled(most)}}


def _scaled(most: float) -> dict[str, Any]:
    return {"field": "v", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}}


def _hidden_axis(field: str, kind: str) -> dict[str, Any]:
    return {"field": field, "type": kind, "axis": None}


def _axis(**changes: Any) -> dict[str, Any]:
    return {"title": None, "grid": False, "domainColor": GREY, "labelColor": INK, "labelFontSize": 12, **changes}


def _figure(value: float) -> str:
    return form.number(value, 0 if float(value).is_integer() else 1)
