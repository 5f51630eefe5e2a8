"""A data folder with registries of its own, and all that ingest has left in it."""

import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest import load
from ingest.results import LoadResult
from tests.unit.ingest.ingest_cases import SEEDS

RAW_SCHEMA = Path(__file__).parents[2] / "dbt_project" / "models" / "staging" / "__sources.yml"
NOON = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001  UTC, as the warehouse keeps it

State = dict[str, Any]


@dataclass(frozen=True)
class World:
    root: Path

    @classmethod
    def new(cls, root: Path) -> "World":
        """An empty data folder with the small registries."""
        for folder in ("raw", "seeds"):
            (root / folder).mkdir(parents=True)
        for name, text in SEEDS.items():
            (root / "seeds" / name).write_text(text, encoding="utf-8")
        return cls(root)

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def state_db(self) -> Path:
        return self.root / "state" / "state.sqlite"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    def copy(self, root: Path) -> "World":
        shutil.copytree(self.root, root)
        return World(root)

    def deliver(self, name: str, content: str | bytes) -> Path:
        path = self.root / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def add_area(self, line: str) -> None:
        with (self.root / "seeds" / "areas.csv").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def ingest(self, now: datetime = NOON) -> list[LoadResult]:
        return load.ingest(
            raw_dir=self.root / "raw",
            archive_dir=self.archive,
            warehouse=self.warehouse,
            state_db=self.state_db,
            seeds_dir=self.root / "seeds",
            raw_schema=RAW_SCHEMA,
            now=now,
        )

    def state(self) -> State:
        """Every row of every table, every line of the ledger, and every file but the databases themselves."""
        return {**self._warehouse_rows(), **self._ledger_rows(), **self._files()}

    def _warehouse_rows(self) -> State:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            tables = connection.execute(
                "select table_schema || '.' || table_name from information_schema.tables order by 1"
            ).fetchall()
            return {name: _sorted(connection.execute(f"select * from {name}").fetchall()) for (name,) in tables}

    def _ledger_rows(self) -> State:
        with sqlite3.connect(self.state_db) as connection:
            return {"ledger": _sorted(connection.execute("select * from load_ledger").fetchall())}

    def _files(self) -> State:
        databases = {self.warehouse, self.state_db}
        files = (path for path in self.root.rglob("*") if path.is_file() and path not in databases)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def _sorted(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)
