"""Reads the parts of a form: once for each different combination of delivered texts, and back to every row by number.

Makes the tables part_0, part_1 … (the numbers of the texts, what they were read as, and whether something is wrong),
part_fault and fault (what is wrong).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from ingest.faults import Fault
from ingest.forms import Context, Form, Part, Row, sql_name
from ingest.stage import CELL_TEXT, DELIVERED, Stage, create, insert

FAULT = "temp.fault"
PART_FAULT = "temp.part_fault"
_COMBINATION = "temp.combination"
_AT_ONCE = 50_000
_FAULT_COLUMNS = {
    "fault_id": "integer",
    "column_name": "varchar",
    "value_text": "varchar",
    "reason": "varchar",
    "remedy": "varchar",
    "partner_remedy": "varchar",
    "stops": "boolean",
}
_PART_FAULT_COLUMNS = {"part": "integer", "code": "integer", "fault_id": "integer"}


class FaultBook:
    """The different faults of a file, numbered in the order in which a row's faults are told."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._count = 0
        self.faulty_parts: set[int] = set()
        create(stage.connection, FAULT, _FAULT_COLUMNS)
        create(stage.connection, PART_FAULT, _PART_FAULT_COLUMNS)

    def add(self, faults: Sequence[tuple[Fault, bool]]) -> list[int]:
        """Notes faults, each with whether it stops the file; their numbers."""
        numbers = range(self._count, self._count + len(faults))
        self._count += len(faults)
        rows = [
            (number, fault.column, fault.value, *fault.message[:2], fault.message.for_partner, stops)
            for number, (fault, stops) in zip(numbers, faults, strict=True)
        ]
        insert(self._stage.connection, FAULT, _FAULT_COLUMNS, rows)
        return list(numbers)

    def add_to_part(self, part: int, faults: Sequence[tuple[int, Fault, bool]]) -> None:
        """Notes faults of a part's combinations, each with the combination's number."""
        if faults:
            self.faulty_parts.add(part)
        numbers = self.add([(fault, stops) for _, fault, stops in faults])
        rows = [(part, code, number) for (code, _, _), number in zip(faults, numbers, strict=True)]
        insert(self._stage.connection, PART_FAULT, _PART_FAULT_COLUMNS, rows)


@dataclass(frozen=True)
class Reading:
    """The staged rows of a form with all its parts read. In SQL, d is a row of DELIVERED and p0, p1 … are its parts."""

    stage: Stage
    form: Form
    book: FaultBook

    def rows(self, parts: Iterable[int] = ()) -> str:
        """A from clause: the delivered rows with those parts, and with all that may have faults."""
        needed = sorted({*parts, *self.book.faulty_parts})
        joins = [f"join {part_table(number)} as p{number} on {self._on(number)}" for number in needed]
        return " ".join([f"{DELIVERED} as d", *joins])

    @property
    def is_well(self) -> str:
        """The condition that no part of a row has a fault."""
        return " and ".join(f"not p{number}._bad" for number in sorted(self.book.faulty_parts)) or "true"

    def part_of(self, output: str) -> int:
        return next(number for number, part in enumerate(self.form.parts) if output in part.outputs)

    def _on(self, number: int) -> str:
        cells = [self.stage.cell(column) for column in _present(self.stage, self.form.parts[number])]
        return " and ".join(f"p{number}.k{at} = d.{cell}" for at, cell in enumerate(cells)) or "true"


def part_table(number: int) -> str:
    return f"temp.part_{number}"


def read_parts(stage: Stage, form: Form, context: Context) -> Reading:
    """Evaluates every part of the form over the staged rows."""
    book = FaultBook(stage)
    for number, part in enumerate(form.parts):
        _read_part(stage, number, part, context, book)
    return Reading(stage, form, book)


def _read_part(stage: Stage, number: int, part: Part, context: Context, book: FaultBook) -> None:
    present = _present(stage, part)
    keys = [f"k{at}" for at in range(len(present))]
    columns = {
        "_code": "integer",
        **dict.fromkeys(keys, "integer"),
        **{sql_name(output): part.type_of(output) for output in part.outputs},
        "_bad": "boolean",
    }
    create(stage.connection, part_table(number), columns)
    codes = count()

    def read(some: list[tuple[Any, ...]]) -> None:
        faults: list[tuple[int, Fault, bool]] = []
        rows = [_evaluated(part, present, next(codes), combination, context, faults) for combination in some]
        insert(stage.connection, part_table(number), columns, rows)
        book.add_to_part(number, faults)

    few = _few_combinations(stage, present)
    if few is not None:
        read(few)
        return
    combinations = _combinations(stage, present)
    if part.plain and len(present) == len(part.columns):
        plain = part.plain(context)
        outputs = ", ".join(plain.outputs[output] for output in part.outputs)
        stage.run(
            f"insert into {part_table(number)} select null, {', '.join(keys)}, {outputs}, false "
            f"from ({combinations}) where {plain.when}"
        )
        combinations = f"select * from ({combinations}) where not ({plain.when})"
    for some in _in_pieces(stage, combinations):
        read(some)


def _evaluated(
    part: Part,
    present: Sequence[str],
    code: int,
    combination: Sequence[Any],
    context: Context,
    faults: list[tuple[int, Fault, bool]],
) -> tuple[Any, ...]:
    keys, texts = combination[: len(present)], combination[len(present) : 2 * len(present)]
    row = Row(dict(zip(present, texts, strict=True)))
    outputs = part.read(row, context)
    faults += [(code, fault, False) for fault in row.faults] + [(code, fault, True) for fault in row.stopping]
    is_bad = bool(row.faults or row.stopping)
    return (code, *keys, *(outputs[output] for output in part.outputs), is_bad)


def _few_combinations(stage: Stage, present: Sequence[str]) -> list[tuple[Any, ...]] | None:
    """The different combinations of those columns as numbers and texts; None where there may be many."""
    if not present:
        return [()]
    if stage.texts is None:
        return None
    positions = [stage.names.index(name) for name in present]
    if len(positions) == 1:
        return list(enumerate(stage.texts[positions[0]]))
    cells = ", ".join(f"c{position}" for position in positions)
    keys = stage.rows(f"select distinct {cells} from {DELIVERED} limit {_AT_ONCE + 1}")
    if len(keys) > _AT_ONCE:
        return None
    return [(*key, *(stage.texts[at][code] for at, code in zip(positions, key, strict=True))) for key in keys]


def _in_pieces(stage: Stage, combinations: str) -> Iterator[list[tuple[Any, ...]]]:
    """The combinations, which are all at hand at once only where there are few."""
    few = stage.rows(f"{combinations} limit {_AT_ONCE + 1}")
    if len(few) <= _AT_ONCE:
        yield few
        return
    stage.run(
        f"create or replace temporary table {_COMBINATION} as "
        f"select *, row_number() over () as at from ({combinations})"
    )
    for start in range(0, stage.value(f"select count(*) from {_COMBINATION}"), _AT_ONCE):
        yield stage.rows(f"select * from {_COMBINATION} where at > ? and at <= ?", [start, start + _AT_ONCE])


def _present(stage: Stage, part: Part) -> list[str]:
    """The part's columns that the file has; an optional one may have been left out."""
    return [column for column in part.columns if column in stage.names]


def _combinations(stage: Stage, present: Sequence[str]) -> str:
    """The different combinations of those columns' texts: first their numbers (k0, k1 …), then the texts by name."""
    positions = [stage.names.index(name) for name in present]
    keys = ", ".join(f"d.c{position} as k{at}" for at, position in enumerate(positions))
    texts = ", ".join(
        f"t{position}.text as {sql_name(name)}" for name, position in zip(present, positions, strict=True)
    )
    if len(present) == 1:
        [position] = positions
        rows = f"(select code as c{position} from {CELL_TEXT} where position = {position})"
    else:
        rows = f"(select distinct {', '.join(f'c{position}' for position in positions)} from {DELIVERED})"
    return f"select {keys}, {texts} from {stage.with_texts(rows, present)}"
