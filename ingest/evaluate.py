"""One file's bytes → what would be loaded, what goes to quarantine, what is passed over, or why nothing is taken.

Nothing is written here: ingest and validate both build on it, so that they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from danish import ingest as text_da
from ingest import guard, indicator_values, registrations, results
from ingest.deliveries import Delivery
from ingest.faults import Fault, RefusedError
from ingest.forms import Context, Form, Row, check_header, row_under_header
from ingest.numbers import points_in_doubt
from ingest.readers import delimited, kinds
from ingest.registry import Registry
from ingest.results import LoadResult, Problem
from ingest.sources import Source, Sources

FORMS: dict[str, Form] = {form.form_id: form for form in (indicator_values.FORM, registrations.FORM)}
# Raised when the rules of reading change, so that what was refused or quarantined under the old ones is tried again.
RULES_VERSION = 1
# A result names every fault of a small file; a large file that is wrong throughout names the first of them.
_MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Skipped:
    line: int
    reason_da: str
    row_text: str


@dataclass(frozen=True)
class Quarantined:
    """A row that could not be taken, with the first of its faults."""

    fault: Fault
    line: int
    row_text: str


@dataclass
class Evaluation:
    """What a file comes to. `refused` holds why nothing of it is taken; the other parts are then empty."""

    encoding: str = ""
    delimiter: str = ""
    table: str = ""
    rows_read: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    refused: bool = False

    @property
    def status(self) -> str:
        if self.refused:
            return results.REFUSED
        return results.PARTLY_LOADED if self.quarantined else results.LOADED

    @property
    def message_da(self) -> str:
        places = [_told(fault) for fault in self.faults]
        if self.refused:
            return text_da.refused(text_da.details(places))
        counted = text_da.counts(self.rows_read, len(self.rows), len(self.quarantined), len(self.skipped))
        if not self.quarantined:
            places = [(text_da.place(row.line, None), row.reason_da) for row in self.skipped]
        return text_da.loaded(counted, text_da.details(places))


def refuse(*faults: Fault) -> Evaluation:
    """The outcome of a file that is not taken."""
    return Evaluation(faults=list(faults), refused=True)


def rules_fingerprint(sources: Sources, registry: Registry) -> str:
    """Changes when a file could be read differently than before: another contract, registry or rule."""
    return f"{RULES_VERSION}-{sources.fingerprint[:16]}-{registry.fingerprint[:16]}"


def load_id_of(source_id: str, sha256: str) -> str:
    """One id for one content within one source."""
    return f"{source_id or 'unknown'}-{sha256[:12]}"


def judge(
    file: Delivery, source: Source | None, content: bytes | None, sources: Sources, registry: Registry
) -> Evaluation:
    """What a delivered file comes to. `content` is None for a file that is not to be opened at all."""
    if source is None:
        return refuse(Fault(text_da.unknown_folder(sources.by_id)))
    if content is None:
        return refuse(Fault(text_da.too_large(file.size_in_megabytes(), source.max_megabytes)))
    if file.name_is_private:
        return refuse(Fault(text_da.CPR_NUMBER, column=text_da.FILE_NAME))
    return evaluate(content, file_name=file.file_name, source=source, sources=sources, registry=registry)


def evaluate(content: bytes, *, file_name: str, source: Source, sources: Sources, registry: Registry) -> Evaluation:
    """What the bytes of one file come to under its source's contract. Never raises for what a file holds."""
    outcome = Evaluation()
    try:
        form = _form(source, file_name)
        if kind := kinds.not_text(content):
            raise RefusedError(Fault(text_da.not_text(kind)))
        text, outcome.encoding = delimited.decode(content, source.encoding)
        table = _divided(content, text, outcome.encoding, source, registry)
        outcome.delimiter, outcome.table = table.delimiter, form.table
        _read_rows(outcome, table, form, Context(source, registry, file_name), _folders(sources))
    except RefusedError as error:
        return Evaluation(encoding=outcome.encoding, delimiter=outcome.delimiter, faults=error.faults, refused=True)
    if outcome.rows_read != len(outcome.rows) + len(outcome.quarantined) + len(outcome.skipped):
        raise RuntimeError(f"{file_name}: rows read are not rows loaded, quarantined and skipped")
    return outcome


def best_form(content: bytes) -> str | None:
    """The form whose required columns the file's header holds most of; None when it holds none of any."""
    try:
        header = delimited.split(delimited.decode(content)[0]).header
    except RefusedError:
        return None
    form = max(FORMS.values(), key=lambda candidate: candidate.share_of_columns(header))
    return form.form_id if form.share_of_columns(header) else None


def _divided(content: bytes, text: str, encoding: str, source: Source, registry: Registry) -> delimited.Table:
    """The text as a table, after the guard: of a file that holds private text, that alone is told."""

    def guarded(delimiter: str | None) -> None:
        guard.check(
            content,
            encoding=encoding,
            delimiter=delimiter,
            free=guard.kroner_columns(registry),
            own_columns={column for form in FORMS.values() for column in form.columns},
        )

    try:
        table = delimited.split(text, source.delimiter)
    except RefusedError:
        guarded(None)
        raise
    guarded(table.delimiter)
    return table


def result(evaluation: Evaluation, source_id: str, file_name: str, sha256: str) -> LoadResult:
    """The evaluation as the answer that others read."""
    return LoadResult(
        load_id=load_id_of(source_id, sha256),
        source_id=source_id,
        file_name=file_name,
        sha256=sha256,
        encoding=evaluation.encoding,
        status=evaluation.status,
        rows_read=evaluation.rows_read,
        rows_loaded=len(evaluation.rows),
        rows_quarantined=len(evaluation.quarantined),
        rows_skipped=len(evaluation.skipped),
        message_da=evaluation.message_da,
        problems=[_problem(file_name, fault) for fault in evaluation.faults[:_MOST_PROBLEMS]],
        delimiter=evaluation.delimiter,
    )


def _form(source: Source, file_name: str) -> Form:
    suffix = PurePath(file_name).suffix.lower()
    if suffix.removeprefix(".") not in source.file_types:
        raise RefusedError(Fault(text_da.file_type_not_supported(suffix, source.file_types)))
    if source.form not in FORMS:
        raise RefusedError(Fault(text_da.form_not_supported(text_da.FORM_NAMES[source.form])))
    return FORMS[source.form]


def _folders(sources: Sources) -> dict[Form, list[str]]:
    return {
        form: [source.source_id for source in sources.by_id.values() if source.form == form_id]
        for form_id, form in FORMS.items()
    }


def _read_rows(
    outcome: Evaluation, table: delimited.Table, form: Form, context: Context, folders: dict[Form, list[str]]
) -> None:
    others = {other: places for other, places in folders.items() if other is not form and places}
    names = check_header(form, table, others)
    if all(row.is_blank for row in table.rows):
        raise RefusedError(Fault(text_da.NO_ROWS))
    outcome.rows_read = len(table.rows)
    stopping: list[Fault] = []
    number_cells: list[str] = []
    first_line: dict[tuple[str, ...], int] = {}
    texts: dict[int, str] = {}
    for raw in table.rows:
        texts[raw.line] = raw.text
        if reason := _reason_to_skip(raw, first_line):
            outcome.skipped.append(Skipped(raw.line, reason, raw.text))
            continue
        row = row_under_header(names, raw)
        values = form.read(row, context) if row.cells else {}
        stopping += row.stopping
        number_cells += [row.get(column) for column in form.numbers]
        if row.faults:
            _quarantine(outcome, row)
        else:
            outcome.rows.append(values)
    if stopping:
        raise RefusedError(*stopping)
    if not context.source.decimal_point and (doubt := points_in_doubt(number_cells)):
        raise RefusedError(Fault(text_da.points_in_doubt(*doubt)))
    if form.key:
        _separate_conflicts(outcome, form.key, texts)


def _reason_to_skip(raw: delimited.RawRow, first_line: dict[tuple[str, ...], int]) -> str | None:
    """Why a row is passed over; notes the line on which each content stands first."""
    if raw.is_blank:
        return text_da.EMPTY_ROW
    cells = tuple(cell.strip() for cell in raw.cells)
    first = first_line.setdefault(cells, raw.line)
    return text_da.same_row(first) if first != raw.line else None


def _quarantine(outcome: Evaluation, row: Row) -> None:
    outcome.quarantined.append(Quarantined(row.faults[0], row.line, row.text))
    outcome.faults += row.faults


def _separate_conflicts(outcome: Evaluation, key: Iterable[str], texts: dict[int, str]) -> None:
    """Takes out every row that shares its key with another one: nobody but the sender knows which is right."""
    lines: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in outcome.rows:
        lines[tuple(row[column] for column in key)].append(row["line"])
    in_conflict = {line: shared for shared in lines.values() if len(shared) > 1 for line in shared}
    if not in_conflict:
        return
    outcome.rows = [row for row in outcome.rows if row["line"] not in in_conflict]
    for line, shared in in_conflict.items():
        fault = Fault(text_da.conflicting_rows(shared), line)
        outcome.quarantined.append(Quarantined(fault, line, texts[line]))
        outcome.faults.append(fault)
    outcome.quarantined.sort(key=lambda entry: entry.line)
    outcome.faults.sort(key=lambda fault: fault.line or 0)


def _told(fault: Fault) -> tuple[str, str]:
    return text_da.place(fault.line, fault.column), f"{fault.message.reason} {fault.message.remedy}"


def _problem(file_name: str, fault: Fault) -> Problem:
    return Problem(file_name, fault.line, fault.column, fault.value, fault.message.reason, fault.message.remedy)
