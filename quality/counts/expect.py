"""Season and spread, pooled over a plan's activities, and what they make of a count at a given level.

Empirical Bayes: what a series has shown itself is shrunk to what its plan has shown, and that to no season at all and a
usual spread, each by its weight (Efron & Morris, J. Am. Stat. Assoc. 70 (1975) 311-319). Every report is judged by a
season and a spread that were estimated without it.
"""

from dataclasses import dataclass, replace

import numpy as np

from quality.counts.level import log_negative_binomial, log_stray
from quality.counts.series import Floats, Series, Steps, Whole

# Weight of having no season, and of having the plan's, in reports of infinitely many (the inverse of a variance).
NO_SEASON, PLAN_SEASON = 25.0, 14.0
# How much of a plan's evidence on spread holds for one of its series, in reports.
PLAN_SPREAD = 8.0
_LINEAR = np.array([1.05, 1.4, 2.0, 3.2])
_SQUARE = np.array([0.004, 0.03, 0.1, 0.25])
CANDIDATES = np.array([(linear, square) for linear in _LINEAR for square in _SQUARE])
_PRIOR = np.log(np.outer([0.25, 0.35, 0.27, 0.13], [0.42, 0.33, 0.18, 0.07]).ravel())
_WIDE, _WIDER_BY = 0.01, 4.0
_LEAST_EXCESS = 0.02
# Of how many reports nothing happened in how many, before a series is seen.
_NOUGHTS, _OF_REPORTS, _PAUSE = 0.01, 10.0, 0.05
_LARGEST_RATIO = 2.5
# Gauss-Hermite: what is not known of the spread, in standard deviations of the logarithm of the variance.
_NODES = ((-np.sqrt(3.0), 1 / 6), (0.0, 2 / 3), (np.sqrt(3.0), 1 / 6))


@dataclass(frozen=True)
class Sizes:
    """Sizes of negative binomials (variance = mean + mean^2 / size), each with its weight, and the chance of nothing at
    all besides."""

    each: tuple[tuple[float, Floats], ...]
    nought: Floats


@dataclass(frozen=True)
class Spread:
    """variance = linear x mean + square x mean^2 / span + rounding, times a factor that is known but for `doubt`, the
    standard deviation of its logarithm; and the chance of a period in which nothing happens."""

    linear: Floats
    square: Floats
    doubt: Floats
    rounding: Floats
    nought: Floats

    def sizes(self, mean: Floats, span: Floats) -> Sizes:
        variance = self.linear + self.square * mean / span
        rounding = self.rounding / mean
        found = [
            (
                (1 - _WIDE) * weight,
                mean / (np.maximum(variance * np.exp(at * self.doubt) - 1, _LEAST_EXCESS) + rounding),
            )
            for at, weight in _NODES
        ]
        return Sizes((*found, (_WIDE, mean / (variance - 1 + rounding) / _WIDER_BY)), self.nought)


@dataclass(frozen=True)
class Expected:
    """Per report: how many usual periods its own count covers (`share` with season, `span` without), and the spread:
    variance = linear x mean + square x mean^2 / span + rounding. `alone` is the level that
    the other reports of the series tell."""

    season: Floats
    share: Floats
    span: Floats
    linear: Floats
    square: Floats
    doubt: Floats
    rounding: Floats
    nought: Floats
    alone: Floats

    @property
    def sizes(self) -> Sizes:
        """Of each report, with a last axis of length one for the levels."""
        mean = np.maximum(self.alone * self.share, 0.05)[..., None]
        return self.spread().sizes(mean, self.span[..., None])

    def spread(self, place: tuple[Whole, Whole] | None = None, more: Floats | float = 0.0) -> Spread:
        """Of each report, or of those at `place`, with a last axis of length one for the levels; `more` variance of
        rounding."""

        def of(told: Floats) -> Floats:
            found: Floats = (told if place is None else told[place])[..., None]
            return found

        return Spread(of(self.linear), of(self.square), of(self.doubt), of(self.rounding) + more, of(self.nought))


def unlearned(series: Series, steps: Steps, level: Floats) -> Expected:
    """Before anything is learned: no season, usual spread."""
    shape = series.counts.shape
    span = np.arange(shape[1]) - steps.start + 1.0
    return Expected(
        np.ones(shape),
        span,
        span,
        np.full(shape, 1.6),
        np.full(shape, 0.03),
        np.full(shape, 0.4),
        _rounding(series, steps),
        np.full(shape, _NOUGHTS / _OF_REPORTS),
        np.broadcast_to(level[:, None], shape),
    )


def fitted(series: Series, steps: Steps, known: Expected) -> Expected:
    """What was learned, held on reports of which some have been put right."""
    span = np.arange(series.counts.shape[1]) - steps.start + 1.0
    return replace(known, share=_covered(series, steps, known.season), span=span, rounding=_rounding(series, steps))


def rounded_to(series: Series) -> Floats:
    """Per series 5 or 10 where all its larger counts are whole fives or tens, else 1."""
    counts = series.counts
    known = ~np.isnan(counts) & (counts > 0)
    step = np.ones(len(counts))
    for size in (5, 10):
        all_round = np.where(known, counts % size == 0, True).all(axis=1) & (known.sum(axis=1) >= 4)
        step[all_round] = size
    return step


def _rounding(series: Series, steps: Steps) -> Floats:
    """The variance that rounding adds."""
    step = rounded_to(series)
    ends = np.where(steps.previous >= 0, 2.0, 1.0)
    return ends * np.where(step > 1, step**2 / 12, 0)[:, None]


def learned(series: Series, steps: Steps, level: Floats, alone: Floats, before: Expected) -> Expected:
    """`level` is the smoothed level, `alone` what the other reports of the series say of it."""
    season = _season(series, steps, level, before)
    share = _covered(series, steps, season)
    linear, square, doubt = _spread(series, steps, alone, share, before)
    found = Expected(season, share, before.span, linear, square, doubt, before.rounding, before.nought, alone)
    return replace(found, nought=_nought(series, steps, found))


def _season(series: Series, steps: Steps, level: Floats, spread: Expected) -> Floats:
    """One factor per report for its own quarter, estimated without that report."""
    if series.per_year == 1:
        return np.ones_like(level)
    single = (spread.span == 1) & ~np.isnan(steps.own) & (steps.own >= 0)
    floor = np.maximum(level, 0.3)
    ratio = np.clip(np.where(single, steps.own, 0) / floor, 1 / 6, _LARGEST_RATIO)
    variance = spread.linear / floor + spread.square + spread.rounding / floor**2
    weight = np.where(single, 1 / variance, 0)
    quarters = series.quarters
    by_plan = np.zeros((series.plans.max() + 1, series.per_year, 2))
    by_series = np.zeros((len(level), series.per_year, 2))
    plans = np.broadcast_to(series.plans[:, None], level.shape)
    rows = np.broadcast_to(np.arange(len(level))[:, None], level.shape)
    for part, told in enumerate((weight, weight * ratio)):
        np.add.at(by_plan[..., part], (plans, quarters), told)
        np.add.at(by_series[..., part], (rows, quarters), told)
    others = by_plan[plans, quarters] - by_series[rows, quarters]
    # The more a plan's series agree, the nearer its season comes to them; one series alone is not a plan.
    plan = (NO_SEASON + others[..., 1]) / (NO_SEASON + others[..., 0])
    own = by_series[rows, quarters] - np.stack([weight, weight * ratio], axis=-1)
    found: Floats = (PLAN_SEASON * plan + own[..., 1]) / (PLAN_SEASON + own[..., 0])
    return found


def _covered(series: Series, steps: Steps, season: Floats) -> Floats:
    """The seasons of all the periods that a report covers, added up; one before the series is a usual one."""
    sums = np.concatenate([np.zeros((len(season), 1)), season.cumsum(axis=1)], axis=1)
    start = np.maximum(steps.start, 0)
    upto = sums[:, 1:]
    from_start = np.take_along_axis(sums, start, axis=1)
    found: Floats = upto - from_start + np.maximum(-steps.start, 0)
    return found


def _spread(
    series: Series, steps: Steps, alone: Floats, share: Floats, before: Expected
) -> tuple[Floats, Floats, Floats]:
    known = ~np.isnan(steps.own) & (steps.own >= 0)
    own = np.where(known, steps.own, 0)[..., None]
    mean = np.maximum(alone * share, 0.05)[..., None]
    linear, square = CANDIDATES[:, 0], CANDIDATES[:, 1]
    # What is not known of the level is spread too, as far as it is not the series' own.
    size = mean / (
        linear - 1 + square * mean / before.span[..., None] + before.rounding[..., None] / mean + 0.02 * mean
    )
    told = np.logaddexp(np.log(0.95) + log_negative_binomial(own, mean, size), np.log(0.05) + log_stray(own))
    told = np.where(known[..., None], told, 0)
    by_series = told.sum(axis=1)
    by_plan = np.zeros((series.plans.max() + 1, len(CANDIDATES)))
    reports = np.zeros(series.plans.max() + 1)
    np.add.at(by_plan, series.plans, by_series)
    np.add.at(reports, series.plans, known.sum(axis=1))
    others = by_plan[series.plans] - by_series
    left = reports[series.plans] - known.sum(axis=1)
    pooled = others * np.minimum(1, PLAN_SPREAD / np.maximum(left, 1))[:, None]
    score = _PRIOR + pooled[:, None, :] + by_series[:, None, :] - told
    weight = np.exp(score - score.max(axis=2, keepdims=True))
    weight /= weight.sum(axis=2, keepdims=True)
    variance = np.log(linear + square * mean / before.span[..., None])
    middle = (weight * variance).sum(axis=2)
    doubt = np.sqrt(np.maximum((weight * variance**2).sum(axis=2) - middle**2, 0))
    return weight @ linear, weight @ square, doubt


def _nought(series: Series, steps: Steps, expected: Expected) -> Floats:
    """The chance of a period in which nothing happens: from the other reports of the series that tell of one where that
    was hardly to be expected."""
    known = ~np.isnan(steps.own) & (steps.own >= 0)
    by_chance = likelihood(np.zeros((*known.shape, 1)), np.maximum(expected.alone * expected.share, 0.02)[..., None],
                           expected.sizes)[..., 0]  # fmt: skip
    told = np.where(known & (steps.own == 0), _PAUSE / (_PAUSE + by_chance), 0)
    others = told.sum(axis=1, keepdims=True) - told
    reports = known.sum(axis=1, keepdims=True) - known
    found: Floats = (_NOUGHTS + others) / (_OF_REPORTS + reports)
    return found


def likelihood(own: Floats, mean: Floats, sizes: Sizes) -> Floats:
    """P(own count) at each mean: negative binomial, with a little of a wider one and of nothing at all. `own`, `size`
    have a last axis of length one, `mean` one of levels; nought where `own` is negative or nan."""
    count = np.where(np.isnan(own), -1, own)
    told = sizes.nought * (count == 0)
    for weight, size in sizes.each:
        told = told + (1 - sizes.nought) * weight * np.exp(log_negative_binomial(count, mean, size))
    found: Floats = told
    return found


def subset(expected: Expected, chosen: Floats) -> Expected:
    return Expected(*(getattr(expected, name)[chosen] for name in Expected.__dataclass_fields__))
