"""Quality among the other steps: what it finds in the real figures, what it imports, and two programs at once."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quality import findings
from quality.check import STANDARD_COLUMNS
from quality.checks import CHECKS
from quality.findings import Finding
from quality.warehouse import connect, prepare_frame, rows, set_day
from tests.conftest import Demo
from tests.unit.quality.quality_warehouse import REGISTRIES, TABLES

NOW = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)


def published(demo: Demo) -> list[dict[str, Any]]:
    frame = demo.published.frame("mart_finding").astype(object)
    return [
        {str(name): value for name, value in row.items()} for row in frame.where(frame.notna(), None).to_dict("records")
    ]


def test_real_figures_give_these_findings_and_no_others(demo: Demo) -> None:
    found = {
        (row["check_id"], row["severity"], row["activity_id"] or row["area_id"] or row["source_id"], row["period_id"])
        for row in published(demo)
        if not row["is_synthetic"]
    }
    assert found == {
        ("cumulative_decrease", "critical", "beskaeftigelsesindsats-30-plus", "2022K3"),
        # The third quarter's report has nothing of the citizens in ordinary work.
        ("missing_report", "warning", "beskaeftigelsesindsats-30-plus", "2022K3"),
        ("doubted_by_reporter", "warning", "aaben-beskaeftigelsesvejledning", "2022"),
        ("label_mismatch", "warning", "hp-amager", "2020"),
        ("conflicting_sources", "warning", "hp-amager", "2020"),
        ("conflicting_sources", "warning", "ref-alle-helhedsplaner", "2018"),
        # The state's lists end with 2021 and the registrations with 2022; the demo is built today.
        ("late_report", "info", "public_lists", None),
        ("late_report", "info", "registrations", None),
        *(
            ("source_absent", "info", source, None)
            for source in ("lbf_beboerdata", "lbf_boligsociale_data", "registration_events", "tryghedssurvey")
        ),
    }


def test_real_jobcenter_case(demo: Demo) -> None:
    [case] = [row for row in published(demo) if row["check_id"] == "cumulative_decrease" and not row["is_synthetic"]]
    assert (case["observed"], case["expected_low"], case["related_period_id"]) == (3, 45, "2022K2")
    assert case["measure_id"] == "borgere-i-praktik-eller-loentilskud"
    assert case["owner"] == "Slagelse Kommunes jobcenter (CAI)"
    own, total = json.loads(case["readings_json"])
    assert (own["diagnosis_id"], own["count_in_period"], own["count_year_to_date"]) == (
        case["diagnosis_id"],
        3,
        48,
    )
    assert (total["count_year_to_date"], total["fits"]) == (3, False)
    assert [(row["file_name"], row["line"]) for row in json.loads(case["evidence_json"])] == [
        ("jobcenter_2022K3.csv", 2),
        ("jobcenter_2022K2.csv", 2),
    ]


def test_frames_of_the_real_build_hold_what_the_checks_need(demo: Demo) -> None:
    with connect(demo.data_dir / "warehouse.duckdb", read_only=True) as connection:
        set_day(connection, NOW.date())
        for check in CHECKS:
            frame, _ = prepare_frame(connection, check)
            assert list(frame.columns) == list(check.judged_columns)
            described = {row["column_name"] for row in rows(connection, f"describe {check.frame}")}
            assert described >= set(STANDARD_COLUMNS)


def test_hand_made_warehouse_has_the_columns_of_the_real_one(demo: Demo) -> None:
    """What the unit tests build by hand must be what dbt and ingest build."""
    query = """
        select table_schema || '.' || table_name as name, column_name
        from information_schema.columns
    """
    with duckdb.connect(str(demo.data_dir / "warehouse.duckdb"), read_only=True) as connection:
        real = set(connection.execute(query).fetchall())
    with duckdb.connect() as connection:
        for table, columns in TABLES.items():
            connection.execute(f"create schema if not exists {table.partition('.')[0]}")
            connection.execute(f"create table {table} ({columns})")
        hand_made = set(connection.execute(query).fetchall())
    assert set(REGISTRIES) <= set(TABLES)
    assert hand_made - real == set()


@pytest.mark.parametrize("module", ["quality.findings", "quality.run", "quality.warehouse"])
def test_importing_quality_imports_no_great_expectations(module: str) -> None:
    code = f"import sys, {module}; print([m for m in ('great_expectations', 'pandas') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("start", ["import barometer.cli", "from dashboards import warm; warm.up()"])
def test_the_command_line_and_the_pages_import_no_great_expectations(start: str, tmp_path: Path) -> None:
    code = f"import sys; {start}; print('great_expectations' in sys.modules)"
    environment = os.environ | {"BAROMETER_DATA": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert result.stdout.strip().splitlines()[-1] == "False"


def finding(name: str) -> Finding:
    fields = dict.fromkeys(Finding.__dataclass_fields__)
    fields |= {"finding_id": name, "check_id": "sudden_change", "severity": "warning", "fingerprint": "1"}
    return Finding(**fields)


HANDLE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from quality import findings
for number in range(20):
    findings.record_status(state_db=Path(sys.argv[1]), finding_id="f1", status="investigating", by=sys.argv[2],
        comment=str(number), until=None, at=datetime(2022, 11, 14, 9, tzinfo=UTC))
"""


def test_two_people_and_a_check_at_once_lose_nothing(tmp_path: Path) -> None:
    state_db = tmp_path / "state" / "state.sqlite"
    with findings.remember(state_db=state_db, findings=[finding("f1")], not_run=set(), now=NOW):
        pass
    people = [
        subprocess.Popen([sys.executable, "-c", HANDLE, str(state_db), name], stderr=subprocess.PIPE, text=True)
        for name in ("Anne", "Bo")
    ]
    for _ in range(20):
        with findings.remember(state_db=state_db, findings=[finding("f1")], not_run=set(), now=NOW):
            pass
    assert [person.communicate()[1] for person in people] == ["", ""]
    with closing(sqlite3.connect(state_db)) as connection:
        written = connection.execute(
            "select handled_by, count(*), count(distinct comment) from finding_event group by handled_by order by 1"
        ).fetchall()
    assert written == [("Anne", 20, 20), ("Bo", 20, 20)]


def test_first_use_by_two_at_once(tmp_path: Path) -> None:
    """The file, its mode and its tables are made by whoever comes first."""
    for attempt in range(10):
        state_db = tmp_path / f"state-{attempt}.sqlite"
        start = threading.Barrier(4)

        def check(number: int, state_db: Path = state_db, start: threading.Barrier = start) -> None:
            start.wait()
            with findings.remember(
                state_db=state_db, findings=[finding(f"f{number}")], not_run={"sudden_change"}, now=NOW
            ):
                pass

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(check, range(4)))
        with findings.remember(state_db=state_db, findings=[], not_run={"sudden_change"}, now=NOW) as kept:
            assert [row["finding_id"] for row in kept] == ["f0", "f1", "f2", "f3"]


def test_reading_does_not_wait_for_a_check_that_is_writing(tmp_path: Path) -> None:
    state_db = tmp_path / "state.sqlite"
    with findings.remember(state_db=state_db, findings=[finding("f1")], not_run=set(), now=NOW):
        pass
    findings.record_status(
        state_db=state_db, finding_id="f1", status="investigating", by="Anne", comment="", until=None, at=NOW
    )
    with findings.remember(state_db=state_db, findings=[finding("f1")], not_run=set(), now=NOW):
        started = datetime.now(UTC)
        assert findings.handling(state_db=state_db, today=date(2022, 11, 14))["f1"].status == "investigating"
        assert (datetime.now(UTC) - started).total_seconds() < 5
