"""The ledger of loads (SQLite): what was delivered, when it was first seen, and under which rules it was read.

The warehouse can be deleted; the ledger and the archive are what it is built from again.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from ingest.results import LoadResult, Problem

MISSING = "missing"  # loaded once, but found neither in the warehouse nor in the archive


@dataclass(frozen=True)
class Entry:
    """One file's content within one source.

    `rules` is the fingerprint of what it was last read under, where something was refused or put in quarantine; it is
    empty where there is nothing left to mend, and where nobody knows it any longer.
    """

    load_id: str
    source_id: str
    file_name: str
    sha256: str
    suffix: str
    encoding: str
    delimiter: str
    loaded_at: str
    status: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_skipped: int
    message_da: str
    problems_json: str
    rules: str

    @property
    def moment(self) -> datetime:
        """When the load was first known, UTC without zone."""
        return datetime.fromisoformat(self.loaded_at)

    def result(self, *, file_name: str, status: str, message_da: str) -> LoadResult:
        """What is known of the load, as the answer for the file that holds it now."""
        problems = [replace(Problem(**problem), file_name=file_name) for problem in json.loads(self.problems_json)]
        return LoadResult(
            load_id=self.load_id,
            source_id=self.source_id,
            file_name=file_name,
            sha256=self.sha256,
            encoding=self.encoding,
            status=status,
            rows_read=self.rows_read,
            rows_loaded=self.rows_loaded,
            rows_quarantined=self.rows_quarantined,
            rows_skipped=self.rows_skipped,
            message_da=message_da,
            problems=problems,
            delimiter=self.delimiter,
        )


def entry(result: LoadResult, *, suffix: str, loaded_at: datetime, rules: str) -> Entry:
    """The ledger's line for a result."""
    shared = {name: getattr(result, name) for name in _COLUMNS if hasattr(result, name)}
    return Entry(
        **shared,
        suffix=suffix,
        loaded_at=timestamp(loaded_at),
        problems_json=json.dumps([asdict(problem) for problem in result.problems], ensure_ascii=False),
        rules=rules,
    )


def timestamp(moment: datetime) -> str:
    """UTC without zone, to the microsecond, so that the texts sort as the moments do."""
    return moment.isoformat(timespec="microseconds")


_COLUMNS = [column.name for column in fields(Entry)]
_INTEGERS = {"rows_read", "rows_loaded", "rows_quarantined", "rows_skipped"}


@dataclass(frozen=True)
class Ledger:
    connection: sqlite3.Connection

    def entries(self) -> dict[str, Entry]:
        """All entries by load id, the oldest first."""
        rows = self.connection.execute(f"select {', '.join(_COLUMNS)} from load_ledger order by loaded_at, load_id")
        return {entry.load_id: entry for entry in (Entry(*row) for row in rows)}

    def put(self, entry: Entry) -> None:
        """Writes the entry in the place of an earlier one for the same load."""
        marks = ", ".join("?" * len(_COLUMNS))
        with self.connection:
            self.connection.execute(
                f"insert or replace into load_ledger ({', '.join(_COLUMNS)}) values ({marks})",
                [getattr(entry, column) for column in _COLUMNS],
            )


@contextmanager
def open_ledger(state_db: Path) -> Iterator[Ledger]:
    """The ledger in `state_db`, made if it is not there."""
    state_db.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(state_db, timeout=30)
    try:
        columns = ", ".join(f"{name} {'integer' if name in _INTEGERS else 'text'} not null" for name in _COLUMNS)
        with connection:
            connection.execute(f"create table if not exists load_ledger ({columns}, primary key (load_id))")
        # Written anew each time: only a write takes away the journal that a killed run left behind.
        connection.execute("pragma user_version = 1")
        yield Ledger(connection)
    finally:
        connection.close()
