"""Drawings made of plain HTML that stand in a cell or under a heading; the words beside them say the same.

Places are in percent of the drawing's width, so a drawing is as sharp on a phone and on paper as on a projector.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_STEPS = (1, 2, 5)


def axis(values: Sequence[float]) -> tuple[float, float]:
    """Both ends of an axis that holds all values: round numbers, nought only where the values lie near it.

    It is never narrower than half the largest value, lest a small distance look like a large one.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    room = max((high - low) * 0.15, (abs(high) / 2 - (high - low)) / 2, abs(high) * 0.01, 0.01)
    width = step((high - low + 2 * room) / 5)
    start = math.floor((low - room) / width) * width
    return (max(0.0, start) if low >= 0 else start, math.ceil((high + room) / width) * width)


def step(least: float) -> float:
    """The first of 1, 2, 5, 10, 20 … (or of 0.1, 0.2 …) that is not under `least`."""
    size = 10.0 ** math.floor(math.log10(least))
    return next(times * size for times in (*_STEPS, 10) if times * size >= least)


def scale(value: float | None, limits: Sequence[tuple[float, str]], *, ends: tuple[float, float], kind: str) -> str:
    """A figure and its limits on one axis between two ends; a limit has its amount written below its line."""
    lines = "".join(
        f'<i class="limit" style="left:{_place(limit, ends):.1f}%"></i>'
        + (f'<b style="left:{_place(limit, ends):.1f}%">{escape(label)}</b>' if label else "")
        for limit, label in limits
    )
    dot = f'<i class="dot {kind}" style="left:{_place(value, ends):.1f}%"></i>' if value is not None else ""
    return f'<span class="scale" aria-hidden="true">{lines}{dot}</span>'


def interval(
    value: float,
    limits: tuple[float | None, float | None],
    benchmark: float | None,
    *,
    ends: tuple[float, float],
    kind: str,
) -> str:
    """A figure with its limits as a band, and its benchmark as a line, on an axis between two ends."""
    band = ""
    low, high = limits
    if low is not None and high is not None:
        left, right = _place(low, ends), _place(high, ends)
        band = f'<i class="band" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>'
    line = f'<i class="limit" style="left:{_place(benchmark, ends):.1f}%"></i>' if benchmark is not None else ""
    dot = f'<i class="dot {kind}" style="left:{_place(value, ends):.1f}%"></i>'
    return f'<span class="scale low" aria-hidden="true">{band}{line}{dot}</span>'


def _place(value: float, ends: tuple[float, float]) -> float:
    """From the axis to the width of the drawing, with room for half a dot at both ends."""
    low, high = ends
    return 3 + max(0.0, min(1.0, (value - low) / (high - low))) * 94


@dataclass(frozen=True)
class Bar:
    """A column from `low` to `high`; `kind` is `sure`, `unsure`, `hatch`, or `none` where nothing can be drawn."""

    low: float | None
    high: float | None
    kind: str


def columns(bars: Sequence[Bar]) -> str:
    """A column for each period, on an axis from nought to the largest of them."""
    most = max((bar.high or 0 for bar in bars), default=0) or 1
    return f'<span class="columns" aria-hidden="true">{"".join(_column(bar, most) for bar in bars)}</span>'


def _column(bar: Bar, most: float) -> str:
    """Heights are in percent: the columns stand on the bottom of a box of fixed height."""
    low, high = (bar.low or 0) / most * 100, (bar.high or 0) / most * 100
    return f'<i class="{bar.kind}" style="height:{high - low:.1f}%;bottom:{low:.1f}%"></i>'
