import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports import ledger
from reports.ledger import Entry, Ledger

AT = datetime(2022, 10, 5, 5, tzinfo=UTC)
ENTRY = Entry(
    report="quarterly", period="2022K3", recipient="aase", email="aase@example.invalid", build_id="b1",
    message_id="<x@example.invalid>", eml_file="x.eml", eml_sha256="0", state="planned", planned_at=ledger.stamp(AT),
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "state" / "state.sqlite")


def state(book: Ledger) -> str:
    entry = book.entry("quarterly", "2022K3", "aase")
    assert entry is not None
    return entry.state


def test_one_message_per_report_period_and_recipient(book: Ledger) -> None:
    book.plan(ENTRY)
    with pytest.raises(sqlite3.IntegrityError):
        book.plan(ENTRY)
    assert book.entries() == [ENTRY]


def test_only_one_gets_the_claim(book: Ledger) -> None:
    book.plan(ENTRY)
    assert book.claim(ENTRY, AT)
    assert not book.claim(ENTRY, AT)
    entry = book.entries()[0]
    assert (entry.state, entry.attempts, entry.claimed_at) == ("claimed", 1, "2022-10-05T05:00:00+00:00")


@pytest.mark.parametrize("end", ["sent", "failed", "unknown"])
def test_a_settled_message_is_not_claimed_again(book: Ledger, end: str) -> None:
    book.plan(ENTRY)
    book.claim(ENTRY, AT)
    book.settle(ENTRY, end, "250 ok", AT)
    assert not book.claim(ENTRY, AT)
    entry = book.entries()[0]
    assert (entry.state, entry.server_reply, entry.finished_at) == (end, "250 ok", "2022-10-05T05:00:00+00:00")


def test_what_was_not_sent_is_planned_again(book: Ledger) -> None:
    book.plan(ENTRY)
    book.claim(ENTRY, AT)
    book.settle(ENTRY, "planned", "451 senere", AT)
    assert book.claim(ENTRY, AT)
    assert book.entries()[0].attempts == 2


def test_a_claim_left_behind_becomes_unknown(book: Ledger) -> None:
    book.plan(ENTRY)
    book.abandon_claims(AT)
    assert state(book) == "planned"
    book.claim(ENTRY, AT)
    book.abandon_claims(AT)
    assert state(book) == "unknown"
    assert "afbrudt" in (book.entries()[0].server_reply or "")


def test_the_state_that_a_ledger_does_not_know_is_refused(book: Ledger) -> None:
    book.plan(ENTRY)
    book.claim(ENTRY, AT)
    with pytest.raises(sqlite3.IntegrityError):
        book.settle(ENTRY, "maybe", "", AT)
    assert state(book) == "claimed"


def test_two_runs_never_send_at_once(tmp_path: Path) -> None:
    def second() -> None:
        with ledger.only_sender(tmp_path / "state.sqlite"):
            pass

    run: Callable[[], None] = second
    with (
        ledger.only_sender(tmp_path / "state.sqlite"),
        pytest.raises(ValueError, match="En anden afsendelse er i gang"),
    ):
        run()
    run()
