"""The registries as the seed files hold them: what areas, indicators, activities and measures are called.

Names are compared without regard to case and repeated blanks. An area is found by id, name or alias, always together
with its municipality's code, because the same name stands for different places in different municipalities.
"""

import csv
import difflib
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from danish import ingest_names as text_da
from danish import ingest_setup as setup_da
from ingest import codebook
from ingest.codebook import Codebook, read_codebook
from ingest.faults import FieldError
from ingest.periods import PERIOD_TYPES
from ingest.results import ConfigurationError

SEED_COLUMNS = {
    "areas.csv": ("area_id", "area_type", "name_da", "municipality_code"),
    "area_aliases.csv": ("alias", "municipality_code", "area_id"),
    "indicators.csv": ("indicator_id", "name_da", "measure_type", "period_type"),
    "activities.csv": ("activity_id", "name_da", "helhedsplan_id"),
    "measures.csv": ("measure_id", "name_da"),
    codebook.FILE: codebook.COLUMNS,
}


@dataclass(frozen=True)
class Area:
    area_id: str
    area_type: str
    name_da: str
    municipality_code: str
    parent_area_id: str = ""
    valid_from: str = ""
    valid_to: str = ""

    def is_valid_on(self, day: date | None) -> bool:
        """Whether the area is there on that day; an open end is no limit, and an unknown day no objection."""
        return day is None or (self.valid_from or "0") <= day.isoformat() <= (self.valid_to or "9")


@dataclass(frozen=True)
class Indicator:
    indicator_id: str
    name_da: str
    measure_type: str
    period_type: str
    unit: str = ""


@dataclass(frozen=True)
class Names:
    """Ids by id and by name within one registry, or one plan's part of it."""

    ids_by_key: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    _nearest: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def find(self, text: str) -> tuple[str, ...]:
        """The ids that the text may mean: none, one, or several of the same name."""
        return self.ids_by_key.get(key(text), ())

    def nearest(self, text: str) -> str | None:
        """The closest known id or name, written as `name (id)`."""
        wanted = key(text)
        if wanted not in self._nearest:
            close = difflib.get_close_matches(wanted, self.ids_by_key, n=1, cutoff=0.5)
            self._nearest[wanted] = self.labels[self.ids_by_key[close[0]][0]] if close else None
        return self._nearest[wanted]


@dataclass(frozen=True)
class Registry:
    """All registries of one seed folder; `fingerprint` changes when a seed file that ingest reads does."""

    areas: Mapping[str, Area]
    names_by_municipality: Mapping[str, Names]
    plan_names: Names
    indicators: Mapping[str, Indicator]
    indicator_names: Names
    activities_by_plan: Mapping[str, Names]
    measures: Names
    fingerprint: str
    codebook: Codebook = field(default_factory=Codebook)
    # The plans that the sender of a file may report for; None where it is not asked who sends.
    own_plans: frozenset[str] | None = None

    def area(self, text: str, municipality_code: str) -> str:
        """The id of the area called `text` in that municipality. Raises FieldError naming the closest known one."""
        names = self.names_by_municipality.get(municipality_code, _NO_NAMES)
        found = names.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise FieldError(text_da.ambiguous_area(text, municipality_code, found))
        if elsewhere := self.areas.get(text):
            raise FieldError(text_da.area_elsewhere(text, municipality_code, elsewhere.municipality_code))
        raise FieldError(text_da.unknown_area(text, municipality_code, self._nearest_area(text, names)))

    def _nearest_area(self, text: str, names: Names) -> str | None:
        if nearest := names.nearest(text):
            return nearest
        for code, others in self.names_by_municipality.items():
            if found := others.find(text):
                return f"{others.labels[found[0]]} i kommune {code}" if code else others.labels[found[0]]
        return None

    def indicator(self, text: str) -> Indicator:
        """The indicator with that id. Raises FieldError naming the closest known one, by id or by name."""
        if found := self.indicators.get(text):
            return found
        raise FieldError(text_da.unknown_indicator(text, self.indicator_names.nearest(text)))

    def plan(self, text: str) -> Area:
        """The helhedsplan with that id, or with that name where no other plan has it (successors often share one).

        A plan that is not the sender's own throws doubt on the whole file.
        """
        found = tuple(plan_id for plan_id in self.plan_names.find(text) if self.is_own(plan_id))
        if not found and self.plan_names.find(text):
            raise FieldError(text_da.foreign_plan(text, self.own_names), stops_file=True)
        if len(found) > 1:
            raise FieldError(text_da.ambiguous_name(text, found))
        if not found:
            raise FieldError(text_da.unknown_plan(text, self._own_plan_names.nearest(text)))
        return self.areas[found[0]]

    def is_own(self, plan_id: str) -> bool:
        """Whether the sender may report for the plan."""
        return self.own_plans is None or plan_id in self.own_plans

    @cached_property
    def own_names(self) -> list[str]:
        """What the sender's plans are called; successors often share a name."""
        return sorted({self.areas[plan_id].name_da for plan_id in self.own_plans or () if plan_id in self.areas})

    @cached_property
    def _own_plan_names(self) -> Names:
        if self.own_plans is None:
            return self.plan_names
        return _names((plan_id, self.areas[plan_id].name_da) for plan_id in self.own_plans if plan_id in self.areas)

    def activity(self, text: str, plan_id: str) -> str:
        """The id of the plan's activity with that id or name."""
        names = self.activity_names(plan_id)
        found = names.find(text)
        if len(found) > 1:
            raise FieldError(text_da.ambiguous_name(text, found))
        if not found:
            raise FieldError(text_da.unknown_activity(text, plan_id, names.nearest(text)))
        return found[0]

    def activity_names(self, plan_id: str) -> Names:
        """What the plan's activities are called."""
        return self.activities_by_plan.get(plan_id, _NO_NAMES)

    @cached_property
    def areas_by_name(self) -> Mapping[str, frozenset[str]]:
        """The areas of any municipality that have a name, by `key`. The same name may stand for several."""
        found: dict[str, set[str]] = defaultdict(set)
        for names in self.names_by_municipality.values():
            for name, area_ids in names.ids_by_key.items():
                found[name].update(area_ids)
        return {name: frozenset(area_ids) for name, area_ids in found.items()}

    @cached_property
    def plans_by_municipality(self) -> Mapping[str, list[Area]]:
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.areas.values():
            if area.area_type == "helhedsplan" and self.is_own(area.area_id):
                found[area.municipality_code].append(area)
        return found

    def lies_in(self, area_id: str) -> list[str]:
        """The area and the areas above it, from below."""
        above: list[str] = []
        while area_id in self.areas and area_id not in above:
            above.append(area_id)
            area_id = self.areas[area_id].parent_area_id
        return above

    def measure(self, text: str) -> str:
        """The id of the measure with that id or name."""
        found = self.measures.find(text)
        if len(found) > 1:
            raise FieldError(text_da.ambiguous_name(text, found))
        if not found:
            raise FieldError(text_da.unknown_measure(text, self.measures.nearest(text)))
        return found[0]


def key(text: str) -> str:
    """What two spellings of one name have in common."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def read_registry(seeds_dir: Path) -> Registry:
    """The registries in `seeds_dir`. Raises ConfigurationError for a missing file or column, or a doubled id."""
    seeds = {file: _read_seed(seeds_dir / file, columns) for file, columns in SEED_COLUMNS.items()}
    areas = {
        row["area_id"]: Area(
            row["area_id"],
            row["area_type"],
            row["name_da"],
            row["municipality_code"],
            *(row.get(column, "") for column in ("parent_area_id", "valid_from", "valid_to")),
        )
        for row in _unique("areas.csv", "area_id", seeds["areas.csv"])
    }
    indicators = {
        row["indicator_id"]: Indicator(
            row["indicator_id"], row["name_da"], row["measure_type"], row["period_type"], row.get("unit", "")
        )
        for row in _unique("indicators.csv", "indicator_id", seeds["indicators.csv"])
    }
    _check_period_types(seeds["indicators.csv"])
    return Registry(
        areas=areas,
        names_by_municipality=_area_names(areas, seeds["area_aliases.csv"]),
        plan_names=_names((area.area_id, area.name_da) for area in areas.values() if area.area_type == "helhedsplan"),
        indicators=indicators,
        indicator_names=_names((row.indicator_id, row.name_da) for row in indicators.values()),
        activities_by_plan=_activities_by_plan(seeds["activities.csv"]),
        measures=_names(
            (row["measure_id"], row["name_da"]) for row in _unique("measures.csv", "measure_id", seeds["measures.csv"])
        ),
        fingerprint=_fingerprint(seeds_dir),
        codebook=read_codebook(seeds[codebook.FILE], _survey_shares(indicators.values())),
    )


def _names(pairs: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str, str]] = ()) -> Names:
    """Names from (id, name) and (id, name, alias). An id means itself, even where another thing has it for a name."""
    by_name: dict[str, dict[str, None]] = defaultdict(dict)
    own_ids: dict[str, tuple[str, ...]] = {}
    labels: dict[str, str] = {}
    for identifier, name in pairs:
        labels[identifier] = f"{name} ({identifier})"
        own_ids[key(identifier)] = (identifier,)
        by_name[key(name)][identifier] = None
    for identifier, name, alias in aliases:
        labels[identifier] = f"{name} ({identifier})"
        by_name[key(alias)][identifier] = None
    return Names({name: tuple(ids) for name, ids in by_name.items()} | own_ids, labels)


_NO_NAMES = Names({}, {})


def _area_names(areas: Mapping[str, Area], alias_rows: list[dict[str, str]]) -> dict[str, Names]:
    """Names by municipality code. An alias holds for the code beside it: published lists place areas wrongly too."""
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for area in areas.values():
        members[area.municipality_code].append((area.area_id, area.name_da))
    aliases: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line, row in enumerate(alias_rows, start=2):
        target = areas.get(row["area_id"])
        if not target:
            raise ConfigurationError(setup_da.seed_unknown_area("area_aliases.csv", line, row["area_id"]))
        aliases[row["municipality_code"]].append((target.area_id, target.name_da, row["alias"]))
    return {code: _names(members[code], aliases[code]) for code in [*members, *(set(aliases) - set(members))]}


def _activities_by_plan(rows: list[dict[str, str]]) -> dict[str, Names]:
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        pairs[row["helhedsplan_id"]].append((row["activity_id"], row["name_da"]))
    return {plan_id: _names(activities) for plan_id, activities in pairs.items()}


def _read_seed(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    if not path.is_file():
        raise ConfigurationError(setup_da.seed_missing(path.name))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if missing := [column for column in columns if column not in (rows.fieldnames or ())]:
                raise ConfigurationError(setup_da.seed_columns_missing(path.name, missing))
            return [_whole(path.name, rows.line_num, row) for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigurationError(setup_da.seed_unreadable(path.name)) from error


def _whole(file: str, line: int, row: dict[str, str]) -> dict[str, str]:
    if None in row or None in row.values():
        raise ConfigurationError(setup_da.seed_ragged(file, line))
    return row


def _unique(file: str, column: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        if row[column] in seen:
            raise ConfigurationError(setup_da.seed_doubled(file, line, row[column]))
        seen.add(row[column])
    return rows


def _check_period_types(rows: list[dict[str, str]]) -> None:
    for line, row in enumerate(rows, start=2):
        if row["period_type"] not in PERIOD_TYPES:
            raise ConfigurationError(
                setup_da.seed_period_type("indicators.csv", line, row["period_type"], PERIOD_TYPES)
            )


def _survey_shares(indicators: Iterable[Indicator]) -> dict[str, bool]:
    """Of each indicator, whether it is a share from a survey."""
    return {
        row.indicator_id: (row.measure_type, row.period_type) == ("proportion", "survey_wave") for row in indicators
    }


def _fingerprint(seeds_dir: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(SEED_COLUMNS):
        digest.update((seeds_dir / file).read_bytes())
    return digest.hexdigest()
