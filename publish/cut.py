"""A published build as one person may see it: the same tables, without the rows of other plans and other reporters.

The rules follow the columns, so that a table that is new is cut like the others; a table that names no place and is not
known to be the same for everybody is empty.
"""

from collections.abc import Collection
from dataclasses import dataclass

from publish import discretion, marts
from publish.discretion import Seen
from publish.marts import Published, Rows

# Definitions and calendars, and what is usual among at least ten areas: they hold nothing about a plan.
_FOR_EVERYBODY = frozenset(
    {
        "dim_indicator", "dim_period", "dim_source", "dim_measure", "dim_assumption", "dim_instrument",
        "dim_statutory_status", "dim_survey_wave", "mart_funnel_limits",
    }
)  # fmt: skip
_PLACES = ("helhedsplan_id", "area_id", "group_area_id", "member_area_id")
_AREAS_OF_ALL = ("kommune", "region", "land")
_TREE = """
with recursive parents as (
    select parent_area_id as parent, area_id as member from dim_area where parent_area_id is not null
    union
    select group_area_id, member_area_id from dim_area_group
),
inside as (
    select unnest(?) as area_id
    union
    select p.member from parents p join inside i on i.area_id = p.parent
),
own as (
    select a.* from dim_area a join inside i on i.area_id = a.area_id
)
select area_id, true as is_own from own
union all
select area_id, false from dim_area
where list_contains(?, area_type)
    or (
        area_type = 'reference'
        and (municipality_code is null or municipality_code in (select municipality_code from own))
    )
"""
# A file's faults quote its rows, which may be another plan's.
_LOAD_WITHOUT_FAULTS = "case when status = 'loaded' then message_da end as message_da"
_OWN_COUNTS = """
select distinct activity_id, measure_id from mart_activity_progress
where list_contains(?, helhedsplan_id) and reported_by = ?
"""


@dataclass(frozen=True)
class Cut:
    """What is left: these plans, and of the counts and findings only those of one reporter where one is named."""

    plans: frozenset[str]
    reporter: str | None = None

    @property
    def key(self) -> str:
        """What tells two cuts of one build apart; every cache of something that was read must hang on it."""
        return repr((sorted(self.plans), self.reporter))


def made(published: Published, cut: Cut) -> Published:
    """The build with a view for each table that lets through nothing but the rows of the cut."""
    found = _tree(published, cut)
    findings = findings_of(published, cut)
    rows = _Rows(published, cut, frozenset(row["area_id"] for row in found), findings.finding_ids)
    conditions = {table: rows.of(table) for table in published.tables}
    replaced = {
        "mart_finding": findings.replacement,
        "mart_load": _LOAD_WITHOUT_FAULTS,
        "fct_indicator_value": findings.notes(published, conditions.get("fct_indicator_value", "false")),
    }
    return marts.narrowed(published, conditions, cut.key, replaced)


def findings_of(published: Published, cut: Cut) -> Seen:
    """Which findings of a whole build are left, and what of them may be told."""
    return discretion.seen(published, cut.plans, own_areas(published, cut))


def own_areas(published: Published, cut: Cut) -> frozenset[str]:
    """The plans of the cut and the areas within them."""
    return frozenset(row["area_id"] for row in _tree(published, cut) if row["is_own"])


def _tree(published: Published, cut: Cut) -> Rows:
    return published.rows(_TREE, [sorted(cut.plans), list(_AREAS_OF_ALL)])


class _Rows:
    """The condition for each table, as SQL."""

    def __init__(self, published: Published, cut: Cut, areas: frozenset[str], findings: frozenset[str]) -> None:
        self.published = published
        self.findings = findings
        self.cut = cut
        self.of_plans = _among(cut.plans)
        self.of_areas = _among(areas)

    def of(self, table: str) -> str:
        if table in _FOR_EVERYBODY:
            return "true"
        if table == "mart_load":
            return self._loads()
        if table == "mart_finding":
            owner = "" if self.cut.reporter is None else f" and owner = {_quoted(self.cut.reporter)}"
            return f"finding_id in {_among(self.findings)}{owner}"
        columns = set(self.published.query(f'select * from "{table}" limit 0').columns)
        if table == "dim_activity_effect":
            sql = f"select activity_id from dim_activity where {self.of('dim_activity')}"
            return f"activity_id in {_among({row['activity_id'] for row in self.published.rows(sql)})}"
        places = [column for column in _PLACES if column in columns]
        # A plan stands in dim_area as an area of its own; the column there names the plan that an area lies in.
        if table == "dim_area":
            places = ["area_id"]
        if not places:
            return "false"
        conditions = [f"({column} is null or {column} in {self._allowed(column)})" for column in places]
        conditions.append(f"coalesce({', '.join(places)}) is not null")
        if self.cut.reporter is not None:
            conditions += self._of_reporter(columns, self.cut.reporter)
        return " and ".join(conditions)

    def _allowed(self, column: str) -> str:
        return self.of_plans if column == "helhedsplan_id" else self.of_areas

    def _of_reporter(self, columns: set[str], reporter: str) -> list[str]:
        """A partner's own counts; figures of an area have no reporter."""
        if "reported_by" in columns:
            return [f"reported_by = {_quoted(reporter)}"]
        if "activity_id" not in columns:
            return []
        own = self.published.rows(_OWN_COUNTS, [sorted(self.cut.plans), reporter])
        if "measure_id" in columns:
            pairs = {f"{row['activity_id']} {row['measure_id']}" for row in own}
            return [f"(activity_id is null or activity_id || ' ' || measure_id in {_among(pairs)})"]
        return [f"(activity_id is null or activity_id in {_among({row['activity_id'] for row in own})})"]

    def _loads(self) -> str:
        """A file belongs to no plan: those that a figure of the cut came from; a partner's counts name no file."""
        if self.cut.reporter is not None:
            return "false"
        sql = f"""
            select distinct load_id from fct_indicator_value
            where {self.of("fct_indicator_value")} and load_id is not null and area_id in (
                select area_id from dim_area
                where {self.of("dim_area")} and area_type not in {_among((*_AREAS_OF_ALL, "reference"))}
            )
        """
        return f"load_id in {_among({row['load_id'] for row in self.published.rows(sql)})}"


def _among(values: Collection[str]) -> str:
    """A list for `in`; an empty one holds nothing."""
    return f"({', '.join(_quoted(value) for value in sorted(values))})" if values else "(null)"


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
