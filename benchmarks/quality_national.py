"""How long the quality checks take on national data: frames, Great Expectations, explanations and writing.

    python -m benchmarks.quality_national [--rows 19200000] [--folder DIR] [--also-tenth]

The figures are those of `benchmarks.marts_national`; dbt builds what the checks read, without its own tests, and the
checks then run as `barometer check` runs them, in a process of their own. The target is by the clock, 60 seconds, in
less than 6 GB. The machine is told by two yardsticks on the same rows: a bare reading of every column, and the
hand-written marts. A folder that already holds such a warehouse is used as it is.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import marts_national as marts
from quality.check import Check

MOST_SECONDS, MOST_GIGABYTES = 60.0, 6.0
_TABLE = "facts.fct_indicator_observed"
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
# What is timed: where it is called from, its name, and what it is told as.
_PARTS = (
    ("prepare_frame", "frame"),
    ("least_rows", "least"),
    ("failed_rows", "told"),
    ("evidence_rows", "told"),
)


def main() -> None:
    arguments = _arguments()
    if arguments.step:
        print(json.dumps(_STEPS[arguments.step](arguments.folder)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        if arguments.also_tenth:
            _compare(folder / "tenth", arguments.rows // 10)
        _compare(folder, arguments.rows)


def _compare(folder: Path, rows: int) -> None:
    """Builds what the checks read, and prints what they took beside the two yardsticks."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "warehouse.duckdb").exists():
        print(f"{marts.make(folder, rows):,} delivered figures", flush=True)
        command = marts.dbt(folder, "build", "--selector", "before_check", "--exclude", "resource_type:test")
        marts.timed(command, cwd=folder / "dbt_project", data=folder)
    read = _in_a_process("read", folder)
    hand = marts.timed([sys.executable, "-m", "benchmarks.marts_national", "--by-hand", "--folder", str(folder)])
    checks = _in_a_process("checks", folder)
    for what, took in (("bare reading", read), ("marts by hand", hand), ("checks", checks)):
        marts.print_times(what, took)
    print(f"{checks['figures']:,} figures, {checks['findings']} findings, {checks['status']}")
    marts.print_ratio("checks to 60 s", checks["seconds"], MOST_SECONDS, 1.0)
    marts.print_ratio("memory to 6 GB", checks["gigabytes"], MOST_GIGABYTES, 1.0)
    for name in ("seconds", "processor"):
        for what, took in (("a bare reading", read), ("the marts by hand", hand)):
            print(f"{f'checks to {what}, {name}':44}{checks[name] / took[name]:6.2f}")
    _print_parts(checks["parts"])


def _print_parts(parts: dict[str, dict[str, list[float]]]) -> None:
    """Each frame's seconds and seconds of processor, the longest first. What several frames share is made by the first
    of them."""
    total = {frame: sum(seconds for seconds, _ in of.values()) for frame, of in parts.items()}
    for frame in sorted(parts, key=lambda frame: -total[frame]):
        told = "  ".join(f"{part} {seconds:.2f}" for part, (seconds, _) in parts[frame].items() if seconds >= 0.01)
        print(f"{total[frame]:8.2f} s {sum(used for _, used in parts[frame].values()):8.2f} s  {frame:28} {told}")


def measure_checks(*, warehouse: Path, seeds_dir: Path, state_db: Path) -> dict[str, Any]:
    """One run of every check: seconds, seconds of processor, peak gigabytes, and the parts of each frame. The import of
    Great Expectations is part of the run. Raises RuntimeError where a check could not run: nothing was measured."""
    from quality import run

    parts = _timed_parts(run)
    start, used = time.perf_counter(), time.process_time()
    result = run.run_checks(warehouse=warehouse, seeds_dir=seeds_dir, state_db=state_db, now=_NOW)
    took = _took(start, used)
    if errors := [f"{one.check_id}: {one.error}" for one in result.checks if one.error]:
        raise RuntimeError("\n".join(errors))
    return {
        **took,
        "status": result.status,
        "findings": sum(len(one.findings) for one in result.checks),
        "parts": parts,
    }


def _timed_parts(run: Any) -> dict[str, dict[str, list[float]]]:
    """Where the time goes, by frame and part; filled in as the checks run."""
    from quality import compose
    from quality.suites import Judge

    parts: dict[str, dict[str, list[float]]] = {}
    for place, name, told in (
        *((run, name, told) for name, told in _PARTS),
        (Judge, "judge", "judged"),
        (compose, "finding", "told"),
    ):
        setattr(place, name, _timed(getattr(place, name), told, parts))
    return parts


def _timed(function: Callable[..., Any], told: str, parts: dict[str, dict[str, list[float]]]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        [check] = [one for one in arguments if isinstance(one, Check)]
        start, used = time.perf_counter(), time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent = parts.setdefault(check.frame, {}).setdefault(told, [0.0, 0.0])
            spent[0] += time.perf_counter() - start
            spent[1] += time.process_time() - used

    return timed


def _took(start: float, used: float) -> dict[str, float]:
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - used,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9,
    }


def _checks(folder: Path) -> dict[str, Any]:
    from quality.warehouse import connect

    warehouse = folder / "warehouse.duckdb"
    state_db = folder / "checks.sqlite"
    state_db.unlink(missing_ok=True)
    measured = measure_checks(warehouse=warehouse, seeds_dir=folder / "dbt_project" / "seeds", state_db=state_db)
    with connect(warehouse, read_only=True) as connection:
        [[figures]] = connection.execute(f"select count(*) from {_TABLE}").fetchall()
    return {**measured, "figures": figures}


def _read(folder: Path) -> dict[str, Any]:
    from quality.warehouse import connect

    start, used = time.perf_counter(), time.process_time()
    with connect(folder / "warehouse.duckdb", read_only=True) as connection:
        connection.execute(f"select max(columns(*)) from {_TABLE}").fetchall()
    return _took(start, used)


def _in_a_process(step: str, folder: Path) -> dict[str, Any]:
    """The answer of one step, which has the memory of its process to itself."""
    command = [sys.executable, "-m", "benchmarks.quality_national", "--step", step, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


_STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {"checks": _checks, "read": _read}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=marts.AREAS * marts.MEASURES * len(marts.YEARS))
    parser.add_argument("--folder", type=Path, help="where to keep the scratch data; otherwise it is deleted")
    parser.add_argument("--also-tenth", action="store_true", help="print the times on a tenth of the rows too")
    parser.add_argument("--step", choices=list(_STEPS), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
