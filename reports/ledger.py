"""The ledger of what was sent to whom: table `outbox` in `state.sqlite`, one row per report, period and recipient."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from danish import mail as words

_TABLE = """
create table if not exists outbox (
    report text not null,
    period text not null,
    recipient text not null,
    email text not null,
    build_id text not null,
    message_id text not null,
    eml_file text not null,
    eml_sha256 text not null,
    state text not null check (state in ('planned', 'claimed', 'sent', 'failed', 'unknown')),
    planned_at text not null,
    claimed_at text,
    claimed_by text,
    finished_at text,
    server_reply text,
    attempts integer not null default 0,
    unique (report, period, recipient)
)
"""


@dataclass(frozen=True)
class Entry:
    """One message: `state` is planned, claimed, sent, failed or unknown; `eml_file` holds its frozen bytes."""

    report: str
    period: str
    recipient: str
    email: str
    build_id: str
    message_id: str
    eml_file: str
    eml_sha256: str
    state: str
    planned_at: str
    claimed_at: str | None = None
    claimed_by: str | None = None
    finished_at: str | None = None
    server_reply: str | None = None
    attempts: int = 0


class Ledger:
    """Every change is a transaction of its own, committed when the method returns."""

    def __init__(self, state_db: Path) -> None:
        state_db.parent.mkdir(parents=True, exist_ok=True)
        self._path = state_db
        with self._transaction() as connection:
            connection.execute(_TABLE)

    def entries(self) -> list[Entry]:
        """All messages, the newest period first."""
        with self._transaction() as connection:
            found = connection.execute("select * from outbox order by period desc, recipient").fetchall()
        return [Entry(**dict(row)) for row in found]

    def entry(self, report: str, period: str, recipient: str) -> Entry | None:
        for known in self.entries():
            if (known.report, known.period, known.recipient) == (report, period, recipient):
                return known
        return None

    def plan(self, entry: Entry) -> None:
        """Add a message. Raises sqlite3.IntegrityError if there is one for this report, period and recipient."""
        names = tuple(Entry.__dataclass_fields__)
        sql = f"insert into outbox ({', '.join(names)}) values ({', '.join('?' for _ in names)})"
        with self._transaction() as connection:
            connection.execute(sql, [getattr(entry, name) for name in names])

    def claim(self, entry: Entry, at: datetime) -> bool:
        """Take a planned message for sending; False if it is no longer planned."""
        sql = """
            update outbox set state = 'claimed', claimed_at = ?, claimed_by = ?, attempts = attempts + 1
            where report = ? and period = ? and recipient = ? and state = 'planned'
        """
        process = f"{socket.gethostname()}:{os.getpid()}"
        with self._transaction() as connection:
            changed = connection.execute(sql, [stamp(at), process, entry.report, entry.period, entry.recipient])
            return changed.rowcount == 1

    def settle(self, entry: Entry, state: str, reply: str, at: datetime) -> None:
        """Note how a claimed message ended: sent, failed, unknown, or planned again."""
        sql = """
            update outbox set state = ?, server_reply = ?, finished_at = ?
            where report = ? and period = ? and recipient = ? and state = 'claimed'
        """
        finished_at = None if state == "planned" else stamp(at)
        with self._transaction() as connection:
            connection.execute(sql, [state, reply, finished_at, entry.report, entry.period, entry.recipient])

    def abandon_claims(self, at: datetime) -> None:
        """Claims that a dead run left behind become `unknown`. Call it only while holding the lock."""
        sql = "update outbox set state = 'unknown', server_reply = ?, finished_at = ? where state = 'claimed'"
        with self._transaction() as connection:
            connection.execute(sql, [words.CRASHED_WHILE_SENDING, stamp(at)])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")


@contextmanager
def only_sender(state_db: Path) -> Iterator[None]:
    """One run sends at a time. The lock is a SQLite file of its own: the system releases it when a process dies.

    Raises ValueError with a Danish message if another run is sending.
    """
    state_db.parent.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(state_db.with_name("outbox.lock"), timeout=0, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError:
            raise ValueError(words.ANOTHER_RUN_SENDS) from None
        yield


def stamp(at: datetime) -> str:
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds")
