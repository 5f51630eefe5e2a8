"""Chance that comes out the same everywhere: every draw is named, and the same name always gives the same number."""

import random

SEED = "eksempelparken-1"


def draws(*name: object) -> random.Random:
    """A source of chance of its own for one thing, so that a new thing changes no other."""
    return random.Random("|".join(str(part) for part in (SEED, *name)))


def normal(source: random.Random) -> float:
    """Roughly standard normal, by sums alone: no library's logarithm can change the last digit."""
    return sum(source.random() for _ in range(12)) - 6


def steady_path(steps: int, memory: float, *name: object) -> list[float]:
    """A standard normal wave in which each step remembers the one before: people stay from year to year."""
    source = draws(*name)
    fresh = (1 - memory * memory) ** 0.5
    path = [normal(source)]
    while len(path) < steps:
        path.append(memory * path[-1] + fresh * normal(source))
    return path
