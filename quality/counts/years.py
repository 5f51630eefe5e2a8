"""Years in which a partner went over to running totals among counts of periods: several reports judged together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quality.counts import expect
from quality.counts.expect import Expected
from quality.counts.level import Levels
from quality.counts.series import PERIOD, Floats, Series, Truth, Whole

# How often a year is begun so, against a year that is right, and how often the level leaps there instead.
CHANCE, LEAPS = 0.004, 0.05
_LEAST = 1e-280


@dataclass(frozen=True)
class Years:
    """Per stretch of a year: its series, the columns of its reports, what each counted if they are running totals, and
    the log odds of that against their being right."""

    row: Whole
    columns: Whole
    own: Floats
    odds: Floats


def totalled(series: Series, expected: Expected, levels: Levels) -> Iterator[Years]:
    """All stretches of two or three reports that may be running totals, by where in the year they begin and end."""
    if series.per_year != 4 or series.counts.shape[1] < 3:
        return
    for first, reports in ((1, 3), (1, 2), (2, 2)):
        row, columns, own = _stretches(series, first, reports)
        if len(row):
            yield Years(row, columns, own, _odds(series, expected, levels, row, columns, own))


def _stretches(series: Series, first: int, reports: int) -> tuple[Whole, Whole, Floats]:
    """Where every report of the year up to the stretch's last is a count of its period, and none is under what the year
    had counted before."""
    counts = np.where(series.modes == PERIOD, series.counts, np.nan)
    row, start = np.nonzero(series.quarters == 0)
    is_inside = start + first + reports <= counts.shape[1]
    row, start = row[is_inside], start[is_inside]
    year = counts[row[:, None], start[:, None] + np.arange(first + reports)]
    total = np.concatenate([year[:, :first].sum(axis=1, keepdims=True), year[:, first:]], axis=1)
    own = np.diff(total, axis=1)
    can_be: Truth = ~np.isnan(year).any(axis=1) & (own >= 0).all(axis=1) & (own > 0).any(axis=1) & (total[:, 0] > 0)
    return row[can_be], (start[can_be] + first)[:, None] + np.arange(reports), own[can_be]


def _odds(series: Series, expected: Expected, levels: Levels, row: Whole, columns: Whole, own: Floats) -> Floats:
    before, leapt = levels.before[row, columns[:, 0]], levels.leapt[row, columns[:, 0]]
    after = levels.after[row, columns[:, -1]]
    is_right, is_total = np.ones_like(before), np.ones_like(before)
    for place, column in enumerate(columns.T):
        here = row, column
        mean = np.maximum(np.exp(levels.grid[row]) * expected.share[here][:, None], 0.02)
        usual = np.maximum(expected.alone[here] * expected.share[here], 0.05)[:, None]
        sizes = expected.spread(here).sizes(usual, expected.span[here][:, None])
        is_right = is_right * expect.likelihood(series.counts[here][:, None], mean, sizes)
        is_total = is_total * expect.likelihood(own[:, place, None], mean, sizes)
    right = (((1 - LEAPS) * before + LEAPS * leapt) * is_right * after).sum(axis=1)
    total = (before * is_total * after).sum(axis=1)
    odds: Floats = np.log(CHANCE) + np.log(np.maximum(total, _LEAST)) - np.log(np.maximum(right, _LEAST))
    return odds
