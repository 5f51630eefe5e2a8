"""Sifts the staged rows: passed over, in quarantine or loaded. Every staged row ends in exactly one of the three.

Makes the tables skipped (row and reason), row_fault (row and fault, in the order told) and left_out (delivered rows
that are not loaded although all their parts are well).
"""

from typing import Any

from danish import ingest as text_da
from ingest.faults import Fault
from ingest.forms import Form, sql_name, sql_text
from ingest.parts import FAULT, PART_FAULT, Reading
from ingest.stage import DELIVERED, SET_APART, Stage, create, insert

SKIPPED = "temp.skipped"
ROW_FAULT = "temp.row_fault"
LEFT_OUT = "temp.left_out"
_SUSPECT = "temp.suspect"
_SHARED = "temp.shared"
_TOLD = "temp.told"
_NOT_LOADED = "temp.not_loaded"
_ROW = "temp.row_not_loaded"
_ROW_TEXT = "temp.row_text"
_CONFLICT = "temp.conflict"
_CONFLICT_FAULT = "temp.conflict_fault"
_ROW_FAULT_COLUMNS = {"_line": "integer", "fault_id": "integer"}


def pass_over(reading: Reading) -> None:
    """Notes blank rows, and rows with the same content as an earlier one."""
    stage = reading.stage
    create(stage.connection, SKIPPED, {"_line": "integer", "reason": "varchar"})
    blank = "len(list_filter(cells, lambda cell: cell <> '')) = 0"
    stage.run(
        f"insert into {SKIPPED} select _line, coalesce(reason, ?) from {SET_APART} where {blank}", [text_da.EMPTY_ROW]
    )
    if not reading.form.may_repeat:
        if _suspect(reading):
            cells = ", ".join(f"t{at}.same" for at in range(len(stage.names)))
            _skip_repeats(stage, stage.with_texts(_only(DELIVERED, _SUSPECT), stage.names), cells)
        if stage.value(f"select count(*) from {SET_APART}"):
            _skip_repeats(stage, f"(select * from {SET_APART} where not ({blank})) as d", "cells")
    stage.run(f"create or replace temporary table {LEFT_OUT} as select _line from {SKIPPED}")


def _suspect(reading: Reading) -> bool:
    """Notes the rows that may be the same as another one; whether there are any.

    Those share their key, where there is one that could be read.
    """
    stage, form = reading.stage, reading.form
    create(stage.connection, _SUSPECT, {"_line": "integer"})
    if form.key:
        rows = reading.rows(reading.part_of(column) for column in form.key)
        content = f"hash({', '.join(f'p{reading.part_of(column)}.{sql_name(column)}' for column in form.key)})"
    else:
        rows = stage.with_texts(DELIVERED, stage.names)
        content = f"hash({', '.join(f't{at}.same' for at in range(len(stage.names)))})"
    is_well = reading.is_well if form.key else "true"
    stage.run(
        f"create or replace temporary table {_SHARED} as "
        f"select {content} as content from {rows} where {is_well} group by 1 having count(*) > 1"
    )
    if is_well != "true" or stage.value(f"select count(*) from {_SHARED}"):
        shared = f"{content} in (select content from {_SHARED})"
        stage.run(f"insert into {_SUSPECT} select d._line from {rows} where not ({is_well}) or {shared}")
        return True
    return False


def _skip_repeats(stage: Stage, rows: str, cells: str) -> None:
    place = "coalesce(d._place, 'linje ' || d._line)"
    stage.run(
        f"insert into {SKIPPED} select _line, replace(?, '{{first}}', first_place) from ("
        f"select d._line, first_value(d._line) over same as first_line, first_value({place}) over same as first_place "
        f"from {rows} window same as (partition by {cells} order by d._line)) where first_line < _line",
        [text_da.same_row("{first}")],
    )


def note_faults(reading: Reading) -> None:
    """Every fault of every row that is not passed over."""
    stage = reading.stage
    create(stage.connection, ROW_FAULT, _ROW_FAULT_COLUMNS)
    for number in sorted(reading.book.faulty_parts):
        stage.run(
            f"insert into {ROW_FAULT} select d._line, fault_id from {reading.rows()} "
            f"join {PART_FAULT} on part = {number} and code = p{number}._code "
            f"where d._line not in (select _line from {SKIPPED})"
        )
    kept = f"_line not in (select _line from {SKIPPED})"
    for (width,) in stage.rows(f"select distinct len(cells) from {SET_APART} where {kept}"):
        [fault_id] = reading.book.add([(Fault(text_da.ragged(width, len(stage.names))), False)])
        stage.run(
            f"insert into {ROW_FAULT} select _line, {fault_id} from {SET_APART} where len(cells) = {width} and {kept}"
        )


def separate_conflicts(reading: Reading) -> None:
    """Takes out every row that shares its key with another one: nobody but the sender knows which is right."""
    stage, form = reading.stage, reading.form
    if not form.key or not stage.value(f"select count(*) from {_SUSPECT}"):
        return
    parts = [reading.part_of(column) for column in form.key]
    keys = ", ".join(f"p{part}.{sql_name(column)}" for part, column in zip(parts, form.key, strict=True))
    stage.run(
        f"create or replace temporary table {_CONFLICT} as "
        f"select list(d._line order by d._line) as lines from {reading.rows(parts)} "
        f"where {reading.is_well} and d._line in (select _line from {_SUSPECT}) "
        f"and d._line not in (select _line from {LEFT_OUT}) group by {keys} having count(*) > 1"
    )
    conflicts = stage.rows(
        f"select number, any_value(count), list(coalesce(_place, cast(_line as varchar)) order by _line) from ("
        f"select lines[1] as number, len(lines) as count, unnest(lines[1:{text_da.MOST_CONFLICTING}]) as _line "
        f"from {_CONFLICT}) join (select _line, _place from {DELIVERED}) using (_line) group by number order by number"
    )
    faults = reading.book.add(
        [(Fault(text_da.conflicting_rows(places, found)), False) for _, found, places in conflicts]
    )
    numbers = [(number, fault) for (number, _, _), fault in zip(conflicts, faults, strict=True)]
    create(stage.connection, _CONFLICT_FAULT, {"number": "integer", "fault_id": "integer"})
    insert(stage.connection, _CONFLICT_FAULT, {"number": "integer", "fault_id": "integer"}, numbers)
    in_conflict = f"from {_CONFLICT} join {_CONFLICT_FAULT} on number = lines[1]"
    stage.run(f"insert into {ROW_FAULT} select unnest(lines), fault_id {in_conflict}")
    stage.run(f"insert into {LEFT_OUT} select unnest(lines) from {_CONFLICT}")


def faults(stage: Stage, most: int, *, stopping: bool = False) -> tuple[list[Fault], int]:
    """The first faults in the order of the rows, and how many there are; `stopping`: of those that stop the file."""
    chosen = f"from {ROW_FAULT} join {FAULT} using (fault_id) {'where stops' if stopping else ''}"
    count = stage.value(f"select count(*) {chosen}")
    if not count:
        return [], 0
    stage.run(f"create or replace temporary table {_TOLD} as select * {chosen} order by _line, fault_id limit {most}")
    rows = stage.rows(
        f"select _line, {_column(stage)}, value_text, reason, remedy, partner_remedy, _place "
        f"from {_TOLD} join ({_places(_TOLD)}) using (_line) order by _line, fault_id"
    )
    return [
        Fault(text_da.Message(*message), line, column, value, place or "")
        for line, column, value, *message, place in rows
    ], count


def row_faults(stage: Stage) -> list[tuple[int, str, str, str]]:
    """Every fault: its row's line, the column as the form names it, the reason, and what a partner can do."""
    return stage.rows(
        f"select _line, coalesce(column_name, ''), reason, partner_remedy "
        f"from {ROW_FAULT} join {FAULT} using (fault_id) order by _line, fault_id"
    )


def delivered_rows(stage: Stage) -> list[tuple[int, str, list[str]]]:
    """Every row in the order of the file: its line, its place in words where it has one, and its cells."""
    cells = ", ".join(f"t{at}.text" for at in range(len(stage.names)))
    return stage.rows(
        f"select d._line, coalesce(d._place, ''), [{cells}] as cells from {stage.with_texts(DELIVERED, stage.names)} "
        f"union all select _line, coalesce(_place, ''), cells from {SET_APART} order by _line"
    )


def _places(chosen: str) -> str:
    """Where the rows of the table `chosen` stand."""
    return (
        f"select _line, _place, _letters from {_only(DELIVERED, chosen)} "
        f"union all select _line, _place, null from {_only(SET_APART, chosen)}"
    )


def _only(rows: str, chosen: str) -> str:
    return f"(select * from {rows} where _line in (select _line from {chosen}))"


def _column(stage: Stage) -> str:
    """How the fault's column is called where it was delivered: in a workbook by its letter, else by its name."""
    names = ", ".join(sql_text(name) for name in stage.names)
    letter = f"string_split(_letters, ',')[list_position([{names}], column_name)]"
    return f"coalesce(nullif({letter}, ''), column_name)" if stage.has_places else "column_name"


def keep_texts(reading: Reading) -> None:
    """Of each row that is not loaded: its place, its text as delivered, and what its cells say that it is about."""
    stage, about = reading.stage, reading.form.about
    create(stage.connection, _NOT_LOADED, {"_line": "integer"})
    stage.run(f"insert into {_NOT_LOADED} select _line from {SKIPPED} union select _line from {ROW_FAULT}")
    stage.run(f"create or replace temporary table {_ROW} as select * from {_only(DELIVERED, _NOT_LOADED)}")
    cells = ", ".join(f"t{at}.text" for at in range(len(stage.names)))
    said = ", ".join(f"trim(t{stage.names.index(name)}.text)" if name in stage.names else "''" for name in about)
    key = f"array_to_string([{said}], '|')" if about else "cast(null as varchar)"
    stage.run(
        f"create or replace temporary table {_ROW_TEXT} as "
        f"select d._line, d._place, d._letters, coalesce(d._text, array_to_string([{cells}], {sql_text(stage.sign)})) "
        f"as row_text, {key} as key_text from {stage.with_texts(_ROW, stage.names)} "
        f"union all select _line, _place, null, _text, null from {SET_APART}"
    )


def skipped_sql() -> str:
    """The rows of raw.skipped, without their load."""
    return (
        f"select _line as line, _place as place, reason as reason_da, row_text from {SKIPPED} "
        f"join {_ROW_TEXT} using (_line)"
    )


def quarantine_sql(stage: Stage) -> str:
    """The rows of raw.quarantine, without their load: each with the first of its faults."""
    return (
        f"select _line as line, _place as place, {_column(stage)} as column_name, value_text, reason as reason_da, "
        f"remedy as remedy_da, row_text, key_text "
        f"from (select _line, min(fault_id) as fault_id from {ROW_FAULT} group by _line) "
        f"join {FAULT} using (fault_id) join {_ROW_TEXT} using (_line)"
    )


def loaded_sql(reading: Reading, source_id: str) -> str:
    """The rows that are loaded, as the form writes them, without their load."""
    form = reading.form
    outputs = ", ".join(
        f"p{number}.{sql_name(output)}" for number, part in enumerate(form.parts) for output in part.outputs
    )
    derived = "".join(f", {expression} as {sql_name(column)}" for column, expression in form.derived.items())
    rows = (
        f"select *{derived} from ("
        f"select d._line as line, d._place as place, {sql_text(source_id)} as source_id, {outputs} "
        f"from {reading.rows(range(len(form.parts)))} where {_is_loaded(reading)})"
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


def counts(reading: Reading) -> dict[str, int]:
    """How many delivered rows were read, and came to each end; each counted by itself."""
    row: tuple[Any, ...] = reading.stage.rows(
        f"select (select count(*) from {DELIVERED}) + (select count(*) from {SET_APART}), "
        f"(select count(*) from {reading.rows()} where {_is_loaded(reading)}), "
        f"(select count(distinct _line) from {ROW_FAULT}), (select count(*) from {SKIPPED})"
    )[0]
    return dict(zip(("rows_read", "rows_loaded", "rows_quarantined", "rows_skipped"), row, strict=True))


def _is_loaded(reading: Reading) -> str:
    return f"{reading.is_well} and d._line not in (select _line from {LEFT_OUT})"
