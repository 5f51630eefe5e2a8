"""Residents of the smallest parts by age and origin on 1 January, year by year."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from example_data.chance import draws, normal
from example_data.places import is_remainder, size_of
from example_data.stories import HARDSHIP

FIRST_YEAR, LAST_YEAR = 2014, 2025
_OLDEST = 95
# Weight of an age of life at its middle: (age, in a town at large, in a housing area with many children).
_AGE_CURVE = ((0, 1.0, 1.45), (10, 1.1, 1.6), (22, 1.2, 1.45), (32, 1.15, 1.35), (45, 1.25, 1.2),
              (58, 1.35, 0.95), (70, 1.1, 0.6), (82, 0.55, 0.3), (95, 0.03, 0.02))  # fmt: skip


@dataclass(frozen=True)
class People:
    """Counts by single year of age; `non_western` and `western` are parts of `all_of_age`."""

    all_of_age: tuple[int, ...]
    non_western: tuple[int, ...]
    western: tuple[int, ...]

    def between(self, youngest: int, oldest: int = _OLDEST) -> int:
        return sum(self.all_of_age[youngest : oldest + 1])

    @property
    def total(self) -> int:
        return sum(self.all_of_age)


@cache
def hardship(leaf: str) -> float:
    """0 for a place like any other, 1 for the hardest conditions in the country."""
    if is_remainder(leaf):
        return 0.05 if leaf == "rest-kommune" else 0.0
    if (told := HARDSHIP.get(leaf.split("-")[0])) is not None:
        return told
    return max(0.06, min(0.78, 0.34 + 0.17 * normal(draws("hardship", leaf))))


@cache
def people(leaf: str, year: int, non_western_share: float) -> People:
    """The residents of a part; the share of non-western origin is that of all ages together, roughly."""
    source = draws("growth", leaf)
    growth = 0.004 if is_remainder(leaf) else 0.008 * (source.random() - 0.55)
    wave = draws("size", leaf, year)
    size = round(size_of(leaf) * (1 + growth) ** (year - FIRST_YEAR) * (1 + 0.006 * normal(wave)))
    mixture = min(1.0, hardship(leaf) / 0.6)
    weights = [_weight(age, mixture) for age in range(_OLDEST + 1)]
    phase = source.random()
    ages = _apportion([size * weight / sum(weights) for weight in weights], phase)
    # The young are more often of non-western origin than the old.
    non_western = _apportion(
        [number * min(0.93, non_western_share * (1.35 - age / 110)) for age, number in enumerate(ages)], phase
    )
    others = (number - some for number, some in zip(ages, non_western, strict=True))
    western = _apportion([0.35 * (0.06 + 0.1 * mixture) * number for number in others])
    return People(tuple(ages), tuple(non_western), tuple(western))


def _weight(age: int, mixture: float) -> float:
    for (start, town, housing), (end, next_town, next_housing) in pairwise(_AGE_CURVE):
        if age <= end:
            part = (age - start) / (end - start)
            at_town = town + part * (next_town - town)
            at_housing = housing + part * (next_housing - housing)
            return (1 - mixture) * at_town + mixture * at_housing
    return 0.0


def _apportion(wanted: list[float], phase: float = 0.5) -> list[int]:
    """Whole numbers whose running sum never strays from the running sum of what is wanted."""
    found, reached, total = [], 0, 0.0
    for part in wanted:
        total += part
        here = int(total + phase)
        found.append(here - reached)
        reached = here
    return found
