"""One file's delivered rows as tables in DuckDB, so that whatever follows can treat them as sets.

Every different text of a column has a number: CELL_TEXT says which, and DELIVERED holds the rows as numbers.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import duckdb

from ingest.forms import stripped
from ingest.readers.delimited import RawRow, Table, sign_of
from ingest.readers.plain import PlainTable

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # What does not fit is kept on disk while a file is read.
    "memory_limit": "1800MB",
}
# Rows whose width is the header's, and rows that are blank, passed over by the reader, or of another width.
DELIVERED = "temp.delivered"
SET_APART = "temp.set_apart"
# `same` is the number of the first text that differs from this one in the blanks around it alone.
CELL_TEXT = "temp.cell_text"
_ROWS = "temp.numbered_rows"
_PLAIN_ROWS, _PLAIN_TEXTS = "plain_rows", "plain_texts"
_ROWS_AT_ONCE = 50_000
_FEW_TEXTS = 20_000
_TEXT_COLUMNS = {"position": "integer", "code": "integer", "text": "varchar", "same": "integer"}
_APART_COLUMNS = {
    "_line": "integer",
    "_place": "varchar",
    "_text": "varchar",
    "cells": "varchar[]",
    "reason": "varchar",
}

T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """The connection that holds the delivered rows, and the header's names.

    Each file takes the place of the one before. In DELIVERED, `c0`, `c1` … are the cells' numbers; `_text` is the row
    as delivered where that is not its cells with `sign` between; `_letters` is how a workbook calls their columns.
    """

    connection: duckdb.DuckDBPyConnection
    names: Sequence[str]
    sign: str
    has_places: bool
    # The texts of each column by their number, where they are few.
    texts: Sequence[Sequence[str]] | None = None

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        self.connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, list(parameters)).fetchall()

    def value(self, sql: str) -> Any:
        return self.rows(sql)[0][0]

    def cell(self, name: str) -> str:
        """The column of DELIVERED with the numbers of that column's texts."""
        return f"c{self.names.index(name)}"

    def with_texts(self, rows: str, names: Iterable[str]) -> str:
        """A from clause: `rows`, which have the cells' numbers, as d, with each named cell's text as t0, t1 …

        The names t0, t1 … go by the header's columns: `t3.text` is the text of `d.c3`.
        """
        positions = [self.names.index(name) for name in names]
        joins = [f"join {CELL_TEXT} as t{at} on t{at}.position = {at} and t{at}.code = d.c{at}" for at in positions]
        return " ".join([f"{rows} as d", *joins])


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection to nothing but memory, for a file that is only to be looked at."""
    overflow = Path(tempfile.gettempdir()) / f"barometer-{uuid4().hex}"
    return duckdb.connect(config=CONFIG | {"temp_directory": str(overflow)})


def stage(connection: duckdb.DuckDBPyConnection, names: Sequence[str], table: Table) -> Stage:
    """Puts the table's rows in place of those staged before."""
    for name in (_PLAIN_ROWS, _PLAIN_TEXTS):
        connection.unregister(name)
    create(connection, CELL_TEXT, _TEXT_COLUMNS)
    create(connection, SET_APART, _APART_COLUMNS)
    if isinstance(table, PlainTable):
        _number_plain_rows(connection, names, table)
        return Stage(connection, names, sign_of(table.delimiter), has_places=False)
    has_places, texts = _number_rows(connection, names, table)
    are_few = sum(map(len, texts)) <= _FEW_TEXTS
    return Stage(connection, names, sign_of(table.delimiter), has_places, texts if are_few else None)


def _number_plain_rows(connection: duckdb.DuckDBPyConnection, names: Sequence[str], table: PlainTable) -> None:
    connection.register(_PLAIN_ROWS, table.numbers)
    connection.register(_PLAIN_TEXTS, table.texts)
    cells = ", ".join(f"c{position}" for position in range(len(names)))
    connection.execute(
        f"create or replace temporary view {DELIVERED} as select _line, cast(null as varchar) as _place, "
        f"cast(null as varchar) as _letters, cast(_text as varchar) as _text, {cells} from {_PLAIN_ROWS}"
    )
    insert(connection, SET_APART, _APART_COLUMNS, map(_set_apart, table.rows))
    connection.execute(
        f"insert into {CELL_TEXT} select position, code, text, "
        f"min(code) over (partition by position, {stripped('text')}) from {_PLAIN_TEXTS}"
    )


def _number_rows(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str], table: Table
) -> tuple[bool, list[list[str]]]:
    """Whether the rows have places, and each column's texts by their number."""
    numbers: list[dict[str, int]] = [{} for _ in names]
    cells = {f"c{position}": "integer" for position in range(len(names))}
    columns = {"_line": "integer", "_place": "varchar", "_letters": "varchar", "_text": "varchar", **cells}
    create(connection, _ROWS, columns)
    connection.execute(f"create or replace temporary view {DELIVERED} as select * from {_ROWS}")
    sign = sign_of(table.delimiter)
    has_places = False
    for rows in chunks(table.rows):
        fitting = [row for row in rows if len(row.cells) == len(names) and not row.is_blank]
        others = [row for row in rows if len(row.cells) != len(names) or row.is_blank]
        insert(connection, _ROWS, columns, (_numbered(row, sign, numbers) for row in fitting))
        insert(connection, SET_APART, _APART_COLUMNS, (_set_apart(row) for row in others))
        has_places = has_places or any(row.place for row in rows)
    texts = (entry for position, known in enumerate(numbers) for entry in _texts(position, known))
    insert(connection, CELL_TEXT, _TEXT_COLUMNS, texts)
    return has_places, [list(known) for known in numbers]


def _numbered(row: RawRow, sign: str, numbers: list[dict[str, int]]) -> tuple[Any, ...]:
    text = None if row.text == sign.join(row.cells) else row.text
    codes = [known.setdefault(cell, len(known)) for cell, known in zip(row.cells, numbers, strict=True)]
    return (row.line, row.place or None, ",".join(row.letters) or None, text, *codes)


def _texts(position: int, known: Mapping[str, int]) -> Iterator[tuple[int, int, str, int]]:
    first: dict[str, int] = {}
    for text, code in known.items():
        yield position, code, text, first.setdefault(text.strip(), code)


def _set_apart(row: RawRow) -> tuple[Any, ...]:
    cells = [cell.strip() for cell in row.cells]
    return (row.line, row.place or None, row.text, cells, row.skip_reason or None)


def create(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
    """An empty table in place of the one of that name; `columns` are names in SQL with their types."""
    definition = ", ".join(f"{name} {data_type}" for name, data_type in columns.items())
    connection.execute(f"create or replace temporary table {table} ({definition})")


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> None:
    """Rows as whole columns, which is some hundred times as fast as row by row."""
    values = ", ".join(f"unnest(?::{data_type}[])" for data_type in columns.values())
    for some in chunks(rows):
        data = [list(column) for column in zip(*some, strict=True)]
        connection.execute(f"insert into {table} ({', '.join(columns)}) select {values}", data)


def chunks(items: Iterable[T], size: int = _ROWS_AT_ONCE) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
