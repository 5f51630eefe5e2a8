"""One file's bytes → what would be loaded, what goes to quarantine, what is passed over, or why nothing is taken.

Nothing is written here but scratch tables: ingest and validate both build on it, so that they cannot disagree.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import PurePath

import duckdb

from danish import ingest as text_da
from danish import ingest_privacy as privacy_da
from ingest import guard, indicator_values, registration_events, registrations, sift, survey_answers
from ingest.deliveries import Delivery
from ingest.evaluation import MOST_PROBLEMS, Evaluation, Staged, refuse
from ingest.faults import Fault, RefusedError
from ingest.forms import Context, Form, check_header, stripped
from ingest.headings import headings
from ingest.numbers import points_in_doubt
from ingest.parts import Reading, read_parts
from ingest.readers import delimited, kinds, plain
from ingest.registry import Registry
from ingest.sources import Source, Sources
from ingest.stage import CELL_TEXT, DELIVERED, SET_APART, Stage, scratch, stage

FORMS: dict[str, Form] = {
    form.form_id: form
    for form in (indicator_values.FORM, registrations.FORM, registration_events.FORM, survey_answers.FORM)
}
# Raised when the rules of reading change, so that what was refused or quarantined under the old ones is tried again.
RULES_VERSION = 2
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls"})


def rules_fingerprint(sources: Sources, registry: Registry) -> str:
    """Changes when a file could be read differently than before: another contract, registry or rule."""
    return f"{RULES_VERSION}-{sources.fingerprint[:16]}-{registry.fingerprint[:16]}"


def judge(
    file: Delivery,
    source: Source | None,
    content: bytes | None,
    sources: Sources,
    registry: Registry,
    connection: duckdb.DuckDBPyConnection | None = None,
    reporter: str | None = None,
) -> Evaluation:
    """What a delivered file comes to. `content` is None for a file that is not to be opened at all."""
    if source is None:
        return refuse(Fault(text_da.unknown_folder(sources.by_id)))
    if content is None:
        return refuse(Fault(text_da.too_large(file.size_in_megabytes(), source.max_megabytes)))
    if file.name_is_private:
        return refuse(Fault(privacy_da.CPR_NUMBER, column=privacy_da.FILE_NAME))
    return evaluate(
        content,
        file_name=file.file_name,
        source=source,
        sources=sources,
        registry=registry,
        connection=connection,
        reporter=reporter,
    )


def evaluate(
    content: bytes,
    *,
    file_name: str,
    source: Source,
    sources: Sources,
    registry: Registry,
    connection: duckdb.DuckDBPyConnection | None = None,
    reporter: str | None = None,
) -> Evaluation:
    """What the bytes of one file come to under its source's contract. Never raises for what a file holds.

    The rows are staged in `connection`, in place of those of the file before; without one, in memory of their own.
    `reporter` is the only name that may stand as the one who reports.
    """
    outcome = Evaluation()
    try:
        _check_type(source, file_name)
        if is_workbook(file_name):
            table = _workbook(content, file_name, source)
        else:
            table = _text(outcome, content, source, registry)
        outcome.delimiter, outcome.notices = table.delimiter, table.notices
        form = _form(source, table.header).under(registry, table.header)
        outcome.headings = headings(form, table.header)
        names = _header_names(form, table, _others(source, sources, registry))
        outcome.headings = ()
        staged = stage(connection or scratch(), names, table)
        context = Context(source, registry, file_name, reporter)
        reading = _sift(outcome, staged, form, context)
        outcome.staged = Staged(reading, source.source_id)
    except RefusedError as error:
        refused = refuse(*error.faults, count=error.count)
        refused.encoding, refused.delimiter = outcome.encoding, outcome.delimiter
        refused.noted, refused.headings = outcome.noted, outcome.headings
        return refused
    if outcome.rows_read != outcome.rows_loaded + outcome.rows_quarantined + outcome.rows_skipped:
        raise RuntimeError(f"{file_name}: rows read are not rows loaded, quarantined and skipped")
    return outcome


def _header_names(form: Form, table: delimited.Table, others: dict[Form, list[str]]) -> list[str]:
    """The header's names; what is wrong with them is told where a workbook has them."""
    try:
        return check_header(form, table, others)
    except RefusedError as error:
        if not table.header_place:
            raise
        raise RefusedError(*(replace(fault, line=None, place=table.header_place) for fault in error.faults)) from error


def _text(outcome: Evaluation, content: bytes, source: Source, registry: Registry) -> delimited.Table:
    if kind := kinds.not_text(content):
        raise RefusedError(Fault(text_da.not_text(kind)))
    if len(content) >= plain.LARGE:
        outcome.encoding = delimited.encoding_of(content, source.encoding)
        if table := _plain(content, outcome.encoding, source, registry):
            return table
    text, outcome.encoding = delimited.decode(content, source.encoding)
    try:
        table = delimited.divide(text, source.delimiter)
    except RefusedError:
        _guard(content, outcome.encoding, None, source, registry)
        raise
    _guard(content, outcome.encoding, table.delimiter, source, registry)
    return table


def _plain(content: bytes, encoding: str, source: Source, registry: Registry) -> delimited.Table | None:
    """The table of a large file that is plain throughout. It is divided and guarded at once."""
    heading = plain.heading(content, encoding, source.delimiter)
    if heading is None:
        return None
    with ThreadPoolExecutor(max_workers=1) as beside:
        guarded = beside.submit(_guard, content, encoding, heading.delimiter, source, registry)
        table = plain.read(content, encoding, heading)
        guarded.result()
    return table


def _guard(content: bytes, encoding: str, delimiter: str | None, source: Source, registry: Registry) -> None:
    """Raises RefusedError for a file with private text: that alone is told, whatever else is wrong."""
    guard.check(
        content,
        encoding=encoding,
        delimiter=delimiter,
        free=guard.free_columns(source, registry),
        own_columns={column for form in FORMS.values() for column in form.columns},
    )


def _workbook(content: bytes, file_name: str, source: Source) -> delimited.Table:
    from ingest.readers import excel

    return excel.read_table(content, file_name=file_name, source=source)


def _sift(outcome: Evaluation, staged: Stage, form: Form, context: Context) -> Reading:
    """Reads the staged rows and sifts them. Raises RefusedError for what throws doubt on the whole file."""
    if not staged.value(f"select count(*) from {DELIVERED}") and not staged.value(
        f"select count(*) from {SET_APART} where len(list_filter(cells, lambda cell: cell <> '')) > 0"
    ):
        raise RefusedError(Fault(text_da.NO_ROWS))
    reading = read_parts(staged, form, context)
    sift.pass_over(reading)
    sift.note_faults(reading)
    outcome.noted = staged
    stopping, count = sift.faults(staged, MOST_PROBLEMS, stopping=True)
    if stopping:
        raise RefusedError(*stopping, count=count)
    if not context.source.decimal_point and (doubt := points_in_doubt(_cells_with_points(staged, form))):
        raise RefusedError(Fault(text_da.points_in_doubt(*doubt)))
    sift.separate_conflicts(reading)
    outcome.faults, outcome.fault_count = sift.faults(staged, MOST_PROBLEMS)
    for name, number in sift.counts(reading).items():
        setattr(outcome, name, number)
    if outcome.rows_read != outcome.rows_loaded:
        sift.keep_texts(reading)
    return reading


def _cells_with_points(staged: Stage, form: Form) -> Iterable[str]:
    """Every different number cell with a point in it, in the order in which they first stand in the file."""
    cells = " union all ".join(
        f"select {stripped('text')} as cell, position, min(_line) as line from {DELIVERED} "
        f"join {CELL_TEXT} on position = {staged.names.index(column)} and code = {staged.cell(column)} "
        f"where contains(text, '.') group by 1, 2"
        for column in form.numbers
        if column in staged.names
    )
    return [cell for (cell,) in staged.rows(f"select cell from ({cells}) order by line, position")] if cells else []


def best_form(content: bytes) -> str | None:
    """The form whose required columns the file's header holds most of; None when it holds none of any."""
    try:
        return _best_form(delimited.divide(delimited.decode(content)[0]).header)
    except RefusedError:
        return None


def best_source(content: bytes, file_name: str, sources: Sources) -> str | None:
    """The first source that would take the workbook: one of its layouts fits, or it holds a form of that source.

    A workbook that nobody would take is told by the first source with layouts, which names the nearest one.
    """
    candidates = [source for source in sources.by_id.values() if "xlsx" in source.file_types]
    for source in candidates:
        try:
            header = _workbook(content, file_name, source).header
        except RefusedError:
            continue
        if _best_form(header) in source.forms:
            return source.source_id
    return next((source.source_id for source in candidates if source.layouts), None)


def is_workbook(file_name: str) -> bool:
    return PurePath(file_name).suffix.lower() in _WORKBOOKS


def _best_form(header: list[str]) -> str | None:
    form = max(FORMS.values(), key=lambda candidate: candidate.share_of_columns(header))
    return form.form_id if form.share_of_columns(header) else None


def _check_type(source: Source, file_name: str) -> None:
    suffix = PurePath(file_name).suffix.lower()
    if suffix.removeprefix(".") not in source.file_types:
        raise RefusedError(Fault(text_da.file_type_not_supported(suffix, source.file_types)))


def _form(source: Source, header: list[str]) -> Form:
    """Which of the source's forms the header belongs to: the one whose required columns it holds most of."""
    forms = [FORMS[form_id] for form_id in source.forms]
    return max(forms, key=lambda form: form.share_of_columns(header))


def _others(source: Source, sources: Sources, registry: Registry) -> dict[Form, list[str]]:
    """The forms that the source does not deliver, and the folders they belong in."""
    folders = {
        form: [other.source_id for other in sources.by_id.values() if form_id in other.forms]
        for form_id, form in FORMS.items()
        if form_id not in source.forms
    }
    return {form.under(registry): places for form, places in folders.items() if places}
