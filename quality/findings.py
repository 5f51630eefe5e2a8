"""A finding's life: what it is called, when it was seen, how people have handled it.

Light on purpose: pages and reports import it. What is remembered lies in `quality.state`; nothing there is overwritten.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from danish import quality_handling as text
from quality import state

FROM_OUTSIDE = frozenset({"mail_refused"})  # checks that no run makes, so that no run settles what they found
STATUSES = ("open", "investigating", "explained", "accepted", "corrected")
UNSETTLED = ("open", "investigating")
_WITH_REASON = ("explained", "accepted", "corrected")


class ChangedMeanwhileError(ValueError):
    """Someone else has handled the finding since the writer last looked; the message says in Danish who, and what."""


@dataclass(frozen=True)
class Finding:
    """What one check says about one place. `fingerprint` stands for the figures, also those that may not be shown;
    every other field is a column of `quality.finding`."""

    finding_id: str
    check_id: str
    severity: str
    source_id: str | None
    helhedsplan_id: str | None
    area_id: str | None
    indicator_id: str | None
    activity_id: str | None
    measure_id: str | None
    period_id: str | None
    instrument: str | None
    related_period_id: str | None
    observed: float | None
    expected_low: float | None
    expected_high: float | None
    message_da: str
    diagnosis_id: str
    diagnosis_da: str
    action_da: str
    owner: str
    readings_json: str
    evidence_json: str
    is_synthetic: bool
    fingerprint: str


@dataclass(frozen=True)
class Handling:
    """How a finding stands with people. `status` is open again when an acceptance has run out, and gone when the
    latest check did not find it any more. `version` counts on with every event; 0 before the first."""

    status: str
    handled_by: str | None
    comment: str | None
    until: date | None
    at: datetime
    version: int = field(default=0, compare=False)
    has_run_out: bool = field(default=False, compare=False)


def finding_id(check_id: str, row_key: str) -> str:
    """The same for the same fault in the same place, whatever the figures and the wording are."""
    return hashlib.sha256(f"{check_id}\n{row_key}".encode()).hexdigest()[:16]


def fingerprint(figures: Iterable[Any]) -> str:
    """Changes when one of the figures does, to the sixth decimal: the last digits of a limit depend on the order in
    which its sum was made, and a settled finding must not be opened by that."""
    rounded = [round(figure, 6) if isinstance(figure, float) else figure for figure in figures]
    return hashlib.sha256(json.dumps(rounded, default=str).encode()).hexdigest()[:16]


def record_status(
    *,
    state_db: Path,
    finding_id: str,
    status: str,
    by: str,
    comment: str,
    until: date | None,
    at: datetime,
    version: int | None = None,
    figures_at: datetime | None = None,
) -> None:
    """Writes down how a finding was handled. Raises ValueError, in Danish, when something needed is missing.

    `version` is that of the handling the writer has seen; ChangedMeanwhileError when it is no longer the newest.
    `figures_at` is when the figures that the writer has seen were last found: newer ones open the finding again.
    """
    by, comment = by.strip(), comment.strip()
    if problem := _problem(status=status, by=by, comment=comment, until=until, today=state.day(at)):
        raise ValueError(problem)
    with state.transaction(state_db) as connection:
        seen = connection.execute("select fingerprint from finding_seen where finding_id = ?", [finding_id]).fetchone()
        if seen is None:
            raise ValueError(text.unknown_finding(finding_id))
        latest = state.latest_event(connection, finding_id)
        if version is not None and version != (latest["event_id"] if latest else 0):
            raise ChangedMeanwhileError(_changed_meanwhile(latest))
        # A correction that was proposed belongs to the decision before this one.
        state.withdraw_corrections(connection, finding_id, at)
        state.add_event(
            connection,
            finding_id,
            status=status,
            by=by,
            comment=comment,
            until=until,
            at=at,
            mark=_mark_at(connection, finding_id, figures_at) or seen["fingerprint"],
        )


def _changed_meanwhile(latest: sqlite3.Row | None) -> str:
    if latest is None:
        return text.CHANGED_MEANWHILE
    at = datetime.fromisoformat(latest["at"])
    return text.changed_meanwhile(latest["status"], latest["handled_by"], at, latest["comment"])


def _mark_at(connection: sqlite3.Connection, finding_id: str, moment: datetime | None) -> str | None:
    """The figures as they stood at a moment; None where that is not known."""
    if moment is None:
        return None
    found = connection.execute(
        "select fingerprint from finding_sighting where finding_id = ? and at <= ? order by sighting_id desc limit 1",
        [finding_id, state.stamp(moment)],
    ).fetchone()
    return found["fingerprint"] if found else None


def _problem(*, status: str, by: str, comment: str, until: date | None, today: date) -> str | None:
    if status not in STATUSES:
        return text.wrong_status(status, STATUSES)
    if not by:
        return text.MISSING_NAME
    if status in _WITH_REASON and not comment:
        return text.MISSING_COMMENT
    if status == "accepted" and until is None:
        return text.MISSING_UNTIL
    if until is not None and until < today:
        return text.PAST_UNTIL
    return None


def handling(*, state_db: Path, today: date) -> dict[str, Handling]:
    """How every finding stands that is handled or gone, by finding_id; empty before the first check."""
    with state.reading(state_db) as connection:
        if connection is None:
            return {}
        found = {key: _as_handling(event, today) for key, event in state.latest_events(connection).items()}
        gone = connection.execute("select finding_id, resolved_at from finding_seen where resolved_at is not null")
        for row in gone:
            at = datetime.fromisoformat(row["resolved_at"])
            handled = found.get(row["finding_id"]) or Handling("gone", None, None, None, at)
            found[row["finding_id"]] = replace(handled, status="gone", has_run_out=False)
    return found


def lay_over(rows: Iterable[Mapping[str, Any]], handled: Mapping[str, Handling]) -> list[dict[str, Any]]:
    """Published findings as they stand now: whatever has happened since the build goes before what the build says.

    Adds `version`, `until` and `since_build` (the Handling that the build does not have yet, or None) to each row and
    keeps the build's own status as `status_in_build`. Pages, command line, report and letter all read this.
    """
    return [_laid_over(row, handled.get(row["finding_id"])) for row in rows]


def _laid_over(row: Mapping[str, Any], now: Handling | None) -> dict[str, Any]:
    found = {**row, "status_in_build": row["status"], "version": 0, "until": None, "since_build": None}
    if now is None:
        return found
    is_told = (now.status, now.handled_by, now.comment or None) == (
        row["status"], row["handled_by"], row["comment"] or None
    )  # fmt: skip
    return found | {
        "status": now.status,
        "handled_by": now.handled_by,
        "comment": now.comment,
        "version": now.version,
        "until": now.until,
        "since_build": None if is_told else now,
    }


@contextmanager
def remember(
    *, state_db: Path, findings: Sequence[Finding], not_run: set[str], now: datetime
) -> Iterator[list[dict[str, Any]]]:
    """Merges a run's findings into memory and yields the rows of `quality.finding`: this run's, and those of earlier
    runs that are gone. A finding of a check in `not_run` is neither found nor gone; it stays as it was.

    The memory is kept only if the body of the `with` succeeds.
    """
    with state.transaction(state_db) as connection:
        events = state.latest_events(connection)
        for finding in findings:
            _see(connection, finding, events.get(finding.finding_id), now)
        _resolve(connection, {finding.finding_id for finding in findings}, not_run | FROM_OUTSIDE, now)
        yield _rows(connection, state.day(now))


def report_from_outside(*, state_db: Path, finding: Finding, now: datetime) -> None:
    """Remembers a finding that no check of figures makes (`FROM_OUTSIDE`); the next check publishes it."""
    with state.transaction(state_db) as connection:
        _see(connection, finding, state.latest_event(connection, finding.finding_id), now)


def settle_from_outside(*, state_db: Path, finding_id: str, now: datetime) -> None:
    """Such a finding is gone; nothing happens where there is none."""
    with state.transaction(state_db) as connection:
        sql = "select fingerprint from finding_seen where finding_id = ? and resolved_at is null"
        seen = connection.execute(sql, [finding_id]).fetchone()
        if seen is not None:
            _settle(connection, finding_id, seen["fingerprint"], now)


def _see(connection: sqlite3.Connection, finding: Finding, event: sqlite3.Row | None, now: datetime) -> None:
    key = finding.finding_id
    before = connection.execute("select * from finding_seen where finding_id = ?", [key]).fetchone()
    if what := _what_is_new(before, finding):
        state.add_sighting(connection, key, what=what, at=now, mark=finding.fingerprint)
    if before is not None and event is not None and (reason := _reason_to_reopen(before, event, finding, now)):
        at = datetime.fromisoformat(event["at"])
        state.add_event(
            connection,
            key,
            status="open",
            by=text.PROGRAM,
            comment=text.reopened(reason, event["handled_by"], at, event["comment"]),
            until=None,
            at=now,
            mark=finding.fingerprint,
        )
    row = asdict(finding)
    mark = row.pop("fingerprint")
    connection.execute(
        """
        insert into finding_seen (finding_id, check_id, first_seen_at, last_seen_at, fingerprint, row_json)
        values (?, ?, ?, ?, ?, ?)
        on conflict (finding_id) do update set
            last_seen_at = excluded.last_seen_at,
            resolved_at = null,
            fingerprint = excluded.fingerprint,
            row_json = excluded.row_json
        """,
        [key, finding.check_id, state.stamp(now), state.stamp(now), mark, json.dumps(row)],
    )


def _what_is_new(before: sqlite3.Row | None, finding: Finding) -> str | None:
    if before is None:
        return "found"
    if before["resolved_at"]:
        return "back"
    return "changed" if before["fingerprint"] != finding.fingerprint else None


def _reason_to_reopen(before: sqlite3.Row, event: sqlite3.Row, finding: Finding, now: datetime) -> str | None:
    """Why a handled finding is open again: the figures changed, an acceptance ran out, or a correction did not help."""
    if event["status"] == "open":
        return None
    if event["fingerprint"] != finding.fingerprint:
        return text.REOPENED_FIGURES
    if event["status"] == "corrected":
        return text.REOPENED_BACK if before["resolved_at"] else text.REOPENED_STILL
    return text.REOPENED_UNTIL if _has_run_out(event, state.day(now)) else None


def _resolve(connection: sqlite3.Connection, found: set[str], not_run: set[str], now: datetime) -> None:
    for row in connection.execute("select * from finding_seen where resolved_at is null").fetchall():
        if row["finding_id"] not in found and row["check_id"] not in not_run:
            _settle(connection, row["finding_id"], row["fingerprint"], now)


def _settle(connection: sqlite3.Connection, finding_id: str, mark: str, now: datetime) -> None:
    sql = "update finding_seen set resolved_at = ? where finding_id = ?"
    connection.execute(sql, [state.stamp(now), finding_id])
    state.add_sighting(connection, finding_id, what="gone", at=now, mark=mark)


def _rows(connection: sqlite3.Connection, today: date) -> list[dict[str, Any]]:
    events = state.latest_events(connection)
    rows = []
    for seen in connection.execute("select * from finding_seen order by finding_id"):
        event = events.get(seen["finding_id"])
        handled = _as_handling(event, today) if event else None
        status = handled.status if handled else "open"
        rows.append(
            json.loads(seen["row_json"])
            | {
                "status": "gone" if seen["resolved_at"] else status,
                "first_seen_at": state.naive(seen["first_seen_at"]),
                "last_seen_at": state.naive(seen["last_seen_at"]),
                "resolved_at": state.naive(seen["resolved_at"]),
                "handled_by": handled.handled_by if handled else None,
                "comment": handled.comment if handled else None,
            }
        )
    return rows


def _as_handling(event: sqlite3.Row, today: date) -> Handling:
    has_run_out = _has_run_out(event, today)
    return Handling(
        status="open" if has_run_out else event["status"],
        handled_by=event["handled_by"],
        comment=event["comment"],
        until=date.fromisoformat(event["until"]) if event["until"] else None,
        at=datetime.fromisoformat(event["at"]),
        version=event["event_id"],
        has_run_out=has_run_out,
    )


def _has_run_out(event: sqlite3.Row, today: date) -> bool:
    return event["until"] is not None and date.fromisoformat(event["until"]) < today
