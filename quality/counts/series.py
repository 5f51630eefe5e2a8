"""Registrations as padded arrays: one row per series, one column per period since the series' first."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Floats = np.ndarray
Whole = np.ndarray
Truth = np.ndarray

MODES = ("", "period", "year_to_date", "project_to_date", "unknown")
NONE, PERIOD, YEAR, PLAN, UNKNOWN = range(5)


@dataclass(frozen=True)
class Series:
    """`counts[s, t]` is what was reported, or nan where there is nothing to reckon with; `modes` how it was counted.

    `first[s]` is the number of the series' first period (quarters or years since year 0), `plans[s]` the number of the
    plan that season and spread are pooled over. `rows` holds the place of each report in the frame, -1 without one.
    """

    counts: Floats
    modes: Whole
    rows: Whole
    first: Whole
    plans: Whole
    groups: Whole
    per_year: int

    @property
    def quarters(self) -> Whole:
        """The place of each period in its year, from 0."""
        return (self.first[:, None] + np.arange(self.counts.shape[1])) % self.per_year

    def subset(self, chosen: Truth) -> "Series":
        return replace(
            self, counts=self.counts[chosen], modes=self.modes[chosen], rows=self.rows[chosen],
            first=self.first[chosen], plans=self.plans[chosen], groups=self.groups[chosen],
        )  # fmt: skip


@dataclass(frozen=True)
class Steps:
    """What each report says of the periods it covers, taken as it was declared.

    `own` is the count of those periods (nan where it cannot be known), `base` the total it was reckoned from,
    `previous` the column of that total (-1: none), `start` the first period covered, `following` the column of the
    report that is reckoned from this one (-1: none).
    """

    own: Floats
    base: Floats
    previous: Whole
    start: Whole
    following: Whole


def arrange(frame: "pd.DataFrame", per_year: int) -> Series:
    """`frame` has series_key, plan_key, group_key, period (whole number), count (nan: unusable) and counting_mode."""
    keys, codes = np.unique(frame["series_key"].to_numpy(dtype=str), return_inverse=True)
    period = frame["period"].to_numpy(dtype=np.int64)
    first = np.full(len(keys), np.iinfo(np.int64).max)
    np.minimum.at(first, codes, period)
    column = period - first[codes]
    shape = (len(keys), int(column.max()) + 1)
    counts, modes, rows = np.full(shape, np.nan), np.zeros(shape, dtype=np.int8), np.full(shape, -1)
    mode = np.searchsorted(np.sort(MODES), frame["counting_mode"].to_numpy(dtype=str))
    mode = np.argsort(MODES)[mode]
    counts[codes, column] = frame["count"].to_numpy(dtype=float)
    modes[codes, column] = mode
    rows[codes, column] = np.arange(len(frame))
    plans, groups = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
    plans[codes] = np.unique(frame["plan_key"].to_numpy(dtype=str), return_inverse=True)[1]
    groups[codes] = np.unique(frame["group_key"].to_numpy(dtype=str), return_inverse=True)[1]
    made = Series(counts, modes, rows, first, plans, groups, per_year)
    return replace(made, modes=_readings_of_unknown(made))


def _readings_of_unknown(series: Series) -> Whole:
    """How the reports of unknown mode are read by the model: as a running total where the series never falls inside a
    year and rises at most of its steps, else as counts of a period; after a declared total not at all."""
    counts, modes, quarters = series.counts, series.modes.copy(), series.quarters
    unknown = (modes == UNKNOWN) & ~np.isnan(counts)
    inside = unknown[:, 1:] & unknown[:, :-1] & (quarters[:, 1:] > 0)
    rises = np.nan_to_num(counts[:, 1:] - counts[:, :-1])
    steps = inside.sum(axis=1)
    is_total = (steps >= 3) & (np.where(inside, rises, 0) >= 0).all(axis=1)
    is_total &= np.where(inside, rises > 0, False).sum(axis=1) >= 0.7 * steps
    declared = ((modes == YEAR) | (modes == PLAN)).any(axis=1)
    read = np.where(declared, NONE, np.where(is_total, YEAR, PERIOD))
    modes[unknown] = np.broadcast_to(read[:, None], modes.shape)[unknown]
    return modes


def steps(series: Series) -> Steps:
    counts, modes, quarters = series.counts, series.modes, series.quarters
    shape = counts.shape
    own, base = np.full(shape, np.nan), np.zeros(shape)
    previous, following = np.full(shape, -1), np.full(shape, -1)
    start = np.broadcast_to(np.arange(shape[1]), shape).copy()
    last = {YEAR: np.full(shape[0], -1), PLAN: np.full(shape[0], -1)}
    everyone = np.arange(shape[0])
    for place in range(shape[1]):
        last[YEAR][quarters[:, place] == 0] = -1
        known = ~np.isnan(counts[:, place])
        plain = known & (modes[:, place] == PERIOD)
        own[plain, place] = counts[plain, place]
        for mode in (YEAR, PLAN):
            here = known & (modes[:, place] == mode)
            before = last[mode]
            on = here & (before >= 0)
            previous[on, place] = before[on]
            following[everyone[on], before[on]] = place
            base[on, place] = counts[everyone[on], before[on]]
            own[on, place] = counts[on, place] - base[on, place]
            start[on, place] = before[on] + 1
            if mode == YEAR:
                fresh = here & (before < 0)
                # A series that begins inside a year may count from New Year or from its own beginning.
                begins = fresh & (place < quarters[:, place])
                own[fresh & ~begins, place] = counts[fresh & ~begins, place]
                start[fresh, place] = np.maximum(place - quarters[fresh, place], 0)
            last[mode] = np.where(here, place, before)
    return Steps(own, base, previous, start, following)
