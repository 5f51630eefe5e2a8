"""Two people who handle one finding in the same moment, each in a program of its own."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from quality import findings
from quality.findings import Finding

NOW = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)
HANDLE = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from quality import findings
while time.time() < float(sys.argv[3]):
    pass
try:
    findings.record_status(state_db=Path(sys.argv[1]), finding_id="f1", status="explained", by=sys.argv[2],
        comment="Set sammen.", until=None, at=datetime(2022, 11, 14, 9, tzinfo=UTC), version=0)
except findings.ChangedMeanwhileError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


def test_of_two_people_at_once_one_writes_and_the_other_is_told(tmp_path: Path) -> None:
    state_db = tmp_path / "state" / "state.sqlite"
    fields = dict.fromkeys(Finding.__dataclass_fields__)
    fields |= {"finding_id": "f1", "check_id": "sudden_change", "severity": "warning", "fingerprint": "1"}
    with findings.remember(state_db=state_db, findings=[Finding(**fields)], not_run=set(), now=NOW):
        pass
    start = str(time.time() + 2)
    people = {
        name: subprocess.Popen(
            [sys.executable, "-c", HANDLE, str(state_db), name, start], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in ("Anne", "Bo")
    }
    answers = {name: person.communicate() for name, person in people.items()}
    assert [error for _, error in answers.values()] == [b"", b""]
    [winner] = [name for name, (said, _) in answers.items() if not said]
    [told] = [said.decode() for said, _ in answers.values() if said]
    assert told.startswith(f"{winner} har imens sat sagen til »forklaret« 14. november 2022: »Set sammen.«")
    with closing(sqlite3.connect(state_db)) as connection:
        assert connection.execute("select handled_by from finding_event").fetchall() == [(winner,)]
