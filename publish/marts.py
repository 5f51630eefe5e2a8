"""What readers may see: the tables of one published build, read from Parquet and from nowhere else."""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import duckdb

if TYPE_CHECKING:
    import pandas as pd

_READER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "400MB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# A table in a smaller file is taken into memory: a query over ten small files costs more than what it reads.
_SMALL_FILE = 2_000_000
# How many rows of answers (a few kilobytes each) and characters of drawings a build keeps in memory.
_MOST_ROWS_KEPT, _MOST_CHARACTERS_KEPT = 20_000, 40_000_000

T = TypeVar("T")
Rows = list[dict[str, Any]]
# By place for `?`, by name for `$name`.
Parameters = Sequence[Any] | Mapping[str, Any]


# Tables that only add names and remarks to figures: a build from before they were can be read without them.
_STAND_INS = {
    "dim_instrument": "instrument varchar, name_da varchar, supplier varchar, population_da varchar, source varchar",
    "dim_survey_wave": "instrument varchar, period_id varchar, answers integer, response_rate double, source varchar",
    "mart_chance": """page varchar, area_id varchar, from_year integer, comparisons integer, different integer,
        expected_by_chance double, expected_low integer, expected_high integer, sentence_da varchar,
        is_synthetic boolean""",
}


class NotInBuildError(KeyError):
    """The build holds no such table or column: it was made before there was one."""


class BuildGoneError(OSError):
    """The files of the build have been taken away since it was opened."""


class _Kept(Generic[T]):
    """The last few results of work that is asked for again and again, up to an amount; the oldest are given up."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._results: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._amount = 0

    def get(self, key: str) -> T | None:
        with self._lock:
            if key not in self._results:
                return None
            self._results.move_to_end(key)
            return self._results[key][0]

    def put(self, key: str, result: T, amount: int) -> None:
        with self._lock:
            if key in self._results or amount > self._most / 4:
                return
            self._results[key] = (result, amount)
            self._amount += amount
            while self._amount > self._most:
                _, (_, given_up) = self._results.popitem(last=False)
                self._amount -= given_up


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
    _answers: _Kept[Rows] = field(default_factory=lambda: _Kept(_MOST_ROWS_KEPT), repr=False, compare=False)
    _drawings: _Kept[str] = field(default_factory=lambda: _Kept(_MOST_CHARACTERS_KEPT), repr=False, compare=False)

    @property
    def key(self) -> str:
        """What a cache of anything that was read from here must hang on: the build, and what it is narrowed to."""
        return f"{self.build_id} {self.cut}"

    def query(self, sql: str, parameters: Parameters = ()) -> "pd.DataFrame":
        """Rows of a read-only query over the published tables, as a pandas frame.

        Raises NotInBuildError for a table or column that this build does not hold, and BuildGoneError.
        """
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters).df()

    def rows(self, sql: str, parameters: Parameters = ()) -> Rows:
        """The rows of such a query as plain Python values; what is missing is None.

        An answer is kept for the next who asks the same; each gets rows of its own, which may be written to.
        """
        key = repr((sql, parameters))
        found = self._answers.get(key)
        if found is None:
            found = self._asked(sql, parameters)
            self._answers.put(key, found, len(found) + 1)
        return [row.copy() for row in found]

    def _asked(self, sql: str, parameters: Parameters) -> Rows:
        with self._cursor() as cursor:
            names = [column[0] for column in cursor.execute(sql, parameters).description or ()]
            return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            cursor = self._connection.cursor()
        try:
            yield cursor
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise NotInBuildError(str(error)) from error
        except duckdb.IOException as error:
            raise BuildGoneError(str(error)) from error
        finally:
            cursor.close()

    def drawn(self, key: tuple[Any, ...], draw: Callable[[], str]) -> str:
        """What `draw` makes of this build, kept for the next reader; `key` holds everything else that it hangs on."""
        found = self._drawings.get(repr(key))
        if found is None:
            found = draw()
            self._drawings.put(repr(key), found, len(found))
        return found

    def frame(self, table: str) -> "pd.DataFrame":
        """A whole published table. Raises NotInBuildError for a table that this build does not hold."""
        if table not in self.tables:
            raise NotInBuildError(table)
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
        _answers=_Kept(_MOST_ROWS_KEPT),
        _drawings=_Kept(_MOST_CHARACTERS_KEPT),
    )


def _connected(
    tables: Mapping[str, Path],
    conditions: Mapping[str, str] | None = None,
    replacements: Mapping[str, str] = MappingProxyType({}),
) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_READER_CONFIG)
    connection.execute("set parquet_metadata_cache = true")
    for name, columns in _STAND_INS.items():
        if name not in tables:
            connection.execute(f'create table "{name}" ({columns})')
    for name, path in tables.items():
        quoted = str(path).replace("'", "''")
        where = "" if conditions is None else f" where {conditions[name]}"
        kind = "table" if path.stat().st_size < _SMALL_FILE else "view"
        columns = f"* replace ({replacements[name]})" if replacements.get(name) else "*"
        connection.execute(f"create {kind} \"{name}\" as select {columns} from read_parquet('{quoted}'){where}")
    return connection


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
