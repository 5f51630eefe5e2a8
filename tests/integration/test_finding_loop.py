"""From a finding to its end: by a correction that the analyst accepts, and by a partner's answer in a workbook."""

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from barometer import pipeline
from barometer.letters import write_letter
from barometer.settings import Settings, load
from dashboards.queries import delivered_figure
from ingest.template import COLUMNS
from publish import marts
from quality import corrections
from quality.findings import record_status
from quality.history import history
from tests.conftest import Demo

Row = dict[str, Any]


@dataclass(frozen=True)
class Loop:
    """A project and data folder of their own: the findings before and after both answers were taken in."""

    settings: Settings
    before: dict[str, Row]
    after: dict[str, Row]
    corrected: str
    answered: str
    workbook: Path
    result: pipeline.RunResult

    @property
    def published(self) -> marts.Published:
        build = marts.current(self.settings.marts_dir)
        assert build is not None
        return build


def findings(settings: Settings) -> dict[str, Row]:
    build = marts.current(settings.marts_dir)
    assert build is not None
    return {row["finding_id"]: row for row in build.rows("select * from mart_finding")}


def only(found: dict[str, Row], check_id: str, plan_id: str) -> Row:
    [row] = [row for row in found.values() if (row["check_id"], row["helhedsplan_id"]) == (check_id, plan_id)]
    return row


@pytest.fixture(scope="module")
def loop(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Loop:
    root = tmp_path_factory.mktemp("loop")
    own = load({"BAROMETER_DATA": str(shutil.copytree(demo.data_dir, root / "data"))})
    ignored = shutil.ignore_patterns("target", "logs", ".user.yml")
    shutil.copytree(own.dbt_dir, root / "dbt_project", ignore=ignored)
    settings = Settings(own.data_dir, own.clock_offset, own.smtp, project_dir=root)
    before = findings(settings)
    case = only(before, "cumulative_decrease", "hp-en-faelles-indsats")
    _correct(settings, case)
    asked = only(before, "duplicate_report", "hp-eksempelparken")
    workbook = _answer(settings, asked)
    result = pipeline.run_all(settings, lambda _: None)
    return Loop(settings, before, findings(settings), case["finding_id"], asked["finding_id"], workbook, result)


def _correct(settings: Settings, case: Row) -> None:
    """The jobcenter says: the 3 are the quarter's own. The analyst accepts the correction that follows from it."""
    build = marts.current(settings.marts_dir)
    assert build is not None
    changes = corrections.changes(case, reading=1, delivered=delivered_figure(build, case))
    said = {"by": "Analytikeren", "at": settings.now(), "state_db": settings.state_db}
    record_status(
        finding_id=case["finding_id"], status="corrected", comment="Kun kvartalet, siger CAI.", until=None, **said
    )
    corrections.propose(finding=case, found=changes, reason="Kun kvartalet, siger CAI.", **said)
    corrections.accept(
        state_db=settings.state_db, seeds_dir=settings.seeds_dir, finding_id=case["finding_id"], at=settings.now()
    )


def _answer(settings: Settings, asked: Row) -> Path:
    """The partner fills in the right figure in the row that was asked about, and sends the workbook back."""
    build = marts.current(settings.marts_dir)
    assert build is not None
    written = write_letter(settings, build, asked["owner"], settings.data_dir / "letters")
    [workbook] = [path for path in written.files if path.suffix == ".xlsx"]
    returned = settings.raw_dir / "registrations" / workbook.name
    book = load_workbook(workbook)
    sheet = book.worksheets[0]
    columns, rows = table(sheet)
    [line] = [line for line, row in rows.items() if row["spoergsmaal"] and row["periode"] == asked["period_id"]]
    assert rows[line]["antal"] is None
    sheet.cell(line, columns.index("antal") + 1, 13)
    sheet.cell(line, columns.index("opgoerelse") + 1, "periode")
    book.save(returned)
    return workbook


def table(sheet: Worksheet) -> tuple[list[str], dict[int, Row]]:
    columns = [str(cell.value) for cell in sheet[4]]
    rows = {line: dict(zip(columns, [cell.value for cell in sheet[line]], strict=True)) for line in range(5, 60)}
    return columns, {line: row for line, row in rows.items() if row["aktivitet"]}


def test_an_accepted_correction_settles_its_finding(loop: Loop) -> None:
    assert loop.before[loop.corrected]["status"] == "open"
    after = loop.after[loop.corrected]
    assert (after["status"], after["handled_by"]) == ("gone", "Analytikeren")
    assert after["resolved_at"] is not None
    steps = history(state_db=loop.settings.state_db, finding_id=loop.corrected)
    assert [step.what for step in steps] == ["found", "corrected", "gone"]
    [count] = loop.published.rows(
        """
        select * from mart_activity_progress
        where measure_id = 'borgere-i-praktik-eller-loentilskud' and period_id = '2022K3'
            and helhedsplan_id = 'hp-en-faelles-indsats'
        """
    )
    assert (count["count_in_period"], count["count_year_to_date"]) == (3, 48)
    assert (count["is_under_clarification"], count["is_corrected"]) == (False, True)


def test_the_registry_has_the_row_with_reason_owner_and_day(loop: Loop) -> None:
    with (loop.settings.seeds_dir / "corrections.csv").open(encoding="utf-8", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert row["correction_id"] == f"fund-{loop.corrected}"
    assert (row["action"], row["counting_mode"], row["expect_value"]) == ("set_counting_mode", "period", "3")
    assert (row["reason"], row["owner"], row["status"]) == ("Kun kvartalet, siger CAI.", "Analytikeren", "active")
    assert row["reported_on"] == loop.settings.today().isoformat()


def test_an_answer_in_the_workbook_is_loaded_and_closes_its_finding(loop: Loop) -> None:
    assert loop.before[loop.answered]["status"] == "open"
    [load_] = [load for load in loop.result.loads if load.file_name == loop.workbook.name]
    assert (load_.status, load_.rows_quarantined) == ("loaded", 0), load_.problems
    assert loop.after[loop.answered]["status"] == "gone"
    [count] = loop.published.rows(
        """
        select reported_count, is_under_clarification from mart_activity_progress
        where activity_id = 'eksempel-fritidsjob' and measure_id = 'unge-i-job' and period_id = '2022K3'
        """
    )
    assert (count["reported_count"], count["is_under_clarification"]) == (13, False)


def test_the_letter_says_what_the_table_says_and_nothing_of_others(loop: Loop, demo: Demo) -> None:
    plain = loop.workbook.with_suffix(".txt").read_text(encoding="utf-8-sig")
    owner = loop.before[loop.answered]["owner"]
    own = [row for row in loop.before.values() if row["owner"] == owner]
    for row in own:
        assert row["message_da"] in plain
        asked = str(row["action_da"]).removeprefix(f"Spørg {owner}: ").replace(f"Bed {owner} om", "Vi beder om")
        assert asked in plain
    for row in loop.before.values():
        assert row["owner"] == owner or row["message_da"] not in plain
    assert "Eksempeldata – ikke virkelige tal." in plain


def test_the_workbook_holds_the_partners_rows_alone(loop: Loop) -> None:
    columns, rows = table(load_workbook(loop.workbook).worksheets[0])
    assert columns == ["spoergsmaal", *COLUMNS]
    owner = loop.before[loop.answered]["owner"]
    mine = [row for row in loop.before.values() if row["owner"] == owner]
    # What is said for information alone, or of the reporter as a whole, is no row to fill in.
    own = [row for row in mine if row["severity"] != "info" and row["measure_id"]]
    assert {row["indberettet_af"] for row in rows.values()} == {owner}
    asked = {row["periode"] for row in rows.values() if row["spoergsmaal"]}
    assert asked == {row["period_id"] for row in own}
    reported = {
        evidence["period_id"]
        for row in own
        for evidence in json.loads(row["evidence_json"])
        if evidence["reported_by"] == owner
    }
    assert {row["periode"] for row in rows.values()} == asked | reported
