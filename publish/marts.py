"""What readers may see: the tables of one published build, read from Parquet and from nowhere else."""

import json
import os
import re
import threading
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from cachetools import LRUCache, cachedmethod

from publish.area_files import AreaFile

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_READER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "400MB",
    # A question of a page is small: a second thread costs it more than it gives, and other readers ask meanwhile.
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # It would hold as much of the large files as it may, once somebody has asked for all their rows.
    "enable_external_file_cache": False,
}
# A table of no more rows is taken into memory: a query over ten small files costs more than what it reads. A larger one
# would fill it, and more so than its file tells: sentences that are much alike take no room there.
_FEW_ROWS = 50_000
# The tables with a figure for each area, indicator and period: they grow with the delivery, and lie in order of area.
_BY_AREA = ("fct_indicator_value", "mart_area_vs_baseline")
# How many cells of answers (some fifty bytes each) and bytes of drawings, which are packed, a build keeps in memory.
_MOST_CELLS_KEPT, _MOST_BYTES_KEPT = 600_000, 20_000_000
# The courses of an area have more, and are drawn once: kept, they would push out what all areas of a plan need.
_LONGEST_KEPT = 30_000

# More questions at once than there are processors would only wait for each other, each with its own memory; and a
# thread of its own for each, as a run of a page is, would leave memory behind that only that thread could use again.
_ASKED = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="published")

Rows = list[dict[str, Any]]
# The names of the columns, and the rows.
_Answer = tuple[tuple[str, ...], list[tuple[Any, ...]]]
_WORD = re.compile(r"\w+")
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


@contextmanager
def _told_of_build() -> Iterator[None]:
    """What the reading of a build can come to, in the errors that pages know."""
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise NotInBuildError(str(error)) from error
    except (duckdb.IOException, FileNotFoundError) as error:
        raise BuildGoneError(str(error)) from error


@dataclass(frozen=True)
class _Part:
    """Which rows of a table may be seen (a condition in SQL), and how its columns are read."""

    columns: str = "*"
    condition: str = "true"

    def of(self, source: str) -> str:
        return f"select {self.columns} from {source} where {self.condition}"


def _answers() -> "LRUCache[str, _Answer]":
    return LRUCache(_MOST_CELLS_KEPT, getsizeof=_room)


def _room(answer: _Answer) -> int:
    """The cells of an answer; one that would push many others out has no room."""
    names, rows = answer
    cells = len(names) * len(rows) + 1
    return cells if cells <= _LONGEST_KEPT else _MOST_CELLS_KEPT + 1


def _drawings() -> "LRUCache[str, bytes]":
    return LRUCache(_MOST_BYTES_KEPT, getsizeof=len)


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
    _large: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    _area_files: Mapping[str, AreaFile] = field(default_factory=dict, repr=False, compare=False)
    _parts: Mapping[str, _Part] = field(default_factory=dict, repr=False, compare=False)
    _answers: LRUCache[str, _Answer] = field(default_factory=_answers, repr=False, compare=False)
    _drawings: LRUCache[str, bytes] = field(default_factory=_drawings, repr=False, compare=False)
    _in_work: threading.Condition = field(default_factory=threading.Condition, repr=False, compare=False)

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

    def rows(self, sql: str, parameters: Parameters = (), areas: Collection[str] | None = None) -> Rows:
        """The rows of such a query as plain Python values; what is missing is None.

        An answer is kept for the next who asks the same; each gets rows of its own, which may be written to. With
        `areas` the query finds in the large tables of figures the rows of these areas alone, and the columns that it
        names, which is much faster: for queries that ask for no others.
        """
        names, found = self._answer(sql, parameters, areas)
        return [dict(zip(names, row, strict=True)) for row in found]

    @cachedmethod(
        lambda self: self._answers,
        key=lambda _, sql, parameters, areas: repr((sql, parameters)),
        condition=lambda self: self._in_work,
    )
    def _answer(self, sql: str, parameters: Parameters, areas: Collection[str] | None) -> _Answer:
        return _ASKED.submit(self._ask, sql, parameters, areas).result()

    def _ask(self, sql: str, parameters: Parameters, areas: Collection[str] | None) -> _Answer:
        with self._cursor() as cursor:
            if areas is not None:
                self._bring_near(cursor, sql, areas)
            columns = cursor.execute(sql, parameters).description or ()
            names = tuple(name for name, *_ in columns)
            decimals = [place for place, column in enumerate(columns) if "DECIMAL" in str(column[1])]
            found = cursor.fetchall()
            return names, [_without_decimals(row, decimals) for row in found] if decimals else found

    def columns(self, table: str, names: Sequence[str], areas: Collection[str]) -> "pa.Table":
        """Some columns of every row that a table of figures has about some areas, in any order.

        For a page that picks its rows itself: a question in SQL takes longer to begin than so few rows to go through.
        Raises NotInBuildError and BuildGoneError.
        """
        return _ASKED.submit(self._columns, table, names, areas).result()

    def _columns(self, table: str, names: Sequence[str], areas: Collection[str]) -> "pa.Table":
        is_whole = self._parts.get(table) == _Part()
        file = self._area_files.get(table) if is_whole else None
        with _told_of_build():
            rows = file.rows(areas, set(names)) if file else None
        if rows is not None and set(names) <= set(rows.column_names):
            return rows.select(names)
        sql = f'select {", ".join(names)} from "{table}" where area_id in (select unnest($areas))'
        with self._cursor() as cursor:
            self._bring_near(cursor, sql, areas)
            return cursor.sql(sql, params={"areas": list(areas)}).to_arrow_table()

    def _bring_near(self, cursor: duckdb.DuckDBPyConnection, sql: str, areas: Collection[str]) -> None:
        """For this cursor alone, puts the rows of some areas in the place of each large table that the query reads.

        They have the columns that the query names, however it comes to name them.
        """
        for table, file in self._area_files.items():
            source = f"rows_of_{table}"
            near = self._parts[table].of(source)
            rows = file.rows(areas, set(_WORD.findall(f"{sql} {near}"))) if table in sql else None
            if rows is not None:
                cursor.register(source, rows)
                cursor.execute(f'create temp view "{table}" as {near}')

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            cursor = self._connection.cursor()
        try:
            with _told_of_build():
                yield cursor
        finally:
            cursor.close()

    def drawn(self, key: tuple[Any, ...], draw: Callable[[], str]) -> str:
        """What `draw` makes of this build, kept for the next reader; `key` holds everything else that it hangs on."""
        return zlib.decompress(self._drawing(key, draw)).decode()

    @cachedmethod(lambda self: self._drawings, key=lambda _, key, draw: repr(key), condition=lambda self: self._in_work)
    def _drawing(self, key: tuple[Any, ...], draw: Callable[[], str]) -> bytes:
        return zlib.compress(draw().encode(), level=1)

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
    large = frozenset(table["name"] for table in manifest["tables"] if table["rows"] > _FEW_ROWS)
    parts = {name: _Part() for name in tables}
    return Published(
        build_id=manifest["build_id"],
        built_at=datetime.fromisoformat(manifest["built_at"]),
        published_at=datetime.fromisoformat(manifest["published_at"]),
        code_version=manifest["code_version"],
        contains_synthetic=manifest["contains_synthetic"],
        tables=tables,
        _connection=_connected(tables, parts, large),
        checksums={table["name"]: table["sha256"] for table in manifest["tables"]},
        quality=manifest.get("quality", {}),
        audit=manifest.get("audit", {}),
        _large=large,
        _area_files={name: AreaFile(tables[name]) for name in _BY_AREA if name in large},
        _parts=parts,
    )


def narrowed(
    published: Published, conditions: Mapping[str, str], cut: str, replacements: Mapping[str, str] | None = None
) -> Published:
    """The build with only those rows of each table that meet its condition (SQL over that table).

    `replacements` are columns that are to be read otherwise, by table: `expression as column, …`. The build's tables
    have names and no files: the files hold every row.
    """
    replaced = {table: f"* replace ({columns})" for table, columns in (replacements or {}).items() if columns}
    parts = {table: _Part(replaced.get(table, "*"), conditions[table]) for table in published.tables}
    return replace(
        published,
        tables=dict.fromkeys(published.tables, Path("ingen-fil")),
        checksums={},
        cut=cut,
        _connection=_connected(published.tables, parts, published._large),
        _lock=threading.Lock(),
        _parts=parts,
        _answers=_answers(),
        _drawings=_drawings(),
        _in_work=threading.Condition(),
    )


def _connected(
    tables: Mapping[str, Path], parts: Mapping[str, _Part], large: Collection[str]
) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_READER_CONFIG)
    for name, columns in _STAND_INS.items():
        if name not in tables:
            connection.execute(f'create table "{name}" ({columns})')
    for name, path in tables.items():
        file = "read_parquet('" + str(path).replace("'", "''") + "')"
        kind = "view" if name in large else "table"
        connection.execute(f'create {kind} "{name}" as {parts[name].of(file)}')
    return connection


def _without_decimals(row: tuple[Any, ...], places: Sequence[int]) -> tuple[Any, ...]:
    cells = list(row)
    for place in places:
        cells[place] = None if cells[place] is None else float(cells[place])
    return tuple(cells)
