"""Copies the finished tables to a folder of their own and moves one pointer: no reader sees half of two builds."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from danish import publish as text
from publish import disclosure, gate, table_files

_PUBLISHED_SCHEMA = "marts"
_BUILDS_KEPT = 24  # two years of monthly builds to roll back to


class NothingToRollBackToError(Exception):
    """There is no such earlier build; the message is Danish."""


@dataclass(frozen=True)
class PublishedBuild:
    """What was published: the build's name, the rows of each table, what the audit of hidden figures found, and the
    earlier builds that were taken away because they showed what is now hidden."""

    build_id: str
    rows: dict[str, int]
    audit: disclosure.Audit
    withdrawn: list[str] = field(default_factory=list)


def publish(*, warehouse: Path, marts_dir: Path, code_version: str, now: datetime) -> PublishedBuild:
    """Pass the gate, write `<build_id>/*.parquet`, then switch `current.json`.

    Raises gate.GateRefusedError, with nothing changed, when the build may not be shown.
    """
    with duckdb.connect(str(warehouse), read_only=True, config=disclosure.MEMORY) as connection:
        audit = _audit(connection, marts_dir)
        gate.check(connection, audit.leaks)
        manifest = write_build(connection, marts_dir, audit, code_version, now)
    switch(marts_dir, manifest)
    _forget(marts_dir, [*audit.betraying_builds, *_builds(marts_dir)[:-_BUILDS_KEPT]], keep=manifest["build_id"])
    rows = {table["name"]: table["rows"] for table in manifest["tables"]}
    return PublishedBuild(manifest["build_id"], rows, audit, audit.betraying_builds)


def rollback(*, marts_dir: Path, build_id: str | None, now: datetime) -> str:
    """Point at an earlier build again: the named one, else the one before the present. Returns its id.

    Raises NothingToRollBackToError when there is none.
    """
    present = json.loads((marts_dir / "current.json").read_text(encoding="utf-8"))["build_id"]
    earlier = [name for name in _builds(marts_dir) if name < present]
    if build_id is None and not earlier:
        raise NothingToRollBackToError(text.NOTHING_TO_ROLL_BACK_TO)
    wanted = build_id if build_id is not None else earlier[-1]
    if wanted not in _builds(marts_dir):
        raise NothingToRollBackToError(text.unknown_build(wanted))
    manifest = json.loads((marts_dir / wanted / "build.json").read_text(encoding="utf-8"))
    switch(marts_dir, {**manifest, "published_at": _iso(now)})
    return wanted


def _audit(connection: duckdb.DuckDBPyConnection, marts_dir: Path) -> disclosure.Audit:
    """The audit reads the finished tables; before there are any, the gate has its own word for that."""
    built = connection.execute(
        "select count(*) from information_schema.tables where table_schema = 'marts' and table_name = 'mart_finding'"
    ).fetchall()
    return disclosure.audit(connection, marts_dir=marts_dir) if built[0][0] else disclosure.NOTHING


def write_build(
    connection: duckdb.DuckDBPyConnection, marts_dir: Path, audit: disclosure.Audit, code_version: str, now: datetime
) -> dict[str, Any]:
    """Write the tables as a build of its own, that no reader sees yet; returns its manifest."""
    build_id = _free_build_id(marts_dir, now)
    unfinished = marts_dir / f".{build_id}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    tables = [_write_table(connection, name, unfinished, build_id) for name in _published_tables(connection)]
    manifest = {
        "build_id": build_id,
        "built_at": _built_at(connection, now),
        "published_at": _iso(now),
        "code_version": code_version,
        "contains_synthetic": _contains_synthetic(connection),
        "quality": _quality(connection),
        "audit": {"primary": audit.primary, "secondary": audit.secondary},
        "tables": tables,
    }
    _write_durably(unfinished / "build.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    unfinished.rename(marts_dir / build_id)
    return manifest


def _published_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = ? order by 1",
        [_PUBLISHED_SCHEMA],
    ).fetchall()
    return [name for (name,) in rows]


def _write_table(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, build_id: str) -> dict[str, Any]:
    path = folder / f"{name}.parquet"
    rows = table_files.write(connection, f"{_PUBLISHED_SCHEMA}.{name}", path)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": name, "file": f"{build_id}/{path.name}", "rows": rows, "sha256": checksum}


def _built_at(connection: duckdb.DuckDBPyConnection, now: datetime) -> str:
    """The moment of the build on the caller's clock: dbt keeps the real time, and `now` may have been moved."""
    rows = connection.execute("select max(finished_at) from quality.build where has_marts").fetchall()
    age = datetime.now(UTC) - rows[0][0].replace(tzinfo=UTC)
    return _iso(now - age)


def _contains_synthetic(connection: duckdb.DuckDBPyConnection) -> bool:
    rows = connection.execute(
        "select exists (from marts.fct_indicator_value where is_synthetic)"
        " or exists (from marts.mart_activity_progress where is_synthetic)"
    ).fetchall()
    return bool(rows[0][0])


def _quality(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The quality run that the tables carry, for those who hand the figures on."""
    sql = "select run_id, checks_run, checks_expected from quality.run order by finished_at desc limit 1"
    run_id, checks_run, checks_expected = connection.execute(sql).fetchall()[0]
    return {"run_id": run_id, "checks_run": checks_run, "checks_expected": checks_expected}


def _free_build_id(marts_dir: Path, now: datetime) -> str:
    stem = now.strftime("%Y%m%dT%H%M%SZ")
    taken = {path.name for path in marts_dir.glob(f"{stem}*")} if marts_dir.exists() else set()
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 100))) if name not in taken)


def switch(marts_dir: Path, manifest: dict[str, Any]) -> None:
    """Show the build of that manifest from now on."""
    pointer = marts_dir / "current.json"
    waiting = pointer.with_suffix(".json.new")
    _write_durably(waiting, json.dumps(manifest, ensure_ascii=False, indent=1))
    waiting.replace(pointer)


def _write_durably(path: Path, content: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())


def _builds(marts_dir: Path) -> list[str]:
    return sorted(path.parent.name for path in marts_dir.glob("*/build.json"))


def _forget(marts_dir: Path, builds: list[str], keep: str) -> None:
    for build_id in builds:
        if build_id != keep:
            shutil.rmtree(marts_dir / build_id, ignore_errors=True)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
