"""What quality reads from the warehouse, and the two tables it writes. One connection for reading, one for writing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from quality.check import COUNT_JUDGEMENTS, INDICATORS, SAMPLED, STANDARD_COLUMNS, Check

if TYPE_CHECKING:
    import pandas as pd

FRAMES = Path(__file__).parent / "frames"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "4GB",
    "threads": 2,
    "preserve_insertion_order": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

Row = dict[str, Any]


@contextmanager
def connect(warehouse: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed again, so that dbt and the next step find the file free."""
    connection = duckdb.connect(str(warehouse), read_only=read_only, config=_CONFIG)
    try:
        yield connection
    finally:
        connection.close()


def rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """All rows of a query as dictionaries. Everything is fetched: run-time errors come only then."""
    cursor = connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


_TABLE = "create temporary table if not exists {name} as {query}"
_VIEW = "create temporary view if not exists {name} as {query}"
# What is no table. Figures are read through views: those of a whole country would not fit in the memory that a check
# may use.
_MADE_OTHERWISE = {
    "indicator_key": "create or replace temporary macro {name}\n{query}",
    "indicator_points": _VIEW,
    "indicator_figures": _VIEW,
    INDICATORS: _VIEW,
    SAMPLED: "set variable {name} = ({query})",
}
_STANDS_ON = {INDICATORS: ("indicator_key", "indicator_points", "indicator_figures")}
# Up to this many rows a frame is judged whole. Of a larger one the judge gets the rows that the same rules in SQL do
# not clear, and so many others that it is seen to have judged.
MOST_ROWS = 100_000
_SAMPLE = 1_000


def set_day(connection: duckdb.DuckDBPyConnection, today: date) -> None:
    """The day that frames hold due dates against."""
    connection.execute("create or replace temporary table run_day as select cast(? as date) as today", [today])


def prepare_frame(connection: duckdb.DuckDBPyConnection, check: Check) -> "tuple[pd.DataFrame, int]":
    """Builds a check's frame as a temporary table; the columns its rules look at, and how many rows there were.

    Columns that the rules name and the frame lacks are left out here; the suite's guard says so.
    Raises duckdb.Error when a query fails, one of the standard columns being missing among them.
    """
    for name in check.base_tables:
        for base in (*_STANDS_ON.get(name, ()), name):
            _make_base(connection, base)
    kind = "view" if check.holds_every_figure else "table"
    connection.execute(f"create or replace temporary {kind} all_of_{check.frame} as {_query(check.frame)}")
    connection.execute(f"select {', '.join(STANDARD_COLUMNS)} from all_of_{check.frame} limit 0").fetchall()
    present = {row["column_name"] for row in rows(connection, f"describe all_of_{check.frame}")}
    columns = [name for name in check.judged_columns if name in present]
    [[count]] = connection.execute(f"select count(*) from all_of_{check.frame}").fetchall()
    is_whole = count <= MOST_ROWS or len(columns) < len(check.judged_columns)
    broken = "true" if is_whole else " or ".join(f"coalesce({rule.is_broken_sql}, false)" for rule in check.rules)
    frame, source = check.frame, f"all_of_{check.frame}"
    connection.execute(f"create or replace temporary table {frame} as select * from {source} where {broken}")
    if not is_whole:
        # A statement of its own: in one with the first, the whole view would be kept in memory for both.
        connection.execute(f"insert into {frame} select * from {source} where not ({broken}) limit {_SAMPLE}")
    return connection.execute(f"select {', '.join(columns)} from {check.frame}").df(), int(count)


def _make_base(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """What several frames select from, once per connection."""
    if name == COUNT_JUDGEMENTS:
        from quality.counts import table

        table.make(connection)
    else:
        connection.execute(_MADE_OTHERWISE.get(name, _TABLE).format(name=name, query=_query(name)))


def _query(name: str) -> str:
    return (FRAMES / f"{name}.sql").read_text(encoding="utf-8")


def least_rows(connection: duckdb.DuckDBPyConnection, check: Check, counted: dict[str, int]) -> int:
    """How many rows the frame must at least hold, counted in the facts without the frame; what several checks ask is
    `counted` once."""
    if check.least_rows not in counted:
        [[count]] = connection.execute(check.least_rows).fetchall()
        counted[check.least_rows] = int(count)
    return counted[check.least_rows]


def failed_rows(connection: duckdb.DuckDBPyConnection, check: Check, keys: Sequence[str]) -> list[Row]:
    """The whole frame rows of the keys that broke a rule."""
    return rows(
        connection,
        f"select * from {check.frame} where row_key in (select unnest(?)) order by row_key",
        [list(keys)],
    )


_EVIDENCE = {
    "registration_rows": """
        select
            row_key, file_name, line, 'antal' as column_name, cast(reported_count as double) as value,
            cast(null as double) as numerator, cast(null as double) as denominator, qualifier, reported_by,
            reported_date, period_id, source_reference, comment as note, 'count' as measure_type,
            is_hidden, true as is_small, hide_below
        from registration_rows
        where row_key in (select unnest(?))
    """,
    # Of all the figures of a country only those of the keys' area, indicator and period are named.
    "indicator_rows": """
        with places as (
            select split_part(key, '|', 1), split_part(key, '|', 2), split_part(key, '|', 4)
            from (select unnest(?) as key) as keys
        ),

        found as (
            select * from indicator_figures where (area_id, indicator_id, period_id) in (select * from places)
        )

        select
            indicator_key(
                area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
            ) as row_key,
            file_name, line, 'vaerdi' as column_name, value, numerator, denominator, qualifier,
            cast(null as varchar) as reported_by, cast(null as date) as reported_date, period_id,
            source_reference, note, measure_type, is_hidden, is_small, hide_below
        from found
    """,
}


def evidence_rows(connection: duckdb.DuckDBPyConnection, check: Check, failed: Sequence[Row]) -> dict[str, Row]:
    """The delivered rows behind findings, by the keys that the frame rows name in `evidence`."""
    keys = sorted({key for row in failed for key in row["evidence"] if key})
    found: dict[str, Row] = {}
    for table in check.base_tables:
        if keys and table in _EVIDENCE:
            found |= {row["row_key"]: row for row in rows(connection, _EVIDENCE[table], [keys])}
    return {key: found[key] for key in keys if key in found}


@dataclass(frozen=True)
class Registries:
    """The names and targets that the texts use."""

    areas: dict[str, str]
    activities: dict[str, str]
    measures: dict[str, str]
    indicators: dict[str, Row]
    sources: dict[str, Row]
    targets: list[Row]


def registries(connection: duckdb.DuckDBPyConnection) -> Registries:
    """The published dimensions as look-ups by id."""

    def names(table: str, key: str) -> dict[str, str]:
        return {row["id"]: row["name"] for row in rows(connection, f"select {key} as id, name_da as name from {table}")}

    return Registries(
        areas=names("marts.dim_area", "area_id"),
        activities=names("marts.dim_activity", "activity_id"),
        measures=names("marts.dim_measure", "measure_id"),
        indicators={row["indicator_id"]: row for row in rows(connection, "select * from marts.dim_indicator")},
        sources={row["source_id"]: row for row in rows(connection, "select * from marts.dim_source")},
        targets=rows(connection, "select * from marts.dim_target"),
    )


def facts_invocation(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The newest dbt invocation that built facts: the build that this run speaks about."""
    found = rows(
        connection,
        "select invocation_id from quality.build where has_facts order by finished_at desc limit 1",
    )
    return found[0]["invocation_id"] if found else None


@dataclass(frozen=True)
class RunRecord:
    """One row of `quality.run`; times in UTC without zone."""

    run_id: str
    facts_invocation_id: str | None
    started_at: datetime
    finished_at: datetime
    checks_expected: int
    checks_run: int
    status: str


def write(warehouse: Path, record: RunRecord, findings: Sequence[Row]) -> None:
    """Replaces every finding and adds the run, both or neither."""
    with connect(warehouse, read_only=False) as connection:
        connection.execute("begin")
        connection.execute("delete from quality.finding")
        _insert(connection, "quality.finding", findings)
        _insert(connection, "quality.run", [vars(record)])
        connection.execute("commit")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, records: Sequence[Row]) -> None:
    for record in records:
        columns = ", ".join(record)
        marks = ", ".join("?" for _ in record)
        connection.execute(f"insert into {table} ({columns}) values ({marks})", list(record.values()))
