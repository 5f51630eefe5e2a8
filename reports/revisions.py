"""Figures that were published and are others now, and verdicts that turned."""

from dataclasses import dataclass
from datetime import date

from danish import format as form
from danish import report as words
from danish import report_parts as parts
from publish.marts import Published
from reports.periods import Quarter, today
from reports.rows import Places, Row

_SQL = """
with
activities as (
    select activity_id, min(name_da) as name_da
    from dim_activity
    group by activity_id
),
final as (
    select
        revision.*,
        area.name_da as area_name,
        plan.name_da as plan_name,
        indicator.name_da as indicator_name,
        indicator.measure_type,
        indicator.unit,
        indicator.decimals,
        activities.name_da as activity_name,
        measure.name_da as measure_name
    from mart_revision as revision
    left join dim_area as area on revision.area_id = area.area_id
    left join dim_area as plan on revision.helhedsplan_id = plan.area_id
    left join dim_indicator as indicator on revision.indicator_id = indicator.indicator_id
    left join activities on revision.activity_id = activities.activity_id
    left join dim_measure as measure on revision.measure_id = measure.measure_id
    where coalesce(revision.known_to, ?) >= ?
)
select * from final
order by kind <> 'value' desc, known_to desc nulls first, area_name, indicator_name, measure_name, period_id
"""


@dataclass(frozen=True)
class Revision:
    """One line; `known` is the day on which the new value or verdict was learned, None: with this build."""

    kind: str
    subject: str
    place: str
    period: str
    before: str
    after: str
    cause: str
    known: date | None


def gather(published: Published, quarter: Quarter, places: Places) -> tuple[Revision, ...]:
    """What changed since the quarter began, verdicts first, newest first."""
    rows = published.rows(_SQL, [published.built_at.replace(tzinfo=None), quarter.start_date])
    return tuple(_revision(row) for row in rows if _belongs(row, places))


def _belongs(row: Row, places: Places) -> bool:
    return places is None or row["helhedsplan_id"] in places or row["area_id"] in places


def _revision(row: Row) -> Revision:
    kind = row["kind"] or "value"
    is_value = kind == "value"
    return Revision(
        kind=parts.REVISION_KINDS.get(kind, kind),
        subject=_subject(row, kind),
        place=row["area_name"] or row["plan_name"] or "",
        period=form.period(row["period_id"]) if row["period_id"] else words.PERIOD_UNKNOWN,
        before=_number(row, "old_value", "new_value") if is_value else parts.verdict(kind, row["old_verdict"]),
        after=_number(row, "new_value", "old_value") if is_value else parts.verdict(kind, row["new_verdict"]),
        cause=parts.CAUSES.get(row["cause"], row["cause"] or ""),
        known=today(row["known_to"]) if row["known_to"] else None,
    )


def _subject(row: Row, kind: str) -> str:
    if row["indicator_name"]:
        name = form.capital(row["indicator_name"])
    elif row["measure_name"] or row["activity_name"]:
        name = words.subject(row["measure_name"], row["activity_name"])
    else:
        name = form.capital(parts.REVISION_KINDS.get(kind, kind))
    about = parts.aspect(kind, row["aspect"])
    return f"{name}, {about}" if about else name


def _number(row: Row, column: str, other: str) -> str:
    """What may not be shown leaves neither figure; one alone that is missing was not delivered or was taken back."""
    value = row[column]
    if value is None:
        return words.HIDDEN if row[other] is None else words.NOT_STATED
    if not row["indicator_id"]:
        return form.number(value)
    return words.value(value, row["measure_type"], row["unit"], row["decimals"])
