"""The ledger's own file, and what a killed run leaves beside it."""

from pathlib import Path

import pytest

from ingest.ledger import open_ledger


@pytest.mark.parametrize("left_behind", [b"", b"\0" * 512])
def test_a_journal_that_a_killed_run_left_is_taken_away(left_behind: bytes, tmp_path: Path) -> None:
    state_db, journal = tmp_path / "state.sqlite", tmp_path / "state.sqlite-journal"
    with open_ledger(state_db):
        pass
    journal.write_bytes(left_behind)
    with open_ledger(state_db) as book:
        assert book.entries() == {}
    assert not journal.exists()
