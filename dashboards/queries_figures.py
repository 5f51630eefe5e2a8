"""The SQL behind every figure of an area and its benchmark. It picks rows; no number is worked out here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboards.queries import Row
from publish.marts import Published

# The areas of one question. More are asked for in parts: the rows of so many areas would take too much memory at once.
_MOST_AREAS = 12


@dataclass(frozen=True)
class Turn:
    """A verdict (better, worse, similar) that is another than the one before."""

    area_id: str
    indicator_id: str
    instrument: str
    period_id: str
    now: str
    before: str
    period_before: str


# No window functions, and no names of indicators and sources: over so many small groups and wide rows they would take
# longer than all the rest. `with_names` adds the names.
_FIGURES = """
with given as (
    select * from fct_indicator_value v where {wanted}
),
delivered_twice as (
    select area_id, indicator_id, period_id, period_type, instrument, min(value) as value_low, max(value) as value_high
    from given
    where (area_id, indicator_id, period_id, period_type, instrument) in (
        select (area_id, indicator_id, period_id, period_type, instrument) from given where not is_preferred
    )
    group by all
),
dated as (
    select
        g.*, coalesce(p.name_da, g.period_id) as period_name, p.end_date as period_end
    from given g
    left join dim_period p on p.period_id = g.period_id and p.period_type = g.period_type
    where g.is_preferred and coalesce(p.end_date <= $until, true)
),
{chosen},
compared as (
    select * from mart_area_vs_baseline v where v.is_main_baseline and {wanted}
)
select
    d.area_id, d.indicator_id, d.period_id, d.period_type, d.period_name, d.period_end, d.source_id, d.instrument,
    d.source_reference, d.value, d.numerator, d.denominator, d.ci_low, d.ci_high, d.n_effective, d.value_status,
    d.suppression_reason,
    d.qualifier, d.is_flagged, d.is_under_clarification, d.is_corrected, d.is_synthetic,
    coalesce(t.value_low, d.value) as value_low, coalesce(t.value_high, d.value) as value_high,
    a.name_da as area_name, a.area_type,
    c.baseline_kind, c.baseline_area_id, b.name_da as baseline_name, c.baseline_period_id, c.baseline_value,
    c.baseline_qualifier, c.trend, c.trend_reason_da,
    c.baseline_n, c.is_baseline_flagged, c.gap_decimals, c.benchmark_source_reference, c.gap, c.gap_ci_low,
    c.gap_ci_high, coalesce(c.comparison, 'not_compared') as comparison, c.reason_da, c.sentence_da,
    c.start_period_id, c.change_gap, c.change_gap_ci_low, c.change_gap_ci_high
from chosen d
join dim_area a on a.area_id = d.area_id
left join delivered_twice t
    on t.area_id = d.area_id and t.indicator_id = d.indicator_id and t.period_id = d.period_id
    and t.period_type = d.period_type and t.instrument = d.instrument
left join compared c
    on c.area_id = d.area_id and c.indicator_id = d.indicator_id and c.period_id = d.period_id
    and c.period_type = d.period_type and c.instrument = d.instrument
left join dim_area b on b.area_id = c.baseline_area_id
order by d.indicator_id, d.instrument, d.area_id, d.period_end nulls first, d.period_id
"""

_INDICATORS = """
select
    indicator_id, name_da as indicator_name, theme_da, goal_da, measure_type, unit, direction, decimals, min_value,
    max_value, is_fixed
from dim_indicator
"""

_EVERY = "chosen as (select * from dated)"

# A figure of the state's list stands only where there is no other: nobody publishes what to compare it with.
_NEWEST = """
newest as (
    select
        area_id, indicator_id, instrument,
        max(row(period_type <> 'list_year', coalesce(period_end, date '0001-01-01'), period_id, period_type)) as place
    from dated
    group by all
),
chosen as (
    select d.*
    from dated d
    join newest l on l.area_id = d.area_id and l.indicator_id = d.indicator_id and l.instrument = d.instrument
        and l.place[3] = d.period_id and l.place[4] = d.period_type
)
"""

# The verdict of the figure before the newest of each series, where both were judged against the same and differ.
_TURNS = """
with judged as (
    select
        v.area_id, v.indicator_id, v.instrument, v.period_id, v.period_type, v.comparison, v.trend, v.baseline_kind,
        v.is_flagged, v.is_under_clarification, p.end_date, coalesce(p.name_da, v.period_id) as period_name
    from mart_area_vs_baseline v
    join dim_indicator i on i.indicator_id = v.indicator_id and i.is_fixed
    join dim_period p on p.period_id = v.period_id and p.period_type = v.period_type
    where v.is_main_baseline and v.value is not null and coalesce(p.end_date <= $until, true) and {wanted}
),
beside as (
    select
        *, lag(comparison) over series as before, lag(period_name) over series as period_before,
        lag(baseline_kind) over series as kind_before,
        lag(is_flagged or is_under_clarification) over series as was_flagged
    from judged
    window series as (partition by area_id, indicator_id, instrument, period_type order by end_date, period_id)
),
last as (
    select * from beside
    qualify row_number() over (
        partition by area_id, indicator_id, instrument, period_type order by end_date desc, period_id desc
    ) = 1
)
select area_id, indicator_id, instrument, period_id, comparison as now, before, period_before
from last
where comparison <> before and comparison <> 'not_compared' and before <> 'not_compared'
    and baseline_kind = kind_before and coalesce(trend <> 'series_break', true)
    and not coalesce(is_flagged or is_under_clarification or was_flagged, false)
order by indicator_id, area_id
"""

_REMARKED = """
select count(*) as given, count(*) filter (where v.is_flagged or v.is_under_clarification) as with_remark
from fct_indicator_value v
left join dim_period p on p.period_id = v.period_id and p.period_type = v.period_type
where v.is_preferred and v.value is not null and coalesce(p.end_date <= $until, true) and {wanted}
"""

_YEARS = """
select distinct year(p.end_date) as year
from (
    select period_id, period_type from fct_indicator_value v
    where v.is_preferred and {wanted}
    group by all
) v
join dim_period p on p.period_id = v.period_id and p.period_type = v.period_type
where p.end_date is not null
"""


def series(
    published: Published,
    area_ids: Sequence[str],
    until: date | None,
    indicator_id: str | None = None,
    *,
    is_survey: bool = False,
) -> list[Row]:
    """Every preferred figure of some areas with its benchmark, oldest first within a series.

    `until` leaves out figures of periods that end later; a period without dates is kept. With `indicator_id`, those of
    one indicator; with `is_survey`, those that residents' answers were counted to.
    """
    return _figures(published, area_ids, _EVERY, {"until": until}, indicator_id, is_survey=is_survey)


def newest(published: Published, area_ids: Sequence[str], until: date | None) -> list[Row]:
    """The last figure of each series (area, indicator, instrument)."""
    return _figures(published, area_ids, _NEWEST, {"until": until})


def turns(published: Published, area_ids: Sequence[str], until: date | None) -> list[Turn]:
    """The fixed goals' figures whose verdict is another than that of the figure before in the same series."""
    found: list[Row] = []
    for part in _parts(area_ids):
        wanted, areas = _wanted(part)
        found += published.rows(_TURNS.format(wanted=wanted), areas | {"until": until}, areas=part)
    return [Turn(**row) for row in found]


def remarked(published: Published, area_ids: Sequence[str], until: date | None) -> tuple[int, int]:
    """How many figures of all periods the areas have, and how many of them carry a remark or are to be settled."""
    given = with_remark = 0
    for part in _parts(area_ids):
        wanted, areas = _wanted(part)
        [row] = published.rows(_REMARKED.format(wanted=wanted), areas | {"until": until}, areas=part)
        given, with_remark = given + int(row["given"]), with_remark + int(row["with_remark"])
    return given, with_remark


def years(published: Published, area_ids: Sequence[str]) -> set[int]:
    """The years in which a period with a figure ended."""
    wanted, parameters = _wanted(area_ids)
    found = published.rows(_YEARS.format(wanted=wanted), parameters, areas=area_ids)
    return {int(row["year"]) for row in found}


def _figures(
    published: Published,
    area_ids: Sequence[str],
    chosen: str,
    parameters: dict[str, Any],
    indicator_id: str | None = None,
    *,
    is_survey: bool = False,
) -> list[Row]:
    """The figures of some areas in the order of `_FIGURES`; no part of it looks from one area to another."""
    found: list[Row] = []
    parts = _parts(area_ids)
    for part in parts:
        wanted, areas = _wanted(part, indicator_id, is_survey=is_survey)
        sql = _FIGURES.format(wanted=wanted, chosen=chosen.strip())
        found += published.rows(sql, areas | parameters, areas=part)
    named = with_names(published, found)
    return sorted(named, key=_place) if len(parts) > 1 else named


def with_names(published: Published, found: list[Row]) -> list[Row]:
    """The figures of known indicators, with what there is to know of indicator, source and questionnaire."""
    indicators = {row["indicator_id"]: row for row in published.rows(_INDICATORS)}
    sources = _names(published, "dim_source", "source_id")
    instruments = _names(published, "dim_instrument", "instrument")
    known = [row for row in found if row["indicator_id"] in indicators]
    for row in known:
        row.update(indicators[row["indicator_id"]])
        row["source_name"] = sources.get(row["source_id"])
        row["instrument_name"] = instruments.get(row["instrument"]) or row["instrument"]
    return known


def _names(published: Published, table: str, key: str) -> dict[str, str | None]:
    return {row["key"]: row["name_da"] for row in published.rows(f"select {key} as key, name_da from {table}")}


def _parts(area_ids: Sequence[str]) -> list[Sequence[str]]:
    """The areas of each question; one of none when there are none."""
    return [area_ids[start : start + _MOST_AREAS] for start in range(0, len(area_ids), _MOST_AREAS)] or [area_ids]


def _place(row: Row) -> tuple[Any, ...]:
    end = row["period_end"] or date.min
    return row["indicator_id"], row["instrument"], row["area_id"], end, row["period_id"]


def _wanted(
    area_ids: Sequence[str], indicator_id: str | None = None, *, is_survey: bool = False
) -> tuple[str, dict[str, Any]]:
    """The condition for the rows of a large table (`v`), and its parameters."""
    areas = {f"area_{place}": area_id for place, area_id in enumerate(area_ids)}
    listed = ", ".join(f"${name}" for name in areas) or "null"
    conditions = [f"v.area_id in ({listed})"]
    if is_survey:
        conditions.append("v.instrument <> ''")
    if indicator_id is None:
        return " and ".join(conditions), areas
    return " and ".join([*conditions, "v.indicator_id = $indicator"]), areas | {"indicator": indicator_id}
