"""The SQL behind the page where areas and indicators are held up against each other."""

from dashboards.queries import Row
from publish.marts import Published

# No row is published for all figures of all areas of a plan at once. How many are expected to differ by chance is a
# mean and may be added up over the areas; the limits that the table also has may not, and are left out.
_CHANCE = """
with newest as (
    select area_id, max(from_year) as from_year from mart_chance
    where page = 'area' and list_contains(?, area_id) and from_year <= coalesce(?, from_year)
    group by area_id
)
select
    coalesce(sum(comparisons), 0) as comparisons, coalesce(sum(expected_by_chance), 0) as expected_by_chance
from mart_chance
join newest using (area_id, from_year)
where page = 'area'
"""


def chance(published: Published, area_ids: list[str], year: int | None) -> Row:
    """How many comparisons the areas' figures make, and how many would differ by chance."""
    return published.rows(_CHANCE, [area_ids, year])[0]
