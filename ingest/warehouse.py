"""The raw tables in the warehouse: made from their one definition, and written one load at a time."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml

from danish import ingest_setup as setup_da
from ingest import stage
from ingest.evaluate import FORMS
from ingest.evaluation import Evaluation, Staged
from ingest.results import LoadResult, WarehouseBusyError
from ingest.sources import Source

_PARTS = ("load", "quarantine", "skipped", *sorted({form.table for form in FORMS.values()}))

# How DuckDB tells which process has the lock.
_HOLDER = re.compile(r"\(PID ([0-9]+)\)")

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
            if evaluation.staged:
                self._insert_staged(result.load_id, evaluation.staged)
            self._insert("load", [_load_row(result, loaded_at)])

    def loads(self) -> list[dict[str, Any]]:
        """The rows of raw.load."""
        columns = list(self.raw_tables["load"])
        rows = self.connection.execute(f"select {', '.join(columns)} from raw.load").fetchall()
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _insert_staged(self, load_id: str, staged: Staged) -> None:
        form = staged.form
        self._insert_rows(form.table, load_id, staged.loaded_sql, ["line", "place", "source_id", *form.written])
        self._insert_rows("quarantine", load_id, staged.quarantine_sql)
        self._insert_rows("skipped", load_id, staged.skipped_sql)

    def _insert_rows(self, table: str, load_id: str, rows: str, given: Sequence[str] | None = None) -> None:
        """The rows of a query under the load's id. `given`: its columns, where they may not be those of the table."""
        columns = [column for column in self.raw_tables[table] if column != "load_id"]
        if given is not None and set(given) != set(columns):
            raise KeyError(f"raw.{table}: {set(given) ^ set(columns)}")
        names = ", ".join(columns)
        self.connection.execute(
            f"insert into raw.{table} (load_id, {names}) select ?, {names} from ({rows})", [load_id]
        )

    def _insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows with every column of the table."""
        columns = self.raw_tables[table]
        for row in rows:
            if set(row) != set(columns):
                raise KeyError(f"raw.{table}: {set(row) ^ set(columns)}")
        values = ([row[column] for column in columns] for row in rows)
        stage.insert(self.connection, f"raw.{table}", columns, values)


@contextmanager
def open_warehouse(path: Path, raw_schema: Path) -> Iterator[Warehouse]:
    """The warehouse with every table of `raw_schema` in place. Raises WarehouseBusyError while another run has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    try:
        connection = duckdb.connect(str(path), config=stage.CONFIG)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            holder = _HOLDER.search(str(error))
            raise WarehouseBusyError(setup_da.warehouse_busy(holder[1] if holder else None)) from error
        raise
    try:
        for half_made in path.parent.glob(f".{path.name}.*.new*"):
            half_made.unlink(missing_ok=True)
        schemas = create_missing_tables(connection, raw_schema)
        yield Warehouse(connection, schemas["raw"])
    finally:
        connection.close()


def _make(path: Path) -> None:
    """An empty warehouse, made under another name: one that was half made when its run was killed cannot be opened."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    duckdb.connect(str(new), config=stage.CONFIG).close()
    # Another run may have made it meanwhile, and cleared this one away: then that one counts.
    with suppress(FileExistsError, FileNotFoundError):
        os.link(new, path)
    new.unlink(missing_ok=True)


def create_missing_tables(
    connection: duckdb.DuckDBPyConnection, raw_schema: Path
) -> Mapping[str, Mapping[str, Columns]]:
    """Creates the tables and columns of `raw_schema` (`__sources.yml`) that are missing; all of them, by name."""
    schemas = _read_schemas(raw_schema)
    for schema, tables in schemas.items():
        connection.execute(f"create schema if not exists {schema}")
        for table, columns in tables.items():
            definition = ", ".join(f"{column} {data_type}" for column, data_type in columns.items())
            connection.execute(f"create table if not exists {schema}.{table} ({definition})")
            _add_missing_columns(connection, f"{schema}.{table}", columns)
    return schemas


def _add_missing_columns(connection: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> None:
    """A warehouse from before the table had all its columns gets them, empty."""
    known = {row[0] for row in connection.execute(f"describe {table}").fetchall()}
    for column, data_type in columns.items():
        if column not in known:
            connection.execute(f"alter table {table} add column {column} {data_type}")


def _read_schemas(raw_schema: Path) -> dict[str, dict[str, Columns]]:
    definition = yaml.safe_load(raw_schema.read_text(encoding="utf-8"))
    return {
        source["schema"]: {
            table["name"]: {column["name"]: column["data_type"] for column in table["columns"]}
            for table in source["tables"]
        }
        for source in definition["sources"]
    }


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
