"""The SQL behind the page about activities and their targets."""

from dashboards.queries import Row
from publish.marts import Published

_TARGETS = """
select
    t.*, coalesce(a.name_da, t.activity_id) as activity_name, coalesce(m.name_da, t.measure_id) as measure_name
from dim_target t
left join dim_activity a on a.activity_id = t.activity_id
left join dim_measure m on m.measure_id = t.measure_id
where t.helhedsplan_id = ? and t.activity_id is not null
order by activity_name, measure_name, t.valid_from, t.adopted_on nulls first
"""


def targets(published: Published, plan_id: str) -> list[Row]:
    """Every version of every target of a plan's activities, the oldest first."""
    return published.rows(_TARGETS, [plan_id])
