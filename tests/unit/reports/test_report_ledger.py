import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports import ledger
from reports.ledger import Entry, Ledger

AT = datetime(2022, 10, 5, 5, tzinfo=UTC)
ENTRY = Entry(
    kind="report", period="2022K3", edition=1, recipient="aase", email="aase@example.invalid", role="board", scope="",
    subject="Emne", build_id="b1", fingerprint="f", counts_json="{}", contains_synthetic=False,
    message_id="<x@example.invalid>", sha256="0", planned_at=ledger.stamp(AT),
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "state")


def planned(book: Ledger) -> Entry:
    book.plan([(ENTRY, b"bytes")])
    return book.entries()[0]


def events(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "state" / "outbox.sqlite") as connection:
        return connection.execute("select state, note from message_event order by event_id").fetchall()


def test_one_message_per_kind_period_edition_and_recipient(book: Ledger) -> None:
    entry = planned(book)
    assert replace(entry, entry_id=0) == ENTRY
    assert book.message(entry.entry_id) == b"bytes"
    second = replace(ENTRY, edition=2)
    with pytest.raises(sqlite3.IntegrityError):
        book.plan([(second, b""), (ENTRY, b"")])
    assert book.entries() == [entry], "all or none"
    book.plan([(second, b"")])
    book.mark(entry, "withdrawn", "", AT)
    book.plan([(ENTRY, b"anew")])
    assert [(found.edition, found.state) for found in book.entries()] == [
        (1, "withdrawn"), (1, "planned"), (2, "planned"),
    ]  # fmt: skip


def test_only_one_gets_the_claim(book: Ledger) -> None:
    entry = planned(book)
    assert book.claim(entry, AT)
    assert not book.claim(entry, AT)
    claimed = book.entries()[0]
    assert (claimed.state, claimed.attempts, claimed.claimed_at) == ("claimed", 1, "2022-10-05T05:00:00+00:00")


@pytest.mark.parametrize("end", ["sent", "refused", "unknown"])
def test_a_settled_message_is_not_claimed_again(book: Ledger, tmp_path: Path, end: str) -> None:
    entry = planned(book)
    book.claim(entry, AT)
    book.hand_over(entry, AT)
    book.settle(entry, end, "250 ok", AT)
    assert not book.claim(entry, AT)
    settled = book.entries()[0]
    assert (settled.state, settled.server_reply, settled.finished_at) == (end, "250 ok", "2022-10-05T05:00:00+00:00")
    assert [state for state, _ in events(tmp_path)] == ["planned", "claimed", "claimed", end]
    assert events(tmp_path)[-1] == (end, "250 ok")


def test_what_was_not_sent_is_planned_again(book: Ledger) -> None:
    entry = planned(book)
    book.claim(entry, AT)
    book.settle(entry, "planned", "451 senere", AT)
    assert book.claim(book.entries()[0], AT)
    assert book.entries()[0].attempts == 2


def test_a_claim_left_behind_is_planned_again_if_nothing_went_out(book: Ledger) -> None:
    entry = planned(book)
    book.reconcile(AT)
    book.claim(entry, AT)
    book.reconcile(AT)
    found = book.entries()[0]
    assert (found.state, found.server_reply) == ("planned", "afbrudt, før mailserveren fik mailen")


def test_a_claim_left_behind_becomes_unknown_if_something_may_have_gone_out(book: Ledger) -> None:
    entry = planned(book)
    book.claim(entry, AT)
    book.hand_over(entry, AT)
    book.reconcile(AT)
    found = book.entries()[0]
    assert (found.state, found.server_reply) == (
        "unknown",
        "afbrudt under afsendelsen; ingen ved, om mailen nåede frem",
    )
    assert book.mark(found, "planned", "bekræftet", AT)
    assert book.entries()[0].handed_over_at is None


def test_a_state_that_changed_meanwhile_is_not_marked(book: Ledger) -> None:
    entry = planned(book)
    book.claim(entry, AT)
    assert not book.mark(entry, "withdrawn", "", AT)
    assert book.entries()[0].state == "claimed"


def test_the_state_that_a_ledger_does_not_know_is_refused(book: Ledger) -> None:
    entry = planned(book)
    book.claim(entry, AT)
    with pytest.raises(sqlite3.IntegrityError):
        book.settle(entry, "maybe", "", AT)
    assert book.entries()[0].state == "claimed"


def test_reading_makes_no_outbox(tmp_path: Path) -> None:
    assert ledger.known(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_others_on_the_machine_cannot_read_it(tmp_path: Path, book: Ledger) -> None:
    assert (tmp_path / "state" / "outbox.sqlite").stat().st_mode & 0o077 == 0


def test_two_runs_never_send_at_once(tmp_path: Path) -> None:
    def second() -> None:
        with ledger.only_sender(tmp_path, wait_seconds=0.05):
            pass

    run: Callable[[], None] = second
    with (
        ledger.only_sender(tmp_path, wait_seconds=0),
        pytest.raises(TimeoutError, match="En anden afsendelse er i gang"),
    ):
        run()
    run()
