"""What may be behind a figure: each mechanism says what the true count would be and how likely the figure then is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quality.counts import expect
from quality.counts import level as levels_of
from quality.counts.expect import Expected, Spread
from quality.counts.level import Levels, log_stray
from quality.counts.series import PERIOD, PLAN, YEAR, Floats, Series, Steps, Truth, Whole

# How often each is met, per report, before the figures are seen.
CHANCES = {
    "own_count_in_cumulative": 0.01,
    "cumulative_in_period": 0.035,
    "cumulative_since_start": 0.013,
    "factor_ten": 0.018,
    "factor_ten_short": 0.01,
    "factor_hundred": 0.002,
    "factor_hundred_short": 0.0003,
    "repeated": 0.04,
    "small_correction": 0.01,
    "stray": 0.003,
    "jump": 0.05,
}
MECHANISMS = tuple(CHANCES)
_SLIPS = (("factor_ten", 10, False), ("factor_ten_short", 10, True),
          ("factor_hundred", 100, False), ("factor_hundred_short", 100, True))  # fmt: skip
_LAST_YEAR = 0.04
_UNSEEN = 0.3
_NEVER = 1e-280


@dataclass(frozen=True)
class Points:
    """Every report that can be judged: its place, and what is known around it, one row per report."""

    row: Whole
    column: Whole
    count: Floats
    base: Floats
    following: Whole
    is_total: Truth
    has_base: Truth


def points(series: Series, steps: Steps) -> Points:
    row, column = np.nonzero(~np.isnan(steps.own))
    return Points(
        row, column, series.counts[row, column], steps.base[row, column], steps.following[row, column],
        np.isin(series.modes[row, column], (YEAR, PLAN)), steps.previous[row, column] >= 0,
    )  # fmt: skip


@dataclass(frozen=True)
class Weighed:
    """Per report: per mechanism the log odds against a right figure at the usual level (-inf where it cannot be), the
    true total, or count of the period, that it tells (nan where it tells none); what `gain` to add to the odds to
    compare them with those of another report of the series; and the chance of just this count."""

    odds: Floats
    truths: Floats
    gain: Floats
    chance: Floats


class Weigher:
    """Weighs mechanisms on points: the likelihood of a report and of the one reckoned from it, over the levels."""

    def __init__(self, series: Series, steps: Steps, expected: Expected, levels: Levels, at: Points) -> None:
        self.series, self.steps, self.expected, self.levels, self.at = series, steps, expected, levels, at
        place = at.row, at.column
        self.level = np.exp(levels.grid[at.row])
        self.before, self.leapt, self.after = levels.before[place], levels.leapt[place], levels.after[place]
        self.share, self.span = self._of(expected.share), self._of(expected.span)
        self.follows = at.following >= 0
        self.next = np.maximum(at.following, 0)
        self.next_count = series.counts[at.row, self.next]
        self.next_after = levels.after[at.row, self.next]
        self.alone = self._of(expected.alone)
        self.kernel, _ = levels_of.kernels()
        reported = ~np.isnan(series.counts)
        newest = np.where(reported, np.arange(reported.shape[1]), -1).max(axis=1)
        self.is_newest = at.column == newest[at.row]

    def _of(self, told: Floats, columns: Whole | None = None) -> Floats:
        found: Floats = told[self.at.row, self.at.column if columns is None else columns]
        return found

    def plain(self, own: Floats, share: Floats | None = None, span: Floats | None = None, more: float = 0.0) -> Floats:
        share, span = self.share if share is None else share, self.span if span is None else span
        return self._likelihood(own, share, span, self.expected.spread((self.at.row, self.at.column), more))

    def _likelihood(self, own: Floats, share: Floats, span: Floats, spread: Spread) -> Floats:
        sizes = spread.sizes(np.maximum(self.alone * share, 0.05)[:, None], span[:, None])
        return expect.likelihood(own[:, None], np.maximum(self.level * share[:, None], 0.02), sizes)

    def onward(self, total: Floats, *, is_known: bool = True) -> Floats:
        """What everything after the report says of the level, if its true total was `total`; if that is not known, the
        next report covers the periods of both."""
        share, span = self._of(self.expected.share, self.next), self._of(self.expected.span, self.next)
        if not is_known:
            share, span = share + self.share, span + self.span
        own = self.next_count - total
        told = self._likelihood(own, share, span, self.expected.spread((self.at.row, self.next)))
        stray = np.exp(log_stray(own))[:, None]
        told = (1 - levels_of.STRAY) * told + levels_of.STRAY * stray
        on = (told * self.next_after) @ self.kernel.T
        result: Floats = np.where(self.follows[:, None], on, self.after)
        return result

    def weigh(self, here: Floats, onward: Floats, before: Floats | None = None) -> Floats:
        """Likelihood of everything told around the report; comparable between mechanisms of one report only."""
        found: Floats = ((self.before if before is None else before) * here * onward).sum(axis=1)
        return found

    def weighed(self) -> "Weighed":
        """All mechanisms on all reports."""
        at = self.at
        own = self._of(self.steps.own)
        right = self.onward(at.count)
        # A total that falls is never right; it is weighed as a figure of which nothing is known.
        falls = (own < 0)[:, None]
        usual = np.where(falls, levels_of.STRAY * np.exp(log_stray(own))[:, None], self.plain(own))
        base = (1 - _LAST_YEAR) * self.weigh(usual, right) + _LAST_YEAR * self._as_last_year(own) * self.weigh(
            np.ones_like(usual), right
        )
        unlikely = levels_of.STRAY * np.exp(log_stray(own))[:, None]
        robust = np.where(falls, usual, (1 - levels_of.STRAY) * usual + unlikely)
        lasting = np.log(np.maximum(self.weigh(robust, right), _NEVER))
        base = np.log(np.maximum(base, _NEVER))
        odds = np.full((len(own), len(MECHANISMS)), -np.inf)
        truths = np.full((len(own), len(MECHANISMS)), np.nan)
        for name, can_be, weight, truth in self._explained(own, usual, right):
            told = np.log(np.maximum(weight, _NEVER)) + np.log(CHANCES[name]) - base
            place = MECHANISMS.index(name)
            odds[:, place] = np.where(can_be & (weight > 0), told, -np.inf)
            truths[:, place] = truth
        alone = self.weigh(np.ones_like(usual), right)
        chance = np.where(falls[:, 0], 0.0, self.weigh(usual, right) / np.maximum(alone, _NEVER))
        return Weighed(odds, truths, base - lasting, chance)

    def _explained(self, own: Floats, usual: Floats, right: Floats) -> Iterator[tuple[str, Truth, Floats, Floats]]:
        at = self.at
        unknown = np.full(len(own), np.nan)
        ones = np.ones((len(own), 1))
        always = np.ones(len(own), dtype=bool)
        # Nothing after it tells that a change in the newest report lasts.
        lasts = np.where(self.is_newest, _UNSEEN, 1.0)
        yield "jump", (at.column > 0) & (own >= 0), lasts * self.weigh(usual, right, self.leapt), at.count
        lost = self.onward(at.base, is_known=False)
        stray = np.exp(log_stray(at.count))
        yield "stray", always, stray * self.weigh(ones, lost), unknown
        single = self._single_share()
        total = at.base + at.count
        is_own = at.is_total & at.has_base
        here = self.plain(at.count, single, np.ones(len(own)))
        yield "own_count_in_cumulative", is_own, self.weigh(here, self.onward(total)), total
        # A rounded total stands still for all that is rounded away.
        still = ones / expect.rounded_to(self.series)[at.row, None]
        yield "repeated", is_own & (at.count == at.base) & (at.count > 0), self.weigh(still, lost), unknown
        fall = at.base - at.count
        room = np.maximum(1.0, 0.12 * at.base)
        small = np.where(is_own & (fall > 0) & (fall <= room), 1 / (1 + room), 0)
        yield "small_correction", is_own & (fall > 0), small * self.weigh(ones, right), at.count
        for name, can_be, before in self._earlier_of_running():
            left = at.count - before
            yield name, can_be & (left >= 0) & (before > 0), self.weigh(self.plain(left), right), left
        for name, factor, is_short in _SLIPS:
            if is_short:
                truth, can_be, more, ways = at.count * factor + (factor - 1) / 2, at.count > 0, factor**2 / 12, factor
            else:
                truth, can_be, more, ways = at.count / factor, (at.count % factor == 0) & (at.count > 0), 0.0, 1
            here = self.plain(np.round(truth - at.base), more=more)
            # A total that lost a nought is seldom; that a quarter stands in its place is not.
            seldom = np.where(is_own & is_short, 0.1, 1.0)
            yield name, can_be, ways * seldom * self.weigh(here, self.onward(truth)), truth

    def _single_share(self) -> Floats:
        return self.share / self.span

    def _earlier_of_running(self) -> Iterator[tuple[str, Truth, Floats]]:
        """What the earlier periods of the year, or of the whole series, have counted, where all are known."""
        at, series = self.at, self.series
        own = np.where(series.modes == PERIOD, series.counts, np.nan)
        sums = np.concatenate([np.zeros((len(own), 1)), np.nan_to_num(own).cumsum(axis=1)], axis=1)
        known = np.concatenate([np.zeros((len(own), 1)), (~np.isnan(own)).cumsum(axis=1)], axis=1)
        quarter = series.quarters[at.row, at.column]
        for name, start in (
            ("cumulative_in_period", at.column - quarter), ("cumulative_since_start", np.zeros_like(at.column)),
        ):  # fmt: skip
            begin = np.maximum(start, 0)
            count = sums[at.row, at.column] - sums[at.row, begin]
            complete = known[at.row, at.column] - known[at.row, begin] == at.column - begin
            more = complete & (start >= 0) & (at.column > begin) & ~at.is_total
            if name == "cumulative_since_start":
                more &= at.column - begin > quarter
            yield name, more, count

    def _as_last_year(self, own: Floats) -> Floats:
        """How likely the count is if the same quarter a year ago is the measure of it; nought without one."""
        at, year = self.at, self.series.per_year
        column = np.maximum(at.column - year, 0)
        before = self.steps.own[at.row, column]
        same = (at.column >= year) & (self.expected.span[at.row, column] == self.span) & (before >= 0) & (year > 1)
        mean = np.where(same, np.maximum(before, 0.7), 1.0)
        spread = self.expected.spread((at.row, at.column))
        linear, square, rounding = spread.linear[:, 0], spread.square[:, 0], spread.rounding[:, 0]
        size = mean / (2 * linear - 1 + 2 * square * mean + 2 * rounding / mean)
        told = np.exp(levels_of.log_negative_binomial(own, mean, size))
        found: Floats = np.where(same, told, 0)
        return found
