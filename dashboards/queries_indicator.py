"""The SQL behind the page about one indicator."""

from typing import Any

from dashboards.queries import Row
from publish.marts import NotInBuildError, Published

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

_KINDS = "indicator_id, period_id, period_type, instrument, area_type, source_id, age_band, is_synthetic"
_SAME_KIND = """
indicator_id = ? and period_id = ? and period_type = ? and instrument = ? and area_type = ? and source_id = ?
    and age_band is not distinct from ? and is_synthetic = ?
"""

_CORRECTIONS = """
select area_id, period_id, instrument, note from fct_indicator_value
where is_preferred and is_corrected and indicator_id = ? and list_contains(?, area_id)
"""

_FILES = """
select
    v.area_id, v.period_id, v.instrument, max(l.file_name) as file_name,
    case when count(*) = 1 then max({line}) end as line
from fct_indicator_value v
join mart_load l on l.load_id = v.load_id
where v.is_preferred and v.indicator_id = ? and list_contains(?, v.area_id)
group by v.area_id, v.period_id, v.instrument
having count(distinct l.file_name) = 1
"""

# Of every indicator at once: to find one, the whole of the large table is read.
_DELIVERED = """
select v.indicator_id, max(l.loaded_at) as delivered_at
from (select distinct indicator_id, load_id from fct_indicator_value) v
join mart_load l on l.load_id = v.load_id
group by v.indicator_id
"""

_REVISED = """
select max(known_to) as revised_at, count(*) as revisions from mart_revision
where indicator_id = ? and kind = 'value' and list_contains(?, area_id)
"""


def indicators(published: Published, area_ids: list[str]) -> list[Row]:
    """The indicators that any of the areas has a figure on, also a hidden one, those of the fixed goals first."""
    return published.rows(_INDICATORS, [area_ids], areas=area_ids)


def areas_with_figures(published: Published, area_ids: list[str], indicator_id: str) -> list[str]:
    """The areas that have a figure to show, those with most figures first."""
    return [row["area_id"] for row in published.rows(_AREAS, [indicator_id, area_ids], areas=area_ids)]


def country(published: Published, area_ids: list[str], indicator_id: str) -> list[Row]:
    """The country's figure beside each figure of an area, where it is of the same period."""
    return published.rows(_COUNTRY, [indicator_id, area_ids], areas=area_ids)


def funnel_places(published: Published, area_ids: list[str], indicator_id: str) -> list[Row]:
    """Where each figure of the areas lies among all areas of its size and kind; none for one that has no number."""
    if "mart_funnel" not in published.tables:  # a build of an earlier version
        return []
    sql = "select * from mart_funnel where indicator_id = ? and list_contains(?, area_id) order by area_id, period_id"
    return published.rows(sql, [indicator_id, area_ids])


def funnel_areas(published: Published, place: Row) -> list[Row]:
    """All areas of the funnel that a figure stands in, as far as the reader may see them."""
    sql = f"""
        select f.area_id, f.value, f.n_effective, a.name_da as name
        from (select * from mart_funnel where {_SAME_KIND}) f
        left join dim_area a on a.area_id = f.area_id
        order by f.area_id
    """
    return published.rows(sql, funnel_key(place))


def funnel_limits(published: Published, place: Row) -> list[Row]:
    """The limits of that funnel by number of persons (`n`), the smallest first."""
    return published.rows(f"select * from mart_funnel_limits where {_SAME_KIND} order by n", funnel_key(place))


def funnel_key(place: Row) -> list[Any]:
    """What makes two figures stand in one funnel."""
    return [place[name] for name in _KINDS.split(", ")]


def corrections(published: Published, area_ids: list[str], indicator_id: str) -> list[Row]:
    """The figures that a correction has changed, and why."""
    return published.rows(_CORRECTIONS, [indicator_id, area_ids], areas=area_ids)


def files(published: Published, area_ids: list[str], indicator_id: str) -> dict[tuple[str, str, str], Row]:
    """The delivered file of each figure (`file_name`) and its `line` there, by area, period and instrument.

    A figure that was worked out, and one from a build of an earlier version, has no line.
    """
    parameters = [indicator_id, area_ids]
    try:
        rows = published.rows(_FILES.format(line="v.line"), parameters, areas=area_ids)
    except NotInBuildError:
        rows = published.rows(_FILES.format(line="null"), parameters, areas=area_ids)
    return {(row["area_id"], row["period_id"], row["instrument"]): row for row in rows}


def last_touched(published: Published, area_ids: list[str], indicator_id: str) -> dict[str, Any]:
    """When a file with the indicator last came in (`delivered_at`), and how many published figures were revised."""
    delivered = {row["indicator_id"]: row["delivered_at"] for row in published.rows(_DELIVERED)}
    revised = published.rows(_REVISED, [indicator_id, area_ids])[0]
    return revised | {"delivered_at": delivered.get(indicator_id)}
