"""What the report cannot say: figures that are not shown and comparisons that are not made."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from danish import format as form
from danish import report as words
from danish import states
from publish.marts import Published
from reports.periods import Quarter
from reports.rows import Places, Row

MOST_NAMES = 3

# The newest figure of each series up to the quarter, in the areas of the plans: what a reader would look for and not
# find.
_MISSING_VALUES = """
with
spans as (
    select period_id, min(start_date) as start_date, max(end_date) as end_date
    from dim_period
    group by period_id
),
numbered as (
    select
        figure.*,
        row_number() over (
            partition by figure.area_id, figure.indicator_id, figure.instrument, figure.source_id
            order by spans.end_date desc, figure.source_reference
        ) as place_in_series
    from fct_indicator_value as figure
    inner join spans on figure.period_id = spans.period_id
    where spans.start_date <= ?
),
final as (
    select numbered.area_id, numbered.value_status, indicator.name_da as indicator_name, area.name_da as area_name
    from numbered
    left join dim_indicator as indicator on numbered.indicator_id = indicator.indicator_id
    inner join dim_area as area on numbered.area_id = area.area_id and area.helhedsplan_id is not null
    where numbered.place_in_series = 1 and numbered.value_status <> 'observed'
)
select * from final
"""

_NOT_COMPARED = """
with
spans as (
    select period_id, min(start_date) as start_date, max(end_date) as end_date
    from dim_period
    group by period_id
),
numbered as (
    select
        comparison.*,
        row_number() over (
            partition by comparison.area_id, comparison.indicator_id, comparison.instrument, comparison.baseline_kind
            order by spans.end_date desc, comparison.source_reference
        ) as place_in_series
    from mart_area_vs_baseline as comparison
    inner join spans on comparison.period_id = spans.period_id
    where spans.start_date <= ?
),
final as (
    select
        numbered.area_id,
        case when numbered.gap is null then numbered.reason_da end as reason_da,
        indicator.name_da as indicator_name, area.name_da as area_name
    from numbered
    left join dim_indicator as indicator on numbered.indicator_id = indicator.indicator_id
    inner join dim_area as area on numbered.area_id = area.area_id and area.helhedsplan_id is not null
    where numbered.place_in_series = 1 and numbered.comparison = 'not_compared' and numbered.value is not null
)
select * from final
"""


@dataclass(frozen=True)
class Absence:
    reason: str
    count: int
    names: str


@dataclass(frozen=True)
class Unknown:
    hidden: tuple[Absence, ...]
    not_compared: tuple[Absence, ...]


def gather(published: Published, quarter: Quarter, places: Places) -> Unknown:
    """Figures that are not shown and comparisons that are not made, gathered by the reason."""
    hidden = published.rows(_MISSING_VALUES, [quarter.end_date])
    not_compared = published.rows(_NOT_COMPARED, [quarter.end_date])
    return Unknown(
        hidden=_absences((states.VALUES[row["value_status"]], row) for row in hidden if _in(row, places)),
        not_compared=_absences(
            (row["reason_da"] or words.GAP_WITHOUT_UNCERTAINTY, row) for row in not_compared if _in(row, places)
        ),
    )


def _in(row: Row, places: Places) -> bool:
    return places is None or row["area_id"] in places


def _absences(reasoned: Iterable[tuple[str, Row]]) -> tuple[Absence, ...]:
    """Rows gathered by their reason, the most frequent first, with the first few indicators and their areas."""
    gathered: dict[str, dict[str, set[str]]] = {}
    counts: Counter[str] = Counter()
    for reason, row in reasoned:
        gathered.setdefault(reason, {}).setdefault(row["indicator_name"], set()).add(row["area_name"])
        counts[reason] += 1
    lines = [
        Absence(reason, counts[reason], words.some_of([_named(*item) for item in sorted(names.items())], MOST_NAMES))
        for reason, names in gathered.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.reason)))


def _named(indicator: str, areas: set[str]) -> str:
    return f"{indicator} ({', '.join(sorted(areas, key=form.sort_key))})"
