"""The lists of the quarterly report as tables: what they are called, their columns, and each cell as text and value."""

from danish import format as form
from danish import report as words
from danish import report_parts as parts
from danish import states
from reports import charts
from reports.affected import Affected
from reports.cells import column, day, maybe_number, number, table, text
from reports.content import Content
from reports.deliveries import (
    FileProblem,
    MissingSeries,
    PlanDelivery,
    QuarterDelivery,
    ReporterDelivery,
    SourceDelivery,
)
from reports.document import Cell, Chart, Column, Row, Table
from reports.findings import Finding
from reports.freshness import SourceAge
from reports.progress import Clarification, TargetLine, TargetShare
from reports.revisions import Revision
from reports.unknown import Absence

STATUSES = ("reached", "ahead", "on_track", "behind", "uncertain", "not_delivered")


def quarter(shown: Content) -> Table:
    """The quarter and the one before, side by side; what has no earlier figure says so."""
    came = shown.deliveries
    new, still_open = (sum(finding.is_new is is_new for finding in shown.open_findings) for is_new in (True, False))
    lines: list[tuple[str, Cell, Cell]] = [
        ("numbers", number(came.history[-1].numbers), number(came.history[-2].numbers)),
        ("longer", number(came.numbers_longer), _not_counted()),
        ("missing", number(len(came.missing)), _not_counted()),
        ("new", number(new), _not_counted()),
        ("open", number(still_open), _not_counted()),
        ("settled", number(len(shown.settled) + len(shown.settled_since_build)), _not_counted()),
        ("clarifications", number(len(shown.clarifications)), _not_counted()),
    ]
    counts = [(status, sum(line.status == status for line in shown.targets.lines)) for status in STATUSES]
    told = parts.target_counts([(status, count) for status, count in counts if count])
    lines.append(("targets", text(told), _not_counted()))
    return table(
        parts.CAPTION_QUARTER,
        (_column("what", 3), _column("quarter", 1.6, is_number=True), _column("previous", 1, is_number=True)),
        lines,
        lambda line: (text(parts.QUARTER_LINES[line[0]]), *line[1:]),
        parts.SHEETS["quarter"],
    )


def clarifications(lines: tuple[Clarification, ...]) -> Table:
    def cells(line: Clarification) -> tuple[Cell, ...]:
        effect = f"{line.target_effect}." if line.target_effect else ""
        return (
            text(line.subject, note=line.place), text(line.period), text(line.reported, mark="strong"),
            text(line.possible, note=effect), text(line.reason),
        )  # fmt: skip

    columns = (
        _column("subject", 2.4), _column("period", 1.2), _column("reported", 1.1, is_number=True),
        _column("possible", 1.6), _column("reason", 2.6),
    )  # fmt: skip
    return table(words.CAPTION_CLARIFICATIONS, columns, lines, cells, parts.SHEETS["clarifications"])


def in_use(lines: tuple[Affected, ...]) -> Table:
    def cells(line: Affected) -> tuple[Cell, ...]:
        return (
            text(line.subject, note=line.place), text(line.period), text(line.shown, mark="strong"),
            text(line.possible), number(line.findings), text(line.owner),
        )  # fmt: skip

    columns = (
        _column("subject", 2.8), _column("period", 1.2), _column("shown", 1.1, is_number=True), _column("moves", 1.8),
        _column("findings", 0.7, is_number=True), _column("owner", 1.6),
    )  # fmt: skip
    return table(parts.CAPTION_USED, columns, lines, cells, parts.SHEETS["used"])


def findings(shown: Content) -> Table:
    """Every finding that is new, still open or settled since the quarter began, with its best explanation and owner."""
    lines = [
        *((finding, "new" if finding.is_new else "open") for finding in shown.open_findings),
        *((finding, "settled") for finding in (*shown.settled_since_build, *shown.settled)),
    ]

    def cells(line: tuple[Finding, str]) -> tuple[Cell, ...]:
        finding, fate = line
        return (
            text(finding.headline, note=finding.handling),
            text(states.SEVERITIES[finding.severity], mark="uncertain" if finding.severity == "critical" else ""),
            text(parts.FATES[fate]),
            text(finding.diagnosis or parts.NO_DIAGNOSIS, mark="" if finding.diagnosis else "absent"),
            text(finding.owner or words.NOT_STATED), text(finding.subject), text(finding.place), text(finding.period),
            day(finding.first_seen), text(finding.finding_id),
        )  # fmt: skip

    columns = (
        _column("message", 3.4), _column("severity", 1), _column("fate", 0.9), _column("diagnosis", 2.4),
        _column("owner", 1.7), _column("subject", 0), _column("place", 0), _column("period", 0),
        _column("first_seen", 0), _column("finding_id", 0),
    )  # fmt: skip
    return table(parts.CAPTION_FINDINGS, columns, lines, cells, parts.SHEETS["findings"])


def settled(lines: tuple[Finding, ...]) -> Table:
    """Findings that someone settled after the build was made; the list of all findings is their sheet."""

    def cells(finding: Finding) -> tuple[Cell, ...]:
        return (text(finding.subject, note=finding.place), text(finding.period), text(finding.handling))

    columns = (_column("subject", 2), _column("period", 1), _column("handling", 3))
    return table(words.CAPTION_SETTLED, columns, lines, cells, "")


def targets(lines: tuple[TargetLine, ...]) -> Table:
    """Each target with its count, its share under each reading, and the sentence of the mart under it."""
    rows = []
    for line in lines:
        place = ", ".join(part for part in (line.plan, line.period) if part)
        readings = "; ".join(reading.text for reading in line.shares) or "–"
        cells = (
            text(line.subject, note=place), text(line.counted, mark="strong"), text(line.target),
Cell(readings, lines=tuple((_bar(reading), reading.text) for reading in line.shares)),
            text(line.status_text, mark=line.status),
        )  # fmt: skip
        source = words.source(line.source_reference) if line.source_reference else ""
        rows.append(Row(cells, line.sentence, source if line.sentence else ""))
    columns = (
        _column("activity", 2.6), _column("counted", 1.2, is_number=True), _column("target", 1.6),
        _column("share", 2.6), _column("status", 1),
    )  # fmt: skip
    return Table(words.CAPTION_TARGETS, columns, tuple(rows), parts.SHEETS["targets"], parts.COLUMN["sentence"])


def plans(lines: tuple[PlanDelivery, ...], quarter_name: str, previous_name: str) -> Table:
    columns = (_column("plan", 3), column(quarter_name, is_number=True), column(previous_name, is_number=True))

    def cells(line: PlanDelivery) -> tuple[Cell, ...]:
        return (text(line.plan), _delivered(line.numbers), _delivered(line.numbers_previous))

    return table(words.CAPTION_PLANS, columns, lines, cells, parts.SHEETS["plans"])


def reporters(lines: tuple[ReporterDelivery, ...], quarter_name: str, previous_name: str) -> Table:
    def cells(line: ReporterDelivery) -> tuple[Cell, ...]:
        return (
            text(line.reporter), text(line.plan), _delivered(line.numbers), _delivered(line.numbers_previous),
            text(line.latest_period),
        )  # fmt: skip

    columns = (
        _column("reporter", 2), _column("plan", 2), column(quarter_name, is_number=True),
        column(previous_name, is_number=True), _column("latest_period", 1.2),
    )  # fmt: skip
    return table(parts.CAPTION_REPORTERS, columns, lines, cells, parts.SHEETS["reporters"])


def history(lines: tuple[QuarterDelivery, ...]) -> Table:
    columns = (_column("period", 2), _column("number", 1, is_number=True))

    def cells(line: QuarterDelivery) -> tuple[Cell, ...]:
        return (text(form.capital(form.period(line.period))), _delivered(line.numbers))

    return table(parts.CAPTION_HISTORY, columns, lines, cells, parts.SHEETS["history"])


def missing(lines: tuple[MissingSeries, ...]) -> Table:
    def cells(line: MissingSeries) -> tuple[Cell, ...]:
        return (text(line.subject), text(line.plan), text(line.reporter), text(line.latest_period))

    columns = (_column("activity", 2.6), _column("plan", 1.6), _column("reporter", 1.6), _column("latest_period", 1.2))
    return table(words.CAPTION_MISSING, columns, lines, cells, parts.SHEETS["missing"])


def sources(lines: tuple[SourceDelivery, ...]) -> Table:
    def cells(line: SourceDelivery) -> tuple[Cell, ...]:
        counts = (line.files, line.rows_loaded, line.rows_quarantined, line.files_refused)
        shown = (maybe_number(value if line.files else None, "–") for value in counts)
        return (text(line.name), *shown, text(line.latest, mark="" if line.files else "absent"))

    columns = (
        _column("source", 2.4), _column("files", is_number=True), _column("rows_loaded", is_number=True),
        _column("rows_quarantined", is_number=True), _column("files_refused", is_number=True), _column("latest", 1.6),
    )  # fmt: skip
    return table(words.CAPTION_SOURCES, columns, lines, cells, parts.SHEETS["sources"])


def problems(lines: tuple[FileProblem, ...]) -> Table:
    def cells(line: FileProblem) -> tuple[Cell, ...]:
        return (text(line.file_name, note=line.source), text(line.received), text(line.outcome), text(line.message))

    columns = (_column("file", 1.8), _column("received", 1.2), _column("outcome", 1.6), _column("message", 3))
    return table(words.CAPTION_PROBLEMS, columns, lines, cells, parts.SHEETS["problems"])


def freshness(lines: tuple[SourceAge, ...]) -> Table:
    def cells(line: SourceAge) -> tuple[Cell, ...]:
        ages = [line.age_months, line.expected_months]
        drawn = () if None in ages else (_age_bar(line),)
        expected = maybe_number(line.expected_months, parts.EXPECTED_UNKNOWN)
        mark = "behind" if line.late_months or line.received is None else ""
        return (
            text(line.name, note=parts.ONLY_EXAMPLES if line.is_only_synthetic else ""), text(line.owner),
            text(line.newest), Cell(*_age(line), charts=drawn), expected, text(line.state, mark=mark),
        )  # fmt: skip

    columns = (
        _column("source", 2.2), _column("source_owner", 1.7), _column("newest", 1.3),
        column(parts.AGE, 1.6, is_number=True), column(parts.EXPECTED_AGE, 1.1, is_number=True),
        _column("state", 1.4),
    )  # fmt: skip
    return table(parts.CAPTION_FRESHNESS, columns, lines, cells, parts.SHEETS["freshness"])


def revisions(lines: tuple[Revision, ...]) -> Table:
    def cells(line: Revision) -> tuple[Cell, ...]:
        return (
            text(line.subject, note=line.place), text(line.kind), text(line.period), text(line.before),
            text(line.after, mark="strong"), text(line.cause), day(line.known, parts.THIS_BUILD),
        )  # fmt: skip

    columns = (
        _column("subject", 2.6), _column("what", 1), _column("period", 1), _column("before", 1.1),
        _column("after", 1.1), _column("cause", 1.7), _column("known", 1.2),
    )  # fmt: skip
    return table(parts.CAPTION_REVISIONS, columns, lines, cells, parts.SHEETS["revisions"])


def absences(caption: str, lines: tuple[Absence, ...], sheet: str) -> Table:
    columns = (_column("reason", 2.6), _column("number", 0.6, is_number=True), _column("examples", 3))
    return table(caption, columns, lines, lambda line: (text(line.reason), number(line.count), text(line.names)), sheet)


def notes(lines: tuple[Finding, ...]) -> Table:
    def cells(finding: Finding) -> tuple[Cell, ...]:
        said = " ".join(part for part in (finding.headline, finding.explanation) if part)
        return (text(said, note=finding.period), text(finding.ask))

    return table(
        words.CAPTION_NOTES, (_column("finding", 3), _column("action", 2)), lines, cells, parts.SHEETS["notes"]
    )


def points(line: Clarification) -> Table:
    """The figures behind the drawing of one series."""
    columns = (_column("period", 2), _column("reported", 1, is_number=True), _column("possible", 2))
    rows = tuple(
        Row(
            (
                text(form.capital(form.period(point.period_id))),
                maybe_number(point.reported, words.HIDDEN, mark="strong"),
                text(
                    words.CANNOT_BE_DERIVED
                    if point.low is None or point.high is None
                    else words.between(point.low, point.high)
                )
                if point.is_under_clarification
                else text("–"),
            )
        )
        for point in line.points
    )
    return Table(parts.CAPTION_SERIES, columns, rows)


def _column(key: str, width: float = 1.0, *, is_number: bool = False) -> Column:
    return column(parts.COLUMN.get(key) or words.COLUMN[key], width, is_number=is_number)


def _delivered(numbers: int) -> Cell:
    return number(numbers, words.delivered_count(numbers))


def _not_counted() -> Cell:
    return text("–", mark="absent")


def _age(line: SourceAge) -> tuple[str, int | None]:
    return (words.NOT_STATED, None) if line.age_months is None else (form.number(line.age_months), line.age_months)


def _age_bar(line: SourceAge) -> Chart:
    assert line.age_months is not None  # the caller draws nothing without both ages
    assert line.expected_months is not None
    most = float(max(line.age_months, line.expected_months, 1))
    sentence = parts.age_sentence(line.age_months, line.expected_months)
    return charts.bar(line.age_months, line.expected_months, sentence, full=most)


def _bar(reading: TargetShare) -> Chart | None:
    return None if reading.share is None else charts.bar(reading.share, reading.elapsed, reading.text)
