"""One finding after the other, with the possible explanations and the delivered figures behind it."""

from collections.abc import Iterable

from danish import report as words
from danish import report_parts as parts
from danish import states
from reports.cells import column, table, text
from reports.document import Case, Cell, Row, Table, Text
from reports.findings import Evidence, Finding, Reading


def case(finding: Finding) -> Case:
    """The finding's sentences, its readings and evidence as tables, and whom to ask."""
    paragraphs = [Text(finding.explanation)] if finding.explanation else []
    if finding.handling:
        paragraphs.append(Text(finding.handling, "handling"))
    if finding.diagnosis and not finding.readings:
        paragraphs.append(Text(finding.diagnosis))
    blocks: list[Text | Table] = [*paragraphs]
    if finding.readings:
        blocks.append(_readings(finding))
    if finding.common_target_share:
        blocks.append(Text(words.target_note(finding.common_target_share), "note"))
    if finding.evidence:
        blocks.append(_evidence(finding))
    blocks.append(Text(finding.ask, "ask", words.HEADING_ASK))
    return Case(
        anchor=finding.finding_id,
        severity=finding.severity,
        tag=states.SEVERITIES[finding.severity],
        period=finding.period,
        heading=finding.headline,
        blocks=tuple(blocks),
    )


def all_readings(findings: Iterable[Finding]) -> Table:
    """Every reading of every finding, for the workbook."""
    names = ("assumption", "count_in_period", "count_year_to_date", "count_to_date", "target_share", "certainty")
    columns = (column(parts.COLUMN["message"]), *(column(words.COLUMN[name]) for name in names))
    rows = [
        Row(
            tuple(
                map(
                    text,
                    (
                        finding.headline, reading.assumption, reading.count_in_period, reading.count_year_to_date,
                        reading.count_to_date, reading.target_share, reading.verdict,
                    ),
                )
            )
        )
        for finding in findings
        for reading in finding.readings
    ]  # fmt: skip
    return Table(parts.CAPTION_ALL_READINGS, columns, tuple(rows), parts.SHEETS["readings"])


def all_evidence(findings: Iterable[Finding]) -> Table:
    """Every delivered figure behind every finding, for the workbook."""
    names = ("period", "delivered", "reported_by", "reported_date", "source", "file", "message")
    columns = (column(parts.COLUMN["message"]), *(column(words.COLUMN[name]) for name in names))
    rows = [
        Row(
            tuple(
                map(
                    text,
                    (
                        finding.headline, row.period, row.value, row.reported_by, row.reported_date,
                        row.source_reference, row.file_place, row.note,
                    ),
                )
            )
        )
        for finding in findings
        for row in finding.evidence
    ]  # fmt: skip
    return Table(parts.CAPTION_ALL_EVIDENCE, columns, tuple(rows), parts.SHEETS["evidence"])


def _readings(finding: Finding) -> Table:
    names = finding.reading_columns
    columns = (
        column(words.COLUMN["assumption"], 2.6),
        *(column(words.COLUMN[name], 1, is_number=name != "target_share") for name in names),
        column(words.COLUMN["certainty"], 2),
    )

    def cells(reading: Reading) -> tuple[Cell, ...]:
        values = (getattr(reading, name) for name in names)
        shown = (
            text(value, mark="strong") if value else text(words.CANNOT_BE_DERIVED, mark="absent") for value in values
        )
        return (text(reading.assumption), *shown, text(reading.verdict))

    return table(words.CAPTION_READINGS, columns, finding.readings, cells, "")


def _evidence(finding: Finding) -> Table:
    has_reporters = finding.has_reporters
    columns = [column(words.COLUMN["period"], 1.2), column(words.COLUMN["delivered"], 1.1, is_number=True)]
    if has_reporters:
        columns += [column(words.COLUMN["reported_by"], 1.5), column(words.COLUMN["reported_date"], 1.1)]
    columns.append(column(words.COLUMN["source_and_file"], 3.2))

    def cells(row: Evidence) -> tuple[Cell, ...]:
        reporter = (text(row.reported_by or words.NOT_STATED), text(row.reported_date or words.NOT_STATED))
        place = text(row.source_reference, note=" ".join(part for part in (row.note, row.file_place) if part))
        return (text(row.period), text(row.value, mark="strong"), *(reporter if has_reporters else ()), place)

    return table(words.CAPTION_FIGURES, columns, finding.evidence, cells, "")
