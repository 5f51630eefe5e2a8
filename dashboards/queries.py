"""The SQL behind the pages. It reads published tables and picks rows; no number is worked out here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from publish.marts import Published

Row = dict[str, Any]

_PROGRESS = """
select
    m.*, coalesce(p.name_da, m.period_id) as period_name, p.end_date as period_end,
    coalesce(act.name_da, m.activity_id) as activity_name, act.theme_da,
    coalesce(mea.name_da, m.measure_id) as measure_name, mea.unit,
    coalesce(a.name_da, m.area_id) as area_name, t.source as target_source
from mart_activity_progress m
left join (
    select distinct on (period_id) * from dim_period order by period_id, period_type = 'list_year', end_date
) p on p.period_id = m.period_id
left join dim_activity act on act.activity_id = m.activity_id
left join dim_measure mea on mea.measure_id = m.measure_id
left join dim_area a on a.area_id = m.area_id
left join dim_target t on t.target_id = m.target_id
where m.helhedsplan_id = ? and coalesce(p.end_date <= ?, true)
order by act.theme_da nulls last, activity_name, measure_name, area_name, period_end nulls first
"""

_TARGETS_WITHOUT_COUNTS = """
select
    t.*, t.source as target_source, coalesce(act.name_da, t.activity_id) as activity_name, act.theme_da,
    coalesce(mea.name_da, t.measure_id) as measure_name, mea.unit
from dim_target t
left join dim_activity act on act.activity_id = t.activity_id
left join dim_measure mea on mea.measure_id = t.measure_id
where t.helhedsplan_id = ? and t.activity_id is not null and t.superseded_on is null
    and not exists (
        select 1 from mart_activity_progress m
        where m.helhedsplan_id = t.helhedsplan_id and m.activity_id = t.activity_id and m.measure_id = t.measure_id
    )
order by activity_name, measure_name
"""

_CHANCE = """
select area_id, arg_max(sentence_da, from_year) as sentence_da from mart_chance
where page = $page and area_id in (select unnest($area_ids)) and from_year <= coalesce($year, from_year)
group by area_id
"""

_FIXED_INDICATORS = "select indicator_id, name_da from dim_indicator where is_fixed order by indicator_id"

_FINDINGS = """
select
    f.*, coalesce(p.name_da, f.period_id) as period_name,
    a.name_da as area_name, h.name_da as helhedsplan_name, i.name_da as indicator_name,
    act.name_da as activity_name, m.name_da as measure_name, s.name_da as source_name
from mart_finding f
left join (
    select distinct on (period_id) * from dim_period order by period_id, period_type = 'list_year', end_date
) p on p.period_id = f.period_id
left join dim_area a on a.area_id = f.area_id
left join dim_area h on h.area_id = f.helhedsplan_id
left join dim_indicator i on i.indicator_id = f.indicator_id
left join dim_activity act on act.activity_id = f.activity_id
left join dim_measure m on m.measure_id = f.measure_id
left join dim_source s on s.source_id = f.source_id
order by
    case f.severity when 'critical' then 0 when 'warning' then 1 else 2 end,
    f.is_synthetic, f.first_seen_at desc, f.finding_id
"""

_SOURCES = "select source_id, name_da as source_name, owner from dim_source order by name_da"

_LOADS = """
select l.*, coalesce(s.name_da, l.source_id) as source_name
from mart_load l
left join dim_source s on s.source_id = l.source_id
order by
    case l.status when 'refused' then 0 when 'partly_loaded' then 1 else 2 end,
    l.rows_quarantined desc, l.loaded_at desc, l.file_name
"""


def areas(published: Published) -> list[Row]:
    """Every area, with whether a figure was ever delivered for it."""
    return published.rows(
        "select a.*, a.area_id in (select distinct area_id from fct_indicator_value) as has_figures from dim_area a",
    )


def memberships(published: Published) -> list[tuple[str, str]]:
    """(area, member) pairs: the tree of areas and the groups that cut across it."""
    return [
        (row["parent"], row["member"])
        for row in published.rows(
            """
            select parent_area_id as parent, area_id as member from dim_area where parent_area_id is not null
            union
            select group_area_id, member_area_id from dim_area_group
            """,
        )
    ]


def plans_with_open_cases(published: Published) -> set[str]:
    """The plans that have a finding to settle before their figures can be used."""
    return {
        row["helhedsplan_id"]
        for row in published.rows(
            """
            select distinct helhedsplan_id from mart_finding
            where severity = 'critical' and status in ('open', 'investigating') and helhedsplan_id is not null
            """,
        )
    }


def plans_with_registrations(published: Published) -> set[str]:
    """The plans for which an activity has been counted."""
    return {
        row["helhedsplan_id"] for row in published.rows("select distinct helhedsplan_id from mart_activity_progress")
    }


def progress(published: Published, plan_id: str, until: date | None) -> list[Row]:
    """Every count of a plan against its target, oldest first within a series."""
    return published.rows(_PROGRESS, [plan_id, until])


def newest_counts(rows: list[Row]) -> list[Row]:
    """The last count of each activity and measure. Counts of an unknown period are in no series and are all kept."""
    last: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        series = (row["area_id"], row["activity_id"], row["measure_id"])
        undated = row["source_reference"] if row["period_end"] is None else None
        last[(*series, undated)] = row
    return list(last.values())


def targets_without_counts(published: Published, plan_id: str) -> list[Row]:
    """Targets of a plan that nothing was ever counted towards, in the shape of a progress row without numbers."""
    columns = published.query("select * from mart_activity_progress limit 0").columns
    blank = dict.fromkeys([*columns, "period_name", "period_end", "area_name"])
    found = published.rows(_TARGETS_WITHOUT_COUNTS, [plan_id])
    return [blank | row | {"status": "uncertain"} for row in found]


def chance(published: Published, page: str, area_id: str, year: int | None, among: Sequence[str] = ()) -> str | None:
    """How many comparisons of a page luck alone would make, in a sentence; None when the page compares nothing.

    `among` are areas that the reader may go on to: one question answers for all of them.
    """
    asked = {"page": page, "area_ids": sorted({area_id, *among}), "year": year}
    return {row["area_id"]: row["sentence_da"] for row in published.rows(_CHANCE, asked)}.get(area_id)


def fixed_indicators(published: Published) -> list[Row]:
    """The indicators that every plan is measured on."""
    return published.rows(_FIXED_INDICATORS)


def findings_of(found: list[Row], plan_id: str, area_ids: list[str]) -> list[Row]:
    """The findings about a plan or one of its areas; those about no place concern every plan."""
    return [
        row
        for row in found
        if row["helhedsplan_id"] == plan_id
        or row["area_id"] in area_ids
        or (row["helhedsplan_id"] is None and row["area_id"] is None)
    ]


def findings(published: Published) -> list[Row]:
    """Every finding with names instead of ids beside it, most serious first, invented places last, then the newest."""
    return published.rows(_FINDINGS)


def delivered_figure(published: Published, finding: Row) -> float | None:
    """The one delivered figure that a finding is about; None where it is hidden, missing or delivered twice."""
    if finding["measure_id"]:
        return None if finding["observed"] is None else float(finding["observed"])
    found = published.rows(
        """
        select distinct value from fct_indicator_value
        where area_id = ? and indicator_id = ? and period_id = ? and source_id = ? and instrument = coalesce(?, '')
        """,
        [finding[name] for name in ("area_id", "indicator_id", "period_id", "source_id", "instrument")],
        areas=[finding["area_id"]] if finding["area_id"] else [],
    )
    values = [row["value"] for row in found]
    return None if len(values) != 1 or values[0] is None else float(values[0])


def delivered_sources(published: Published) -> list[str]:
    """The names of the sources from which a file was taken in."""
    return sorted({row["source_name"] for row in loads(published) if row["status"] != "refused" and row["source_name"]})


def sources(published: Published) -> list[Row]:
    """Every source that is known, also those that nothing came from."""
    return published.rows(_SOURCES)


def loads(published: Published) -> list[Row]:
    """Every file received, those with faults first."""
    return published.rows(_LOADS)


def quarters(published: Published, today: date) -> dict[str, bool]:
    """The quarters that have ended and were reported on, newest first, such as `2022K3`; whether by a real plan."""
    rows = published.rows(
        """
        select p.period_id, bool_or(not m.is_synthetic) as is_real
        from mart_activity_progress m
        join dim_period p on p.period_id = m.period_id and p.period_type = 'quarter'
        where p.end_date < ?
        group by p.period_id
        order by p.period_id desc
        """,
        [today],
    )
    return {row["period_id"]: bool(row["is_real"]) for row in rows}


def years(published: Published) -> dict[int, bool]:
    """The years up to the build's own in which something was counted or measured, newest first; whether in a real
    place."""
    rows = published.rows(
        """
        select year(p.end_date) as year, bool_or(not m.is_synthetic) as is_real
        from (
            select period_id, is_synthetic from mart_activity_progress where reported_count is not null
            union all
            select period_id, is_synthetic from fct_indicator_value where value is not null
        ) m
        join dim_period p on p.period_id = m.period_id
        where year(p.end_date) between 2000 and ?
        group by year
        order by year desc
        """,
        [published.built_at.year],
    )
    return {int(row["year"]): bool(row["is_real"]) for row in rows}


def names_by_id(published: Published) -> dict[str, str]:
    """What the ids of areas, activities and measures stand for."""
    rows = published.rows(
        """
        select area_id as id, name_da from dim_area
        union all
        select activity_id, name_da from dim_activity
        union all
        select measure_id, name_da from dim_measure
        """,
    )
    return {row["id"]: row["name_da"] for row in rows if row["name_da"]}


def row_counts(published: Published) -> dict[str, int]:
    """Every table of a build with the number of its rows."""
    return {name: int(published.rows(f'select count(*) as n from "{name}"')[0]["n"]) for name in published.tables}
