"""Runs dbt in a process of its own, which gives the warehouse file back when it ends, and makes its errors readable."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# The parts of a build, see dbt_project/selectors.yml.
BEFORE_CHECK = "before_check"
AFTER_CHECK = "after_check"
# What is built again where more must be hidden; the tables that show figures follow it.
SUPPRESSIONS = "int_indicator_suppressions"
SHOWN = "tag:after_check"
FORMULAS = "test_type:unit"


@dataclass(frozen=True)
class DbtFailure:
    """One node that did not succeed: its name, dbt's status and the first lines of its message."""

    node: str
    status: str
    message: str


@dataclass(frozen=True)
class DbtResult:
    """What a dbt run did. `failures` is empty exactly when `ok`, but for a run that broke before any node ran."""

    ok: bool
    nodes: int
    failures: list[DbtFailure]
    log_tail: str


def build(*, dbt_dir: Path, data_dir: Path, arguments: list[str]) -> DbtResult:
    """`dbt build` with the given arguments against the warehouse under `data_dir`."""
    data_dir.mkdir(parents=True, exist_ok=True)
    target = data_dir / "dbt_target"
    results_file = target / "run_results.json"
    results_file.unlink(missing_ok=True)
    process = subprocess.run(
        [
            *_dbt_command(),
            "build",
            "--target-path",
            str(target),
            "--log-path",
            str(target / "logs"),
            *arguments,
        ],
        cwd=dbt_dir,
        env={
            **os.environ,
            "BAROMETER_DATA": str(data_dir),
            "DO_NOT_TRACK": "1",
            "DBT_PROFILES_DIR": str(dbt_dir),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    results = json.loads(results_file.read_text(encoding="utf-8"))["results"] if results_file.exists() else []
    failures = [
        DbtFailure(
            node=result["unique_id"].split(".", 2)[-1],
            status=result["status"],
            message=_told(result["unique_id"], process.stdout) or _first_lines(result.get("message") or ""),
        )
        for result in results
        if result["status"] in ("error", "fail", "runtime error")
    ]
    # A misspelt selection exits 0 with no node at all; that must not pass for a build.
    ok = process.returncode == 0 and bool(results)
    return DbtResult(ok=ok, nodes=len(results), failures=failures, log_tail=_tail(process.stdout + process.stderr))


def _dbt_command() -> list[str]:
    return [sys.executable, "-c", "from dbt.cli.main import cli; cli()"]


def _told(node: str, output: str) -> str:
    """What the hooks at the end of a run said of a failed test, see tell_mistaken_corrections and tell_broken_rows."""
    if "corrections_expect_the_delivered_value" in node:
        return "\n".join(line[line.index("Rettelsen »") :] for line in output.splitlines() if "Rettelsen »" in line)
    lines = [match[0] for match in re.finditer(r"Brudt regel i (\w+): .*", output) if f".rows_hold_{match[1]}." in node]
    return "\n".join(lines)


def _first_lines(message: str, count: int = 6) -> str:
    return "\n".join([line for line in message.splitlines() if line.strip()][:count])


def _tail(output: str, count: int = 25) -> str:
    return "\n".join(output.splitlines()[-count:])
