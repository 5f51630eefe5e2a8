"""Small curves of plain HTML and SVG: a page of them is drawn at once, where as many Plotly figures take seconds.

The lines are an SVG drawing that is stretched to the width of the page; points and words are HTML on top of it, so that
they keep their shape and size on every screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDE, _HIGH = 1000, 200
Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line through points in the curve's own units. `colour` as in CSS; `dash` in pixels, empty for a whole line."""

    points: Sequence[Point]
    colour: str
    width: float = 3
    dash: str = ""


@dataclass(frozen=True)
class Dots:
    """Points without words, as many as there may be; `size` in pixels."""

    points: Sequence[Point]
    colour: str
    size: float = 7


@dataclass(frozen=True)
class Band:
    """The room between two limits; three numbers a point: place, lower and upper limit."""

    limits: Sequence[tuple[float, float, float]]
    colour: str


@dataclass(frozen=True)
class Mark:
    """A point with a class of the style sheet: its shape and filling say what it is, its words are shown at a rest."""

    at: Point
    kind: str
    words: str


@dataclass(frozen=True)
class Label:
    """Words at a point; `kind` is a class of the style sheet, among them `left`, `right`, `over` and `under`."""

    at: Point
    words: str
    kind: str


@dataclass(frozen=True)
class Axes:
    """Both ends of each axis, and what stands on them."""

    x: tuple[float, float]
    y: tuple[float, float]
    x_ticks: Sequence[tuple[float, str]]
    y_ticks: Sequence[tuple[float, str]]


def curve(
    alt: str,
    axes: Axes,
    *,
    bands: Sequence[Band] = (),
    lines: Sequence[Line] = (),
    marks: Sequence[Mark] = (),
    labels: Sequence[Label] = (),
    breaks: Sequence[tuple[float, str]] = (),
    dots: Sequence[Dots] = (),
    is_tall: bool = False,
) -> str:
    """The drawing; `alt` is what a screen reader says, `breaks` are upright rules with the words above them.

    A label of the kind `end` names a line: to the right of the drawing where the screen is wide enough.
    """
    drawn = "".join(
        (
            *(_band(band, axes) for band in bands),
            *(_line(line, axes) for line in lines),
            *(_dots(cloud, axes) for cloud in dots if cloud.points),
        )
    )
    pieces = [
        *(f'<i class="grid" style="top:{_y(value, axes):.1f}%"></i>' for value, _ in axes.y_ticks),
        *(f'<b class="tick y" style="top:{_y(value, axes):.1f}%">{escape(words)}</b>' for value, words in axes.y_ticks),
        *(
            f'<b class="tick x" style="left:{_x(value, axes):.1f}%">{escape(words)}</b>'
            for value, words in axes.x_ticks
        ),
        _svg(drawn),
        *(_break(value, words, axes) for value, words in breaks),
        *(
            f'<i class="point {mark.kind}" style="{_place(mark.at, axes)}" title="{escape(mark.words)}"></i>'
            for mark in marks
        ),
        *(
            f'<b class="label {label.kind}" style="{_place(label.at, axes)}">{escape(label.words)}</b>'
            for label in labels
        ),
    ]
    kind = "curve named" if any("end" in label.kind.split() for label in labels) else "curve"
    kind += " tall" if is_tall else ""
    return f'<div class="{kind}" role="img" aria-label="{escape(alt)}"><div class="sheet">{"".join(pieces)}</div></div>'


def small(axes: Axes, lines: Sequence[Line]) -> str:
    """The lines alone, for a cell of a table whose words stand beside it."""
    drawn = "".join(_line(line, axes) for line in lines)
    return f'<span class="spark" aria-hidden="true">{_svg(drawn)}</span>' if drawn else ""


def _x(value: float, axes: Axes) -> float:
    low, high = axes.x
    return (value - low) / (high - low) * 100 if high > low else 50.0


def _y(value: float, axes: Axes) -> float:
    low, high = axes.y
    return 100 - (value - low) / (high - low) * 100


def _place(at: Point, axes: Axes) -> str:
    return f"left:{_x(at[0], axes):.1f}%;top:{_y(at[1], axes):.1f}%"


def _break(value: float, words: str, axes: Axes) -> str:
    place = f"left:{_x(value, axes):.1f}%"
    return f'<i class="rule" style="{place}"></i><b class="label rule" style="{place}">{escape(words)}</b>'


def _on_sheet(at: Point, axes: Axes) -> str:
    return f"{_x(at[0], axes) / 100 * _WIDE:.1f},{_y(at[1], axes) / 100 * _HIGH:.1f}"


def _line(line: Line, axes: Axes) -> str:
    points = " ".join(_on_sheet(point, axes) for point in line.points)
    dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="{line.width}"{dash} '
        'vector-effect="non-scaling-stroke"/>'
    )


def _dots(cloud: Dots, axes: Axes) -> str:
    """Lines of no length with round ends: circles that the stretching of the image leaves round."""
    path = "".join(f"M{_on_sheet(point, axes)}h0" for point in cloud.points)
    return (
        f'<path d="{path}" stroke="{cloud.colour}" stroke-width="{cloud.size}" stroke-linecap="round" '
        'vector-effect="non-scaling-stroke"/>'
    )


def _band(band: Band, axes: Axes) -> str:
    there = [_on_sheet((place, low), axes) for place, low, _ in band.limits]
    back = [_on_sheet((place, high), axes) for place, _, high in reversed(band.limits)]
    return f'<polygon points="{" ".join(there + back)}" fill="{band.colour}" fill-opacity="0.15"/>'


def _svg(drawn: str) -> str:
    return f'<svg viewBox="0 0 {_WIDE} {_HIGH}" preserveAspectRatio="none">{drawn}</svg>'
