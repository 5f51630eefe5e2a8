"""How long `dbt build` with all tests takes on national data, against hand-written SQL that makes the same figures.

    python -m benchmarks.marts_national [--rows 1920000] [--folder DIR] [--profile] [--also-tenth] [--also-example]

The raw table holds a share with its counts for each of up to 8,000 invented areas, 40 measures and 60 years (19,200,000
rows); 98 of the areas are the municipalities that the others lie in. It is made in DuckDB, in a scratch folder with a
copy of the project, whose registries alone know these places. `benchmarks/marts_by_hand.sql` reads the same raw table
and writes fct_indicator_value, mart_area_vs_baseline, mart_chance, mart_funnel and mart_funnel_limits, the same in
every column of every row, and tests nothing. Every figure is printed as a part of its target: at most twice the time of
the script, eleven times the time for ten times the rows, and less than 6 GB; with `--also-example` also a whole
`barometer demo` and a second `dbt build` on the example data. On a machine that others use too, the ratio of processor
time says more than that of the clock.
"""

import argparse
import csv
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import yaml

PROJECT = Path(__file__).parents[1] / "dbt_project"
BY_HAND = Path(__file__).with_name("marts_by_hand.sql")
AREAS, MUNICIPALITIES, MEASURES, YEARS = 8_000, 98, 40, range(1965, 2025)
SOURCE = "lbf_beboerdata"
MOST_TIMES, MOST_TIMES_FOR_TEN, MOST_GIGABYTES = 2.0, 11.0, 6.0
MOST_SECONDS_OF_RUN, MOST_SECONDS_OF_SECOND_BUILD = 60.0, 15.0

_AS_DBT_HAS_IT: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "4GB", "threads": 2, "write_buffer_row_group_count": 1
}  # fmt: skip

_RAW = """
insert into raw.load by name
select 'national' as load_id, $source as source_id, 'national.csv' as file_name, 'national' as sha256,
    'utf-8' as encoding, timestamp '2026-01-01' as loaded_at, $rows as rows_read, $rows as rows_loaded,
    0 as rows_quarantined, 0 as rows_skipped, 'loaded' as status;
insert into raw.source by name select $source as source_id, 'National' as name_da;
insert into raw.indicator_value by name
with figures as (
    select area_id, area_type, municipality_code, indicator_id, year,
        case area_type when 'kommune' then 40000 else 150 end + hash(area_id, indicator_id) % 400 as denominator,
        0.15 + (hash(indicator_id) % 100) / 250.0 + (hash(area_id) % 100) / 1000.0
            + (year - 1990) * (hash(indicator_id, area_id) % 21 - 10.0) / 100000.0
            + (hash(area_id, indicator_id, year) % 1000 - 500.0) / 10000.0 as share
    from read_csv($areas, header = true, all_varchar = true)
    cross join read_csv($indicators, header = true, all_varchar = true)
    cross join range($first_year, $last_year) as years(year)
)

select 'national' as load_id, row_number() over () + 1 as line, $source as source_id, area_id, municipality_code,
    indicator_id, cast(year as varchar) as period_id, 'year' as period_type, round(share * denominator) as numerator,
    denominator, 'exact' as qualifier, 'observed' as value_status, 'Tabel 1' as source_reference
from figures;
"""


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        tenth = _measure(folder / "tenth", arguments.rows // 10, arguments.profile) if arguments.also_tenth else None
        whole = _measure(folder, arguments.rows, arguments.profile)
        if tenth:
            for name in ("seconds", "processor"):
                print_ratio(f"ten times the rows, {name}", whole[name], tenth[name], MOST_TIMES_FOR_TEN)
        if arguments.also_example:
            _measure_example(folder / "example")


def _measure(folder: Path, rows: int, with_profile: bool) -> dict[str, float]:
    """Both ways of making the marts, printed beside each other; what `dbt build` took."""
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{make(folder, rows):,} delivered figures")
    hand = timed([sys.executable, "-m", "benchmarks.marts_national", "--by-hand", "--folder", str(folder)])
    print_times("by hand", hand)
    built = timed(dbt(folder, "build"), cwd=folder / "dbt_project", data=folder)
    print_times("dbt build", built)
    for name in ("seconds", "processor"):
        print_ratio(f"dbt build to by hand, {name}", built[name], hand[name], MOST_TIMES)
    print_ratio("memory to 6 GB", built["gigabytes"], MOST_GIGABYTES, 1.0)
    if with_profile:
        _print_profile(folder)
    _compare(folder)
    return built


def _measure_example(folder: Path) -> None:
    """A whole run on the example data, and a second `dbt build` on the warehouse that it leaves."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = timed([sys.executable, "-c", "from barometer.cli import main; main()", "demo"], data=folder)
    print_ratio("a run on the example data to 60 s", demo["seconds"], MOST_SECONDS_OF_RUN, 1.0)
    build = [str(Path(sys.executable).parent / "dbt"), "build", "--target-path", str(folder / "target")]
    timed(build, cwd=PROJECT, data=folder)
    again = timed(build, cwd=PROJECT, data=folder)
    print_ratio("a second dbt build on it to 15 s", again["seconds"], MOST_SECONDS_OF_SECOND_BUILD, 1.0)


def print_times(what: str, took: dict[str, float]) -> None:
    print(f"{what:12}{took['seconds']:8.1f} s {took['processor']:8.1f} s of processor {took['gigabytes']:6.2f} GB")


def print_ratio(what: str, took: float, measure: float, most: float) -> None:
    print(f"{what:44}{took / measure:6.2f}  (at most {most:.0f})", flush=True)


def make(folder: Path, rows: int) -> int:
    """A copy of the project with invented places, and a warehouse with their raw table; how many rows it has."""
    project = folder / "dbt_project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
    areas = max(MUNICIPALITIES * 2, round(rows / (MEASURES * len(YEARS))))
    _register(folder, project / "seeds", areas)
    warehouse = folder / "warehouse.duckdb"
    warehouse.unlink(missing_ok=True)
    with duckdb.connect(str(warehouse)) as connection:
        sources = yaml.safe_load((project / "models" / "staging" / "__sources.yml").read_text(encoding="utf-8"))
        for schema in sources["sources"]:
            connection.execute(f"create schema {schema['schema']}")
            for table in schema["tables"]:
                columns = ", ".join(f"{column['name']} {column['data_type']}" for column in table["columns"])
                connection.execute(f"create table {schema['schema']}.{table['name']} ({columns})")
        count = areas * MEASURES * len(YEARS)
        values = {
            "source": SOURCE, "rows": count, "areas": str(folder / "areas.csv"),
            "indicators": str(folder / "indicators.csv"), "first_year": YEARS.start, "last_year": YEARS.stop,
        }  # fmt: skip
        for statement in _RAW.split(";\n"):
            if statement.strip():
                used = {name: value for name, value in values.items() if f"${name}" in statement}
                connection.execute(statement, used)
    return count


def _register(folder: Path, seeds: Path, areas: int) -> None:
    """Invented municipalities, departments and shares: beside the warehouse for the raw table, and in the seeds."""
    places = [
        {"area_id": f"kommune-n{code:02}", "area_type": "kommune", "name_da": f"Kommune {code}",
         "municipality_code": f"n{code:02}", "parent_area_id": "", "is_synthetic": "true"}
        for code in range(MUNICIPALITIES)
    ]  # fmt: skip
    places += [
        {"area_id": f"afdeling-{i:05}", "area_type": "afdeling", "name_da": f"Afdeling {i}",
         "municipality_code": f"n{i % MUNICIPALITIES:02}", "parent_area_id": f"kommune-n{i % MUNICIPALITIES:02}",
         "is_synthetic": "true"}
        for i in range(areas - MUNICIPALITIES)
    ]  # fmt: skip
    measures = [
        {"indicator_id": f"maal-{i:02}", "name_da": f"Andel {i}", "definition_da": "Opdigtet.", "unit": "%",
         "measure_type": "proportion", "direction": "lower_is_better", "theme_da": "Rammer", "source_id": SOURCE,
         "benchmark_kind": "rest_of_municipality", "period_type": "year", "decimals": "1", "min_value": "0",
         "max_value": "100", "expected_lag_months": "12", "owner": "Ingen", "is_fixed": "false", "is_stock": "false"}
        for i in range(MEASURES)
    ]  # fmt: skip
    for name, rows in (("areas", places), ("indicators", measures)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        with (seeds / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        with (seeds / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, fieldnames=header, lineterminator="\n", restval="").writerows(rows)


def _by_hand(folder: Path) -> None:
    """In a process of its own: the hand-written script on a fresh file that reads the warehouse's raw table."""
    target = folder / "by_hand.duckdb"
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target), config=_AS_DBT_HAS_IT) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"attach '{folder / 'warehouse.duckdb'}' as delivered (read_only)")
        connection.execute(BY_HAND.read_text(encoding="utf-8").replace("$folder", str(folder)))


def dbt(folder: Path, *arguments: str) -> list[str]:
    """The command for dbt on the copy of the project, whose target stays in the folder."""
    return [str(Path(sys.executable).parent / "dbt"), *arguments, "--target-path", str(folder / "target")]


def timed(command: list[str], cwd: Path | None = None, data: Path | None = None) -> dict[str, float]:
    """Seconds, seconds of processor and peak gigabytes of a process; what it says is shown when it fails."""
    before = time.perf_counter()
    environment = {**os.environ, "DO_NOT_TRACK": "1", **({"BAROMETER_DATA": str(data)} if data else {})}
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(output[-4000:], file=sys.stderr)
        raise SystemExit(process.returncode)
    return {
        "seconds": time.perf_counter() - before,
        "processor": used.ru_utime + used.ru_stime,
        "gigabytes": used.ru_maxrss / 1e6,
    }


def _print_profile(folder: Path) -> None:
    """The nodes that took longest."""
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    total: dict[str, float] = {}
    for result in results:
        kind = result["unique_id"].split(".")[0]
        total[kind] = total.get(kind, 0.0) + result["execution_time"]
    print("  ".join(f"{kind} {seconds:.1f} s" for kind, seconds in sorted(total.items())))
    for result in sorted(results, key=lambda one: -one["execution_time"])[:30]:
        print(f"{result['execution_time']:8.1f} s  {result['unique_id'].split('.', 2)[-1]}")


def _compare(folder: Path) -> None:
    """Both made the same: every column of the marts that grow with the delivery. Raises SystemExit if not."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute(f"attach '{folder / 'by_hand.duckdb'}' as hand (read_only)")
        for table, key in (
            ("fct_indicator_value", "area_id, indicator_id, period_id"),
            ("mart_area_vs_baseline", "area_id, indicator_id, period_id, baseline_kind"),
            ("mart_chance", "page, area_id, from_year"),
            ("mart_funnel", "area_id, indicator_id, period_id"),
            ("mart_funnel_limits", "indicator_id, period_id, n"),
        ):
            by_dbt = _column_sums(connection, f"marts.{table}", key)
            by_hand = _column_sums(connection, f"hand.main.{table}", key)
            if by_dbt.keys() != by_hand.keys():
                raise SystemExit(f"{table}: only one of the two has {sorted(by_dbt.keys() ^ by_hand.keys())}")
            unlike = [name for name, sums in by_dbt.items() if not _are_close(sums, by_hand[name])]
            if unlike:
                raise SystemExit(f"{table}: {', '.join(unlike)} differ")


def _are_close(left: tuple[float, ...], right: tuple[float, ...]) -> bool:
    return all(math.isclose(one, other, rel_tol=1e-9) for one, other in zip(left, right, strict=True))


def _column_sums(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> dict[str, tuple[float, ...]]:
    """Of each column one figure for all rows, whatever their order: texts beside their keys, numbers added up."""
    columns = connection.execute(f"describe {table}").fetchall()
    sums = [
        f"[count({name}), coalesce(sum({name}), 0), coalesce(sum({name} * (hash({key}) % 1000)), 0)]"
        if kind == "DOUBLE"
        else f"[bit_xor(hash({key}, {name})) % 1000000007]"
        for name, kind, *_ in columns
    ]
    found = connection.execute(f"select {', '.join(sums)} from {table}").fetchall()[0]
    return {column[0]: tuple(values) for column, values in zip(columns, found, strict=True)}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=AREAS * MEASURES * len(YEARS))
    parser.add_argument("--folder", type=Path, help="where to keep the scratch data; otherwise it is deleted")
    parser.add_argument("--profile", action="store_true", help="print the nodes that took longest")
    parser.add_argument("--also-tenth", action="store_true", help="print how the time grows from a tenth of the rows")
    parser.add_argument("--also-example", action="store_true", help="print the times on the example data too")
    parser.add_argument("--by-hand", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    asked = _arguments()
    if asked.by_hand:
        _by_hand(asked.folder)
    else:
        main()
