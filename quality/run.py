"""Runs every check on the facts of the warehouse and writes what they find, for the marts of the same run to carry."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb

from danish import quality as text
from quality import compose, severities
from quality.check import Check
from quality.checks import CHECKS
from quality.findings import Finding, remember
from quality.severities import Severities
from quality.warehouse import (
    RunRecord,
    connect,
    evidence_rows,
    facts_invocation,
    failed_rows,
    least_rows,
    prepare_frame,
    registries,
    set_day,
    write,
)

if TYPE_CHECKING:
    from quality.suites import Judge

_UNSETTLED = ("open", "investigating")


@dataclass(frozen=True)
class CheckRun:
    """How one check went. 0 rows is a verdict too: there are no data of that kind. With an `error` there is none."""

    check_id: str
    rows: int = 0
    findings: tuple[Finding, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class QualityRun:
    """`status` is completed when every check gave a verdict, else incomplete. `findings` counts, by severity, those
    that nobody has settled."""

    run_id: str
    status: str
    checks_expected: int
    checks_run: int
    findings: dict[str, int]
    checks: tuple[CheckRun, ...] = field(default=(), repr=False)


def run_checks(*, warehouse: Path, seeds_dir: Path, state_db: Path, now: datetime) -> QualityRun:
    """Judges the facts, remembers the findings in `state_db`, replaces `quality.finding` and adds to `quality.run`.

    A check that cannot run becomes a critical finding and makes the run incomplete; the others go on.
    Raises FileNotFoundError without a warehouse or registry, duckdb.Error when the result cannot be written.
    """
    if not warehouse.exists():
        raise FileNotFoundError(text.no_warehouse(warehouse.name))
    started = monotonic()
    registry = severities.read(seeds_dir)
    with connect(warehouse, read_only=True) as connection:
        invocation = facts_invocation(connection)
        set_day(connection, now.date())
        checks = _run_all(connection, registry)
    expected = {check.check_id for check in CHECKS}
    not_run = {check.check_id for check in checks if check.error is not None}
    record = RunRecord(
        run_id=f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}",
        facts_invocation_id=invocation,
        started_at=_utc(now),
        finished_at=_utc(now) + timedelta(seconds=monotonic() - started),
        checks_expected=len(expected),
        checks_run=len(expected - not_run),
        status="incomplete" if not_run else "completed",
    )
    findings = [finding for check in checks for finding in check.findings]
    with remember(state_db=state_db, findings=findings, not_run=not_run, now=now) as rows:
        write(warehouse, record, rows)
    return QualityRun(
        run_id=record.run_id,
        status=record.status,
        checks_expected=record.checks_expected,
        checks_run=record.checks_run,
        findings=dict(Counter(row["severity"] for row in rows if row["status"] in _UNSETTLED)),
        checks=tuple(checks),
    )


def _run_all(connection: duckdb.DuckDBPyConnection, registry: Severities) -> list[CheckRun]:
    from quality.suites import Judge

    judge = Judge()
    counted: dict[str, int] = {}
    runs: list[CheckRun] = []
    for check in CHECKS:
        try:
            runs.append(_run(connection, check, judge, registry, counted))
        # Whatever went wrong, the check gave no verdict, and that is what has to be told.
        except Exception as error:
            runs.append(_not_run(check, registry, error))
    return runs


def _run(
    connection: duckdb.DuckDBPyConnection, check: Check, judge: "Judge", registry: Severities, counted: dict[str, int]
) -> CheckRun:
    frame, count = prepare_frame(connection, check)
    least = least_rows(connection, check, counted)
    # A large frame reaches the judge sifted; that it was complete is told by the count from before.
    failed_keys = judge.judge(check, frame, min(least, len(frame)) if count >= least else least)
    if not failed_keys:
        return CheckRun(check.check_id, count)
    failed = failed_rows(connection, check, failed_keys)
    evidence = evidence_rows(connection, check, failed)
    names = registries(connection)
    findings = tuple(compose.finding(check, row, evidence, names, registry) for row in failed)
    return CheckRun(check.check_id, count, findings)


def _not_run(check: Check, registry: Severities, error: Exception) -> CheckRun:
    reason = f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"
    finding = compose.not_run(check.frame, registry.name(check.check_id), reason)
    return CheckRun(check.check_id, findings=(finding,), error=reason)


def _utc(moment: datetime) -> datetime:
    """For the warehouse, whose time stamps are UTC without zone; a time without zone is taken as UTC."""
    return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None)
