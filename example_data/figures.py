"""Numerators and denominators of every indicator, made for the smallest parts and added up for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from example_data.chance import draws, normal, steady_path
from example_data.people import FIRST_YEAR, LAST_YEAR, People, hardship, people
from example_data.places import Place, is_remainder
from example_data.stories import STORIES

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@dataclass(frozen=True)
class Measure:
    """How an indicator behaves: its level without and with hardship, its drift in ten years, and among whom."""

    calm: float
    hard: float
    drift: float
    among: Callable[[People], int]
    kind: str = "share"  # share, full_time (persons with decimals) or mean
    spread: float = 0.0  # of one answer or grade, for means


MEASURES: Mapping[str, Measure] = {
    "afbrudt_udd_18_29": Measure(0.045, 0.11, -0.004, lambda p: p.between(18, 29)),
    "bestaar_grundskolen": Measure(0.935, 0.80, 0.01, lambda p: p.between(15, 15)),
    "boern_enlig_forsoerger": Measure(0.18, 0.42, 0.0, lambda p: p.between(0, 17)),
    "dagtilbud_1_5": Measure(0.915, 0.83, 0.02, lambda p: p.between(1, 5)),
    "doemte_18_plus": Measure(0.0072, 0.031, -0.0006, lambda p: p.between(18)),
    "grundskole_18_29_uden_udd": Measure(0.075, 0.29, -0.008, lambda p: p.between(18, 29)),
    "grundskole_20_24_uden_udd": Measure(0.085, 0.31, -0.008, lambda p: p.between(20, 24)),
    "grundskole_30_34_uden_udd": Measure(0.075, 0.38, -0.01, lambda p: p.between(30, 34)),
    "grundskole_30_59": Measure(0.17, 0.76, -0.02, lambda p: p.between(30, 59)),
    "karakter_9_klasse": Measure(7.5, 5.4, 0.1, lambda p: 2 * p.between(15, 15), "mean", 2.6),
    "offentligt_forsoergede_30_64": Measure(0.17, 0.56, -0.03, lambda p: p.between(30, 64), "full_time"),
    "sigtede_15_29": Measure(0.018, 0.105, -0.006, lambda p: p.between(15, 29)),
    "trivsel_4_7_klasse": Measure(3.52, 3.28, -0.03, lambda p: p.between(10, 13), "mean", 0.6),
    "uden_tilknytning_18_64": Measure(0.105, 0.47, -0.025, lambda p: p.between(18, 64)),
    "unge_15_29_uden_udd_job": Measure(0.085, 0.26, -0.012, lambda p: p.between(15, 29)),
    "valgdeltagelse_fv": Measure(0.865, 0.62, -0.012, lambda p: round(0.93 * p.between(18))),
    "valgdeltagelse_kv": Measure(0.72, 0.40, -0.03, lambda p: round(0.95 * p.between(18))),
}  # fmt: skip
_INCOME = Measure(0.0, 0.0, 0.0, lambda p: round(0.88 * p.between(15, 64)))
_NON_WESTERN = (0.07, 0.72)


@dataclass(frozen=True)
class Counts:
    """A whole or decimal numerator and a whole denominator."""

    numerator: float
    denominator: int


class Figures:
    """Every figure of the invented places; nothing is drawn twice."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._by_leaf: dict[tuple[str, str], list[Counts]] = {}

    @cached_property
    def _leaf_parents(self) -> dict[str, str]:
        """The boligområde of each afdeling: a story told of the whole is told of its parts."""
        return {place.area_id: place.parent_id for place in self._places.values() if place.area_type == "afdeling"}

    def residents(self, area_id: str, year: int) -> list[People]:
        """The residents of the parts of an area."""
        return [self._people(leaf, year) for leaf in self._places[area_id].leaves]

    def counts(self, indicator_id: str, area_id: str, year: int) -> Counts:
        """The counts of an area as the sum of its parts."""
        parts = [self._of_leaf(indicator_id, leaf)[year - FIRST_YEAR] for leaf in self._places[area_id].leaves]
        return Counts(round(sum(part.numerator for part in parts), 1), sum(part.denominator for part in parts))

    def income(self, area_id: str, year: int) -> float:
        """Mean taxable income in kroner."""
        total = persons = 0.0
        for leaf in self._places[area_id].leaves:
            earners = _INCOME.among(self._people(leaf, year))
            total += earners * self._income_of_leaf(leaf, year)
            persons += earners
        return total / persons

    def _income_of_leaf(self, leaf: str, year: int) -> float:
        general = 312_000 * 1.024 ** (year - FIRST_YEAR)
        told = self._story("indkomst_pct_af_region", leaf, year)
        level = told if told is not None else 1.02 - 0.62 * hardship(leaf)
        return general * level * (1 + (0.0 if is_remainder(leaf) else 0.012 * normal(draws("income", leaf, year))))

    def _people(self, leaf: str, year: int) -> People:
        told = self._story("ikke_vestlige_andel", leaf, year)
        calm, hard = _NON_WESTERN
        return people(leaf, year, told if told is not None else calm + (hard - calm) * hardship(leaf))

    def _of_leaf(self, indicator_id: str, leaf: str) -> list[Counts]:
        key = indicator_id, leaf
        if key not in self._by_leaf:
            measure = MEASURES[indicator_id]
            path = steady_path(len(YEARS), 0.8, *key)
            self._by_leaf[key] = [
                self._count(indicator_id, measure, leaf, year, wave) for year, wave in zip(YEARS, path, strict=True)
            ]
        return self._by_leaf[key]

    def _count(self, indicator_id: str, measure: Measure, leaf: str, year: int, wave: float) -> Counts:
        persons = measure.among(self._people(leaf, year))
        told = self._story(indicator_id, leaf, year)
        if told is None:
            own = 0.25 * (measure.hard - measure.calm) * (draws("own", indicator_id, leaf).random() - 0.5)
            level = measure.calm + (measure.hard - measure.calm) * hardship(leaf) + (0 if is_remainder(leaf) else own)
            told = level + measure.drift * (year - FIRST_YEAR) / 10
        if measure.kind == "mean":
            spread = measure.spread * persons**0.5
            return Counts(round(told * persons + 0.6 * spread * wave), persons)
        expected = persons * max(0.0, min(1.0, told))
        # Chance among persons; a little less than binomial, since most of them are the same as last year.
        number = expected + 0.75 * (expected * (1 - min(1.0, told))) ** 0.5 * wave
        number = max(0.0, min(float(persons), number))
        return Counts(round(number, 1) if measure.kind == "full_time" else round(number), persons)

    def _story(self, indicator_id: str, leaf: str, year: int) -> float | None:
        """The level that the story of an area tells for a year; None where there is no story."""
        points = STORIES.get((self._leaf_parents.get(leaf, leaf), indicator_id))
        if points is None:
            return None
        before = [point for point in points if point[0] <= year]
        after = [point for point in points if point[0] >= year]
        if not before or not after:
            return (before or after)[-1 if before else 0][1]
        (start, low), (end, high) = before[-1], after[0]
        return low if start == end else low + (high - low) * (year - start) / (end - start)
