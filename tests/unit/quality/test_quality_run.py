"""A run as a whole: what it writes, and that a check which could not run never looks like one that found nothing."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from quality import warehouse
from quality.checks import CHECKS
from quality.run import run_checks
from tests.unit.quality.conftest import NOW, Run, findings
from tests.unit.quality.quality_cases import JOBCENTER, READINGS
from tests.unit.quality.quality_warehouse import figure, registration

ALL_CHECKS = len({one.check_id for one in CHECKS})


def change(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def messages(path: Path, check_id: str) -> list[str]:
    return [row["message_da"] for row in findings(path) if row["check_id"] == check_id]


def test_run_is_written_with_the_build_it_speaks_about(check: Run, tmp_path: Path) -> None:
    run = check(registrations=JOBCENTER, readings=READINGS[:3])
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        written = connection.execute("select * from quality.run").fetchall()
    [(run_id, invocation, started, finished, expected, done, status)] = written
    assert (run_id, invocation, status) == (run.run_id, "new", "completed")
    assert (expected, done) == (ALL_CHECKS, ALL_CHECKS)
    assert started == NOW.replace(tzinfo=None) < finished


def test_second_run_replaces_the_findings_and_adds_a_run(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check("cumulative_decrease", registrations=JOBCENTER, readings=READINGS[:3])
    before = findings(path)
    check("cumulative_decrease", rebuild=False, now=NOW + timedelta(days=1))
    assert [row["finding_id"] for row in findings(path)] == [row["finding_id"] for row in before]
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("select count(*) from quality.run").fetchall() == [(2,)]


def test_finding_keeps_its_id_when_the_figure_changes(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"

    def jobcenter() -> tuple[str, float]:
        [row] = [row for row in findings(path) if row["check_id"] == "cumulative_decrease"]
        return row["finding_id"], row["observed"]

    check("cumulative_decrease", registrations=JOBCENTER)
    first = jobcenter()
    change(path, "update facts.fct_registration set reported_count = 4 where reported_count = 3")
    check("cumulative_decrease", rebuild=False)
    assert (jobcenter()[0], jobcenter()[1]) == (first[0], 4)


def test_corrected_figures_make_the_finding_go(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check("cumulative_decrease", registrations=JOBCENTER)
    change(path, "update facts.fct_registration set reported_count = 48 where reported_count = 3")
    run = check("cumulative_decrease", rebuild=False)
    [row] = [row for row in findings(path) if row["check_id"] == "cumulative_decrease"]
    assert row["status"] == "gone"
    assert "critical" not in run.findings


def test_a_correction_that_can_go_or_never_fitted_is_told_for_information(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check()
    for correction, state in (("brugt", "used"), ("rettet", "can_go"), ("aldrig", "not_delivered")):
        change(
            path,
            "insert into facts.fct_correction"
            " (correction_id, area_id, indicator_id, period_id, state, message_da, owner)"
            f" values ('{correction}', 'ringparken-330', 'unge', '2020', '{state}', 'Om {correction}.', 'Sekretariat')",
        )
    run = check(rebuild=False)
    rows = [row for row in findings(path) if row["check_id"].startswith("correction_")]
    rows.sort(key=lambda row: row["check_id"])
    assert [(row["check_id"], row["severity"], row["message_da"], row["owner"]) for row in rows] == [
        ("correction_can_go", "info", "Om rettet.", "Sekretariat"),
        ("correction_not_delivered", "info", "Om aldrig.", "Sekretariat"),
    ]
    assert rows[0]["action_da"] == "Spørg Sekretariat: Skal rettelsen blive stående i registret corrections?"
    assert run.status == "completed"


def test_no_data_is_a_verdict_of_no_rows(check: Run) -> None:
    run = check()
    assert (run.status, run.checks_run) == ("completed", ALL_CHECKS)
    rows = {one.check_id: one.rows for one in run.checks}
    assert rows.pop("source_absent") == 4
    assert set(rows.values()) == {0}


@pytest.mark.parametrize(
    ("damage", "broken"),
    [
        (
            "drop table facts.fct_registration_reading",
            {
                "cumulative_decrease",
                "sudden_change",
                "counting_mode_changed",
                "unit_or_scale_error",
                "stale_repeat",
                "shifted_or_swapped",
            },
        ),
        ("alter table facts.fct_indicator_observed drop column printed_label", {"label_mismatch"}),
        ("delete from marts.dim_source", {"source_absent"}),
    ],
)
def test_check_that_cannot_run_is_itself_a_critical_finding(
    check: Run, tmp_path: Path, damage: str, broken: set[str]
) -> None:
    path = tmp_path / "warehouse.duckdb"
    check(registrations=JOBCENTER, figures=[figure("2020", 19.3, printed_label="Andel 18-29-årige")])
    change(path, damage)
    run = check(rebuild=False)
    assert (run.status, run.checks_run) == ("incomplete", ALL_CHECKS - len(broken))
    assert {one.check_id for one in run.checks if one.error} == broken
    found = [row for row in findings(path) if row["check_id"] == "check_not_run"]
    assert [(row["severity"], row["status"]) for row in found] == [("critical", "open")] * len(broken)
    assert all(json.loads(row["evidence_json"])[0]["note_da"] for row in found)


def test_finding_of_a_check_that_did_not_run_is_not_taken_for_settled(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check("cumulative_decrease", registrations=JOBCENTER)
    change(path, "drop table facts.fct_registration_reading")
    check("cumulative_decrease", rebuild=False)
    [row] = [row for row in findings(path) if row["check_id"] == "cumulative_decrease"]
    assert row["status"] == "open"
    assert messages(path, "check_not_run") == [
        "Kontrollen »Samlet antal er faldet« kunne ikke gennemføres. Derfor ved ingen, om tallene har fejl af den "
        "slags, og opgørelsen kan ikke udgives."
    ]


def test_finding_that_a_check_did_not_run_goes_when_it_runs_again(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check("source_absent")
    change(path, "alter table marts.dim_source rename to hidden")
    assert check("source_absent", rebuild=False).status == "incomplete"
    change(path, "alter table marts.hidden rename to dim_source")
    assert check("source_absent", rebuild=False).status == "completed"
    [row] = [row for row in findings(path) if row["check_id"] == "check_not_run"]
    assert row["status"] == "gone"


@pytest.fixture
def rewrite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Changes the text of one frame, for this test alone."""

    def change_frame(check_id: str, old: str, new: str) -> None:
        frames = tmp_path / "frames"
        shutil.copytree(warehouse.FRAMES, frames)
        frame = frames / f"{check_id}.sql"
        text = frame.read_text(encoding="utf-8")
        assert old in text
        frame.write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.setattr(warehouse, "FRAMES", frames)

    return change_frame


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("select * from final", "select * from final where false", "expect_table_row_count_to_be_between"),
        ("as judged", "as something_else", "expect_table_columns_to_match_set"),
        ("        row_key,\n        source_id", "        'same' as row_key,\n        source_id", "unique"),
        ("        row_key,\n        source_id", "        null as row_key,\n        source_id", "not_be_null"),
        ("reported_count_max,", "cast('a' as integer) as reported_count_max,", "ConversionException"),
    ],
)
def test_frame_that_is_not_what_it_should_be_never_passes(
    check: Run, rewrite: Callable[[str, str, str], None], old: str, new: str, error: str
) -> None:
    rewrite("doubted_by_reporter", old, new)
    rows = [registration("2022K1", 5), registration("2022K2", 6)]
    run = check("doubted_by_reporter", "duplicate_report", registrations=rows)
    assert run.status == "incomplete"
    assert {one.check_id: error in one.error for one in run.checks if one.error} == {"doubted_by_reporter": True}


def test_expectation_that_raises_never_passes(check: Run, rewrite: Callable[[str, str, str], None]) -> None:
    rewrite("source_absent", "coalesce(per_source.files_loaded, 0) as judged", "'mange' as judged")
    [run] = check("source_absent").checks
    assert "of the same type" in str(run.error)


def test_check_without_a_severity_did_not_run(check: Run, tmp_path: Path) -> None:
    check("cumulative_decrease", registrations=JOBCENTER)
    registry = tmp_path / "seeds" / "checks.csv"
    lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    registry.write_text("".join(line for line in lines if "cumulative_decrease" not in line), encoding="utf-8")
    run = check("cumulative_decrease", rebuild=False)
    assert [one.check_id for one in run.checks if one.error] == ["cumulative_decrease"]


def test_synthetic_figures_give_synthetic_findings(check: Run, tmp_path: Path) -> None:
    check("outside_valid_range", figures=[figure("2020", 120, is_synthetic=True)])
    [row] = [row for row in findings(tmp_path / "warehouse.duckdb") if row["check_id"] == "outside_valid_range"]
    assert row["is_synthetic"]


def test_no_warehouse_is_said_in_danish(tmp_path: Path) -> None:
    none, state = tmp_path / "none.duckdb", tmp_path / "state.sqlite"
    with pytest.raises(FileNotFoundError, match="intet datalager"):
        run_checks(warehouse=none, seeds_dir=tmp_path, state_db=state, now=NOW)


def test_failed_writing_leaves_the_earlier_findings(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check("cumulative_decrease", registrations=JOBCENTER)
    before = findings(path)
    change(path, "alter table quality.run drop column status")
    with pytest.raises(duckdb.Error):
        check("cumulative_decrease", rebuild=False, now=NOW + timedelta(days=1))
    assert findings(path) == before


def test_every_doubted_row_of_an_unknown_period_is_its_own_finding(check: Run, tmp_path: Path) -> None:
    rows = [registration(None, count, "unknown", is_doubted=True, line=count) for count in (7, 8)]
    check("doubted_by_reporter", registrations=rows)
    assert len(messages(tmp_path / "warehouse.duckdb", "doubted_by_reporter")) == 2


def test_severity_of_a_source_goes_before_the_general_one(check: Run, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    check(
        "outside_valid_range",
        figures=[figure("2020", 120), figure("2020", 130, source_id="lbf_beboerdata", area_id="andet")],
    )
    found = {row["area_id"]: row["severity"] for row in findings(path) if row["check_id"] == "outside_valid_range"}
    assert found == {"hp-amager": "warning", "andet": "critical"}


def test_example_data_alone_is_no_delivery_of_a_source(check: Run, tmp_path: Path) -> None:
    check("source_absent", figures=[figure("2020", 40, load_id="1", is_synthetic=True)])
    told = {row["source_id"]: row["message_da"] for row in findings(tmp_path / "warehouse.duckdb")}
    assert told["agreements"].startswith("Der er endnu kun eksempeldata")
