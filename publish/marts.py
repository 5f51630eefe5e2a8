"""What readers may see: the tables of one published build, read from Parquet and from nowhere else."""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    import pandas as pd

_READER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


# By place (`?`) or by name (`$name`).
Parameters = Sequence[Any] | Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    """One build. `checksums` are the SHA-256 of the files of `tables`; `quality` and `audit` tell of the check and the
    audit that it passed, and are empty in builds that do not say. Holds its own in-memory connection with a view per
    table; each query gets its own cursor, because a connection shared between threads can return another thread's
    answer. `cut` says what the rows are narrowed to, and is empty for the whole build."""

    build_id: str
    built_at: datetime
    published_at: datetime
    code_version: str
    contains_synthetic: bool
    tables: dict[str, Path]
    _connection: duckdb.DuckDBPyConnection = field(repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    checksums: dict[str, str] = field(default_factory=dict)
    quality: dict[str, Any] = field(default_factory=dict)
    audit: dict[str, Any] = field(default_factory=dict)
    cut: str = ""

    @property
    def key(self) -> str:
        """What a cache of anything that was read from here must hang on: the build, and what it is narrowed to."""
        return f"{self.build_id} {self.cut}"

    def query(self, sql: str, parameters: Parameters = ()) -> "pd.DataFrame":
        """Rows of a read-only query over the published tables, as a pandas frame."""
        with self._lock:
            cursor = self._connection.cursor()
        try:
            return cursor.execute(sql, dict(parameters) if isinstance(parameters, Mapping) else list(parameters)).df()
        finally:
            cursor.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows of such a query as plain Python values; what is missing is None, never NaN."""
        frame = self.query(sql, parameters).astype(object)
        return [
            {str(column): value for column, value in row.items()}
            for row in frame.where(frame.notna(), None).to_dict("records")
        ]

    def frame(self, table: str) -> "pd.DataFrame":
        """A whole published table. Raises KeyError for a table that this build does not hold."""
        if table not in self.tables:
            raise KeyError(table)
        return self.query(f'select * from "{table}"')


def current(marts_dir: Path) -> Published | None:
    """The build that `current.json` names, resolved once; None before the first publishing."""
    pointer = marts_dir / "current.json"
    if not pointer.exists():
        return None
    return read(marts_dir, json.loads(pointer.read_text(encoding="utf-8")))


def earlier(marts_dir: Path, build_id: str) -> Published | None:
    """A build that is still kept, by its id; None for one that is not, or that never was."""
    kept = {path.parent.name: path for path in marts_dir.glob("*/build.json")}
    if build_id not in kept:
        return None
    return read(marts_dir, json.loads(kept[build_id].read_text(encoding="utf-8")))


def read(marts_dir: Path, manifest: dict[str, Any]) -> Published:
    """The build that a manifest (the content of `current.json`) describes."""
    tables = {table["name"]: marts_dir / table["file"] for table in manifest["tables"]}
    return Published(
        build_id=manifest["build_id"],
        built_at=datetime.fromisoformat(manifest["built_at"]),
        published_at=datetime.fromisoformat(manifest["published_at"]),
        code_version=manifest["code_version"],
        contains_synthetic=manifest["contains_synthetic"],
        tables=tables,
        _connection=_connected(tables),
        checksums={table["name"]: table["sha256"] for table in manifest["tables"]},
        quality=manifest.get("quality", {}),
        audit=manifest.get("audit", {}),
    )


def narrowed(
    published: Published, conditions: Mapping[str, str], cut: str, replacements: Mapping[str, str] | None = None
) -> Published:
    """The build with only those rows of each table that meet its condition (SQL over that table).

    `replacements` are columns that are to be read otherwise, by table: `expression as column, …`. The build's tables
    have names and no files: the files hold every row.
    """
    return replace(
        published,
        tables=dict.fromkeys(published.tables, Path("ingen-fil")),
        checksums={},
        cut=cut,
        _connection=_connected(published.tables, conditions, replacements or {}),
        _lock=threading.Lock(),
    )


def _connected(
    tables: Mapping[str, Path],
    conditions: Mapping[str, str] | None = None,
    replacements: Mapping[str, str] = MappingProxyType({}),
) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_READER_CONFIG)
    for name, path in tables.items():
        quoted = str(path).replace("'", "''")
        where = "" if conditions is None else f" where {conditions[name]}"
        columns = f"* replace ({replacements[name]})" if replacements.get(name) else "*"
        connection.execute(f"create view \"{name}\" as select {columns} from read_parquet('{quoted}'){where}")
    return connection
