"""Reads the parts of a form: once for each different combination of delivered texts, and back to every row by number.

Makes the tables part_0, part_1 … (a combination's number, texts and outputs), part_fault and fault (what is wrong with
it), and coded (every delivered row as one number per part).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.faults import Fault
from ingest.forms import Context, Form, Part, Row, sql_name
from ingest.stage import DELIVERED, Stage, create, insert

FAULT = "temp.fault"
PART_FAULT = "temp.part_fault"
CODED = "temp.coded"
_COMBINATION = "temp.combination"
_AT_ONCE = 50_000
_FAULT_COLUMNS = {
    "fault_id": "integer",
    "column_name": "varchar",
    "value_text": "varchar",
    "reason": "varchar",
    "remedy": "varchar",
    "stops": "boolean",
}
_PART_FAULT_COLUMNS = {"part": "integer", "code": "integer", "fault_id": "integer"}


def part_table(number: int) -> str:
    return f"temp.part_{number}"


class FaultBook:
    """The different faults of a file, numbered in the order in which a row's faults are told."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._count = 0
        create(stage.connection, FAULT, _FAULT_COLUMNS)
        create(stage.connection, PART_FAULT, _PART_FAULT_COLUMNS)

    def add(self, faults: Sequence[tuple[Fault, bool]]) -> list[int]:
        """Notes faults, each with whether it stops the file; their numbers."""
        numbers = range(self._count, self._count + len(faults))
        self._count += len(faults)
        rows = [
            (number, fault.column, fault.value, fault.message.reason, fault.message.remedy, stops)
            for number, (fault, stops) in zip(numbers, faults, strict=True)
        ]
        insert(self._stage.connection, FAULT, _FAULT_COLUMNS, rows)
        return list(numbers)

    def add_to_part(self, part: int, faults: Sequence[tuple[int, Fault, bool]]) -> None:
        """Notes faults of a part's combinations, each with the combination's number."""
        numbers = self.add([(fault, stops) for _, fault, stops in faults])
        rows = [(part, code, number) for (code, _, _), number in zip(faults, numbers, strict=True)]
        insert(self._stage.connection, PART_FAULT, _PART_FAULT_COLUMNS, rows)


def read_parts(stage: Stage, form: Form, context: Context) -> FaultBook:
    """Evaluates every part of the form over the staged rows, and numbers the rows by it."""
    book = FaultBook(stage)
    for number, part in enumerate(form.parts):
        _read_part(stage, number, part, context, book)
    _code_rows(stage, form)
    return book


def _read_part(stage: Stage, number: int, part: Part, context: Context, book: FaultBook) -> None:
    present = _present(stage, part)
    columns = {
        "_code": "integer",
        **{f"cell_{position}": "varchar" for position in range(len(present))},
        **{sql_name(output): part.type_of(output) for output in part.outputs},
        "_bad": "boolean",
    }
    create(stage.connection, part_table(number), columns)
    combinations = _combinations(present)
    done = 0
    if part.plain and len(present) == len(part.columns):
        plain = part.plain(context)
        outputs = ", ".join(plain.outputs[output] for output in part.outputs)
        cells = ", ".join(map(sql_name, present))
        stage.run(
            f"insert into {part_table(number)} select row_number() over (), {cells}, {outputs}, false "
            f"from ({combinations}) where {plain.when}"
        )
        done = stage.value(f"select count(*) from {part_table(number)}")
        combinations += f" where not ({plain.when})"
    stage.run(
        f"create or replace temporary table {_COMBINATION} as "
        f"select row_number() over () + {done} as code, * from ({combinations})"
    )
    for some in _in_pieces(stage, done):
        faults: list[tuple[int, Fault, bool]] = []
        rows = [_evaluated(part, present, combination, context, faults) for combination in some]
        insert(stage.connection, part_table(number), columns, rows)
        book.add_to_part(number, faults)


def _evaluated(
    part: Part,
    present: Sequence[str],
    combination: Sequence[Any],
    context: Context,
    faults: list[tuple[int, Fault, bool]],
) -> tuple[Any, ...]:
    code, *texts = combination[: len(present) + 1]
    row = Row(dict(zip(present, texts, strict=True)))
    outputs = part.read(row, context)
    faults += [(code, fault, False) for fault in row.faults] + [(code, fault, True) for fault in row.stopping]
    is_bad = bool(row.faults or row.stopping)
    return (code, *texts, *(outputs[output] for output in part.outputs), is_bad)


def _in_pieces(stage: Stage, done: int) -> Iterator[list[tuple[Any, ...]]]:
    count = stage.value(f"select count(*) from {_COMBINATION}")
    for start in range(done, done + count, _AT_ONCE):
        yield stage.rows(
            f"select * from {_COMBINATION} where code > ? and code <= ? order by code", [start, start + _AT_ONCE]
        )


def _present(stage: Stage, part: Part) -> list[str]:
    """The part's columns that the file has; an optional one may have been left out."""
    return [column for column in part.columns if column in stage.names]


def _combinations(present: Sequence[str]) -> str:
    if not present:
        return "select true as nothing"
    return f"select distinct {', '.join(map(sql_name, present))} from {DELIVERED}"


def _code_rows(stage: Stage, form: Form) -> None:
    """Every row as numbers. `key` is equal in rows that share the form's key; the converse has to be looked at."""
    numbers = range(len(form.parts))
    joins = [
        f"join {part_table(number)} as p{number} on {_on(_present(stage, part), number)}"
        for number, part in enumerate(form.parts)
    ]
    codes = ", ".join(f"p{number}._code as p{number}" for number in numbers)
    bad = " or ".join(f"p{number}._bad" for number in numbers)
    key = ", ".join(output_expression(form, column) for column in form.key)
    stage.run(
        f"create or replace temporary table {CODED} as "
        f"select d._line, {'d._place' if stage.has_places else 'cast(null as varchar)'} as _place, {codes}, "
        f"{bad} as bad, {f'hash({key})' if form.key else 'null'} as key "
        f"from {DELIVERED} as d {' '.join(joins)}"
    )


def _on(present: Sequence[str], number: int) -> str:
    return " and ".join(
        [f"p{number}.cell_{position} = d.{sql_name(column)}" for position, column in enumerate(present)] or ["true"]
    )


def output_expression(form: Form, output: str) -> str:
    """The output in SQL where each part is joined as p0, p1 …"""
    number = next(number for number, part in enumerate(form.parts) if output in part.outputs)
    return f"p{number}.{sql_name(output)}"
