"""The SQL behind the page about the law's criteria."""

from dashboards.queries import Row
from publish.marts import Published

_STATUS = """
select s.*, a.name_da as area_name
from mart_statutory_status s
join dim_area a on a.area_id = s.area_id
where list_contains(?, s.area_id)
order by a.name_da, s.list_year desc
"""

_CRITERIA = """
select c.*, a.name_da as area_name, coalesce(i.decimals, 1) as decimals, '%' as unit
from mart_statutory_criteria c
join dim_area a on a.area_id = c.area_id
left join dim_indicator i on i.indicator_id = replace(c.criterion_id, '_forebyggelse', '')
where list_contains(?, c.area_id) and c.list_year = ?
order by c.criterion_id, a.name_da
"""

# The conditions as criteria: one limit each, in the unit of what is measured.
_CONDITIONS = """
select
    c.*, c.condition_id as criterion_id, c.threshold as threshold_low, c.threshold as threshold_high,
    a.name_da as area_name, coalesce(i.decimals, 1) as decimals, coalesce(i.unit, '%') as unit
from mart_statutory_condition c
join dim_area a on a.area_id = c.area_id
left join dim_indicator i on i.indicator_id = replace(c.condition_id, '_forebyggelse', '')
where list_contains(?, c.area_id) and c.list_year = ?
order by c.condition_id, a.name_da
"""

_NAMES = "select * from dim_statutory_status order by rule_set, display_order"

_EFFECTS = """
select e.*, a.name_da as activity_name, case when p.area_id <> ? then p.name_da end as earlier_plan
from dim_activity_effect e
join dim_activity a on a.activity_id = e.activity_id
join dim_area p on p.area_id = a.helhedsplan_id
where ? in (p.area_id, p.successor_area_id)
order by e.criterion_id, a.name_da
"""


def list_years(published: Published, area_ids: list[str]) -> list[int]:
    """The lists that any of the areas has a line for, newest first."""
    rows = published.rows(
        "select distinct list_year from mart_statutory_status where list_contains(?, area_id) order by list_year desc",
        [area_ids],
    )
    return [int(row["list_year"]) for row in rows]


def statuses(published: Published, area_ids: list[str]) -> list[Row]:
    """The conditions that the figures meet and the official status, every list, newest first within an area."""
    return published.rows(_STATUS, [area_ids])


def criteria(published: Published, area_ids: list[str], list_year: int) -> list[Row]:
    """Every figure of one list against every limit of it."""
    return published.rows(_CRITERIA, [area_ids, list_year])


def conditions(published: Published, area_ids: list[str], list_year: int) -> list[Row]:
    """What is asked beside the criteria of one list: the number of residents and the share of non-western residents."""
    return published.rows(_CONDITIONS, [area_ids, list_year])


def status_names(published: Published) -> list[Row]:
    """The statuses of every set of rules, the widest first."""
    return published.rows(_NAMES)


def effects(published: Published, plan_id: str) -> list[Row]:
    """Which activities of a plan, or of the one before it, are meant to work on which criterion, and how."""
    return published.rows(_EFFECTS, [plan_id, plan_id])
