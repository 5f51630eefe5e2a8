"""Sifts the staged rows: passed over, in quarantine or loaded. Every staged row ends in exactly one of the three.

Makes the tables skipped (row and reason), row_fault (row and fault, in the order told) and left_out (delivered rows
that are not loaded although all their parts are well).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from danish import ingest as text_da
from ingest.faults import Fault
from ingest.forms import Form, sql_name, sql_text, stripped
from ingest.parts import CODED, FAULT, PART_FAULT, FaultBook, output_expression, part_table
from ingest.stage import DELIVERED, SET_APART, Stage, create, insert

SKIPPED = "temp.skipped"
ROW_FAULT = "temp.row_fault"
LEFT_OUT = "temp.left_out"
_SUSPECT = "temp.suspect"
_ROW_FAULT_COLUMNS = {"_line": "integer", "fault_id": "integer"}


def pass_over(stage: Stage, form: Form) -> None:
    """Notes blank rows, and rows with the same content as an earlier one."""
    create(stage.connection, SKIPPED, {"_line": "integer", "reason": "varchar"})
    blank = "len(list_filter(cells, lambda cell: cell <> '')) = 0"
    stage.run(
        f"insert into {SKIPPED} select _line, coalesce(reason, ?) from {SET_APART} where {blank}", [text_da.EMPTY_ROW]
    )
    if not form.may_repeat:
        _suspect(stage, form)
        cells = ", ".join(stripped(name) for name in stage.names)
        _skip_repeats(stage, f"{DELIVERED} where _line in (select _line from {_SUSPECT})", cells)
        _skip_repeats(stage, f"{SET_APART} where not ({blank})", "cells")
    stage.run(f"create or replace temporary table {LEFT_OUT} as select _line from {SKIPPED}")


def _suspect(stage: Stage, form: Form) -> None:
    """Rows that may be the same as another one: those share their key, where there is one that could be read."""
    if form.key:
        shared = f"select key from {CODED} where not bad group by key having count(*) > 1"
        suspects = f"select _line from {CODED} where bad or key in ({shared})"
    else:
        content = f"hash({', '.join(stripped(name) for name in stage.names)})"
        shared = f"select {content} from {DELIVERED} group by 1 having count(*) > 1"
        suspects = f"select _line from {DELIVERED} where {content} in ({shared})"
    stage.run(f"create or replace temporary table {_SUSPECT} as {suspects}")


def _skip_repeats(stage: Stage, rows: str, cells: str) -> None:
    place = "coalesce(_place, 'linje ' || _line)"
    stage.run(
        f"insert into {SKIPPED} select _line, replace(?, '{{first}}', first_place) from ("
        f"select _line, first_value(_line) over same as first_line, first_value({place}) over same as first_place "
        f"from {rows} window same as (partition by {cells} order by _line)) where first_line < _line",
        [text_da.same_row("{first}")],
    )


def note_faults(stage: Stage, form: Form, book: FaultBook) -> None:
    """Every fault of every row that is not passed over."""
    create(stage.connection, ROW_FAULT, _ROW_FAULT_COLUMNS)
    kept = f"_line not in (select _line from {SKIPPED})"
    faulty = {part for (part,) in stage.rows(f"select distinct part from {PART_FAULT}")}
    for number in sorted(faulty):
        stage.run(
            f"insert into {ROW_FAULT} select _line, fault_id from {CODED} "
            f"join {PART_FAULT} on part = {number} and code = p{number} where {kept}"
        )
    widths = stage.rows(f"select distinct len(cells) from {SET_APART} where {kept}")
    for (width,) in widths:
        [fault_id] = book.add([(Fault(text_da.ragged(width, len(stage.names))), False)])
        stage.run(
            f"insert into {ROW_FAULT} select _line, {fault_id} from {SET_APART} where len(cells) = {width} and {kept}"
        )


def separate_conflicts(stage: Stage, form: Form, book: FaultBook) -> None:
    """Takes out every row that shares its key with another one: nobody but the sender knows which is right."""
    if not form.key or not stage.value(f"select count(*) from {_SUSPECT}"):
        return
    keys = [output_expression(form, column) for column in form.key]
    joins = " ".join(
        f"join {part_table(number)} as p{number} on p{number}._code = c.p{number}" for number in _parts(form)
    )
    sharing = stage.rows(
        f"select list(_line order by _line), list(coalesce(_place, cast(_line as varchar)) order by _line) "
        f"from {CODED} as c {joins} where not bad and _line in (select _line from {_SUSPECT}) "
        f"and _line not in (select _line from {LEFT_OUT}) group by {', '.join(keys)} having count(*) > 1"
    )
    faults = book.add([(Fault(text_da.conflicting_rows(places)), False) for _, places in sharing])
    pairs = [(line, fault) for (lines, _), fault in zip(sharing, faults, strict=True) for line in lines]
    insert(stage.connection, ROW_FAULT, _ROW_FAULT_COLUMNS, pairs)
    insert(stage.connection, LEFT_OUT, {"_line": "integer"}, ((line,) for line, _ in pairs))


def _parts(form: Form) -> Iterable[int]:
    """The parts that the form's key comes from."""
    return [number for number, part in enumerate(form.parts) if set(part.outputs) & set(form.key)]


def faults(stage: Stage, most: int, *, stopping: bool = False) -> tuple[list[Fault], int]:
    """The first faults in the order of the rows, and how many there are; `stopping`: of those that stop the file."""
    chosen = f"from {ROW_FAULT} join {FAULT} using (fault_id) {'where stops' if stopping else ''}"
    count = stage.value(f"select count(*) {chosen}")
    rows = (
        stage.rows(
            f"select first._line, {_column(stage)}, value_text, reason, remedy, _place from ("
            f"select * {chosen} order by _line, fault_id limit {most}) as first "
            f"left join ({_places()}) as staged using (_line) order by _line, fault_id"
        )
        if count
        else []
    )
    return [_fault(*row) for row in rows], count


def _fault(line: int, column: str | None, value: str | None, reason: str, remedy: str, place: str | None) -> Fault:
    return Fault(text_da.Message(reason, remedy), line, column, value, place or "")


def _places() -> str:
    return f"select _line, _place, _letters from {DELIVERED} union all select _line, _place, null from {SET_APART}"


def _column(stage: Stage) -> str:
    """How the fault's column is called where it was delivered: in a workbook by its letter, else by its name."""
    names = ", ".join(sql_text(name) for name in stage.names)
    letter = f"string_split(_letters, ',')[list_position([{names}], column_name)]"
    return f"coalesce(nullif({letter}, ''), column_name)" if stage.has_places else "column_name"


def skipped_sql(stage: Stage) -> str:
    """The rows of raw.skipped, without their load."""
    return (
        f"select _line as line, _place as place, reason as reason_da, row_text from {SKIPPED} "
        f"join ({_texts(stage)}) using (_line)"
    )


def quarantine_sql(stage: Stage, form: Form) -> str:
    """The rows of raw.quarantine, without their load: each with the first of its faults."""
    return (
        f"select _line as line, _place as place, {_column(stage)} as column_name, value_text, reason as reason_da, "
        f"remedy as remedy_da, row_text, key_text "
        f"from (select _line, min(fault_id) as fault_id from {ROW_FAULT} group by _line) "
        f"join {FAULT} using (fault_id) join ({_texts(stage, form.about)}) using (_line)"
    )


def _texts(stage: Stage, about: Sequence[str] = ()) -> str:
    cells = ", ".join(stripped(column) if column in stage.names else "''" for column in about)
    key = f"array_to_string([{cells}], '|')" if about else "cast(null as varchar)"
    return (
        f"select _line, _place, _letters, {stage.row_text('d')} as row_text, {key} as key_text from {DELIVERED} as d "
        f"union all select _line, _place, null, _text, null from {SET_APART}"
    )


def loaded_sql(form: Form, source_id: str) -> str:
    """The rows that are loaded, as the form writes them, without their load."""
    outputs = ", ".join(
        f"p{number}.{sql_name(output)}" for number, part in enumerate(form.parts) for output in part.outputs
    )
    joins = " ".join(
        f"join {part_table(number)} as p{number} on p{number}._code = c.p{number}" for number in range(len(form.parts))
    )
    derived = "".join(f", {expression} as {sql_name(column)}" for column, expression in form.derived.items())
    rows = (
        f"select *{derived} from ("
        f"select c._line as line, c._place as place, {sql_text(source_id)} as source_id, {outputs} "
        f"from {CODED} as c {joins} where {_is_loaded()})"
    )
    return _long(form, rows) if form.long else rows


def _long(form: Form, rows: str) -> str:
    assert form.long
    filled = ", ".join(f"{{'name': {sql_text(column)}, 'value': {sql_name(column)}}}" for column in form.long.columns)
    return (
        f"select * exclude (filled), "
        f"filled.name as {sql_name(form.long.key)}, filled.value as {sql_name(form.long.value)} "
        f"from (select *, unnest([{filled}]) as filled from ({rows})) where filled.value is not null"
    )


def counts(stage: Stage) -> dict[str, int]:
    """How many delivered rows were read, and came to each end; each counted by itself."""
    row: tuple[Any, ...] = stage.rows(
        f"select (select count(*) from {DELIVERED}) + (select count(*) from {SET_APART}), "
        f"(select count(*) from {CODED} where {_is_loaded()}), "
        f"(select count(distinct _line) from {ROW_FAULT}), (select count(*) from {SKIPPED})"
    )[0]
    return dict(zip(("rows_read", "rows_loaded", "rows_quarantined", "rows_skipped"), row, strict=True))


def _is_loaded() -> str:
    return f"not bad and _line not in (select _line from {LEFT_OUT})"
