"""What the verbs answer, and what a failure leaves behind."""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Demo, barometer

FORM_A = "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note\n"


@pytest.fixture
def copy(demo: Demo, tmp_path: Path) -> Path:
    """A data folder of its own, as the demo left it."""
    return Path(shutil.copytree(demo.data_dir, tmp_path / "data"))


def pointer(data_dir: Path) -> str:
    return (data_dir / "marts" / "current.json").read_text(encoding="utf-8")


def deliver(data_dir: Path, name: str, *rows: str) -> Path:
    file = data_dir / "raw" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(FORM_A + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_some_input_refused_is_3_and_the_rest_is_loaded(tmp_path: Path) -> None:
    deliver(tmp_path, "lbf_beboerdata/god.csv", "Motalavej;330;beboere;2022;1.743;;;LBF;")
    deliver(tmp_path, "lbf_beboerdata/karantaene.csv", "Motalavje;330;beboere;2022;1743;;;LBF;")
    result = barometer(tmp_path, "ingest")
    assert result.returncode == 3
    assert "Indlæst: 1 række fra 2 filer, 1 række i karantæne." in result.stdout
    for part in ("karantaene.csv", "linje 2", "»omraade«", "»Motalavje«", "Motalavej (motalavej-330)"):
        assert part in result.stdout


def test_validate_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    file = deliver(tmp_path, "lbf_beboerdata/fil.csv", "Motalavej;330;beboerne;2022;1743;;;LBF;")
    before = sorted(tmp_path.rglob("*"))
    result = barometer(tmp_path, "validate", str(file))
    assert (result.returncode, sorted(tmp_path.rglob("*"))) == (3, before)
    assert "»beboerne«" in result.stdout


def test_a_failed_build_is_4_and_leaves_the_previous_one(copy: Path) -> None:
    before = pointer(copy)
    with duckdb.connect(str(copy / "warehouse.duckdb")) as connection:
        connection.execute("insert into raw.load select * from raw.load limit 1")
    result = barometer(copy, "run")
    assert result.returncode == 4
    assert "Den forrige opgørelse vises stadig." in result.stderr
    assert "Brudt regel i stg_raw__load: load_id: flere rækker har samme nøgle" in result.stderr
    assert pointer(copy) == before


def test_the_gate_refuses_with_5_what_was_built_after_its_check(copy: Path) -> None:
    before = pointer(copy)
    with duckdb.connect(str(copy / "warehouse.duckdb")) as connection:
        connection.execute("update quality.run set facts_invocation_id = 'en anden'")
    result = barometer(copy, "publish")
    assert result.returncode == 5
    assert "Kør »barometer check«." in result.stderr
    assert pointer(copy) == before


def test_a_misspelt_selection_is_no_green_build(copy: Path) -> None:
    result = barometer(copy, "build", "--", "--select", "findes_ikke")
    assert result.returncode == 4


def test_going_back_and_forth_between_builds(copy: Path) -> None:
    first = json.loads(pointer(copy))["build_id"]
    assert barometer(copy, "publish").returncode == 0
    assert json.loads(pointer(copy))["build_id"] != first
    assert first in barometer(copy, "publish", "--rollback").stdout
    assert json.loads(pointer(copy))["build_id"] == first


def test_a_handled_finding_is_laid_over_the_published_build(copy: Path) -> None:
    listed = barometer(copy, "findings", "list").stdout
    assert "»Borgere i praktik eller løntilskud«" in listed
    finding_id = next(line.split("│")[1].strip() for line in listed.splitlines() if "Under afklaring" in line)
    handled = barometer(
        copy,
        "findings",
        "set",
        finding_id[:6],
        "--status",
        "investigating",
        "--by",
        "Analytikeren",
        "--comment",
        "Spurgt",
    )
    assert handled.returncode == 0, handled.stderr
    assert "undersøges" in barometer(copy, "findings", "list").stdout
    refused = barometer(copy, "findings", "set", finding_id, "--status", "accepted", "--by", "A", "--comment", "B")
    assert refused.returncode == 2
    assert refused.stderr.strip()
    shown = barometer(copy, "findings", "show", finding_id).stdout
    for part in ("48", "jobcenter_2022K3.csv", "Slagelse Kommunes jobcenter (CAI)"):
        assert part in shown


def test_an_export_opens_in_a_danish_excel(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "ud" / "tal.csv"
    assert barometer(copy, "export", "fct_indicator_value", "--out", str(file)).returncode == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig", newline=""), delimiter=";"))
    assert "29,2" in {row["value"] for row in rows if row["indicator_id"] == "uden_tilknytning_18_64"}
    assert (
        barometer(
            copy, "export", "fct_indicator_value", "--format", "xlsx", "--out", str(tmp_path / "t.xlsx")
        ).returncode
        == 0
    )


def test_report_and_dry_run_of_the_mail_hold_the_case(copy: Path) -> None:
    assert barometer(copy, "report", "2022K3").returncode == 0
    report = next((copy / "reports").rglob("*2022K3.html")).read_text(encoding="utf-8")
    assert barometer(copy, "send", "2022K3", "--dry-run").returncode == 0
    [mail] = (copy / "outbox").glob("*.eml")
    assert b"ingen@example.invalid" in mail.read_bytes()
    for part in ("45", "48", "Slagelse Kommunes jobcenter (CAI)", "mellem 3 og 48"):
        assert part in report


def test_status_names_the_sources_and_the_published_build(copy: Path) -> None:
    result = barometer(copy, "status")
    assert result.returncode == 0
    assert json.loads(pointer(copy))["build_id"] in result.stdout
    assert "Lokale registreringer pr. periode" in result.stdout
