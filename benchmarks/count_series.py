"""Invented plans with quarterly counts like the real ones, some with one known error each, from a seed alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

PERIOD, YEAR, PLAN, UNKNOWN = "period", "year_to_date", "project_to_date", "unknown"

CLEAN_CLASSES = (
    "plain", "wide_spread", "seasonal", "closed_in_july", "growing", "rounded_to_5", "rounded_to_10", "small", "zeros",
    "short", "mode_at_new_year", "mode_unknown", "about",
)  # fmt: skip
# Each class of error, and the explanations that count as right; none where no figure has to be explained.
ERROR_CLASSES: dict[str, tuple[str, ...]] = {
    "small_fall": ("small_correction",),
    "own_in_cumulative": ("own_count_in_cumulative",),
    "cumulative_in_period": ("cumulative_in_period",),
    "ten_in_period": ("factor_ten",),
    "ten_in_cumulative": ("factor_ten",),
    "hundred": ("factor_hundred",),
    "tenth": ("factor_ten",),
    "duplicate": (),
    "missing_inside": (),
    "missing_at_end": (),
    "cumulative_copied": ("repeated",),
    "all_copied": ("repeated",),
    "real_jump": ("real_change_or_unknown",),
}


@dataclass(frozen=True)
class World:
    """What the generator may be turned on; the defaults are those that the targets speak of."""

    lowest: float = 1.0
    highest: float = 80.0
    # Every level is as likely as every other; else every doubling, so that most series are small.
    is_even: bool = True
    spread: tuple[float, float] = (1.1, 2.2)
    season: float = 0.2
    growth: float = 0.06
    july: tuple[float, float] = (0.4, 0.7)
    quarters: tuple[int, int] = (5, 20)
    jump: tuple[float, float] = (3.0, 3.0)
    activities: tuple[int, int] = (1, 3)


@dataclass
class Series:
    """One count. `own`: what happened in each quarter; `reported`: the figures of each (two: a duplicate)."""

    plan: str
    activity: str
    measure: str
    reporter: str
    kind: str
    level: float
    quarters: list[int]
    own: list[int]
    modes: list[str]
    qualifier: str = "exact"
    reported: list[list[int]] = field(default_factory=list)

    def true_reports(self) -> list[int]:
        told, year, ever = [], 0, 0
        for quarter, own, mode in zip(self.quarters, self.own, self.modes, strict=True):
            year = own if quarter % 4 == 0 else year + own
            ever += own
            told.append({YEAR: year, PLAN: ever}.get(mode, own))
        return told


@dataclass(frozen=True)
class Error:
    """One known error: everything at `places` (activity, measure) of `plan` for the quarter belongs to it."""

    kind: str
    plan: str
    places: tuple[tuple[str, str], ...]
    quarter: int
    size: float

    @property
    def diagnoses(self) -> tuple[str, ...]:
        return ERROR_CLASSES[self.kind]


@dataclass(frozen=True)
class Invented:
    """Every series, and the errors in some of them by plan."""

    series: list[Series]
    errors: dict[str, Error]


def period_id(quarter: int) -> str:
    return f"{quarter // 4}K{quarter % 4 + 1}"


def invent(seed: int, *, clean: int = 600, per_error: int = 70, world: World | None = None) -> Invented:
    """At least `clean` series in plans without an error, and `per_error` plans with one error of each class."""
    random, world = np.random.default_rng(seed), world or World()
    series: list[Series] = []
    errors: dict[str, Error] = {}
    number = 0
    while len(series) < clean:
        series += _plan(random, f"hp-{number}", world, CLEAN_CLASSES)
        number += 1
    for kind in ERROR_CLASSES:
        done = 0
        while done < per_error:
            plan = _plan(
                random, f"hp-{number}", world, ("plain", "seasonal", "closed_in_july", "growing", "wide_spread")
            )
            number += 1
            if error := _spoil(random, kind, plan, world):
                errors[error.plan] = error
                series += plan
                done += 1
    return Invented(series, errors)


def _plan(random: np.random.Generator, name: str, world: World, kinds: tuple[str, ...]) -> list[Series]:
    count = int(random.integers(world.quarters[0], world.quarters[1] + 1))
    start = 4 * 2018 + int(random.integers(0, 8))
    season = np.exp(random.normal(0, world.season / 2, 4))
    closed = random.random() < 0.3
    reporters = [f"{name} partner {number}" for number in range(int(random.integers(1, 3)))]
    found = []
    for activity in range(int(random.integers(world.activities[0], world.activities[1] + 1))):
        reporter = str(random.choice(reporters))
        mode = str(random.choice([PERIOD, PERIOD, YEAR, PLAN]))
        for measure in range(int(random.choice([1, 1, 2, 3, 4]))):
            kind = str(random.choice(kinds))
            found.append(_series(
                random, world, Series(name, f"{name}-a{activity}", f"m{measure}", reporter, kind, 0.0, [], [], [mode]),
                start, count, season * np.where(np.arange(4) == 2, random.uniform(*world.july) if closed else 1.0, 1.0),
            ))  # fmt: skip
    # A partner that stops before the others of the plan is late or silent, which would be an error of its own.
    return found


def _series(
    random: np.random.Generator, world: World, series: Series, start: int, count: int, season: np.ndarray
) -> Series:
    kind = series.kind
    level = random.uniform(world.lowest, world.highest)
    if not world.is_even:
        level = float(np.exp(random.uniform(np.log(world.lowest), np.log(world.highest))))
    spread = random.uniform(*world.spread)
    growth = random.uniform(-world.growth / 3, world.growth)
    if kind == "wide_spread":
        spread = random.uniform(world.spread[1], 1.4 * world.spread[1])
    if kind == "seasonal":
        season = season * np.exp(random.normal(0, world.season, 4))
    if kind == "closed_in_july":
        season = season * np.array([1.0, 1.0, random.uniform(*world.july), 1.0])
    if kind == "growing":
        growth = random.uniform(world.growth, 2.5 * world.growth)
    if kind == "small":
        level = random.uniform(1, 3)
    if kind == "zeros":
        level = random.uniform(0.2, 1.2)
    if kind in ("rounded_to_5", "rounded_to_10"):
        level = random.uniform(15, max(world.highest, 40))
    quarters = list(range(start + count - 4 if kind == "short" else start, start + count))
    steps = np.arange(len(quarters))
    mean = level * season[np.array(quarters) % 4] * (1 + growth) ** (steps / 4)
    own = _counts(random, mean, spread)
    mode = series.modes[0]
    modes = [mode] * len(quarters)
    if kind == "mode_unknown":
        modes = [UNKNOWN] * len(quarters)
    turns = [place for place, quarter in enumerate(quarters) if place and quarter % 4 == 0]
    if kind == "mode_at_new_year" and turns:
        turn = int(random.choice(turns))
        modes = [PERIOD] * turn + [YEAR] * (len(quarters) - turn)
        modes = modes if random.random() < 0.5 else [YEAR] * turn + [PERIOD] * (len(quarters) - turn)
    made = replace(
        series, level=level, quarters=quarters, own=own, modes=modes, qualifier="about" if kind == "about" else "exact"
    )
    step = {"rounded_to_5": 5, "rounded_to_10": 10}.get(kind, 1)
    made.reported = [[int(step * np.floor(told / step + 0.5))] for told in made.true_reports()]
    return made


def _counts(random: np.random.Generator, mean: np.ndarray, spread: float) -> list[int]:
    """Negative binomial with variance `spread` times the mean and a part that grows with its square."""
    size = mean / max(spread - 1, 0.05)
    size = 1 / (1 / size + 0.01)
    return [int(random.negative_binomial(one, one / (one + centre))) for one, centre in zip(size, mean, strict=True)]


def _spoil(random: np.random.Generator, kind: str, plan: list[Series], world: World) -> Error | None:
    """Makes one error in a plan; None where it has no place for it."""
    wanted = {
        "small_fall": (YEAR, PLAN), "own_in_cumulative": (YEAR, PLAN), "ten_in_cumulative": (YEAR, PLAN),
        "cumulative_copied": (YEAR, PLAN), "cumulative_in_period": (PERIOD,), "ten_in_period": (PERIOD,),
        "hundred": (PERIOD, YEAR, PLAN), "tenth": (PERIOD,), "real_jump": (PERIOD,),
    }.get(kind, (PERIOD, YEAR, PLAN))  # fmt: skip
    places = [(series, place) for series in plan if series.modes[0] in wanted for place in _places(kind, series, plan)]
    if not places:
        return None
    series, place = places[int(random.integers(0, len(places)))]
    if random.random() < 0.25 and kind not in ("missing_inside", "real_jump"):
        newest = [one for one in places if one[1] == len(one[0].quarters) - 1]
        series, place = newest[int(random.integers(0, len(newest)))] if newest else (series, place)
    told = [figures[0] for figures in series.reported]
    hit = [series]
    if kind == "small_fall":
        # The later figure is a little lower; what is reported after it goes on from there.
        fall = max(1, int(random.uniform(0.01, 0.08) * told[place - 1]))
        lowered = told[place] - (told[place - 1] - fall)
        last = next((at for at in range(place, len(told)) if series.modes[0] == YEAR and at > place
                     and series.quarters[at] % 4 == 0), len(told))  # fmt: skip
        for at in range(place, last):
            series.reported[at] = [told[at] - lowered]
    elif kind == "own_in_cumulative":
        series.reported[place] = [series.own[place]]
    elif kind == "cumulative_in_period":
        # Counted from New Year or from the plan's beginning: partners do both.
        since_new_year = place - series.quarters[place] % 4
        first = since_new_year if random.random() < 0.5 and _is_rise(series, place, since_new_year) else 0
        series.reported[place] = [sum(series.own[first : place + 1])]
    elif kind in ("ten_in_period", "ten_in_cumulative"):
        series.reported[place] = [10 * told[place]]
    elif kind == "hundred":
        series.reported[place] = [100 * told[place]]
    elif kind == "tenth":
        series.reported[place] = [told[place] // 10]
    elif kind == "duplicate":
        series.reported[place] = [told[place], told[place] + int(random.integers(1, 6))]
    elif kind in ("missing_inside", "missing_at_end"):
        series.reported[place] = []
    elif kind == "cumulative_copied":
        series.reported[place] = [told[place - 1]]
    elif kind == "all_copied":
        hit = [other for other in plan if other.activity == series.activity]
        for other in hit:
            other.reported[place] = [other.reported[place - 1][0]]
    elif kind == "real_jump":
        factor = random.uniform(*world.jump)
        mean = np.full(len(told) - place, factor * max(np.mean(series.own[:place]), 1))
        series.own[place:] = _counts(random, mean, random.uniform(*world.spread))
        series.reported[place:] = [[own] for own in series.own[place:]]
    places_hit = tuple((one.activity, one.measure) for one in hit)
    return Error(kind, series.plan, places_hit, series.quarters[place], series.level)


def _places(kind: str, series: Series, plan: list[Series]) -> Iterator[int]:
    """Where in a series an error of this class can stand and be one."""
    told, quarters = [figures[0] for figures in series.reported], series.quarters
    last = len(told) - 1
    same = [other for other in plan if other.activity == series.activity]
    reporting = [other for other in plan if other.reporter == series.reporter]
    for place in range(2, len(told)):
        cumulative = series.modes[0] == PLAN or quarters[place] % 4 > 0
        yes = {
            "small_fall": cumulative and told[place - 1] >= 2,
            "own_in_cumulative": cumulative and series.own[place] < told[place - 1],
            "cumulative_in_period": place >= 3 and quarters[place] % 4 > 0 and _is_rise(series, place, 0),
            "ten_in_period": place >= 3 and told[place] > 0,
            "ten_in_cumulative": told[place] > 0,
            "hundred": told[place] > 0,
            "tenth": place >= 3 and told[place] >= 20,
            "duplicate": True,
            "missing_inside": place < last and len(reporting) > 1,
            "missing_at_end": place == last and len(reporting) > 1,
            "cumulative_copied": cumulative and told[place - 1] > 0 and series.own[place] > 0,
            "all_copied": len(same) >= 3 and len({len(other.quarters) for other in same}) == 1
            and any(other.reported[place] != other.reported[place - 1] for other in same)
            and series.modes[0] == PERIOD,
            "real_jump": 4 <= place < last,
        }  # fmt: skip
        if yes[kind]:
            yield place


def _is_rise(series: Series, place: int, first: int) -> bool:
    return first >= 0 and sum(series.own[first:place]) > 0
