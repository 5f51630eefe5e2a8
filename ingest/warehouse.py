"""The raw tables in the warehouse: made from their one definition, and written one load at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml

from danish import ingest_setup as setup_da
from ingest.evaluate import FORMS, Evaluation
from ingest.results import LoadResult, WarehouseBusyError
from ingest.sources import Source

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_ROWS_AT_ONCE = 50_000
_PARTS = ("load", "quarantine", "skipped", *sorted({form.table for form in FORMS.values()}))

Columns = Mapping[str, str]


@dataclass(frozen=True)
class Warehouse:
    """An open warehouse, with the columns and types of its raw tables."""

    connection: duckdb.DuckDBPyConnection
    raw_tables: Mapping[str, Columns]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing of it."""
        self.connection.execute("begin transaction")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def write_sources(self, sources: Iterable[Source]) -> None:
        """raw.source says what sources.yml says."""
        columns = self.raw_tables["source"]
        with self.transaction():
            self.connection.execute("delete from raw.source")
            self._insert("source", [{column: getattr(source, column) for column in columns} for source in sources])

    def write_load(self, result: LoadResult, evaluation: Evaluation, loaded_at: datetime) -> None:
        """A load's rows and its line in raw.load, in one transaction; an earlier version of the load is replaced."""
        with self.transaction():
            for table in _PARTS:
                self.connection.execute(f"delete from raw.{table} where load_id = ?", [result.load_id])
            if evaluation.rows:
                self._insert(evaluation.table, ({"load_id": result.load_id, **row} for row in evaluation.rows))
            self._insert("quarantine", _quarantine_rows(result.load_id, evaluation))
            self._insert("skipped", [{"load_id": result.load_id, **vars(row)} for row in evaluation.skipped])
            self._insert("load", [_load_row(result, loaded_at)])

    def loads(self) -> list[dict[str, Any]]:
        """The rows of raw.load."""
        columns = list(self.raw_tables["load"])
        rows = self.connection.execute(f"select {', '.join(columns)} from raw.load").fetchall()
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows as whole columns, which is some hundred times as fast as row by row. Every column must be given."""
        columns = self.raw_tables[table]
        values = ", ".join(f"unnest(?::{data_type}[])" for data_type in columns.values())
        for chunk in _chunks(rows):
            if set(chunk[0]) != set(columns):
                raise KeyError(f"raw.{table}: {set(chunk[0]) ^ set(columns)}")
            data = [[row[column] for row in chunk] for column in columns]
            self.connection.execute(f"insert into raw.{table} ({', '.join(columns)}) select {values}", data)


@contextmanager
def open_warehouse(path: Path, raw_schema: Path) -> Iterator[Warehouse]:
    """The warehouse with every table of `raw_schema` in place. Raises WarehouseBusyError while another run has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path), config=_CONFIG)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise WarehouseBusyError(setup_da.WAREHOUSE_BUSY) from error
        raise
    try:
        schemas = create_missing_tables(connection, raw_schema)
        yield Warehouse(connection, schemas["raw"])
    finally:
        connection.close()


def create_missing_tables(
    connection: duckdb.DuckDBPyConnection, raw_schema: Path
) -> Mapping[str, Mapping[str, Columns]]:
    """Creates the tables of `raw_schema` (`__sources.yml`) that are missing; all of them, by schema and name."""
    schemas = _read_schemas(raw_schema)
    for schema, tables in schemas.items():
        connection.execute(f"create schema if not exists {schema}")
        for table, columns in tables.items():
            definition = ", ".join(f"{column} {data_type}" for column, data_type in columns.items())
            connection.execute(f"create table if not exists {schema}.{table} ({definition})")
    return schemas


def _read_schemas(raw_schema: Path) -> dict[str, dict[str, Columns]]:
    definition = yaml.safe_load(raw_schema.read_text(encoding="utf-8"))
    return {
        source["schema"]: {
            table["name"]: {column["name"]: column["data_type"] for column in table["columns"]}
            for table in source["tables"]
        }
        for source in definition["sources"]
    }


def _chunks(rows: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    chunk: list[Mapping[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _ROWS_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _quarantine_rows(load_id: str, evaluation: Evaluation) -> list[dict[str, Any]]:
    return [
        {
            "load_id": load_id,
            "line": row.line,
            "column_name": row.fault.column,
            "value_text": row.fault.value,
            "reason_da": row.fault.message.reason,
            "remedy_da": row.fault.message.remedy,
            "row_text": row.row_text,
        }
        for row in evaluation.quarantined
    ]


def _load_row(result: LoadResult, loaded_at: datetime) -> dict[str, Any]:
    return {
        "load_id": result.load_id,
        "source_id": result.source_id or None,
        "file_name": result.file_name,
        "sha256": result.sha256,
        "encoding": result.encoding or None,
        "delimiter": result.delimiter or None,
        "loaded_at": loaded_at,
        "rows_read": result.rows_read,
        "rows_loaded": result.rows_loaded,
        "rows_quarantined": result.rows_quarantined,
        "rows_skipped": result.rows_skipped,
        "status": result.status,
        "message_da": result.message_da,
    }
