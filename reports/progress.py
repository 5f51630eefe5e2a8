"""Figures from the activities: which there are, how far they are from their targets, and which are unclear."""

from dataclasses import dataclass

from danish import format as form
from danish import report as words
from danish import report_parts as parts
from danish import states
from publish.marts import Published
from reports.periods import Quarter
from reports.rows import Places, Row, as_day

# Every figure from an activity with its names and the span of its period. A period id alone can name a year and a
# list of that year, so the type is left out and the widest span taken.
_FIGURES = """
with
spans as (
    select period_id, min(start_date) as start_date, max(end_date) as end_date,
        bool_or(period_type = 'quarter') as is_quarter
    from dim_period
    group by period_id
),
activities as (
    select activity_id, min(name_da) as name_da
    from dim_activity
    group by activity_id
),
final as (
    select
        progress.*,
        plan.name_da as plan_name,
        area.name_da as area_name,
        activities.name_da as activity_name,
        measure.name_da as measure_name,
        measure.unit as measure_unit,
        spans.start_date,
        spans.end_date,
        spans.is_quarter
    from mart_activity_progress as progress
    left join spans on progress.period_id = spans.period_id
    left join dim_area as plan on progress.helhedsplan_id = plan.area_id
    left join dim_area as area on progress.area_id = area.area_id
    left join activities on progress.activity_id = activities.activity_id
    left join dim_measure as measure on progress.measure_id = measure.measure_id
)
select * from final
"""

_TARGETS = """
select target.*, plan.name_da as plan_name, activity.name_da as activity_name, measure.name_da as measure_name
from dim_target as target
left join dim_area as plan on target.helhedsplan_id = plan.area_id
left join (select activity_id, min(name_da) as name_da from dim_activity group by activity_id) as activity
    on target.activity_id = activity.activity_id
left join dim_measure as measure on target.measure_id = measure.measure_id
where target.measure_id is not null
    and (target.valid_from is null or target.valid_from <= ?)
    and (target.valid_to is null or target.valid_to >= ?)
    and (target.superseded_on is null or target.superseded_on > ?)
"""

_UNCLEAR_VALUES = """
with
spans as (
    select period_id, min(start_date) as start_date
    from dim_period
    group by period_id
),
final as (
    select distinct
        comparison.area_id, comparison.period_id, comparison.value, comparison.reason_da,
        indicator.name_da as indicator_name, indicator.decimals, indicator.measure_type, indicator.unit,
        area.name_da as area_name, comparison.source_reference
    from mart_area_vs_baseline as comparison
    left join spans on comparison.period_id = spans.period_id
    left join dim_indicator as indicator on comparison.indicator_id = indicator.indicator_id
    left join dim_area as area on comparison.area_id = area.area_id
    where comparison.is_under_clarification and (spans.start_date is null or spans.start_date <= ?)
)
select * from final
order by area_name, indicator_name, period_id
"""


POINTS_SHOWN = 6
ORDER = ("behind", "uncertain", "reached", "ahead", "on_track", "not_delivered")


@dataclass(frozen=True)
class TargetShare:
    """Share of the target reached and of the time gone, in percent, under one reading of the target; no share where
    the count does not allow it."""

    text: str
    share: float | None
    elapsed: float | None


@dataclass(frozen=True)
class TargetLine:
    """A target as of the quarter; `doubt` is why its status is uncertain, where the sentence does not say it."""

    plan: str
    subject: str
    period: str
    counted: str
    target: str
    shares: tuple[TargetShare, ...]
    status: str
    status_text: str
    sentence: str
    source_reference: str
    doubt: str = ""


@dataclass(frozen=True)
class Targets:
    lines: tuple[TargetLine, ...]
    figures_without_target: int
    contains_synthetic: bool


@dataclass(frozen=True)
class SeriesPoint:
    """One delivered count; `low` and `high` are its possible readings where it is under clarification."""

    period_id: str
    reported: float | None
    low: float | None
    high: float | None
    is_under_clarification: bool


@dataclass(frozen=True)
class Clarification:
    """A figure that is not used before its finding is settled. `moves` says how far it could go, `target_effect` what
    that does to the target; `points` is its series with what was delivered, oldest first."""

    subject: str
    place: str
    period: str
    reported: str
    possible: str
    reason: str
    moves: str = ""
    target_effect: str = ""
    points: tuple[SeriesPoint, ...] = ()


def targets(published: Published, quarter: Quarter, places: Places) -> Targets:
    """The newest figure of each series with a target as of the quarter, then the targets nobody delivered to."""
    newest = _newest_as_of(figures(published, places), quarter)
    with_target = [row for row in newest if row["target_value"] is not None]
    counted = {_target_key(row) for row in newest}
    silent = [
        row
        for row in published.rows(_TARGETS, [quarter.end_date, quarter.start_date, quarter.end_date])
        if _target_key(row) not in counted and (places is None or row["helhedsplan_id"] in places)
    ]
    lines = [*(_target_line(row) for row in with_target), *(_silent_target_line(row) for row in silent)]
    lines.sort(key=lambda line: (ORDER.index(line.status), form.sort_key(line.subject)))
    return Targets(tuple(lines), len(newest) - len(with_target), any(row["is_synthetic"] for row in newest))


def clarifications(published: Published, quarter: Quarter, places: Places) -> tuple[Clarification, ...]:
    """Figures that enter no total, trend or verdict before someone has settled the finding they stand in."""
    begun = [row for row in figures(published, places) if not begins_after(row, quarter)]
    counts = [row for row in begun if row["is_under_clarification"]]
    counts.sort(key=lambda row: (row["measure_name"] or "", row["area_id"] or "", row["period_id"] or ""))
    values = [
        row for row in published.rows(_UNCLEAR_VALUES, [quarter.end_date]) if places is None or row["area_id"] in places
    ]
    return (*(_unclear_count(row, begun) for row in counts), *(_unclear_value(row) for row in values))


def figures(published: Published, places: Places) -> list[Row]:
    """Every figure from an activity, with its names and the first and last day of its period (None if unknown)."""
    return [row for row in published.rows(_FIGURES) if places is None or row["helhedsplan_id"] in places]


def is_unreported(row: Row) -> bool:
    """A row that stands for a target nobody has reported to: it has neither a count nor a reporter."""
    return row["target_id"] is not None and row["reported_by"] is None and row["count_low"] is None


def is_inside(row: Row, quarter: Quarter) -> bool:
    start, end = as_day(row["start_date"]), as_day(row["end_date"])
    return bool(start and end and quarter.start_date <= start and end <= quarter.end_date)


def reaches_beyond(row: Row, quarter: Quarter) -> bool:
    start, end = as_day(row["start_date"]), as_day(row["end_date"])
    overlaps = bool(start and end and start <= quarter.end_date and end >= quarter.start_date)
    return overlaps and not is_inside(row, quarter)


def subject(row: Row) -> str:
    """The measure with its activity, and the area when the figure is not the whole plan's."""
    name = words.subject(row["measure_name"], row["activity_name"])
    area_id = row.get("area_id")
    return name if area_id in (None, row["helhedsplan_id"]) else f"{name}, {row['area_name']}"


def series(row: Row) -> tuple[str, ...]:
    return (row["helhedsplan_id"], row["area_id"], row["activity_id"], row["measure_id"])


def _target_key(row: Row) -> tuple[str, ...]:
    return (row["helhedsplan_id"], row["activity_id"], row["measure_id"])


def begins_after(row: Row, quarter: Quarter) -> bool:
    start = as_day(row["start_date"])
    return start is not None and start > quarter.end_date


def _newest_as_of(found: list[Row], quarter: Quarter) -> list[Row]:
    """The newest figure of each series: one whose period ended with the quarter, else one whose period runs on,
    else one whose period nobody knows."""
    newest: dict[tuple[str, ...], Row] = {}
    for row in sorted(found, key=lambda row: _freshness(row, quarter)):
        if not begins_after(row, quarter):
            newest[series(row)] = row
    return list(newest.values())


def _freshness(row: Row, quarter: Quarter) -> tuple[bool, str]:
    end = as_day(row["end_date"])
    return (bool(end and end <= quarter.end_date), end.isoformat() if end else "")


def _target_line(row: Row) -> TargetLine:
    if is_unreported(row):
        return _silent_target_line(row)
    status = states.of_target(row["status"], _elapsed(row))
    return TargetLine(
        plan=row["plan_name"] or row["helhedsplan_id"],
        subject=subject(row),
        period=_period(row),
        counted=_counted(row),
        target=words.target(row["target_value"], row["target_basis"]),
        shares=_shares(row),
        status=status,
        status_text=states.TARGETS[status],
        sentence=row["sentence_da"] or "",
        source_reference=row["source_reference"] or "",
        doubt=_doubt(row) if status == "uncertain" else "",
    )


def _doubt(row: Row) -> str:
    reason = row["reason_da"] or ""
    return "" if reason in (row["sentence_da"] or "") else reason


def _elapsed(row: Row) -> float | None:
    """How much has gone of the time that the target is for, in percent."""
    elapsed = row["elapsed_share_year"] if row["target_basis"] == "per_year" else row["elapsed_share"]
    return None if elapsed is None else float(elapsed)


def _silent_target_line(row: Row) -> TargetLine:
    return TargetLine(
        plan=row["plan_name"] or row["helhedsplan_id"],
        subject=subject(row),
        period="",
        counted=words.NOT_DELIVERED,
        target=words.target(row["target_value"], row["target_basis"]),
        shares=(),
        status="not_delivered",
        status_text=states.TARGETS["not_delivered"],
        sentence=row.get("sentence_da") or "",
        source_reference=row.get("source_reference") or row.get("source") or "",
    )


def _shares(row: Row) -> tuple[TargetShare, ...]:
    """Both readings where the agreement does not say whether the target is for the year or for the whole time."""
    readings = [(row["target_basis"], row["target_share"], _elapsed(row))]
    if row["target_basis"] == "unclear":
        readings = [
            ("whole_agreement", row["target_share_whole"], row["elapsed_share"]),
            ("per_year", row["target_share_year"], row["elapsed_share_year"]),
        ]
    return tuple(
        TargetShare(words.target_share(basis, share, elapsed), share, elapsed)
        for basis, share, elapsed in readings
        if basis is not None
    )


def _period(row: Row) -> str:
    return form.period(row["period_id"]) if row["period_id"] else words.PERIOD_UNKNOWN


def _counted(row: Row) -> str:
    low, high = row["count_low"], row["count_high"]
    if low is not None and high is not None and low != high:
        return words.between(low, high)
    known = row["count_to_date"] if row["count_to_date"] is not None else low
    return words.CANNOT_BE_DERIVED if known is None else form.count(known, row["qualifier"] or "exact")


def _unclear_count(row: Row, figures_begun: list[Row]) -> Clarification:
    low, high = row["count_low"], row["count_high"]
    return Clarification(
        subject=subject(row),
        place=row["plan_name"] or row["helhedsplan_id"],
        period=_period(row),
        reported=_reported(row),
        possible=words.CANNOT_BE_DERIVED if low is None or high is None else words.between(low, high),
        reason=row["reason_da"] or "",
        moves="" if low is None or high is None else parts.moves(low, high, form.number(low), form.number(high)),
        target_effect=_target_effect(row),
        points=tuple(_series_points(row, figures_begun)),
    )


def _reported(row: Row) -> str:
    """The delivered count; one without a count but with limits was delivered more than once, with different counts."""
    if row["reported_count"] is not None:
        return form.count(row["reported_count"], row["qualifier"] or "exact")
    return words.HIDDEN if row["count_low"] is None else words.SEVERAL_NUMBERS


def _target_effect(row: Row) -> str:
    """The share of the target over the possible readings; empty without a target, or where the count is not known."""
    low, high, target = row["count_low"], row["count_high"], row["target_value"]
    if low is None or high is None or not target:
        return ""
    return parts.target_range(100 * low / target, 100 * high / target)


def _series_points(row: Row, figures_begun: list[Row]) -> list[SeriesPoint]:
    """The last quarters of the row's own series; figures of other lengths are no points of the same line."""
    own = [found for found in figures_begun if series(found) == series(row) and found["is_quarter"]]
    own.sort(key=lambda found: str(found["end_date"]))
    return [
        SeriesPoint(
            period_id=found["period_id"],
            reported=found["reported_count"],
            low=found["count_low"] if found["is_under_clarification"] else None,
            high=found["count_high"] if found["is_under_clarification"] else None,
            is_under_clarification=bool(found["is_under_clarification"]),
        )
        for found in own[-POINTS_SHOWN:]
    ]


def _unclear_value(row: Row) -> Clarification:
    number = row["value"]
    shown = words.HIDDEN if number is None else words.value(number, row["measure_type"], row["unit"], row["decimals"])
    return Clarification(
        subject=row["indicator_name"],
        place=row["area_name"],
        period=_period(row),
        reported=shown,
        possible=words.CANNOT_BE_DERIVED,
        reason=row["reason_da"] or "",
    )
