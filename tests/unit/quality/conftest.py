"""One warehouse with every case in it, checked once: importing Great Expectations takes seconds."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quality.checks import CHECKS
from quality.run import QualityRun, run_checks
from tests.unit.quality import indicator_cases, quality_cases
from tests.unit.quality.quality_warehouse import Row, build

NOW = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)
Run = Callable[..., QualityRun]


@dataclass(frozen=True)
class Checked:
    """The findings of one run, as the warehouse holds them."""

    run: QualityRun
    rows: list[Row]

    def all(self, **place: Any) -> list[Row]:
        return [row for row in self.rows if all(row[name] == value for name, value in place.items())]

    def one(self, check_id: str, **place: Any) -> Row:
        [row] = self.all(check_id=check_id, **place)
        return row | {name: json.loads(row[f"{name}_json"]) for name in ("readings", "evidence")}


def findings(warehouse: Path) -> list[Row]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        cursor = connection.execute("select * from quality.finding")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("quality")
    warehouse = build(
        folder / "warehouse.duckdb",
        registrations=[*quality_cases.REGISTRATIONS, *indicator_cases.REGISTRATIONS],
        readings=quality_cases.READINGS,
        figures=[*quality_cases.FIGURES, *indicator_cases.FIGURES],
        tables=indicator_cases.TABLES,
    )
    run = run_checks(
        warehouse=warehouse, seeds_dir=folder / "seeds", state_db=folder / "state" / "state.sqlite", now=NOW
    )
    return Checked(run, findings(warehouse))


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the checks, or `only` some, on a small warehouse; the folder, and so the memory, is the test's own."""

    def run(*only: str, now: datetime = NOW, rebuild: bool = True, **facts: list[Row]) -> QualityRun:
        chosen = tuple(one for one in CHECKS if one.check_id in only or not only)
        monkeypatch.setattr("quality.run.CHECKS", chosen)
        warehouse = tmp_path / "warehouse.duckdb"
        if rebuild:
            build(warehouse, **facts)
        return run_checks(
            warehouse=warehouse, seeds_dir=tmp_path / "seeds", state_db=tmp_path / "state" / "state.sqlite", now=now
        )

    return run
