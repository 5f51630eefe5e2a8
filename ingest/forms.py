"""What the delivered forms have in common: the header's contract, and the parts that a row is read in."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from danish import ingest as text_da
from danish import ingest_names as names_da
from danish import ingest_privacy as privacy_da
from danish.ingest import Message
from ingest import privacy
from ingest.faults import Fault, FieldError, RefusedError
from ingest.readers.delimited import Table
from ingest.registry import Registry, key
from ingest.sources import Source

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a row is read against; `reporter` is the only name that may stand as the one who reports, if any is."""

    source: Source
    registry: Registry
    file_name: str
    reporter: str | None = None


@dataclass
class Row:
    """Those cells of a delivered row that one part reads. All their faults are noted, not the first alone."""

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

    def known(self, column: str, parse: Callable[[str], T]) -> T | None:
        """What `parse` makes of the cell, or None: the part that the cell belongs to tells what is wrong with it."""
        try:
            return parse(self.get(column))
        except FieldError:
            return None

    def fail(self, column: str, message: Message, *, stops_file: bool = False) -> None:
        fault = Fault(message, column=column, value=self.cells.get(column, ""))
        (self.stopping if stops_file else self.faults).append(fault)


@dataclass(frozen=True)
class Plain:
    """Texts so plain that SQL reads them: the condition on the delivered texts, and what each output then is.

    A column is named there as the form names it, and every expression must say what `Part.read` says.
    """

    when: str
    outputs: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Part:
    """Columns of a form that are read together, and apart from all others.

    `read` is called once for each different combination of their texts, however many rows have it, and gives the
    `outputs`: columns of the raw table, or, with a leading underscore, something that `Form.derived` alone uses.
    `types` are the outputs' SQL types, varchar unless told. A part with very many different texts has a `plain` side.
    """

    columns: tuple[str, ...]
    outputs: tuple[str, ...]
    read: Callable[[Row, Context], Mapping[str, Any]]
    types: Mapping[str, str] = field(default_factory=dict)
    plain: Callable[[Context], Plain] | None = None

    def type_of(self, output: str) -> str:
        return self.types.get(output, "varchar")


@dataclass(frozen=True)
class Long:
    """A form that is written as one row per filled column: the column's name under `key`, its output under `value`."""

    key: str
    value: str
    columns: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """A form that partners fill in.

    `parts` turn the columns into those of the raw table `table`; the faults of a row are told in their order. `derived`
    are further columns as SQL over the outputs. `key` names the columns of the result that no two rows of a file may
    share; empty where repeated keys are for the checks to judge. `numbers` are the columns that hold numbers, and
    `about` those that say what a row is about, so that one that cannot be read is not taken for one that is gone.
    Identical rows are one row that was delivered twice, unless `may_repeat`. `extend` makes the form whose columns
    depend on the registry, for a file with those column names. `unknown_column` is what is said of a column that is not
    the form's, where that is not what is said elsewhere.
    """

    form_id: str
    table: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    parts: tuple[Part, ...]
    numbers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    derived: Mapping[str, str] = field(default_factory=dict)
    may_repeat: bool = False
    long: Long | None = None
    extend: Callable[["Form", Registry, Sequence[str]], "Form"] | None = None
    unknown_column: Callable[[str, "Form"], Message] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return self.required + self.optional

    @property
    def written(self) -> tuple[str, ...]:
        """The columns of the raw table that the form fills, apart from the row's place and source."""
        given = [output for part in self.parts for output in part.outputs if not output.startswith("_")]
        if not self.long:
            return (*given, *self.derived)
        shared = [column for column in (*given, *self.derived) if column not in self.long.columns]
        return (*shared, self.long.key, self.long.value)

    def under(self, registry: Registry, header: Sequence[str] = ()) -> "Form":
        """The form with the columns that this registry gives it, to read a file of that header."""
        return self.extend(self, registry, normalised(header)) if self.extend else self

    def share_of_columns(self, header: Sequence[str]) -> float:
        """How much of the required header is there, 0–1."""
        names = normalised(header)
        return sum(column in names for column in self.required) / len(self.required)


def text_part(column: str, output: str, *, otherwise: Callable[[Context], str | None] | None = None) -> Part:
    """A column of free text: the cell without blanks around it, or what `otherwise` says when nothing stands there."""

    def read(row: Row, context: Context) -> dict[str, Any]:
        return {output: row.optional(column) or (otherwise(context) if otherwise else None)}

    def plain(context: Context) -> Plain:
        empty = sql_text(otherwise(context) if otherwise else None)
        return Plain("true", {output: f"coalesce(nullif({stripped(column)}, ''), {empty})"})

    return Part((column,), (output,), read, plain=plain)


def reporter_part() -> Part:
    """Who reports. A name that is not the sender's own throws doubt on the whole file; none at all does not."""
    free = text_part("indberettet_af", "reported_by")

    def read(row: Row, context: Context) -> Mapping[str, Any]:
        found = row.get("indberettet_af")
        if context.reporter and found and key(found) != key(context.reporter):
            row.fail("indberettet_af", names_da.foreign_reporter(found, context.reporter), stops_file=True)
        return free.read(row, context)

    def plain(context: Context) -> Plain:
        assert free.plain
        known = free.plain(context)
        return replace(known, when="false") if context.reporter else known

    return Part(free.columns, free.outputs, read, plain=plain)


def sql_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def sql_text(text: str | None) -> str:
    return "cast(null as varchar)" if text is None else "'" + text.replace("'", "''") + "'"


# What str.strip takes away: every character that Python holds for white space.
_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def stripped(column: str) -> str:
    """The column's cell in SQL as `Row.get` gives it."""
    return f"trim({sql_name(column)}, {sql_text(_BLANKS)})"


def normalised(header: Sequence[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def check_header(form: Form, table: Table, others: Mapping[Form, list[str]]) -> list[str]:
    """The header's names as the form spells them. `others`: the source's other forms and the folders they belong in.

    Raises RefusedError with everything that is wrong with the header.
    """
    names = normalised(table.header)
    if private := privacy.private_headings(names):
        raise RefusedError(
            *(Fault(privacy_da.PRIVATE_COLUMN, table.header_line, str(position + 1)) for position in private)
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
            message = form.unknown_column(name, form) if form.unknown_column else _unknown_column(name, form, names)
            faults.append(Fault(message, line, name, name))
    return faults


def _unknown_column(name: str, form: Form, names: list[str]) -> Message:
    unused = [column for column in form.columns if column not in names]
    nearest = difflib.get_close_matches(name, unused or form.columns, n=1, cutoff=0.5)
    return text_da.unknown_column(name, nearest[0] if nearest else None, form.columns)


def _missing_columns(form: Form, line: int, names: list[str]) -> list[Fault]:
    missing = [column for column in form.required if column not in names]
    return [Fault(text_da.missing_columns(missing), line, missing[0])] if missing else []
