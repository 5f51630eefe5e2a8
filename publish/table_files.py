"""A table as a Parquet file in an order of its own: the same rows give the same bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pyarrow as pa

# A page reads a few areas of a large table, and of the file no less than the whole groups that they lie in.
_ROW_GROUP = 24_576
# As many rows are put in order at once as memory holds: more would go by way of the disk, several times.
_MOST_AT_ONCE = 1_000_000
# A large table lies in order of its first columns, which name what a row is about. Among rows that are alike in them,
# any order will do that hangs on the rows alone.
_ORDERED_BY = 6
_WRITER: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": "1GB"}


def write(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> int:
    """Write a table (with its schema) to a new file; returns how many rows it has."""
    rows = _only(connection, f"select count(*) from {table}")
    form = f"to '{_quoted(path)}' (format parquet, row_group_size {_ROW_GROUP})"
    columns = [name for name, *_ in connection.execute(f"from {table} limit 0").description or ()]
    parts = _parts(connection, table, columns[0]) if rows > _MOST_AT_ONCE else []
    if not parts:
        connection.execute(f"copy (from {table} order by all) {form}")
        return rows
    connection.execute("set preserve_insertion_order = true")  # without it, what is streamed comes in any order
    with duckdb.connect(config=_WRITER) as writer:
        writer.register("in_order", _in_order(connection, table, columns, parts))
        writer.execute(f"copy (from in_order) {form}")
    return rows


def _parts(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> list[tuple[str, str]]:
    """First and last value of the column in each part of the table; none where a row is without."""
    parts: list[tuple[str, str]] = []
    size = _MOST_AT_ONCE
    values = f"select {column}, count(*) from {table} group by 1 order by 1 nulls first"
    for value, rows in connection.execute(values).fetchall():
        if value is None:
            return []
        is_full = size + rows > _MOST_AT_ONCE
        parts = [*parts, (value, value)] if is_full else [*parts[:-1], (parts[-1][0], value)]
        size = rows if is_full else size + rows
    return parts


def _in_order(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], parts: list[tuple[str, str]]
) -> "pa.RecordBatchReader":
    import pyarrow as pa

    order = ", ".join([*columns[:_ORDERED_BY], "hash(part)"])
    sql = f"from {table} as part where {columns[0]} between $1 and $2 order by {order}"

    def batches() -> "Iterator[pa.RecordBatch]":
        for part in parts:
            yield from connection.sql(sql, params=part).to_arrow_reader(_ROW_GROUP)

    schema = connection.sql(f"from {table} limit 0").to_arrow_reader().schema
    return pa.RecordBatchReader.from_batches(schema, batches())


def _only(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    [(number,)] = connection.execute(sql).fetchall()
    return int(number)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
