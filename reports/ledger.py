"""The outbox: what was planned, tried and sent to whom. A SQLite file of its own, `outbox.sqlite` in the state folder.

A message's bytes lie beside its state, written in the same transaction, so that neither is ever there without the
other. Every change of state leaves a line in `message_event`.
"""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from danish import mail_outbox as words

FILE_NAME = "outbox.sqlite"
LOCK_NAME = "outbox.lock"
DELIVERED = ("claimed", "sent", "unknown")  # somebody has it, or may have it
Changes = dict[str, str | int | None]
_SCHEMA = """
create table if not exists message (
    entry_id integer primary key,
    kind text not null,
    period text not null,
    edition integer not null,
    recipient text not null,
    email text not null,
    role text not null,
    scope text not null,
    subject text not null,
    build_id text not null,
    fingerprint text not null,
    counts_json text not null,
    contains_synthetic integer not null,
    message_id text not null,
    message blob not null,
    sha256 text not null,
    state text not null check (state in ('planned', 'claimed', 'sent', 'refused', 'unknown', 'withdrawn')),
    planned_at text not null,
    claimed_at text,
    claimed_by text,
    handed_over_at text,
    finished_at text,
    server_reply text,
    attempts integer not null default 0
);
create unique index if not exists message_once on message (kind, period, edition, recipient, email)
    where state <> 'withdrawn';
create table if not exists message_event (
    event_id integer primary key,
    entry_id integer not null references message,
    at text not null,
    state text not null,
    note text not null
);
"""


@dataclass(frozen=True)
class Entry:
    """One message to one recipient. `scope`: the plan's id, or empty for all plans. `fingerprint` stands for what the
    message says, `sha256` for its bytes. `handed_over_at` is set before the first byte of the message goes out."""

    kind: str
    period: str
    edition: int
    recipient: str
    email: str
    role: str
    scope: str
    subject: str
    build_id: str
    fingerprint: str
    counts_json: str
    contains_synthetic: bool
    message_id: str
    sha256: str
    planned_at: str
    state: str = "planned"
    claimed_at: str | None = None
    claimed_by: str | None = None
    handed_over_at: str | None = None
    finished_at: str | None = None
    server_reply: str | None = None
    attempts: int = 0
    entry_id: int = 0


_NAMES = tuple(Entry.__dataclass_fields__)


class Ledger:
    """Every change is a transaction of its own, committed when the method returns."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE_NAME
        if not self._path.exists():
            self._path.touch(mode=0o600)
        with closing(self._open()) as connection:
            connection.executescript(_SCHEMA)

    def entries(self) -> list[Entry]:
        """All messages without their bytes, the newest period first."""
        return _entries(self._path)

    def message(self, entry_id: int) -> bytes:
        """The frozen bytes of a message."""
        with closing(self._open()) as connection:
            row = connection.execute("select message from message where entry_id = ?", [entry_id]).fetchone()
        return bytes(row["message"])

    def plan(self, planned: list[tuple[Entry, bytes]]) -> None:
        """Add messages, all or none. Raises sqlite3.IntegrityError if one is there already."""
        names = [name for name in _NAMES if name != "entry_id"]
        marks = ", ".join("?" for _ in names)
        with self._transaction() as connection:
            for entry, message in planned:
                values = [getattr(entry, name) for name in names]
                sql = f"insert into message ({', '.join(names)}, message) values ({marks}, ?)"
                added = connection.execute(sql, [*values, message])
                _note(connection, int(added.lastrowid or 0), "planned", "", entry.planned_at)

    def claim(self, entry: Entry, at: datetime) -> bool:
        """Take a planned message for sending; False if it is no longer planned."""
        process = f"{socket.gethostname()}:{os.getpid()}"
        changes: Changes = {"claimed_at": stamp(at), "claimed_by": process, "attempts": entry.attempts + 1}
        return self._change(entry.entry_id, "planned", "claimed", at, changes=changes)

    def hand_over(self, entry: Entry, at: datetime) -> None:
        """Note that the message's bytes are about to go out; from here on, no answer means that nobody knows."""
        changes: Changes = {"handed_over_at": stamp(at)}
        self._change(entry.entry_id, "claimed", "claimed", at, note=words.HANDED_OVER, changes=changes)

    def settle(self, entry: Entry, state: str, reply: str, at: datetime) -> None:
        """Note how a claimed message ended: sent, refused, unknown, or planned again."""
        changes: Changes = {"server_reply": reply}
        if state == "planned":
            changes["handed_over_at"] = None
        else:
            changes["finished_at"] = stamp(at)
        self._change(entry.entry_id, "claimed", state, at, note=reply, changes=changes)

    def mark(self, entry: Entry, state: str, note: str, at: datetime) -> bool:
        """What a person, or a later run, knows better: sent → refused, unknown → sent or planned, planned → withdrawn.

        False if the message is no longer in the state that `entry` has.
        """
        changes: Changes = {"finished_at": None if state == "planned" else stamp(at)}
        changes |= {"server_reply": note, "handed_over_at": None if state == "planned" else entry.handed_over_at}
        return self._change(entry.entry_id, entry.state, state, at, note=note, changes=changes)

    def reconcile(self, at: datetime) -> None:
        """Settle what a dead run left claimed: unknown if bytes may have gone out, else planned again.

        Call it only while holding the lock.
        """
        for entry in self.entries():
            if entry.state == "claimed":
                if entry.handed_over_at is None:
                    self.settle(entry, "planned", words.CRASHED_BEFORE_SENDING, at)
                else:
                    self.settle(entry, "unknown", words.CRASHED_WHILE_SENDING, at)

    def _change(
        self,
        entry_id: int,
        before: str,
        after: str,
        at: datetime,
        *,
        note: str = "",
        changes: Changes,
    ) -> bool:
        assignments = ", ".join(f"{name} = ?" for name in ("state", *changes))
        sql = f"update message set {assignments} where entry_id = ? and state = ?"
        with self._transaction() as connection:
            changed = connection.execute(sql, [after, *changes.values(), entry_id, before]).rowcount == 1
            if changed:
                _note(connection, entry_id, after, note, stamp(at))
        return changed

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with closing(self._open()) as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")

    def _open(self) -> sqlite3.Connection:
        return _connect(self._path)


def known(folder: Path) -> list[Entry]:
    """All messages, without making an outbox where there is none."""
    path = folder / FILE_NAME
    return _entries(path) if path.exists() else []


@contextmanager
def only_sender(folder: Path, *, wait_seconds: float) -> Iterator[None]:
    """One run sends at a time. The lock is a SQLite file of its own: the system releases it when a process dies.

    Raises TimeoutError with a Danish message if another run is still sending after `wait_seconds`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(folder / LOCK_NAME, timeout=wait_seconds, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError:
            raise TimeoutError(words.ANOTHER_RUN_SENDS) from None
        yield


def stamp(at: datetime) -> str:
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _entries(path: Path) -> list[Entry]:
    sql = f"select {', '.join(_NAMES)} from message order by period desc, kind, recipient, edition, entry_id"
    with closing(_connect(path)) as connection:
        tables = [row["name"] for row in connection.execute("select name from sqlite_master where name = 'message'")]
        rows = connection.execute(sql).fetchall() if tables else []
    return [Entry(**dict(row)) for row in rows]


def _note(connection: sqlite3.Connection, entry_id: int, state: str, note: str, at: str) -> None:
    sql = "insert into message_event (entry_id, at, state, note) values (?, ?, ?, ?)"
    connection.execute(sql, [entry_id, at, state, note])
