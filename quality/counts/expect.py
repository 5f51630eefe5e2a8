"""Season and spread, pooled over a plan's activities, and what they make of a count at a given level.

Empirical Bayes: what a series has shown itself is shrunk to what its plan has shown, and that to no season at all and a
usual spread, each by its weight (Efron & Morris, J. Am. Stat. Assoc. 70 (1975) 311-319). Every report is judged by a
season and a spread that were estimated without it.
"""

from dataclasses import dataclass, replace

import numpy as np

from quality.counts.level import log_negative_binomial, log_stray
from quality.counts.series import Floats, Series, Steps

# Weight of having no season, and of having the plan's, in reports of infinitely many (the inverse of a variance).
NO_SEASON, PLAN_SEASON = 25.0, 14.0
# How much of a plan's evidence on spread holds for one of its series, in reports.
PLAN_SPREAD = 8.0
_LINEAR = np.array([1.05, 1.4, 2.0, 3.2])
_SQUARE = np.array([0.004, 0.03, 0.1])
CANDIDATES = np.array([(linear, square) for linear in _LINEAR for square in _SQUARE])
_PRIOR = np.log(np.outer([0.25, 0.35, 0.27, 0.13], [0.45, 0.35, 0.2]).ravel())
_WIDE, _WIDER_BY, _NOUGHT = 0.03, 4.0, 0.001
_LARGEST_RATIO = 2.5


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
    rounding: Floats
    alone: Floats

    @property
    def size(self) -> Floats:
        return size(np.maximum(self.alone * self.share, 0.05), self.span, (self.linear, self.square, self.rounding))


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
        _rounding(series, steps),
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
    linear, square = _spread(series, steps, alone, share, before)
    return Expected(season, share, before.span, linear, square, before.rounding, alone)


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


def _spread(series: Series, steps: Steps, alone: Floats, share: Floats, before: Expected) -> tuple[Floats, Floats]:
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
    return weight @ linear, weight @ square


def size(mean: Floats, span: Floats, spread: tuple[Floats, Floats, Floats]) -> Floats:
    """The size of the negative binomial: variance = mean + mean^2 / size."""
    linear, square, rounding = spread
    return mean / (linear - 1 + square * mean / span + rounding / mean)


def likelihood(own: Floats, mean: Floats, size: Floats) -> Floats:
    """P(own count) at each mean: negative binomial, with a little of a wider one and of nothing at all. `own`, `size`
    have a last axis of length one, `mean` one of levels; nought where `own` is negative or nan."""
    count = np.where(np.isnan(own), -1, own)
    usual = np.exp(log_negative_binomial(count, mean, size))
    wide = np.exp(log_negative_binomial(count, mean, size / _WIDER_BY))
    told: Floats = (1 - _WIDE - _NOUGHT) * usual + _WIDE * wide + _NOUGHT * (count == 0)
    return told


def subset(expected: Expected, chosen: Floats) -> Expected:
    return Expected(*(getattr(expected, name)[chosen] for name in Expected.__dataclass_fields__))
