"""How often figures that are right lie in the tails of what the model of counts expects of them."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from scipy.stats import nbinom

from benchmarks.count_series import UNKNOWN, Invented
from quality.counts import judge
from quality.counts.series import Floats, arrange

TAILS = (0.1, 0.025, 0.005, 0.001)
SIZES = ((5.0, "to 5"), (20.0, "5-20"), (float("inf"), "over 20"))
# Single figures of counts have chances of their own; a rank drawn evenly inside each makes the whole even.
_SEED = 1


def lines(invented: Invented) -> Iterator[str]:
    """Of the reports of clean series, the share under and over each limit that should hold all but `TAILS` of them."""
    expected, rank = ranks(invented)
    yield f"{'expected':12}{'reports':>9}" + "".join(f"{f'{tail:.1%} under':>14}{'over':>8}" for tail in TAILS)
    least = 0.0
    for most, name in (*SIZES, (float("inf"), "all")):
        chosen = rank[(expected > least) & (expected <= most)] if name != "all" else rank
        least = most
        yield f"{name:12}{len(chosen):>9,}" + "".join(_tails(chosen))


def _tails(rank: Floats) -> Iterable[str]:
    for tail in TAILS:
        yield f"{100 * np.mean(rank < tail):>13.2f}%{100 * np.mean(rank > 1 - tail):>7.2f}%"


def ranks(invented: Invented) -> tuple[Floats, Floats]:
    """Per report of the clean series what was expected of it, and its place, from 0 to 1, in the distribution of its
    own count that all other reports predict (probability integral transform: Czado, Gneiting & Held, Biometrics 65
    (2009) 1254-1261)."""
    series = arrange(_reports(invented), 4)
    now, expected, levels = judge.expectations(series)
    place = np.nonzero(~np.isnan(now.own) & (now.own >= 0))
    weight = levels.before[place] * levels.after[place]
    weight /= weight.sum(axis=1, keepdims=True)
    mean = np.maximum(np.exp(levels.grid[place[0]]) * expected.share[place][:, None], 0.02)
    own, sizes = now.own[place][:, None], expected.sizes
    nought = sizes.nought[place]
    upto, under = nought * np.ones_like(mean), nought * (own > 0)
    for part, size in sizes.each:
        at = np.broadcast_to(size, (*now.own.shape, 1))[place]
        chance = at / (at + mean)
        upto = upto + (1 - nought) * part * nbinom.cdf(own, at, chance)
        under = under + (1 - nought) * part * nbinom.cdf(own - 1, at, chance)
    low, high = (weight * under).sum(axis=1), (weight * upto).sum(axis=1)
    level = np.exp((weight * np.log(mean)).sum(axis=1))
    drawn = np.random.default_rng(_SEED).random(len(low))
    return level, low + drawn * (high - low)


def _reports(invented: Invented) -> pd.DataFrame:
    rows = [
        (
            f"{one.plan}|{one.activity}|{one.measure}",
            one.plan,
            f"{one.plan}|{one.activity}",
            quarter,
            float(figure),
            mode,
        )
        for one in invented.series
        if one.plan not in invented.errors and UNKNOWN not in one.modes and not one.kind.startswith("rounded")
        for quarter, (figure,), mode in zip(one.quarters, one.reported, one.modes, strict=True)
    ]
    return pd.DataFrame(rows, columns=["series_key", "plan_key", "group_key", "period", "count", "counting_mode"])
