"""Decides whether what stands in the warehouse may be shown: built without errors, checked, marked by that check."""

from collections.abc import Callable
from typing import Any

import duckdb

from danish import publish as text


class GateRefusedError(Exception):
    """Publishing was refused; `reasons` are Danish sentences, at least one."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def check(connection: duckdb.DuckDBPyConnection, disclosures: list[str]) -> None:
    """Raise GateRefusedError unless every condition holds. `disclosures` are the findings of the disclosure audit.

    An open finding never refuses: it marks the figure. A quality run that is missing, failed or belongs to other
    facts does, and so do marts that carry the findings of another run than the latest.
    """
    conditions: list[Callable[[duckdb.DuckDBPyConnection], list[str]]] = [
        _build_is_green,
        _check_is_complete_and_current,
        _marts_carry_the_check,
    ]
    reasons = [reason for condition in conditions for reason in condition(connection)]
    reasons += [text.disclosure(sentence) for sentence in disclosures]
    if reasons:
        raise GateRefusedError(reasons)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def _build_is_green(connection: duckdb.DuckDBPyConnection) -> list[str]:
    latest = _rows(connection, "select errors from quality.build order by finished_at desc limit 2")
    if not latest:
        return [text.NOT_BUILT]
    return [text.BUILD_HAS_ERRORS] if any(errors for (errors,) in latest) else []


def _check_is_complete_and_current(connection: duckdb.DuckDBPyConnection) -> list[str]:
    runs = _rows(
        connection,
        "select status, facts_invocation_id, checks_run, checks_expected from quality.run"
        " order by finished_at desc limit 1",
    )
    if not runs:
        return [text.NOT_CHECKED]
    status, checked_facts, checks_run, checks_expected = runs[0]
    facts = _rows(
        connection,
        "select invocation_id from quality.build where has_facts order by finished_at desc limit 1",
    )
    reasons = []
    if status != "completed" or checks_run < checks_expected:
        reasons.append(text.check_incomplete(checks_run, checks_expected))
    if facts and facts[0][0] != checked_facts:
        reasons.append(text.FACTS_NEWER_THAN_CHECK)
    return reasons


def _marts_carry_the_check(connection: duckdb.DuckDBPyConnection) -> list[str]:
    runs = _rows(connection, "select run_id from quality.run order by finished_at desc limit 1")
    marts = _rows(
        connection,
        "select quality_run_id from quality.build where has_marts order by finished_at desc limit 1",
    )
    if not marts:
        return [text.NO_MARTS]
    return [text.MARTS_OLDER_THAN_CHECK] if runs and marts[0][0] != runs[0][0] else []
