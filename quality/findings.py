"""A finding's life: what it is called, when it was seen, how people have handled it. Kept in `state.sqlite`.

Light on purpose: pages and reports import it. Every write is one immediate transaction, so that two programs at once
wait for each other instead of losing a row.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from danish import quality as text
from danish.format import COPENHAGEN

STATUSES = ("open", "investigating", "explained", "accepted", "corrected")
FROM_OUTSIDE = frozenset({"mail_refused"})  # checks that no run makes, so that no run settles what they found
_WITH_REASON = ("explained", "accepted", "corrected")
_SCHEMA = """
create table if not exists finding_seen (
    finding_id text primary key,
    check_id text not null,
    first_seen_at text not null,
    last_seen_at text not null,
    resolved_at text,
    fingerprint text not null,
    row_json text not null
);
create table if not exists finding_event (
    event_id integer primary key,
    finding_id text not null,
    status text not null,
    handled_by text not null,
    comment text not null,
    until text,
    at text not null,
    fingerprint text not null
);
create index if not exists finding_event_by_finding on finding_event (finding_id, event_id);
"""


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
    latest check did not find it any more."""

    status: str
    handled_by: str | None
    comment: str | None
    until: date | None
    at: datetime


def finding_id(check_id: str, row_key: str) -> str:
    """The same for the same fault in the same place, whatever the figures and the wording are."""
    return hashlib.sha256(f"{check_id}\n{row_key}".encode()).hexdigest()[:16]


def fingerprint(figures: Iterable[Any]) -> str:
    """Changes when one of the figures does."""
    return hashlib.sha256(json.dumps(list(figures), default=str).encode()).hexdigest()[:16]


def record_status(
    *, state_db: Path, finding_id: str, status: str, by: str, comment: str, until: date | None, at: datetime
) -> None:
    """Writes down how a finding was handled. Raises ValueError, in Danish, when something needed is missing."""
    by, comment = by.strip(), comment.strip()
    if problem := _problem(status=status, by=by, comment=comment, until=until, today=_day(at)):
        raise ValueError(problem)
    with _transaction(state_db) as connection:
        seen = connection.execute("select fingerprint from finding_seen where finding_id = ?", [finding_id]).fetchone()
        if seen is None:
            raise ValueError(text.unknown_finding(finding_id))
        _add_event(
            connection,
            finding_id,
            Handling(status=status, handled_by=by, comment=comment, until=until, at=at),
            seen["fingerprint"],
        )


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
    """The handling of every finding that someone has handled, by finding_id; empty before the first check."""
    if not state_db.exists():
        return {}
    with closing(_open(state_db)) as connection:
        tables = {row["name"] for row in connection.execute("select name from sqlite_master")}
        if "finding_event" not in tables:
            return {}
        resolved = {
            row["finding_id"]
            for row in connection.execute("select finding_id from finding_seen where resolved_at is not null")
        }
        latest = {key: _as_handling(event, today) for key, event in _latest_events(connection).items()}
    return {key: _with_status(found, "gone") if key in resolved else found for key, found in latest.items()}


@contextmanager
def remember(
    *, state_db: Path, findings: Sequence[Finding], not_run: set[str], now: datetime
) -> Iterator[list[dict[str, Any]]]:
    """Merges a run's findings into memory and yields the rows of `quality.finding`: this run's, and those of earlier
    runs that are gone. A finding of a check in `not_run` is neither found nor gone; it stays as it was.

    The memory is kept only if the body of the `with` succeeds.
    """
    with _transaction(state_db) as connection:
        events = _latest_events(connection)
        for finding in findings:
            if event := events.get(finding.finding_id):
                _reopen(connection, finding, event, now)
            _see(connection, finding, now)
        _resolve(connection, {finding.finding_id for finding in findings}, not_run | FROM_OUTSIDE, now)
        yield _rows(connection, _day(now))


def report_from_outside(*, state_db: Path, finding: Finding, now: datetime) -> None:
    """Remembers a finding that no check of figures makes (`FROM_OUTSIDE`); the next check publishes it."""
    with _transaction(state_db) as connection:
        _see(connection, finding, now)


def settle_from_outside(*, state_db: Path, finding_id: str, now: datetime) -> None:
    """Such a finding is gone; nothing happens where there is none."""
    with _transaction(state_db) as connection:
        connection.execute(
            "update finding_seen set resolved_at = ? where finding_id = ? and resolved_at is null",
            [_stamp(now), finding_id],
        )


def _see(connection: sqlite3.Connection, finding: Finding, now: datetime) -> None:
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
        [finding.finding_id, finding.check_id, _stamp(now), _stamp(now), mark, json.dumps(row)],
    )


def _reopen(connection: sqlite3.Connection, finding: Finding, event: sqlite3.Row, now: datetime) -> None:
    """Opens a handled finding again when the figures changed, when an acceptance ran out, or when one that was
    corrected and gone is back."""
    seen = connection.execute(
        "select resolved_at from finding_seen where finding_id = ?", [finding.finding_id]
    ).fetchone()
    if seen is None or event["status"] == "open":
        return
    is_back = seen["resolved_at"] is not None and event["status"] == "corrected"
    if event["fingerprint"] != finding.fingerprint:
        reason = text.REOPENED_FIGURES
    elif is_back:
        reason = text.REOPENED_BACK
    elif _has_run_out(event, _day(now)):
        reason = text.REOPENED_UNTIL
    else:
        return
    comment = text.reopened(reason, event["handled_by"], datetime.fromisoformat(event["at"]), event["comment"])
    reopening = Handling(status="open", handled_by=text.PROGRAM, comment=comment, until=None, at=now)
    _add_event(connection, finding.finding_id, reopening, finding.fingerprint)


def _resolve(connection: sqlite3.Connection, found: set[str], not_run: set[str], now: datetime) -> None:
    for row in connection.execute("select finding_id, check_id from finding_seen where resolved_at is null").fetchall():
        if row["finding_id"] not in found and row["check_id"] not in not_run:
            connection.execute(
                "update finding_seen set resolved_at = ? where finding_id = ?", [_stamp(now), row["finding_id"]]
            )


def _rows(connection: sqlite3.Connection, today: date) -> list[dict[str, Any]]:
    events = _latest_events(connection)
    rows = []
    for seen in connection.execute("select * from finding_seen order by finding_id"):
        event = events.get(seen["finding_id"])
        handled = _as_handling(event, today) if event else None
        status = handled.status if handled else "open"
        rows.append(
            json.loads(seen["row_json"])
            | {
                "status": "gone" if seen["resolved_at"] else status,
                "first_seen_at": _naive(seen["first_seen_at"]),
                "last_seen_at": _naive(seen["last_seen_at"]),
                "resolved_at": _naive(seen["resolved_at"]),
                "handled_by": handled.handled_by if handled else None,
                "comment": handled.comment if handled else None,
            }
        )
    return rows


def _latest_events(connection: sqlite3.Connection) -> dict[str, sqlite3.Row]:
    events = connection.execute("select * from finding_event order by event_id")
    return {event["finding_id"]: event for event in events}


def _as_handling(event: sqlite3.Row, today: date) -> Handling:
    return Handling(
        status="open" if _has_run_out(event, today) else event["status"],
        handled_by=event["handled_by"],
        comment=event["comment"],
        until=date.fromisoformat(event["until"]) if event["until"] else None,
        at=datetime.fromisoformat(event["at"]),
    )


def _has_run_out(event: sqlite3.Row, today: date) -> bool:
    return event["until"] is not None and date.fromisoformat(event["until"]) < today


def _with_status(found: Handling, status: str) -> Handling:
    return Handling(status, found.handled_by, found.comment, found.until, found.at)


def _add_event(connection: sqlite3.Connection, key: str, event: Handling, mark: str) -> None:
    connection.execute(
        """
        insert into finding_event (finding_id, status, handled_by, comment, until, at, fingerprint)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [
            key, event.status, event.handled_by, event.comment,
            event.until.isoformat() if event.until else None, _stamp(event.at), mark,
        ],
    )  # fmt: skip


def _open(state_db: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(state_db, timeout=60, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def _transaction(state_db: Path) -> Iterator[sqlite3.Connection]:
    state_db.parent.mkdir(parents=True, exist_ok=True)
    with closing(_open(state_db)) as connection:
        # Readers need not wait for a writer in this mode. Changing to it does not wait either: whoever comes second
        # to a new file is refused, and need not mind, because the first is doing it.
        with suppress(sqlite3.OperationalError):
            connection.execute("pragma journal_mode = wal")
        connection.execute("begin immediate")
        try:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            yield connection
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")


def _stamp(moment: datetime) -> str:
    """ISO in UTC; a time without zone is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _naive(stamp: str | None) -> datetime | None:
    """For the warehouse, whose time stamps are UTC without zone."""
    return datetime.fromisoformat(stamp).replace(tzinfo=None) if stamp else None


def _day(moment: datetime) -> date:
    """The day in Denmark."""
    return datetime.fromisoformat(_stamp(moment)).astimezone(COPENHAGEN).date()
