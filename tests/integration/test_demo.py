"""`barometer demo`, from the example files to what a reader sees, on the real figures."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Demo, barometer

EXAMPLES = Path(__file__).parents[2] / "example_data"
JOBCENTER = {
    "helhedsplan_id": "hp-en-faelles-indsats",
    "activity_id": "beskaeftigelsesindsats-30-plus",
    "measure_id": "borgere-i-praktik-eller-loentilskud",
}
CONTRACT_TABLES = {
    "dim_area", "dim_indicator", "dim_period", "dim_source", "dim_activity", "fct_indicator_value",
    "mart_area_vs_baseline", "mart_activity_progress", "mart_statutory_criteria", "mart_statutory_status",
    "mart_finding", "mart_revision", "mart_load",
}  # fmt: skip


def rows(demo: Demo, sql: str, *parameters: Any) -> list[dict[str, Any]]:
    return demo.published.rows(sql, parameters)


def delivered(folder: str) -> list[dict[str, str]]:
    return [
        row
        for path in sorted((EXAMPLES / folder).glob("*.csv"))
        for row in csv.DictReader(path.open(encoding="utf-8", newline=""), delimiter=";")
    ]


def decimal(text: str) -> float:
    return float(text.split()[-1].replace(",", "."))


def jobcenter_finding(demo: Demo) -> dict[str, Any]:
    found = rows(
        demo,
        "select * from mart_finding where activity_id = ? and measure_id = ? and severity = 'critical'",
        JOBCENTER["activity_id"],
        JOBCENTER["measure_id"],
    )
    assert len(found) == 1
    return found[0]


def test_demo_publishes_and_says_so_in_danish(demo: Demo) -> None:
    assert demo.exit_code == 0, demo.output
    for part in ("Indlæst:", "Fundet:", "45", "48", "Udgivet:", "http://127.0.0.1:8501"):
        assert part in demo.output
    assert "karantæne" not in demo.output


def test_every_table_of_the_contract_is_published(demo: Demo) -> None:
    assert set(demo.published.tables) >= CONTRACT_TABLES


@pytest.mark.parametrize("folder", ["agreements", "public_lists"])
def test_every_delivered_figure_is_published_as_delivered(demo: Demo, folder: str) -> None:
    published = {
        (row["indicator_id"], row["period_id"], row["source_reference"], row["value"])
        for row in rows(
            demo, "select * from fct_indicator_value where source_id = ? and value_status = 'observed'", folder
        )
    }
    for row in delivered(folder):
        if row["vaerdi"]:
            key = (row["indikator"], row["periode"], row["kilde"], decimal(row["vaerdi"]))
            assert key in published


def test_every_registration_is_published_with_its_source_and_reservation(demo: Demo) -> None:
    published = rows(demo, "select * from mart_activity_progress where source_reference is not null")
    shown = {
        (row["activity_id"], row["reported_count"], row["qualifier"], row["source_reference"]) for row in published
    }
    qualifiers = {"": "exact", "ca": "about", "mindst": "at_least", "hoejst": "at_most"}
    for row in delivered("registrations"):
        small_area_count = row["omraade"] and int(row["antal"]) < 5
        count = None if small_area_count else int(row["antal"])
        assert (row["aktivitet"], count, qualifiers[row["forbehold"]], row["kilde"]) in shown


def test_the_jobcenter_case_is_found_with_both_figures_and_both_readings(demo: Demo) -> None:
    finding = jobcenter_finding(demo)
    assert finding["check_id"] == "cumulative_decrease"
    assert (finding["period_id"], finding["related_period_id"]) == ("2022K3", "2022K2")
    assert (finding["observed"], finding["expected_low"]) == (3, 45)
    assert "45" in finding["message_da"]
    assert "3" in finding["message_da"]
    assert "jobcenter" in finding["action_da"]
    readings = json.loads(finding["readings_json"])
    assert {48, 3} <= {reading["count_year_to_date"] for reading in readings}
    evidence = json.loads(finding["evidence_json"])
    assert {item["file_name"].rsplit("/", 1)[-1] for item in evidence} == {
        "jobcenter_2022K2.csv",
        "jobcenter_2022K3.csv",
    }


def test_no_other_row_of_the_jobcenter_is_called_impossible(demo: Demo) -> None:
    critical = rows(demo, "select * from mart_finding where severity = 'critical' and not is_synthetic")
    assert {row["finding_id"] for row in critical} == {jobcenter_finding(demo)["finding_id"]}


def test_the_affected_progress_is_marked_and_stands_as_a_range(demo: Demo) -> None:
    progress = {
        row["period_id"]: row
        for row in rows(
            demo,
            "select * from mart_activity_progress where activity_id = ? and measure_id = ?",
            JOBCENTER["activity_id"],
            JOBCENTER["measure_id"],
        )
    }
    assert set(progress) == {"2022K2", "2022K3"}
    assert all(row["is_flagged"] and row["is_under_clarification"] for row in progress.values())
    assert (progress["2022K2"]["count_low"], progress["2022K2"]["count_high"]) == (0, 45)
    assert (progress["2022K3"]["count_low"], progress["2022K3"]["count_high"]) == (3, 48)
    assert progress["2022K3"]["count_year_to_date"] is None
    assert "Under afklaring" in progress["2022K3"]["sentence_da"]


def test_the_guidance_that_the_report_doubts_is_marked_as_the_reporters_own_doubt(demo: Demo) -> None:
    found = rows(demo, "select * from mart_finding where check_id = 'doubted_by_reporter' and not is_synthetic")
    assert [row["activity_id"] for row in found] == ["aaben-beskaeftigelsesvejledning"]
    progress = rows(
        demo, "select * from mart_activity_progress where activity_id = ?", "aaben-beskaeftigelsesvejledning"
    )
    assert all(row["is_flagged"] for row in progress)


def test_the_agreements_own_contradictions_are_findings(demo: Demo) -> None:
    found = {
        (row["check_id"], row["indicator_id"], row["area_id"])
        for row in rows(demo, "select * from mart_finding where status = 'open'")
    }
    assert ("label_mismatch", "unge_15_29_uden_udd_job", "hp-amager") in found
    assert ("conflicting_sources", "hjaelper_naboer", "ref-alle-helhedsplaner") in found
    assert ("conflicting_sources", "unge_15_29_uden_udd_job_antal", "hp-amager") in found


def test_the_unclear_target_shows_both_readings(demo: Demo) -> None:
    (row,) = rows(
        demo, "select * from mart_activity_progress where activity_id = 'beboervejledning' and target_value = 1500"
    )
    assert (row["target_basis"], row["status"], row["qualifier"]) == ("unclear", "uncertain", "about")
    assert row["target_share"] == pytest.approx(100 * 650 / 1500)
    assert row["elapsed_share"] == pytest.approx(100 * 457 / 1461)
    assert (row["target_share_year"], row["elapsed_share_year"]) == (pytest.approx(100 * 650 / 1500), 100)
    assert "brobygningssamtaler" in row["assumption_da"]
    for part in ("ca. 650", "1.500", "31"):
        assert part in row["sentence_da"]


def test_ringparken_2019_meets_the_conditions_that_it_was_listed_for(demo: Demo) -> None:
    (row,) = rows(demo, "select * from mart_statutory_status where area_id = 'ringparken-330' and list_year = 2019")
    assert (row["criteria_met"], row["is_udsat"], row["is_parallelsamfund"]) == (3, "yes", "yes")


def test_the_same_files_again_change_nothing(demo: Demo) -> None:
    again = barometer(demo.data_dir, "ingest")
    assert again.returncode == 0
    assert "0 rækker fra 0 filer" in again.stdout
    files = [path for path in (demo.data_dir / "raw").rglob("*") if path.is_file()]
    assert f"{len(files)} uændrede filer" in again.stdout
