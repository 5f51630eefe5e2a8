"""One file's delivered rows as tables in DuckDB, text for text, so that whatever follows can treat them as sets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import duckdb

from ingest.forms import sql_name
from ingest.readers.delimited import RawRow, Table, sign_of

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# Rows whose width is the header's, and rows that are blank, passed over by the reader, or of another width.
DELIVERED = "temp.delivered"
SET_APART = "temp.set_apart"
_ROWS_AT_ONCE = 50_000

T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """The connection that holds the delivered rows, and the header's names, which are the columns of DELIVERED.

    Each file takes the place of the one before. `_text` is the row as delivered where that is not its cells with
    `sign` between them; `_letters` is how a workbook calls the columns of the cells, with commas between.
    """

    connection: duckdb.DuckDBPyConnection
    names: Sequence[str]
    sign: str
    has_places: bool

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        self.connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, list(parameters)).fetchall()

    def value(self, sql: str) -> Any:
        return self.rows(sql)[0][0]

    def row_text(self, alias: str) -> str:
        """The text as delivered, in SQL, of a row of DELIVERED."""
        cells = ", ".join(f"{alias}.{sql_name(name)}" for name in self.names)
        return f"coalesce({alias}._text, array_to_string([{cells}], '{self.sign}'))"


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection to nothing but memory, for a file that is only to be looked at."""
    return duckdb.connect(config=CONFIG)


def stage(connection: duckdb.DuckDBPyConnection, names: Sequence[str], table: Table) -> Stage:
    """Puts the table's rows in place of those staged before."""
    cells = {sql_name(name): "varchar" for name in names}
    delivered = {"_line": "integer", "_place": "varchar", "_letters": "varchar", "_text": "varchar", **cells}
    set_apart = {
        "_line": "integer",
        "_place": "varchar",
        "_text": "varchar",
        "cells": "varchar[]",
        "reason": "varchar",
    }
    create(connection, DELIVERED, delivered)
    create(connection, SET_APART, set_apart)
    sign = sign_of(table.delimiter)
    for rows in chunks(table.rows):
        fitting = [row for row in rows if len(row.cells) == len(names) and not row.is_blank]
        others = [row for row in rows if len(row.cells) != len(names) or row.is_blank]
        insert(connection, DELIVERED, delivered, (_delivered(row, sign) for row in fitting))
        insert(connection, SET_APART, set_apart, (_set_apart(row) for row in others))
    return Stage(connection, names, sign, any(row.place for row in table.rows))


def _delivered(row: RawRow, sign: str) -> tuple[Any, ...]:
    text = None if row.text == sign.join(row.cells) else row.text
    return (row.line, row.place or None, ",".join(row.letters) or None, text, *row.cells)


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
