"""The level of each series over time: a hidden Markov model on a grid of levels, run forwards and backwards.

Emissions are negative binomial (mean level times season, dispersion pooled over the plan), mixed with a little of
something far wider, so that one wrong figure moves no level. The level drifts a little from quarter to quarter, and
jumps where it has been told to. Rabiner, Proc. IEEE 77 (1989) 257-286;
the robust mixture after Box & Tiao, Biometrika 55 (1968) 119-129.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from quality.counts.series import Floats, Truth

GRID_STEP = 0.14
GRID_REACH = 3.8
DRIFT = 0.07
JUMP_REACH = 1.1
JUMP_LEAST = 0.7
STRAY = 0.01
_WIDEST = np.log(2e5)


@dataclass(frozen=True)
class Levels:
    """Weights over the grid, each row summing to one up to the last: `before[s, t]` from the reports before t after a
    usual step, `leapt[s, t]` the same after a jump, `after[s, t]` what the reports after t say (largest is one), and
    `now[s, t]` all of it."""

    grid: Floats
    before: Floats
    leapt: Floats
    after: Floats
    now: Floats


def offsets() -> Floats:
    return np.arange(-GRID_REACH, GRID_REACH + GRID_STEP / 2, GRID_STEP)


def kernels() -> tuple[Floats, Floats]:
    """Row-wise steps from one grid point to another: the usual drift, and a jump."""
    apart = offsets()[:, None] - offsets()[None, :]

    def steps(spread: float) -> Floats:
        weights: Floats = np.exp(-0.5 * (apart / spread) ** 2)
        return weights

    usual, jump = steps(max(DRIFT, GRID_STEP / 2)), steps(JUMP_REACH)
    if JUMP_LEAST:
        jump = jump * (1 - steps(JUMP_LEAST))
    return usual / usual.sum(axis=1, keepdims=True), jump / jump.sum(axis=1, keepdims=True)


def log_negative_binomial(count: Floats, mean: Floats, size: Floats) -> Floats:
    """log P(count) for mean and variance mean + mean^2/size; -inf under nought."""
    safe = np.maximum(count, 0)
    told = (
        gammaln(safe + size) - gammaln(size) - gammaln(safe + 1)
        + size * np.log(size / (size + mean)) + safe * np.log(mean / (size + mean))
    )  # fmt: skip
    return np.where(count >= 0, told, -np.inf)


def log_stray(count: Floats) -> Floats:
    """log of the wide distribution that a figure has when nobody knows where it comes from: alike on a log scale."""
    return -np.log(np.abs(count) + 2) - np.log(_WIDEST)


def run(emissions: Floats, grid: Floats, jumped: Truth, leap: float = 0.0) -> Levels:
    """`emissions[s, t, g]` are likelihoods, one everywhere where nothing was told. At `jumped` a jump is certain;
    elsewhere it has the chance `leap`."""
    usual, jump = kernels()
    usual = (1 - leap) * usual + leap * jump
    series, periods, places = emissions.shape
    before, leapt = np.empty_like(emissions), np.empty_like(emissions)
    after = np.empty_like(emissions)
    start = np.exp(-0.5 * (offsets() / 1.6) ** 2)
    filtered = np.broadcast_to(start / start.sum(), (series, places))
    for at in range(periods):
        if at == 0:
            before[:, at] = leapt[:, at] = filtered
        else:
            before[:, at], leapt[:, at] = filtered @ usual, filtered @ jump
        before[:, at] = np.where(jumped[:, at, None], leapt[:, at], before[:, at])
        taken = before[:, at] * emissions[:, at]
        filtered = taken / taken.sum(axis=1, keepdims=True)
    ahead = np.ones((series, places))
    for at in range(periods - 1, -1, -1):
        after[:, at] = ahead
        taken = emissions[:, at] * ahead
        ahead = np.where(jumped[:, at, None], taken @ jump.T, taken @ usual.T)
        ahead = ahead / ahead.max(axis=1, keepdims=True)
    now = before * emissions * after
    return Levels(grid, before, leapt, after, now / now.sum(axis=2, keepdims=True))


def mean_level(levels: Levels) -> Floats:
    """The smoothed level of each series in each period, in counts per usual period."""
    told: Floats = np.exp((levels.now * levels.grid[:, None, :]).sum(axis=2))
    return told
