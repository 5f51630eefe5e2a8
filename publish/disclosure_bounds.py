"""How closely an outsider can work hidden numbers out: the least and the most each can be, given sums that are known.

A block is the hidden numbers that are tied together by sums. Where the sums of a block form a tree, narrowing each
number by each sum until nothing moves gives the exact ends, because a sum of whole numbers from intervals takes every
value of its interval. Other blocks are solved by integer programming, two problems a number.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST_ROUNDS = 60
_SECONDS_PER_PROBLEM = 5.0
_SLACK = 1e-7
_LEFT_OUT_AMONG = range(3, 41)  # of two sums, leaving one out is believing the other alone; of more it takes too long
_SOLVED, _INFEASIBLE = 0, 2  # as scipy.optimize.milp names them

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """Numbers between `low` and `high`, and sums `sum_low` ≤ Σ coefficient · number ≤ `sum_high`, entry by entry."""

    low: Floats
    high: Floats
    is_whole: Flags
    sum_low: Floats
    sum_high: Floats
    entry_sum: Integers
    entry_number: Integers
    entry_coefficient: Floats


@dataclass(frozen=True)
class Bounds:
    """The least and most of each number. `is_exact` is False where the solver gave up and the true ends may be closer.
    `is_contradicted` where the sums of the block cannot all hold; the ends are then the closest that a reader gets who
    disbelieves one of them, or believes one alone."""

    low: Floats
    high: Floats
    is_exact: Flags
    is_contradicted: Flags
    block: Integers
    blocks: int
    solved_blocks: int


def bounds(sums: Sums, is_wanted: Flags | None = None) -> Bounds:
    """The ends that an outsider can reach, for every number; in blocks that must be solved, only for those wanted."""
    found = _believed(sums, is_wanted)
    return _disbelieved(sums, found) if found.is_contradicted.any() else found


def _believed(sums: Sums, is_wanted: Flags | None = None) -> Bounds:
    """The ends where every sum holds; they mean nothing in blocks that are contradicted."""
    low, high = narrowed(sums)
    block, count = _blocks(sums)
    is_exact = np.ones(len(low), dtype=bool)
    contradicted_blocks = np.unique(block[: len(low)][low > high + _SLACK])
    is_contradicted = np.isin(block[: len(low)], contradicted_blocks)
    linked = _linked_blocks(sums, block, count)
    for chosen in linked:
        numbers = np.flatnonzero(block[: len(low)] == chosen)
        if is_contradicted[numbers].any():
            continue
        wanted = np.ones(len(numbers), dtype=bool) if is_wanted is None else is_wanted[numbers]
        _solve_block(sums, block, chosen, numbers, wanted, low, high, is_exact, is_contradicted)
    return Bounds(low, high, is_exact, is_contradicted, block[: len(low)], count, len(linked))


def narrowed(sums: Sums) -> tuple[Floats, Floats]:
    """Each number narrowed by each of its sums until nothing moves: never narrower than what is true."""
    low, high = sums.low.copy(), sums.high.copy()
    for _ in range(_MOST_ROUNDS):
        least, most = _told_by_each_entry(sums, low, high)
        new_low, new_high = low.copy(), high.copy()
        np.maximum.at(new_low, sums.entry_number, least)
        np.minimum.at(new_high, sums.entry_number, most)
        new_low = np.where(sums.is_whole, np.ceil(new_low - _SLACK), new_low)
        new_high = np.where(sums.is_whole, np.floor(new_high + _SLACK), new_high)
        moved = (new_low > low + _SLACK) | (new_high < high - _SLACK)
        low, high = new_low, new_high
        if not moved.any() or (low > high + _SLACK).all():
            break
    return low, high


def _told_by_each_entry(sums: Sums, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """What each sum says of each of its numbers, when the others lie between `low` and `high`."""
    size = len(sums.sum_low)
    positive = sums.entry_coefficient > 0
    at_least = np.where(positive, low[sums.entry_number], high[sums.entry_number]) * sums.entry_coefficient
    at_most = np.where(positive, high[sums.entry_number], low[sums.entry_number]) * sums.entry_coefficient
    other_least = _sum_of_others(at_least, sums.entry_sum, size, -np.inf)
    other_most = _sum_of_others(at_most, sums.entry_sum, size, np.inf)
    one_end = (sums.sum_high[sums.entry_sum] - other_least) / sums.entry_coefficient
    other_end = (sums.sum_low[sums.entry_sum] - other_most) / sums.entry_coefficient
    return np.where(positive, other_end, one_end), np.where(positive, one_end, other_end)


def _by_the_best_sum(sums: Sums) -> tuple[Floats, Floats]:
    """The ends of each number by the one sum that leaves it least room, of those that leave it any."""
    least, most = _told_by_each_entry(sums, sums.low, sums.high)
    least = np.maximum(least, sums.low[sums.entry_number])
    most = np.minimum(most, sums.high[sums.entry_number])
    low, high = sums.low.copy(), sums.high.copy()
    told = np.flatnonzero(most >= least - _SLACK)
    for entry in told[np.argsort(least[told] - most[told])]:
        number = sums.entry_number[entry]
        low[number], high[number] = least[entry], most[entry]
    return low, high


def _disbelieved(sums: Sums, found: Bounds) -> Bounds:
    """In blocks whose sums contradict each other: the closest ends by one sum alone, or by all sums but one."""
    alone_low, alone_high = _by_the_best_sum(sums)
    low = np.where(found.is_contradicted, alone_low, found.low)
    high = np.where(found.is_contradicted, alone_high, found.high)
    is_exact = found.is_exact.copy()
    sum_block = _blocks(sums)[0][len(low) :]
    for chosen in np.unique(found.block[found.is_contradicted]):
        numbers = np.flatnonzero(found.block == chosen)
        members = np.flatnonzero(sum_block == chosen)
        if len(members) not in _LEFT_OUT_AMONG:
            continue
        for left_out in members:
            rest = _believed(_part(sums, numbers, members[members != left_out]))
            is_closer = ~rest.is_contradicted & (rest.high - rest.low < high[numbers] - low[numbers])
            closer = numbers[is_closer]
            low[closer], high[closer] = rest.low[is_closer], rest.high[is_closer]
            is_exact[closer] &= rest.is_exact[is_closer]
    return replace(found, low=low, high=high, is_exact=is_exact)


def _part(sums: Sums, numbers: Integers, chosen: Integers) -> Sums:
    """The sums `chosen` of a block that holds `numbers`, both numbered anew."""
    entries = np.flatnonzero(np.isin(sums.entry_sum, chosen))
    return Sums(
        low=sums.low[numbers],
        high=sums.high[numbers],
        is_whole=sums.is_whole[numbers],
        sum_low=sums.sum_low[chosen],
        sum_high=sums.sum_high[chosen],
        entry_sum=np.searchsorted(chosen, sums.entry_sum[entries]),
        entry_number=np.searchsorted(numbers, sums.entry_number[entries]),
        entry_coefficient=sums.entry_coefficient[entries],
    )


def _sum_of_others(values: Floats, entry_sum: Integers, size: int, infinite: float) -> Floats:
    """For each entry the sum of the other entries of its sum; infinite as soon as one of the others is."""
    endless = ~np.isfinite(values)
    finite = np.where(endless, 0.0, values)
    totals = np.bincount(entry_sum, weights=finite, minlength=size)
    endless_in = np.bincount(entry_sum, weights=endless, minlength=size)
    others_endless = endless_in[entry_sum] - endless > 0
    return np.where(others_endless, infinite, totals[entry_sum] - finite)


def _blocks(sums: Sums) -> tuple[Integers, int]:
    """The block of every number, then of every sum."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    numbers, size = len(sums.low), len(sums.low) + len(sums.sum_low)
    ties = coo_matrix(
        (np.ones(len(sums.entry_sum), dtype=np.int8), (sums.entry_number, numbers + sums.entry_sum)), shape=(size, size)
    )
    count, block = connected_components(ties, directed=False)
    return block.astype(np.int64), int(count)


def _linked_blocks(sums: Sums, block: Integers, count: int) -> list[int]:
    """The blocks that narrowing alone does not settle: the ties go in a ring, or a coefficient is not one."""
    nodes = np.bincount(block, minlength=count)
    ties = np.bincount(block[sums.entry_number], minlength=count)
    uneven = np.zeros(count, dtype=bool)
    uneven[block[sums.entry_number[np.abs(sums.entry_coefficient) != 1]]] = True
    return [int(chosen) for chosen in np.flatnonzero((ties > nodes - 1) | (uneven & (ties > 1)))]


def _solve_block(
    sums: Sums,
    block: Integers,
    chosen: int,
    numbers: Integers,
    wanted: Flags,
    low: Floats,
    high: Floats,
    is_exact: Flags,
    is_contradicted: Flags,
) -> None:
    """Write the exact ends of one block into `low` and `high`."""
    from scipy.optimize import Bounds as Box
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import csr_matrix

    place = {int(number): index for index, number in enumerate(numbers)}
    entries = np.flatnonzero(block[sums.entry_number] == chosen)
    rows, row_of = np.unique(sums.entry_sum[entries], return_inverse=True)
    columns = np.array([place[int(number)] for number in sums.entry_number[entries]])
    matrix = csr_matrix((sums.entry_coefficient[entries], (row_of, columns)), shape=(len(rows), len(numbers)))
    problem: dict[str, Any] = {
        "integrality": sums.is_whole[numbers].astype(int),
        "bounds": Box(low[numbers], high[numbers]),
        "constraints": LinearConstraint(matrix, sums.sum_low[rows] - _SLACK, sums.sum_high[rows] + _SLACK),
        "options": {"time_limit": _SECONDS_PER_PROBLEM},
    }
    ends = np.column_stack([low[numbers], high[numbers]])
    for index, number in enumerate(numbers):
        if not wanted[index]:
            continue
        for side, sign in ((0, 1.0), (1, -1.0)):
            solution = milp(np.eye(1, len(numbers), index)[0] * sign, **problem)
            if solution.status == _INFEASIBLE:
                is_contradicted[numbers] = True
                return
            if solution.status == _SOLVED:
                ends[index, side] = sign * solution.fun
            elif np.isfinite(ends[index, side]):
                is_exact[number] = False
    whole = sums.is_whole[numbers]
    low[numbers] = np.where(whole, np.round(ends[:, 0]), ends[:, 0])
    high[numbers] = np.where(whole & np.isfinite(ends[:, 1]), np.round(ends[:, 1]), ends[:, 1])
