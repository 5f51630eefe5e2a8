"""One warehouse for all tests here: invented deliveries on the project's own registries, built once by dbt."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from . import deliveries
from .hidden_world import World

PROJECT = Path(__file__).parents[2] / "dbt_project"
DBT = Path(sys.executable).parent / "dbt"

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Build:
    """A finished build: the copied project, its warehouse, and what dbt said."""

    project: Path
    warehouse: Path
    output: str
    manifest: dict[str, Any]
    results: dict[str, Any]


def run_dbt(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """dbt as an analyst starts it: in the project's folder, with no environment variable of ours set."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(project.parent), "NO_COLOR": "1", "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(DBT), *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = tmp_path_factory.mktemp("dbt")
    project = root / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
    _without_example_places(project / "seeds")
    for seed, rows in deliveries.SEED_ROWS.items():
        _add_seed_rows(project / "seeds" / f"{seed}.csv", rows)
    warehouse = root / "data" / "warehouse.duckdb"
    warehouse.parent.mkdir()
    _fill(warehouse, project / "models" / "staging" / "__sources.yml")
    finished = run_dbt(
        project, "build", "--selector", "everything", "--warn-error-options", '{"error": ["Deprecations"]}'
    )
    assert finished.returncode == 0, finished.stdout[-6000:]
    return Build(
        project=project,
        warehouse=warehouse,
        output=finished.stdout,
        manifest=json.loads((project / "target" / "manifest.json").read_text(encoding="utf-8")),
        results=json.loads((project / "target" / "run_results.json").read_text(encoding="utf-8")),
    )


@pytest.fixture(scope="session")
def query(build: Build) -> Callable[..., Rows]:
    """Rows of a query over the built warehouse, as dictionaries."""

    def run(sql: str, *parameters: Any) -> Rows:
        with duckdb.connect(str(build.warehouse), read_only=True) as connection:
            cursor = connection.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return run


@pytest.fixture(scope="session")
def one(query: Callable[..., Rows]) -> Callable[..., dict[str, Any]]:
    """The only row of a query."""

    def run(sql: str, *parameters: Any) -> dict[str, Any]:
        rows = query(sql, *parameters)
        assert len(rows) == 1, rows
        return rows[0]

    return run


@pytest.fixture(scope="session")
def hiding_sql(build: Build) -> dict[str, str]:
    compiled = build.project / "target" / "compiled"
    names = (
        "int_indicator_shares_printed_alone",
        "int_indicator_persons",
        "int_indicator_suppressions_first",
        "int_indicator_suppressions",
    )
    return {name: next(compiled.rglob(f"models/**/{name}.sql")).read_text(encoding="utf-8") for name in names}


@pytest.fixture
def world(hiding_sql: dict[str, str]) -> World:
    return World(hiding_sql)


def _without_example_places(seeds: Path) -> None:
    """The invented places of the example data make room for those of these tests."""
    with (seeds / "areas.csv").open(encoding="utf-8", newline="") as file:
        invented = {row["area_id"] for row in csv.DictReader(file) if row["is_synthetic"] == "true"}
    with (seeds / "activities.csv").open(encoding="utf-8", newline="") as file:
        invented |= {row["activity_id"] for row in csv.DictReader(file) if row["helhedsplan_id"] in invented}
    for seed in seeds.glob("*.csv"):
        with seed.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with seed.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(row for row in rows if invented.isdisjoint(row))


def _add_seed_rows(seed: Path, rows: Iterable[dict[str, Any]]) -> None:
    with seed.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with seed.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=header, lineterminator="\n", restval="")
        writer.writerows(rows)


def _fill(warehouse: Path, sources: Path) -> None:
    defined = yaml.safe_load(sources.read_text(encoding="utf-8"))["sources"]
    with duckdb.connect(str(warehouse)) as connection:
        for schema in defined:
            connection.execute(f"create schema {schema['schema']}")
            for table in schema["tables"]:
                columns = ", ".join(f"{column['name']} {column['data_type']}" for column in table["columns"])
                connection.execute(f"create table {schema['schema']}.{table['name']} ({columns})")
        for table, rows in deliveries.raw_rows().items():
            for row in rows:
                placeholders = ", ".join("?" for _ in row)
                connection.execute(
                    f"insert into {table} ({', '.join(row)}) values ({placeholders})", list(row.values())
                )
