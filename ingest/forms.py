"""What the delivered forms have in common: the header's contract, and reading one row field by field."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from danish import ingest as text_da
from danish.ingest import Message
from ingest import privacy
from ingest.faults import Fault, FieldError, RefusedError
from ingest.readers.delimited import RawRow, Table
from ingest.registry import Registry
from ingest.sources import Source

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a row is read against."""

    source: Source
    registry: Registry
    file_name: str


@dataclass
class Row:
    """One delivered row under its header. Faults gather in `faults`, so that a sender hears of all of them at once."""

    line: int
    text: str
    cells: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    stopping: list[Fault] = field(default_factory=list)

    def get(self, column: str) -> str:
        """The cell without blanks around it; empty when the column is an optional one that was left out."""
        return self.cells.get(column, "").strip()

    def optional(self, column: str) -> str | None:
        """The cell, or None when nothing stands in it."""
        return self.get(column) or None

    def take(self, column: str, parse: Callable[[str], T]) -> T | None:
        """What `parse` makes of the cell, or None after noting the fault."""
        try:
            return parse(self.get(column))
        except FieldError as error:
            self.fail(column, error.message, stops_file=error.stops_file)
            return None

    def fail(self, column: str, message: Message, *, stops_file: bool = False) -> None:
        fault = Fault(message, self.line, column, self.cells.get(column, ""))
        (self.stopping if stops_file else self.faults).append(fault)


@dataclass(frozen=True)
class Form:
    """A form that partners fill in.

    `read` turns a row into the columns of the raw table `table`, or notes faults in the row. `key` names those columns
    of the result that no two rows of a file may share; empty where repeated keys are for the checks to judge.
    `numbers` are the columns that hold numbers.
    """

    form_id: str
    table: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    read: Callable[[Row, Context], dict[str, Any]]
    numbers: tuple[str, ...]
    key: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return self.required + self.optional

    def share_of_columns(self, header: list[str]) -> float:
        """How much of the required header is there, 0–1."""
        names = normalised(header)
        return sum(column in names for column in self.required) / len(self.required)


def normalised(header: list[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def check_header(form: Form, table: Table, others: Mapping[Form, list[str]]) -> list[str]:
    """The header's names as the form spells them. `others`: the other forms and the folders they belong in.

    Raises RefusedError with everything that is wrong with the header.
    """
    names = normalised(table.header)
    if private := privacy.private_headings(names):
        raise RefusedError(
            *(Fault(text_da.PRIVATE_COLUMN, table.header_line, str(position + 1)) for position in private)
        )
    if set(form.required) - set(names):
        _refuse_other_form(form, table, others)
    faults = [*_wrong_columns(form, table.header_line, names), *_missing_columns(form, table.header_line, names)]
    if faults:
        raise RefusedError(*faults)
    return names


def _refuse_other_form(form: Form, table: Table, others: Mapping[Form, list[str]]) -> None:
    for other, folders in others.items():
        if other.share_of_columns(table.header) == 1:
            message = text_da.other_form(text_da.FORM_NAMES[other.form_id], folders)
            raise RefusedError(Fault(message, table.header_line))
    if form.share_of_columns(table.header) == 0:
        raise RefusedError(Fault(text_da.no_header(form.required), table.header_line))


def _wrong_columns(form: Form, line: int, names: list[str]) -> list[Fault]:
    faults = []
    for position, name in enumerate(names, start=1):
        if not name:
            faults.append(Fault(text_da.unnamed_column(position), line, str(position)))
        elif name in names[: position - 1]:
            faults.append(Fault(text_da.doubled_column(name), line, name, name))
        elif name not in form.columns:
            unused = [column for column in form.columns if column not in names]
            nearest = difflib.get_close_matches(name, unused or form.columns, n=1, cutoff=0.5)
            message = text_da.unknown_column(name, nearest[0] if nearest else None, form.columns)
            faults.append(Fault(message, line, name, name))
    return faults


def _missing_columns(form: Form, line: int, names: list[str]) -> list[Fault]:
    missing = [column for column in form.required if column not in names]
    return [Fault(text_da.missing_columns(missing), line, missing[0])] if missing else []


def row_under_header(names: list[str], raw: RawRow) -> Row:
    """The row with its cells by column name; a row of another width than the header gets that as its one fault."""
    if len(raw.cells) != len(names):
        fault = Fault(text_da.ragged(len(raw.cells), len(names)), raw.line)
        return Row(raw.line, raw.text, {}, [fault])
    return Row(raw.line, raw.text, dict(zip(names, raw.cells, strict=True)))
