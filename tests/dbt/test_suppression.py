"""Attack on what is hidden: random trees of areas go through the very SQL that hides, and an outsider with the
published figures tries every set of whole numbers that fits them."""

import random
from collections.abc import Iterator
from itertools import product

import duckdb
import numpy as np
import pytest

from publish import disclosure, disclosure_remedy

from .conftest import Build

THRESHOLD = 5
SHARE = "sigtede_15_29"
Cell = tuple[str, str]

TABLES = """
create schema facts; create schema marts; create schema registry; create schema staging; create schema intermediate;
create schema quality;
create table marts.dim_area (
    area_id varchar, area_type varchar, name_da varchar, parent_area_id varchar, municipality_area_id varchar,
    valid_from date, valid_to date
);
create table marts.dim_area_group (group_area_id varchar, member_area_id varchar, source varchar);
create table marts.dim_indicator (
    indicator_id varchar, name_da varchar, measure_type varchar, unit varchar, decimals integer, age_from integer,
    age_to integer
);
create table marts.dim_period (period_id varchar, period_type varchar, start_date date, end_date date);
create table registry.indicator_relations (indicator_id varchar, relation varchar, related_indicator_id varchar);
create table registry.suppression_rules (source_id varchar, area_type varchar, threshold integer);
insert into registry.suppression_rules values ('lbf', null, 5);
create table intermediate.int_suppression_thresholds (source_id varchar, area_type varchar, threshold integer);
create table staging.stg_quality__suppression_extra (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar
);
create table quality.suppression_extra as from staging.stg_quality__suppression_extra;
create table facts.fct_indicator_observed (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
    source_id varchar, source_reference varchar, value double, share double, numerator double, denominator double,
    value_status varchar, is_preferred boolean, load_id varchar, unreliability varchar
);
create table marts.mart_area_vs_baseline (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
    source_id varchar, value double, numerator double, denominator double, value_status varchar,
    baseline_area_id varchar, baseline_period_id varchar, start_period_id varchar, baseline_kind varchar, gap double,
    change double, change_gap double
);
create table marts.mart_activity_progress (
    helhedsplan_id varchar, area_id varchar, activity_id varchar, measure_id varchar, period_id varchar,
    reported_count bigint
);
"""


class World:
    """Areas and figures of our choice, hidden by the project's own SQL."""

    def __init__(self, sql: dict[str, str]) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("attach ':memory:' as warehouse; use warehouse")
        self.connection.execute(TABLES)
        self.sql = sql

    def areas(self, *rows: tuple[str, str, str | None]) -> None:
        self.connection.executemany(
            "insert into marts.dim_area values ($1, $2, $1, $3, 'kommune', null, null)", [list(row) for row in rows]
        )

    def group(self, whole: str, members: list[str]) -> None:
        self.connection.executemany(
            "insert into marts.dim_area_group values ($1, $2, '')", [[whole, member] for member in members]
        )

    def share(self, area: str, period: str, numerator: float | None, denominator: float | None) -> None:
        value = None if numerator is None or denominator is None else 100 * numerator / denominator
        self.connection.execute(
            "insert into facts.fct_indicator_observed values"
            " ($1, $2, $3, 'year', '', 'lbf', '', $4, $4 / 100, $5, $6, $7, true, 'load', null)",
            [area, SHARE, period, value, numerator, denominator, "suppressed" if value is None else "observed"],
        )

    def publish(self) -> None:
        self.connection.execute(
            f"""
            insert into marts.dim_indicator
            values ('{SHARE}', 'sigtede', 'proportion', '%', 1, 15, 29);
            insert into marts.dim_period
            select distinct period_id, period_type, cast(period_id || '-01-01' as date),
                cast(period_id || '-12-31' as date)
            from facts.fct_indicator_observed;
            insert into intermediate.int_suppression_thresholds
            select distinct 'lbf', area_type, {THRESHOLD} from marts.dim_area;
            """
        )
        self.hide()

    def hide(self) -> None:
        self.connection.execute(
            f"""
            create or replace table intermediate.int_indicator_persons as {self.sql["int_indicator_persons"]};
            create or replace table intermediate.int_indicator_suppressions as {self.sql["int_indicator_suppressions"]};
            create or replace table marts.fct_indicator_value as
            select area_id, indicator_id, period_id, period_type, instrument, source_id, source_reference,
                case when shown then value end as value, case when shown then numerator end as numerator,
                case when shown then denominator end as denominator,
                case when shown then 'observed' else 'suppressed' end as value_status, is_preferred, load_id
            from (
                select *, value_status = 'observed' and not exists (
                    from intermediate.int_indicator_suppressions as hidden
                    where hidden.area_id = observed.area_id and hidden.indicator_id = observed.indicator_id
                        and hidden.period_id = observed.period_id
                ) as shown
                from facts.fct_indicator_observed as observed
            )
            """
        )

    def remedy(self) -> int:
        """Hide what the remedy asks for; returns how many figures that is."""
        disclosure_remedy.find_extras(self.connection)
        self.connection.execute("insert into staging.stg_quality__suppression_extra by name from outsider_extra")
        self.hide()
        return int(self.connection.execute("select count(*) from outsider_extra").fetchall()[0][0])

    def hidden(self) -> dict[Cell, tuple[float, float]]:
        rows = self.connection.execute(
            "select area_id, period_id, numerator, denominator from facts.fct_indicator_observed as fact"
            " where exists (from marts.fct_indicator_value as shown where shown.area_id = fact.area_id"
            " and shown.period_id = fact.period_id and shown.value_status = 'suppressed')"
        ).fetchall()
        return {(area, period): (numerator, denominator) for area, period, numerator, denominator in rows}

    def shown(self) -> dict[Cell, float]:
        rows = self.connection.execute(
            "select area_id, period_id, numerator from marts.fct_indicator_value where value_status = 'observed'"
        ).fetchall()
        return {(area, period): numerator for area, period, numerator in rows}

    def audit(self) -> disclosure.Audit:
        return disclosure.audit(self.connection)


@pytest.fixture(scope="session")
def hiding_sql(build: Build) -> dict[str, str]:
    compiled = build.project / "target" / "compiled"
    names = ("int_indicator_persons", "int_indicator_suppressions")
    return {name: next(compiled.rglob(f"models/**/{name}.sql")).read_text(encoding="utf-8") for name in names}


@pytest.fixture
def world(hiding_sql: dict[str, str]) -> World:
    return World(hiding_sql)


def possible_counts(
    children: dict[str, list[str]], shown: dict[str, float], hidden: dict[str, float]
) -> dict[str, tuple[float, float]]:
    """By trying all: the least and most of each hidden count; the outsider knows the people it is a count among."""
    parts = [part for whole in children.values() for part in whole]
    free = [area for area in parts if area in hidden and area not in children]
    ends = dict.fromkeys(hidden, (np.inf, -np.inf))
    for guess in product(*(range(int(min(hidden[area], 60)) + 1) for area in free)):
        count: dict[str, float] = dict(zip(free, guess, strict=True))
        if not _fits(children, shown, hidden, count):
            continue
        for area in hidden:
            least, most = ends[area]
            ends[area] = (min(least, count[area]), max(most, count[area]))
    return ends


def _fits(
    children: dict[str, list[str]], shown: dict[str, float], hidden: dict[str, float], count: dict[str, float]
) -> bool:
    for whole in reversed(list(children)):
        total = sum(count[part] if part in count else shown[part] for part in children[whole])
        if whole in shown and total != shown[whole]:
            return False
        if whole in hidden:
            if total > hidden[whole]:
                return False
            count[whole] = total
    return True


def families(seed: int, count: int) -> Iterator[tuple[str, dict[str, list[str]], dict[str, tuple[int, int]]]]:
    """Random plans of housing areas of departments, the counts of a department mostly small."""
    chance = random.Random(seed)
    for number in range(count):
        plan = f"plan{number}"
        areas = [f"{plan}-o{index}" for index in range(chance.randint(1, 3))]
        children = {plan: areas} | {
            area: [f"{area}-a{index}" for index in range(chance.randint(1, 3))] for area in areas
        }
        figures: dict[str, tuple[int, int]] = {}
        for area in areas:
            for part in children[area]:
                people = chance.choice([12, 20, 40])
                figures[part] = (chance.choice([0, 1, 2, 3, 4, 6, 8, 9, 11, people - 2]), people)
        for whole in reversed(list(children)):
            figures[whole] = tuple(map(sum, zip(*(figures[part] for part in children[whole]), strict=True)))  # type: ignore[assignment]
        yield plan, children, figures


def test_no_hidden_count_of_a_tree_comes_out_within_five_values(world: World) -> None:
    found = list(families(seed=4, count=150))
    for plan, children, figures in found:
        world.areas((plan, "helhedsplan", "kommune"))
        world.areas(*((area, "boligomraade", plan) for area in children[plan]))
        world.areas(*((part, "afdeling", area) for area in children[plan] for part in children[area]))
        for area, (numerator, denominator) in figures.items():
            world.share(area, "2020", numerator, denominator)
    world.areas(("kommune", "kommune", None))
    world.publish()
    audit = world.audit()
    assert audit.leaks == []
    assert audit.cells is not None
    audited = {row.area_id: (row.low, row.high) for row in audit.cells.itertuples() if row.counted == "persons"}
    hidden, shown = world.hidden(), world.shown()
    tried = 0
    for plan, children, figures in found:
        of_plan = {area: people for area, (_, people) in figures.items() if (area, "2020") in hidden}
        choices = np.prod([min(people, 60) + 1.0 for area, people in of_plan.items() if area not in children])
        if not of_plan or choices > 40_000:
            continue
        tried += 1
        ends = possible_counts(children, {a: shown[a, "2020"] for a in figures if (a, "2020") in shown}, dict(of_plan))
        for area, (least, most) in ends.items():
            assert most == 0 or (most - least >= 4 and most >= THRESHOLD), (plan, area, figures, of_plan)
            assert audited[area] == (least, most), (plan, area)
    assert tried > 25


def test_families_that_cross_are_mended_by_hiding_a_little_more(world: World) -> None:
    """Two housing areas of four departments each, and a zone of the first two of each: its total gives one away."""
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"), ("zone", "reference", "plan"))
    departments = [f"{area}{number}" for area in ("øst", "vest") for number in range(4)]
    world.areas(("øst", "boligomraade", "plan"), ("vest", "boligomraade", "plan"))
    world.areas(*((name, "afdeling", name[:-1]) for name in departments))
    members = ["øst0", "øst1", "vest0", "vest1"]
    world.group("zone", members)
    counts = dict(zip(departments, (3, 30, 9, 31, 20, 21, 22, 23), strict=True))
    for name, count in counts.items():
        world.share(name, "2020", count, 100)
    for whole, parts in (
        ("zone", members), ("øst", departments[:4]), ("vest", departments[4:]), ("plan", departments),
    ):  # fmt: skip
        world.share(whole, "2020", sum(counts[part] for part in parts), 100 * len(parts))
    world.publish()
    assert sorted(world.hidden()) == [("øst0", "2020"), ("øst2", "2020")]
    assert any("øst0" in sentence for sentence in world.audit().leaks)
    assert world.remedy() == 1
    assert world.audit().leaks == []


def test_random_zones_across_housing_areas_are_mended(world: World) -> None:
    chance = random.Random(11)
    found = list(families(seed=12, count=60))
    world.areas(("kommune", "kommune", None))
    for plan, children, figures in found:
        world.areas((plan, "helhedsplan", "kommune"), (f"{plan}-zone", "reference", plan))
        world.areas(*((area, "boligomraade", plan) for area in children[plan]))
        world.areas(*((part, "afdeling", area) for area in children[plan] for part in children[area]))
        departments = [part for area in children[plan] for part in children[area]]
        members = chance.sample(departments, max(1, len(departments) // 2))
        world.group(f"{plan}-zone", members)
        figures[f"{plan}-zone"] = tuple(map(sum, zip(*(figures[name] for name in members), strict=True)))  # type: ignore[assignment]
        for area, (numerator, denominator) in figures.items():
            world.share(area, "2020", numerator, denominator)
    world.publish()
    assert world.audit().leaks
    assert world.remedy() > 0
    assert world.audit().leaks == []


def test_a_suppression_that_forgets_the_complements_is_caught(hiding_sql: dict[str, str]) -> None:
    whole = hiding_sql["int_indicator_suppressions"]
    forgetful = whole.replace("'complement' from complements", "'complement' from complements where false")
    assert forgetful != whole
    world = World({**hiding_sql, "int_indicator_suppressions": forgetful})
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"))
    world.areas(("øst", "boligomraade", "plan"), ("vest", "boligomraade", "plan"))
    world.share("plan", "2020", 43, 200)
    world.share("øst", "2020", 3, 100)
    world.share("vest", "2020", 40, 100)
    world.publish()
    assert sorted(world.hidden()) == [("øst", "2020")]
    assert any("øst" in sentence for sentence in world.audit().leaks)


@pytest.mark.parametrize(("whole", "part"), [(20, 17), (60, 22)])
def test_a_part_that_leaves_few_in_the_rest_of_its_municipality_is_hidden(world: World, whole: int, part: int) -> None:
    world.areas(("kommune", "kommune", None), ("øst", "boligomraade", "kommune"))
    world.share("kommune", "2020", whole, 100)
    world.share("øst", "2020", part, 60)
    world.publish()
    assert sorted(world.hidden()) == [("øst", "2020")]
    assert world.audit().leaks == []


def test_what_the_supplier_hid_does_not_come_out_of_the_total(world: World) -> None:
    world.areas(("kommune", "kommune", None), ("plan", "helhedsplan", "kommune"))
    world.areas(*((name, "boligomraade", "plan") for name in ("øst", "vest", "nord")))
    world.share("plan", "2020", 60, 300)
    world.share("øst", "2020", None, None)
    world.share("vest", "2020", 17, 100)
    world.share("nord", "2020", 40, 100)
    world.publish()
    assert sorted(world.hidden()) == [("vest", "2020"), ("øst", "2020")]
    assert world.audit().leaks == []
