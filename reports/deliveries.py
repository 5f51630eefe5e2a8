"""What came in for the quarter, what did not, and which files could not be taken in."""

from dataclasses import dataclass
from datetime import timedelta

from danish import format as form
from danish import report as words
from publish.marts import Published
from reports import progress
from reports.periods import Quarter
from reports.rows import Places, Row, as_day

QUARTERS_SHOWN, FEWEST_QUARTERS = 8, 2
FILES_WITH_TROUBLE = ("refused", "partly_loaded")

_FILES = """
select load.*, source.name_da as source_name
from mart_load as load
left join dim_source as source on load.source_id = source.source_id
where load.loaded_at >= ? and load.status <> 'unchanged'
order by load.loaded_at, load.file_name
"""

_SOURCES = "select source_id, name_da from dim_source"


@dataclass(frozen=True)
class PlanDelivery:
    plan: str
    numbers: int
    numbers_previous: int


@dataclass(frozen=True)
class ReporterDelivery:
    """Figures from one who reports to one plan; `latest_period` is the newest that anything came for."""

    reporter: str
    plan: str
    numbers: int
    numbers_previous: int
    latest_period: str


@dataclass(frozen=True)
class QuarterDelivery:
    period: str
    numbers: int


@dataclass(frozen=True)
class MissingSeries:
    plan: str
    subject: str
    latest_period: str
    reporter: str


@dataclass(frozen=True)
class SourceDelivery:
    name: str
    files: int
    rows_loaded: int
    rows_quarantined: int
    files_refused: int
    latest: str


@dataclass(frozen=True)
class FileProblem:
    file_name: str
    source: str
    received: str
    outcome: str
    message: str


@dataclass(frozen=True)
class Deliveries:
    """`numbers` are those of periods inside the quarter, `numbers_longer` those of periods that reach beyond it."""

    numbers: int
    numbers_longer: int
    plans: tuple[PlanDelivery, ...]
    reporters: tuple[ReporterDelivery, ...]
    history: tuple[QuarterDelivery, ...]
    missing: tuple[MissingSeries, ...]
    sources: tuple[SourceDelivery, ...]
    problems: tuple[FileProblem, ...]
    refused: int


def gather(published: Published, quarter: Quarter, places: Places) -> Deliveries:
    """What came in for the quarter, what did not, and what could not be taken in since the quarter began."""
    figures = [row for row in progress.figures(published, places) if not progress.is_unreported(row)]
    inside = [row for row in figures if progress.is_inside(row, quarter)]
    longer = [row for row in figures if progress.reaches_beyond(row, quarter)]
    files = published.rows(_FILES, [quarter.start_date]) if places is None else []
    problems = [row for row in files if row["status"] in FILES_WITH_TROUBLE]
    return Deliveries(
        numbers=len(inside),
        numbers_longer=len(longer),
        plans=_plan_deliveries(figures, inside, quarter),
        reporters=_reporter_deliveries(figures, inside, quarter),
        history=_history(figures, quarter),
        missing=_missing_series(figures, inside, quarter),
        sources=_source_deliveries(published, files) if places is None else (),
        problems=tuple(_file_problem(row) for row in problems),
        refused=sum(row["status"] == "refused" for row in problems),
    )


def _plan_deliveries(figures: list[Row], inside: list[Row], quarter: Quarter) -> tuple[PlanDelivery, ...]:
    """One line per plan that has ever delivered, so that silence shows as a nought."""
    previous = [row for row in figures if progress.is_inside(row, quarter.previous())]
    plans = {row["helhedsplan_id"]: row["plan_name"] or row["helhedsplan_id"] for row in figures}
    lines = [
        PlanDelivery(
            plan=name,
            numbers=sum(row["helhedsplan_id"] == plan_id for row in inside),
            numbers_previous=sum(row["helhedsplan_id"] == plan_id for row in previous),
        )
        for plan_id, name in plans.items()
    ]
    return tuple(sorted(lines, key=lambda line: form.sort_key(line.plan)))


def _reporter_deliveries(figures: list[Row], inside: list[Row], quarter: Quarter) -> tuple[ReporterDelivery, ...]:
    """One line per reporter and plan, also those that nothing came from this time; the silent ones first."""
    previous = [row for row in figures if progress.is_inside(row, quarter.previous())]
    begun = [row for row in figures if not progress.begins_after(row, quarter)]
    lines = []
    for name, plan_id in dict.fromkeys((row["reported_by"], row["helhedsplan_id"]) for row in begun):

        def own(rows: list[Row], name: str | None = name, plan_id: str = plan_id) -> list[Row]:
            return [row for row in rows if (row["reported_by"], row["helhedsplan_id"]) == (name, plan_id)]

        newest = max(own(begun), key=lambda row: str(row["end_date"] or ""))
        lines.append(
            ReporterDelivery(
                reporter=name or words.NOT_STATED,
                plan=newest["plan_name"] or plan_id,
                numbers=len(own(inside)),
                numbers_previous=len(own(previous)),
                latest_period=form.period(newest["period_id"]) if newest["period_id"] else words.PERIOD_UNKNOWN,
            )
        )
    return tuple(
        sorted(lines, key=lambda line: (line.numbers > 0, form.sort_key(line.plan), form.sort_key(line.reporter)))
    )


def _history(figures: list[Row], quarter: Quarter) -> tuple[QuarterDelivery, ...]:
    """The number of figures for each of the last quarters, the oldest first; a nought before anybody had begun to
    deliver would look like silence."""
    first = min((start for row in figures if (start := as_day(row["start_date"]))), default=quarter.start_date)
    lines: list[QuarterDelivery] = []
    for _ in range(QUARTERS_SHOWN):
        if len(lines) >= FEWEST_QUARTERS and quarter.end_date < first:
            break
        numbers = sum(progress.is_inside(row, quarter) for row in figures)
        lines.append(QuarterDelivery(quarter.period_id, numbers))
        quarter = quarter.previous()
    return tuple(reversed(lines))


def _missing_series(figures: list[Row], inside: list[Row], quarter: Quarter) -> tuple[MissingSeries, ...]:
    """Series that came for a quarter within the last year, but not for this one."""
    year_before = quarter.start_date - timedelta(days=366)
    delivered = {progress.series(row) for row in inside}
    latest: dict[tuple[str, ...], Row] = {}
    for row in figures:
        end = as_day(row["end_date"])
        is_recent = bool(row["is_quarter"] and end and year_before <= end < quarter.start_date)
        if is_recent and progress.series(row) not in delivered:
            known = latest.get(progress.series(row))
            if known is None or known["end_date"] < row["end_date"]:
                latest[progress.series(row)] = row
    lines = [
        MissingSeries(
            plan=row["plan_name"] or row["helhedsplan_id"],
            subject=progress.subject(row),
            latest_period=form.period(row["period_id"]),
            reporter=row["reported_by"] or words.NOT_STATED,
        )
        for row in latest.values()
    ]
    return tuple(sorted(lines, key=lambda line: (form.sort_key(line.plan), form.sort_key(line.subject))))


def _source_deliveries(published: Published, files: list[Row]) -> tuple[SourceDelivery, ...]:
    """One line per source, also those that nothing came from."""
    lines = []
    for source in published.rows(_SOURCES):
        own = [row for row in files if row["source_id"] == source["source_id"]]
        lines.append(
            SourceDelivery(
                name=source["name_da"],
                files=len(own),
                rows_loaded=sum(row["rows_loaded"] or 0 for row in own),
                rows_quarantined=sum(row["rows_quarantined"] or 0 for row in own),
                files_refused=sum(row["status"] == "refused" for row in own),
                latest=form.day(max(row["loaded_at"] for row in own)) if own else words.NOT_RECEIVED,
            )
        )
    return tuple(sorted(lines, key=lambda line: (not line.files, form.sort_key(line.name))))


def _file_problem(row: Row) -> FileProblem:
    return FileProblem(
        file_name=row["file_name"],
        source=row["source_name"] or row["source_id"] or "",
        received=form.day(row["loaded_at"]),
        outcome=words.load_outcome(row["status"], row["rows_quarantined"] or 0),
        message=row["message_da"] or "",
    )
