"""How old each source's newest figures are on the day of the build, against the lag that is expected of it."""

from dataclasses import dataclass
from datetime import date

from danish import format as form
from danish import report as words
from danish import report_parts as parts
from publish.marts import Published
from reports.periods import today
from reports.rows import as_day

MONTHS_BETWEEN = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}
REGISTRATIONS = "registrations"

# The newest period that a source has real figures for; where it has none, the newest invented one.
_SQL = """
with
spans as (
    select period_id, period_type, max(end_date) as end_date
    from dim_period
    group by period_id, period_type
),
figures as (
    select fact.source_id, fact.is_synthetic, spans.end_date, fact.period_id
    from fct_indicator_value as fact
    inner join spans on fact.period_id = spans.period_id and fact.period_type = spans.period_type
    where fact.value_status in ('observed', 'suppressed')
    union all
    select ?, progress.is_synthetic, spans.end_date, progress.period_id
    from mart_activity_progress as progress
    inner join spans on progress.period_id = spans.period_id and progress.period_type = spans.period_type
    where not progress.is_unreported
),
newest as (
    select
        source_id,
        arg_max(period_id, (end_date, period_id)) filter (not is_synthetic) as real_period_id,
        max(end_date) filter (not is_synthetic) as real_end,
        arg_max(period_id, (end_date, period_id)) as any_period_id,
        max(end_date) as any_end
    from figures
    where end_date <= ?
    group by source_id
),
received as (
    select source_id, max(loaded_at) as loaded_at
    from mart_load
    where rows_loaded > 0
    group by source_id
),
final as (
    select
        source.source_id, source.name_da, source.owner, source.cadence, source.lag_months, received.loaded_at,
        coalesce(newest.real_period_id, newest.any_period_id) as period_id,
        coalesce(newest.real_end, newest.any_end) as end_date,
        newest.real_end is null and newest.any_end is not null as is_only_synthetic
    from dim_source as source
    left join newest on source.source_id = newest.source_id
    left join received on source.source_id = received.source_id
)
select * from final
"""


@dataclass(frozen=True)
class SourceAge:
    """Ages in whole months. `expected_months` is the most that the newest figure should be: the source's lag and the
    time between two deliveries; None where it has no rhythm. `late_months` is above 0 when the figure is older."""

    name: str
    owner: str
    newest: str
    received: date | None
    age_months: int | None
    expected_months: int | None
    late_months: int | None
    is_only_synthetic: bool

    @property
    def state(self) -> str:
        if self.received is None:
            return words.NOT_RECEIVED
        return parts.NO_RHYTHM if self.expected_months is None else parts.freshness(self.late_months)


def gather(published: Published) -> tuple[SourceAge, ...]:
    """Every source, those with trouble first."""
    day = today(published.built_at)
    found = []
    for row in published.rows(_SQL, [REGISTRATIONS, day]):
        end = as_day(row["end_date"])
        between = MONTHS_BETWEEN.get(row["cadence"] or "")
        expected = None if between is None else between + int(row["lag_months"] or 0)
        age = None if end is None else _months(end, day)
        found.append(
            SourceAge(
                name=row["name_da"],
                owner=row["owner"] or "",
                newest=form.period(row["period_id"]) if row["period_id"] else words.NOT_STATED,
                received=today(row["loaded_at"]) if row["loaded_at"] else None,
                age_months=age,
                expected_months=expected,
                late_months=None if age is None or expected is None else max(age - expected, 0),
                is_only_synthetic=bool(row["is_only_synthetic"]),
            )
        )
    return tuple(sorted(found, key=lambda source: (_rank(source), form.sort_key(source.name))))


def _months(start: date, end: date) -> int:
    """Whole months between two days."""
    return max(12 * (end.year - start.year) + end.month - start.month - (end.day < start.day), 0)


def _rank(source: SourceAge) -> int:
    if source.received is None:
        return 0
    return 1 if source.late_months else 2
