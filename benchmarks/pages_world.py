"""A published build of national figures: those of `benchmarks.marts_national`, with a plan in each municipality.

Ten departments of every municipality lie in its plan, the others in none; eight of the forty measures are fixed goals.
The checks and the audit of hidden figures are left out: nothing here is hidden, and the pages ask for neither.
"""

import csv
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from benchmarks import marts_national
from publish import disclosure, publish

AREAS_OF_PLAN, FIXED_GOALS = 10, 8
PLAN = "hp-n{:02}"
MUNICIPALITIES = marts_national.MUNICIPALITIES


def make(folder: Path, rows: int) -> Path:
    """The data folder with the build that the pages are to show; what an earlier run left in it is used again."""
    if not (folder / "marts" / "current.json").exists():
        marts_national.make(folder, rows)
        seeds = folder / "dbt_project" / "seeds"
        _put_into_plans(seeds / "areas.csv")
        _make_fixed(seeds / "indicators.csv")
        _build(folder)
        _publish(folder)
    return folder


def _put_into_plans(seed: Path) -> None:
    columns, areas = _read(seed)
    for area in areas:
        name, _, number = area["area_id"].partition("-")
        if name == "afdeling" and number.isdigit() and int(number) < AREAS_OF_PLAN * MUNICIPALITIES:
            area["parent_area_id"] = PLAN.format(int(area["municipality_code"][1:]))
    for code in range(MUNICIPALITIES):
        plan = {"area_id": PLAN.format(code), "area_type": "helhedsplan", "name_da": f"Helhedsplan {code}"}
        place = {"municipality_code": f"n{code:02}", "parent_area_id": f"kommune-n{code:02}", "is_synthetic": "true"}
        areas.append(dict.fromkeys(columns, "") | plan | place)
    _write(seed, columns, areas)


def _make_fixed(seed: Path) -> None:
    columns, measures = _read(seed)
    fixed = {f"maal-{number:02}" for number in range(FIXED_GOALS)}
    for measure in measures:
        if measure["indicator_id"] in fixed:
            measure |= {"is_fixed": "true", "goal_da": "Opdigtet mål"}
    _write(seed, columns, measures)


def _read(seed: Path) -> tuple[list[str], list[dict[str, str]]]:
    with seed.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _write(seed: Path, columns: list[str], lines: list[dict[str, str]]) -> None:
    with seed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def _build(folder: Path) -> None:
    """Seeds and models without their tests: `benchmarks.marts_national` has those."""
    environment = {**os.environ, "DO_NOT_TRACK": "1", "BAROMETER_DATA": str(folder)}
    for verb in ("seed", "run"):
        command = [str(Path(sys.executable).parent / "dbt"), verb, "--target-path", str(folder / "target")]
        done = subprocess.run(
            command, cwd=folder / "dbt_project", env=environment, stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stdout[-4000:])


def _publish(folder: Path) -> None:
    with duckdb.connect(str(folder / "warehouse.duckdb"), config={"memory_limit": "4GB"}) as connection:
        connection.execute("insert into quality.run by name select 'ingen' as run_id, now()::timestamp as finished_at")
        manifest = publish.write_build(connection, folder / "marts", disclosure.NOTHING, "benchmark", datetime.now(UTC))
    publish.switch(folder / "marts", manifest)
