"""How long a national file takes to load with every check, against a bare `read_csv` of the same file into a table.

    python -m benchmarks.ingest_national [--rows 19200000] [--repeat 3] [--folder DIR]

The file is form A with a figure for each of 8,000 invented areas, 40 measures and 60 years, from a fixed seed. The two
are timed in turn, each in a process and a warehouse of its own, so that the machine's other work falls on both. The
target: at most 4 times as long, in less than 4 GB.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

PROJECT = Path(__file__).parents[1]
SEEDS = PROJECT / "dbt_project" / "seeds"
RAW_SCHEMA = PROJECT / "dbt_project" / "models" / "staging" / "__sources.yml"
AREAS, MEASURES, YEARS = 8_000, 40, range(1970, 2030)
HEADER = "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note"
SOURCE = "lbf_beboerdata"
MOST_TIMES, MOST_GIGABYTES = 4.0, 4.0


def main() -> None:
    arguments = _arguments()
    if arguments.step:
        print(json.dumps(_STEPS[arguments.step](arguments.folder)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        rows = make(folder, arguments.rows)
        print(f"{rows:,} rows, {delivered(folder).stat().st_size / 1e6:,.0f} MB")
        ratios = [_compare(folder) for _ in range(arguments.repeat)]
    print(f"\nmedian ratio {sorted(ratios)[len(ratios) // 2]:.2f} (at most {MOST_TIMES:.0f})")


def compare(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the bare reading and ingest took: seconds, peak gigabytes, and ingest's parts."""
    return _in_a_process("bare", folder), _in_a_process("ingest", folder)


def make(folder: Path, rows: int) -> int:
    """Registries, contracts and one delivered file of up to that many rows; how many it has."""
    areas = max(1, round(rows / (MEASURES * len(YEARS))))
    _make_registries(folder / "seeds", areas)
    text = (PROJECT / "ingest" / "sources.yml").read_text(encoding="utf-8")
    (folder / "sources.yml").write_text(text, encoding="utf-8")
    file = delivered(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20261122)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER + "\n")
        for area in range(areas):
            values = random.integers(0, 1000, (MEASURES, len(YEARS)))
            start = f"{_area(area)};{_municipality(area)}"
            out.writelines(
                f"{start};{_measure(measure)};{year};{value // 10},{value % 10};;;;\n"
                for measure, row in enumerate(values.tolist())
                for year, value in zip(YEARS, row, strict=True)
            )
    return areas * MEASURES * len(YEARS)


def delivered(folder: Path) -> Path:
    return folder / "raw" / SOURCE / "national.csv"


def _make_registries(seeds: Path, areas: int) -> None:
    seeds.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS.glob("*.csv"):
        header = seed.read_text(encoding="utf-8-sig").splitlines()[0]
        (seeds / seed.name).write_text(header + "\n", encoding="utf-8")
    _fill(seeds / "areas.csv", [
        {"area_id": _area(area), "area_type": "afdeling", "name_da": f"Afdeling {area}",
         "municipality_code": _municipality(area), "is_synthetic": "true"}
        for area in range(areas)
    ])  # fmt: skip
    _fill(seeds / "indicators.csv", [
        {"indicator_id": _measure(measure), "name_da": f"Mål {measure}", "measure_type": "proportion", "unit": "%",
         "period_type": "year"}
        for measure in range(MEASURES)
    ])  # fmt: skip


def _fill(seed: Path, rows: list[dict[str, str]]) -> None:
    columns = seed.read_text(encoding="utf-8").strip().split(",")
    with seed.open("a", encoding="utf-8") as out:
        out.writelines(",".join(row.get(column, "") for column in columns) + "\n" for row in rows)


def _area(number: int) -> str:
    return f"{number:x}"


def _measure(number: int) -> str:
    return f"m{number}"


def _municipality(area: int) -> str:
    return str(101 + area % 98)


def _compare(folder: Path) -> float:
    bare, ingest = compare(folder)
    ratio = float(ingest["seconds"] / bare["seconds"])
    print()
    for name, took in (("bare", bare), ("ingest", ingest)):
        print(
            f"{name:6} {took['seconds']:7.2f} s ({took['processor']:.2f} s of processor)  {took['gigabytes']:5.2f} GB"
        )
    print(f"ratio {ratio:.2f}")
    for part, seconds in ingest["parts"].items():
        print(f"    {part:34} {seconds:7.2f} s")
    return ratio


def _in_a_process(step: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.ingest_national", "--step", step, "--folder", str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _bare(folder: Path) -> dict[str, Any]:
    import duckdb

    warehouse = folder / "bare.duckdb"
    warehouse.unlink(missing_ok=True)
    start = time.perf_counter()
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"create table t as select * from read_csv('{delivered(folder)}', all_varchar = true)")
    return {"seconds": time.perf_counter() - start, "processor": time.process_time(), "gigabytes": _peak()}


def _ingest(folder: Path) -> dict[str, Any]:
    from ingest import load

    for name in ("archive", "state", "warehouse"):
        shutil.rmtree(folder / name, ignore_errors=True)
    parts = _timed_parts()
    start = time.perf_counter()
    [result] = load.ingest(
        raw_dir=folder / "raw",
        archive_dir=folder / "archive",
        warehouse=folder / "warehouse" / "warehouse.duckdb",
        state_db=folder / "state" / "state.sqlite",
        seeds_dir=folder / "seeds",
        raw_schema=RAW_SCHEMA,
        now=datetime(2026, 11, 22, tzinfo=UTC),
        sources_file=folder / "sources.yml",
    )
    seconds = time.perf_counter() - start
    if (result.status, result.rows_loaded) != ("loaded", result.rows_read):
        raise RuntimeError(result.message_da)
    return {"seconds": seconds, "processor": time.process_time(), "gigabytes": _peak(), "parts": parts}


def _timed_parts() -> dict[str, float]:
    """Where the time goes; filled in as ingest runs. Guard and division run beside each other."""
    from ingest import archive, evaluate, guard, sift
    from ingest.readers import delimited, plain
    from ingest.warehouse import Warehouse

    parts: dict[str, float] = {}
    places: list[tuple[Any, str, str]] = [
        (delimited, "encoding_of", "encoding and damage"),
        (guard, "check", "guard"),
        (plain, "read", "divided and numbered"),
        (evaluate, "stage", "staged"),
        (evaluate, "read_parts", "texts read"),
        (sift, "pass_over", "repeats and shared keys"),
        (sift, "counts", "counted"),
        (archive, "put", "archive"),
        (Warehouse, "write_load", "written"),
    ]
    for place, name, told in places:
        setattr(place, name, _timed(getattr(place, name), told, parts))
    return parts


def _timed(function: Callable[..., Any], told: str, parts: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            parts[told] = parts.get(told, 0.0) + time.perf_counter() - start

    return timed


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


_STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {"bare": _bare, "ingest": _ingest}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=AREAS * MEASURES * len(YEARS))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", choices=["bare", "ingest"], help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
