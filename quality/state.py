"""What is remembered about findings in `state.sqlite`: when each was seen, and every event in its handling.

Rows of the two logs are only ever added. Every write is one immediate transaction, so that two programs at once wait
for each other instead of losing a row.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from danish.format import COPENHAGEN

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
create table if not exists finding_sighting (
    sighting_id integer primary key,
    finding_id text not null,
    what text not null,
    at text not null,
    fingerprint text not null
);
create index if not exists finding_sighting_by_finding on finding_sighting (finding_id, sighting_id);
create table if not exists finding_correction (
    proposal_id integer primary key,
    finding_id text not null,
    row_json text not null,
    state text not null,
    proposed_by text not null,
    proposed_at text not null,
    decided_at text
);
"""


@contextmanager
def reading(state_db: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection for reading; None where nothing has been remembered yet."""
    if not state_db.exists():
        yield None
        return
    with closing(_open(state_db)) as connection:
        tables = {row["name"] for row in connection.execute("select name from sqlite_master")}
        yield connection if "finding_event" in tables else None


@contextmanager
def transaction(state_db: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes all or nothing, one program at a time; makes the file and its tables where needed."""
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


def latest_events(connection: sqlite3.Connection) -> dict[str, sqlite3.Row]:
    """The newest event of each finding."""
    events = connection.execute("select * from finding_event order by event_id")
    return {event["finding_id"]: event for event in events}


def latest_event(connection: sqlite3.Connection, finding_id: str) -> sqlite3.Row | None:
    query = "select * from finding_event where finding_id = ? order by event_id desc limit 1"
    found: sqlite3.Row | None = connection.execute(query, [finding_id]).fetchone()
    return found


def has_table(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a state file has a table; those of an earlier version get the newer ones at the next write."""
    return bool(connection.execute("select 1 from sqlite_master where name = ?", [table]).fetchone())


def add_event(
    connection: sqlite3.Connection,
    finding_id: str,
    *,
    status: str,
    by: str,
    comment: str,
    until: date | None,
    at: datetime,
    mark: str,
) -> None:
    connection.execute(
        """
        insert into finding_event (finding_id, status, handled_by, comment, until, at, fingerprint)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [finding_id, status, by, comment, until.isoformat() if until else None, stamp(at), mark],
    )


def add_sighting(connection: sqlite3.Connection, finding_id: str, *, what: str, at: datetime, mark: str) -> None:
    """`what`: found, changed (other figures than before), gone, back."""
    connection.execute(
        "insert into finding_sighting (finding_id, what, at, fingerprint) values (?, ?, ?, ?)",
        [finding_id, what, stamp(at), mark],
    )


def withdraw_corrections(connection: sqlite3.Connection, finding_id: str, at: datetime) -> None:
    """Takes back what was proposed for a finding and not yet accepted; it stays readable."""
    connection.execute(
        "update finding_correction set state = 'withdrawn', decided_at = ? where finding_id = ? and state = 'proposed'",
        [stamp(at), finding_id],
    )


def stamp(moment: datetime) -> str:
    """ISO in UTC, of one length, so that texts sort as moments do; a time without zone is taken as UTC."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def naive(text: str | None) -> datetime | None:
    """For the warehouse, whose time stamps are UTC without zone."""
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def day(moment: datetime) -> date:
    """The day in Denmark."""
    return datetime.fromisoformat(stamp(moment)).astimezone(COPENHAGEN).date()


def _open(state_db: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(state_db, timeout=60, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection
