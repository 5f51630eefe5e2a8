"""The bounds an outsider can reach, held against trying every set of whole numbers."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publish.disclosure_bounds import Sums, bounds

Entries = list[tuple[int, int, float]]


def sums(high: list[float], ends: list[tuple[float, float]], entries: Entries, *, is_whole: bool = True) -> Sums:
    return Sums(
        low=np.zeros(len(high)),
        high=np.array(high, dtype=float),
        is_whole=np.full(len(high), is_whole),
        sum_low=np.array([low for low, _ in ends], dtype=float),
        sum_high=np.array([most for _, most in ends], dtype=float),
        entry_sum=np.array([entry for entry, _, _ in entries], dtype=np.int64),
        entry_number=np.array([number for _, number, _ in entries], dtype=np.int64),
        entry_coefficient=np.array([coefficient for _, _, coefficient in entries], dtype=float),
    )


def tried(problem: Sums) -> list[tuple[int, int]] | None:
    fitting = []
    for guess in product(*(range(int(most) + 1) for most in problem.high)):
        totals = np.zeros(len(problem.sum_low))
        np.add.at(totals, problem.entry_sum, problem.entry_coefficient * np.array(guess)[problem.entry_number])
        if ((totals >= problem.sum_low - 1e-9) & (totals <= problem.sum_high + 1e-9)).all():
            fitting.append(guess)
    return [(min(values), max(values)) for values in zip(*fitting, strict=True)] if fitting else None


@st.composite
def problems(draw: st.DrawFn) -> Sums:
    high = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
    truth = [draw(st.integers(0, most)) for most in high]
    entries: Entries = []
    ends: list[tuple[float, float]] = []
    for index in range(draw(st.integers(0, 4))):
        members = draw(st.sets(st.integers(0, len(high) - 1), min_size=1, max_size=4))
        chosen = [(number, draw(st.sampled_from([1.0, 1.0, 1.0, -1.0, 2.0]))) for number in sorted(members)]
        total = sum(coefficient * truth[number] for number, coefficient in chosen)
        ends.append((total - draw(st.sampled_from([0, 0, 0, 1, np.inf])), total + draw(st.sampled_from([0, 0, 2]))))
        entries += [(index, number, coefficient) for number, coefficient in chosen]
    return sums([float(most) for most in high], ends, entries)


@settings(deadline=None, max_examples=150)
@given(problems())
def test_bounds_are_those_of_trying_all(problem: Sums) -> None:
    expected = tried(problem)
    assert expected is not None
    found = bounds(problem)
    assert not found.is_contradicted.any()
    assert list(zip(found.low, found.high, strict=True)) == expected


@settings(deadline=None, max_examples=50)
@given(problems(), st.integers(1, 9))
def test_sums_that_cannot_all_hold_tell_nothing(problem: Sums, excess: int) -> None:
    assume(len(problem.sum_low) > 0)
    total = problem.sum_high + excess * 10 + 60
    wrong = Sums(
        problem.low, problem.high, problem.is_whole, total, total,
        problem.entry_sum, problem.entry_number, problem.entry_coefficient,
    )  # fmt: skip
    assert tried(wrong) is None
    assert bounds(wrong).is_contradicted[problem.entry_number].all()


@pytest.mark.parametrize(
    ("high", "ends", "entries", "expected"),
    [
        # Two hidden parts of a whole of which 8 are left.
        ([40.0, 40.0], [(8, 8)], [(0, 0, 1), (0, 1, 1)], [(0, 8), (0, 8)]),
        # The people of one part are few.
        ([40.0, 5.0], [(8, 8)], [(0, 0, 1), (0, 1, 1)], [(3, 8), (0, 5)]),
        # Nobody knows how many people there are.
        ([np.inf, np.inf], [(8, 8)], [(0, 0, 1), (0, 1, 1)], [(0, 8), (0, 8)]),
        ([np.inf], [], [], [(0, np.inf)]),
        # The parts do not cover the whole.
        ([40.0], [(-np.inf, 6)], [(0, 0, 1)], [(0, 6)]),
        # A ring: rows of 3 and 5, columns of 4 and 4.
        (
            [9.0] * 4,
            [(3, 3), (5, 5), (4, 4), (4, 4)],
            [(0, 0, 1), (0, 1, 1), (1, 2, 1), (1, 3, 1), (2, 0, 1), (2, 2, 1), (3, 1, 1), (3, 3, 1)],
            [(0, 3), (0, 3), (1, 4), (1, 4)],
        ),
    ],
)  # fmt: skip
def test_worked_examples(
    high: list[float], ends: list[tuple[float, float]], entries: Entries, expected: list[tuple[float, float]]
) -> None:
    found = bounds(sums(high, ends, entries))
    assert list(zip(found.low, found.high, strict=True)) == expected


def test_of_sums_that_contradict_each_other_one_is_disbelieved() -> None:
    """20 in all, 10 of them in two parts: the third is 10, also where another table says that the two are 35."""
    entries: Entries = [(0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 1)]
    found = bounds(sums([40.0] * 3, [(20, 20), (10, 10), (35, 35)], entries))
    assert found.is_contradicted.all()
    assert list(zip(found.low, found.high, strict=True)) == [(10, 10), (0, 10), (0, 10)]


def test_decimal_persons_are_not_rounded() -> None:
    found = bounds(sums([40.0, 40.0], [(7.5, 7.5)], [(0, 0, 1), (0, 1, 1)], is_whole=False))
    assert found.high.tolist() == [7.5, 7.5]


def test_a_solver_that_gives_up_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.disclosure_bounds._SECONDS_PER_PROBLEM", 0.0)
    size = 12
    square = [(row, row * size + column, 1.0) for row in range(size) for column in range(size)]
    square += [(size + column, row * size + column, 1.0) for row in range(size) for column in range(size)]
    found = bounds(sums([99.0] * size**2, [(50.0, 50.0)] * (2 * size), square))
    assert not found.is_exact.all()
