"""Judges every report of every series: the most doubtful one first, then the rest with that one put right."""

from dataclasses import dataclass, replace

import numpy as np

from quality.counts import expect, level, mechanisms, years
from quality.counts.expect import Expected
from quality.counts.level import Levels
from quality.counts.mechanisms import MECHANISMS, Weigher
from quality.counts.series import Floats, Series, Steps, Truth, Whole, steps

ROUNDS = 7
# While season and spread are learned a jump is possible anywhere, else one that is real would pass for spread.
LEAP = 0.02
LIMIT = np.log(3.0)
# A short series gives few chances of a false finding, and little to learn from.
_SHORT, SHORT_LIMIT = 6, -0.4
SCATTER = 0.25
# A second fault in a series is rarer than the first.
SECOND = np.log(3.0)
_JUMP, _STRAY = MECHANISMS.index("jump"), MECHANISMS.index("stray")
_TOTALLED = MECHANISMS.index("cumulative_in_period")


@dataclass(frozen=True)
class Judged:
    """Per report, in the shape of the series: log odds that something is behind it; how they are shared between the
    mechanisms (logarithms, last axis); the mechanism taken (an index into MECHANISMS, -1 where the odds stay under
    the limit); the true figure by that mechanism and
    by each; the chance of just this count; and what was expected (`level` of a usual period, `share`, `span`,
    spread) of its `own` count over `base`."""

    odds: Floats
    weights: Floats
    mechanism: Whole
    truth: Floats
    truths: Floats
    chance: Floats
    own: Floats
    base: Floats
    level: Floats
    share: Floats
    span: Floats
    linear: Floats
    square: Floats


def judge(series: Series) -> Judged:
    """Judges all series of one kind of period. Later reports have their say: they tell a jump from a slip."""
    shape = series.counts.shape
    series = replace(series, counts=series.counts.copy())
    jumped = np.zeros(shape, dtype=bool)
    grid = _grid(series)
    told = _nothing(shape)
    expected = _learn(series, grid, jumped)
    if _settle_years(series, expected, grid, jumped, told):
        expected = _learn(series, grid, jumped)
    active = np.ones(shape[0], dtype=bool)
    for number in range(ROUNDS):
        part = series.subset(active)
        now = steps(part)
        around = expect.fitted(part, now, expect.subset(expected, active))
        picked = _round(part, now, around, grid[active], jumped[active], told, np.flatnonzero(active))
        _put_right(series, now, picked, np.flatnonzero(active), jumped, told)
        changed = np.zeros(shape[0], dtype=bool)
        changed[np.flatnonzero(active)[picked[0]]] = True
        if number == 0:
            expected = _learn(series, grid, jumped)
        elif not changed.any():
            break
        active = changed if number else np.ones(shape[0], dtype=bool)
    return told


def _settle_years(series: Series, expected: Expected, grid: Floats, jumped: Truth, told: Judged) -> bool:
    """Puts right the years that began as counts of periods and went on as running totals; whether there were any."""
    now = steps(series)
    levels = _levels(now, expected, grid, jumped)
    best: dict[tuple[int, int], tuple[float, Whole, Floats]] = {}
    for found in years.totalled(series, expected, levels):
        certain = found.odds > limits(series, expected.square)[found.row, found.columns[:, 0]]
        for row, columns, own, odds in zip(
            found.row[certain], found.columns[certain], found.own[certain], found.odds[certain], strict=True
        ):
            year = int(row), int(columns[0] + series.first[row]) // series.per_year
            if year not in best or odds > best[year][0]:
                best[year] = float(odds), columns, own
    for (row, _), (odds, columns, own) in best.items():
        place = row, columns
        told.odds[place] = odds
        told.weights[row, columns, _TOTALLED] = odds
        told.mechanism[place], told.truth[place], told.truths[row, columns, _TOTALLED] = _TOTALLED, own, own
        told.own[place], told.base[place], told.chance[place] = series.counts[place], 0.0, 0.0
        around = levels.before[row, columns[0]] * levels.after[row, columns[-1]]
        told.level[place] = np.exp((around * grid[row]).sum() / around.sum())
        for name in ("share", "span", "linear", "square"):
            getattr(told, name)[place] = getattr(expected, name)[place]
        series.counts[place] = own
    return bool(best)


def limits(series: Series, square: Floats) -> Floats:
    """The odds, per report, over which it is told of: higher where the counts scatter much in proportion to their size
    (`square`), since more of what is right is odd there."""
    reports = (~np.isnan(series.counts)).sum(axis=1, keepdims=True)
    found: Floats = np.where(reports < _SHORT, SHORT_LIMIT, LIMIT) + np.log1p(square / SCATTER)
    return found


def expectations(series: Series) -> tuple[Steps, Expected, Levels]:
    """What each report is expected to be from all the others of its series and plan, before any of them is doubted."""
    grid, jumped = _grid(series), np.zeros(series.counts.shape, dtype=bool)
    expected = _learn(series, grid, jumped)
    now = steps(series)
    return now, expected, _levels(now, expected, grid, jumped)


def _grid(series: Series) -> Floats:
    own = steps(series).own
    own = np.where(own >= 0, own, np.nan)
    own[np.isnan(own).all(axis=1)] = 1.0
    middle: Floats = np.log(np.nanmedian(own, axis=1) + 0.5)
    return middle[:, None] + level.offsets()


def _nothing(shape: tuple[int, ...]) -> Judged:
    empty = [np.full(shape, np.nan) for _ in range(9)]
    weights = np.full((*shape, len(MECHANISMS)), -np.inf)
    truths = np.full((*shape, len(MECHANISMS)), np.nan)
    truth, *rest = empty
    return Judged(np.full(shape, -np.inf), weights, np.full(shape, -1), truth, truths, *rest)


def _learn(series: Series, grid: Floats, jumped: Truth) -> Expected:
    now = steps(series)
    expected = expect.unlearned(series, now, np.exp(grid.mean(axis=1)))
    for _ in range(2):
        levels = _levels(now, expected, grid, jumped, LEAP)
        alone = levels.before * levels.after
        alone /= alone.sum(axis=2, keepdims=True)
        others = np.exp((alone * grid[:, None, :]).sum(axis=2))
        expected = expect.learned(series, now, level.mean_level(levels), others, expected)
    return expected


def _levels(now: Steps, expected: Expected, grid: Floats, jumped: Truth, leap: float = 0.0) -> Levels:
    mean = np.maximum(np.exp(grid)[:, None, :] * expected.share[..., None], 0.02)
    told = expect.likelihood(now.own[..., None], mean, expected.sizes)
    stray = np.exp(level.log_stray(now.own))[..., None]
    told = (1 - level.STRAY) * told + level.STRAY * stray
    return level.run(np.where(np.isnan(now.own)[..., None], 1.0, told), grid, jumped, leap)


def _round(
    part: Series,
    now: Steps,
    expected: Expected,
    grid: Floats,
    jumped: Truth,
    told: Judged,
    rows: Whole,
) -> tuple[Whole, Whole]:
    """Judges every report once more and writes that down; returns the place of the most doubtful of each series, of
    those that lie over the limit."""
    levels = _levels(now, expected, grid, jumped)
    at = mechanisms.points(part, now)
    weighed = Weigher(part, now, expected, levels, at).weighed()
    weights = weighed.odds
    # What was settled in an earlier round stays settled.
    settled = told.mechanism[rows[at.row], at.column] >= 0
    odds = np.logaddexp.reduce(weights, axis=1)
    # A total that falls is always told of.
    is_fall = now.own[at.row, at.column] < 0
    odds = np.where(is_fall, np.maximum(odds, LIMIT), odds)
    best = weights.argmax(axis=1)
    best = np.where(best == _STRAY, np.where(weights[:, _JUMP] > weights[:, _STRAY] - 2, _JUMP, _STRAY), best)
    truth = np.take_along_axis(weighed.truths, best[:, None], axis=1)[:, 0]
    # What a jump is held against is what was before it; everything else, the reports on both sides.
    is_jump = (best == _JUMP)[:, None]
    around = levels.before[at.row, at.column] * np.where(is_jump, 1.0, levels.after[at.row, at.column])
    middle = np.exp((around * grid[at.row]).sum(axis=1) / around.sum(axis=1))
    free = ~settled
    place = rows[at.row[free]], at.column[free]
    told.odds[place], told.weights[place], told.truth[place] = odds[free], weights[free], truth[free]
    # A rounded figure stands for all that are rounded to it.
    told.chance[place] = np.minimum(weighed.chance * expect.rounded_to(part)[at.row], 1)[free]
    told.truths[place] = weighed.truths[free]
    told.own[place], told.base[place], told.level[place] = now.own[at.row, at.column][free], at.base[free], middle[free]
    for name in ("share", "span", "linear", "square"):
        getattr(told, name)[place] = getattr(expected, name)[at.row, at.column][free]
    doubt = np.full(part.counts.shape, -np.inf)
    limit = limits(part, expected.square) + SECOND * (told.mechanism[rows] >= 0).any(axis=1, keepdims=True)
    doubtful = free & ((odds > limit[at.row, at.column]) | is_fall)
    doubt[at.row[doubtful], at.column[doubtful]] = (odds + weighed.gain)[doubtful]
    column = doubt.argmax(axis=1)
    picked = np.flatnonzero(doubt[np.arange(len(doubt)), column] > -np.inf)
    chosen = np.full(part.counts.shape, -1)
    chosen[at.row, at.column] = best
    told.mechanism[rows[picked], column[picked]] = chosen[picked, column[picked]]
    return picked, column[picked]


def _put_right(
    series: Series, now: Steps, picked: tuple[Whole, Whole], rows: Whole, jumped: Truth, told: Judged
) -> None:
    """Goes on as if what was picked had been reported as its mechanism says."""
    for row, column in zip(*picked, strict=True):
        place = rows[row], column
        name = MECHANISMS[told.mechanism[place]]
        if name == "jump":
            jumped[place] = True
        elif name == "small_correction":
            # The total that it was reckoned from was too high, and nobody knows by how much.
            series.counts[rows[row], now.previous[row, column]] = np.nan
        else:
            series.counts[place] = told.truth[place]
