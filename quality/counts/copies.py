"""Reports that repeat the one before them in several measures at once, which chance does not do."""

import numpy as np

from quality.counts.judge import Judged
from quality.counts.series import Floats, Series, Truth, Whole

LEAST = 3
# How often a report is a copy, and how often a measure of a copied report is put right all the same.
_COPIED, _EXCEPTED = 0.004, 0.02
LIMIT = np.log(2.0)


def repeats(series: Series) -> Truth:
    """Where a figure is the same as that of the period before, counted the same way, and is not nought."""
    same = np.zeros(series.counts.shape, dtype=bool)
    same[:, 1:] = (series.counts[:, 1:] == series.counts[:, :-1]) & (series.modes[:, 1:] == series.modes[:, :-1])
    return same & (series.counts > 0)


def copied(series: Series, judged: Judged, groups: Whole) -> tuple[Truth, Floats]:
    """Which figures belong to a report whose measures are repeated together (at least three), and the log odds of that.
    `groups[s]`: which series are reported together."""
    same = repeats(series)
    # A nought after a nought tells nothing, and goes with the rest of a copied report.
    still = np.zeros(series.counts.shape, dtype=bool)
    still[:, 1:] = (series.counts[:, 1:] == 0) & (series.counts[:, :-1] == 0)
    again = np.zeros(series.counts.shape, dtype=bool)
    again[:, 1:] = ~np.isnan(series.counts[:, 1:]) & ~np.isnan(series.counts[:, :-1])
    again &= ~still
    told = np.where(same, -np.log(np.clip(judged.chance, 1e-6, 1)), np.log(_EXCEPTED))
    told = np.where(again, told, 0)
    period = series.first[:, None] + np.arange(series.counts.shape[1])
    period = period - series.first.min()
    odds = np.full((groups.max() + 1, period.max() + 1), np.log(_COPIED))
    number = np.zeros_like(odds)
    place = np.broadcast_to(groups[:, None], period.shape), period
    np.add.at(odds, place, told)
    np.add.at(number, place, same | still)
    found = (odds > LIMIT) & (number >= LEAST)
    return (same | still) & found[place], odds[place]
