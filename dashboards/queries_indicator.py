"""The SQL behind the page about one indicator."""

from typing import Any

from dashboards.queries import Row
from publish.marts import Published

_INDICATORS = """
select i.*, s.name_da as source_name, s.owner as source_owner, given.values_given
from dim_indicator i
join (
    select indicator_id, count(value) as values_given from fct_indicator_value
    where is_preferred and list_contains(?, area_id)
    group by indicator_id
) given on given.indicator_id = i.indicator_id
left join dim_source s on s.source_id = i.source_id
order by i.is_fixed desc, i.name_da
"""

# The most filled first, so that a page that is opened without a choice has something to show.
_AREAS = """
select area_id from fct_indicator_value
where is_preferred and indicator_id = ? and list_contains(?, area_id)
group by area_id
having count(value) > 0
order by count(value) desc, area_id
"""

_COUNTRY = """
select distinct c.area_id, c.period_id, c.instrument, c.baseline_value as value, b.name_da as name
from mart_area_vs_baseline c
join dim_area b on b.area_id = c.baseline_area_id
where c.indicator_id = ? and c.baseline_kind = 'country' and c.baseline_period_id = c.period_id
    and c.baseline_value is not null and list_contains(?, c.area_id)
"""

_OF_BENCHMARK = """
select v.value, v.qualifier, a.name_da as area_name
from fct_indicator_value v
join dim_area a on a.area_id = v.area_id
where v.is_preferred and v.indicator_id = ? and v.area_id = ? and v.period_id = ? and v.instrument = ?
    and v.value is not null
"""

_CORRECTIONS = """
select area_id, period_id, instrument, note from fct_indicator_value
where is_preferred and is_corrected and indicator_id = ? and list_contains(?, area_id)
"""

_DELIVERED = """
select max(l.loaded_at) as delivered_at
from fct_indicator_value v
join mart_load l on l.load_id = v.load_id
where v.indicator_id = ?
"""

_REVISED = """
select max(known_to) as revised_at, count(*) as revisions from mart_revision
where indicator_id = ? and kind = 'value' and list_contains(?, area_id)
"""


def indicators(published: Published, area_ids: list[str]) -> list[Row]:
    """The indicators that any of the areas has a figure on, also a hidden one, those of the fixed goals first."""
    return published.rows(_INDICATORS, [area_ids])


def areas_with_figures(published: Published, area_ids: list[str], indicator_id: str) -> list[str]:
    """The areas that have a figure to show, those with most figures first."""
    return [row["area_id"] for row in published.rows(_AREAS, [indicator_id, area_ids])]


def country(published: Published, area_ids: list[str], indicator_id: str) -> list[Row]:
    """The country's figure beside each figure of an area, where it is of the same period."""
    return published.rows(_COUNTRY, [indicator_id, area_ids])


def of_benchmark(published: Published, row: Row) -> Row | None:
    """What the whole that a figure is held up against has in the figure's own period."""
    key = [row[name] for name in ("indicator_id", "baseline_area_id", "period_id", "instrument")]
    found = published.rows(_OF_BENCHMARK, key)
    return found[0] if len(found) == 1 else None


def corrections(published: Published, area_ids: list[str], indicator_id: str) -> list[Row]:
    """The figures that a correction has changed, and why."""
    return published.rows(_CORRECTIONS, [indicator_id, area_ids])


def last_touched(published: Published, area_ids: list[str], indicator_id: str) -> dict[str, Any]:
    """When a file with the indicator last came in (`delivered_at`), and how many published figures were revised."""
    return published.rows(_DELIVERED, [indicator_id])[0] | published.rows(_REVISED, [indicator_id, area_ids])[0]
