"""The tables that may be public, as files made once for each build.

Sources come with terms: a table is open where every source that it rests on has been opened, and the figures
themselves source by source. What tells of people at work (who reported, remarks, deliveries, findings) is never open.
"""

import hashlib
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from danish import format as form
from danish import page_open_data as text
from dashboards import configuration
from dashboards.descriptions import described
from dashboards.selection import data_dir
from publish.marts import Published

_FIGURES = ("agreements", "public_lists", "lbf_beboerdata", "lbf_boligsociale_data", "tryghedssurvey")
_COUNTS = ("registrations", "registration_events")
# Each table with the sources that it rests on and does not name row by row.
TABLES: dict[str, tuple[str, ...]] = {
    "fct_indicator_value": (),
    "mart_area_vs_baseline": _FIGURES,
    "mart_funnel": _FIGURES,
    "mart_funnel_limits": _FIGURES,
    "mart_activity_progress": _COUNTS,
    "mart_statutory_criteria": _FIGURES,
    "mart_statutory_status": _FIGURES,
    "dim_area": (),
    "dim_area_group": (),
    "dim_indicator": (),
    "dim_period": (),
    "dim_source": (),
    "dim_activity": (),
    "dim_activity_effect": (),
    "dim_measure": (),
    "dim_target": (),
}
_BY_SOURCE = "fct_indicator_value"
_HELD_BACK = frozenset({"load_id", "line", "note", "note_da", "reported_by", "owner"})
FORMATS = {
    "csv": ("text/csv; charset=utf-8", "format csv, header"),
    "json": ("application/json", "format json, array true"),
    "parquet": ("application/vnd.apache.parquet", "format parquet, kv_metadata {{{about}}}"),
}
_making = threading.Lock()


@dataclass(frozen=True)
class OpenTable:
    """A table as it is given out: name, meaning, number of rows, and its columns as (name, type, meaning)."""

    name: str
    meaning: str
    rows: int
    columns: list[tuple[str, str, str]]


def names(build: Published) -> list[str]:
    """The tables of a build that are open as things are configured."""
    return [
        name
        for name, sources in TABLES.items()
        if name in build.tables and all(map(configuration.may_be_open, sources))
    ]


def table(build: Published, name: str) -> OpenTable:
    """What there is to know about an open table."""
    words = described(name)
    columns = build.rows(f"describe {_select(build, name)}")
    rows = build.rows(f"select count(*) as n from ({_select(build, name)})")
    return OpenTable(
        name,
        words.meaning,
        int(rows[0]["n"]),
        [
            (row["column_name"], str(row["column_type"]).lower(), words.columns.get(row["column_name"], ""))
            for row in columns
        ],
    )


def sources(build: Published) -> list[dict[str, Any]]:
    """The sources that have been opened, with their terms."""
    known = build.rows("select * from dim_source order by name_da")
    return [
        {"source_id": row["source_id"], "name": row["name_da"], "licence": row.get("licence") or text.NOT_STATED}
        for row in known
        if configuration.may_be_open(row["source_id"])
    ]


def tag(build_id: str) -> str:
    """Changes with the build, and with what has been opened."""
    return f"{build_id}-{hashlib.sha256(','.join(configuration.open_sources()).encode()).hexdigest()[:8]}"


def file(build: Published, name: str, suffix: str) -> Path:
    """The table as a file; made at the first request, when the files of earlier builds are removed too."""
    folder = data_dir() / "open_data" / tag(build.build_id)
    path = folder / f"{name}.{suffix}"
    with _making:
        if not path.exists():
            for other in folder.parent.glob("*"):
                if other != folder:
                    shutil.rmtree(other, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            _write(build, name, suffix, path)
    return path


def _write(build: Published, name: str, suffix: str, path: Path) -> None:
    import duckdb

    unfinished = path.with_name(f".{uuid4().hex}")
    about = {"build": build.build_id, "built_on": form.day(build.built_at), "licence": text.LICENCE_TEXT}
    options = FORMATS[suffix][1].format(about=", ".join(f"{key}: {_quoted(value)}" for key, value in about.items()))
    parquet = f"read_parquet({_quoted(str(build.tables[name]))})"
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as connection:
        connection.execute(f"copy ({_select(build, name, parquet)}) to {_quoted(str(unfinished))} ({options})")
    unfinished.replace(path)


def _select(build: Published, name: str, origin: str = "") -> str:
    """The rows and columns that may be given out, from a view of the build or from `origin`."""
    described_columns = build.rows(f'describe select * from "{name}"')
    columns = [row["column_name"] for row in described_columns if row["column_name"] not in _HELD_BACK]
    listed = ", ".join(f'"{column}"' for column in columns)
    chosen = f"select {listed} from {origin or _identifier(name)}"
    if name != _BY_SOURCE:
        return chosen
    opened = [row["source_id"] for row in sources(build)]
    return f"{chosen} where source_id in ({', '.join(map(_quoted, opened)) or 'null'})"


def _identifier(name: str) -> str:
    return f'"{name}"'


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
