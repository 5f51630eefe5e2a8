"""The board's yearly follow-up: its figures, its space for decisions, and that it can be made again bit for bit."""

import hashlib
import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from publish import marts
from publish.marts import Published
from reports import charts, follow_up
from reports.document import Document, Lines, Table
from reports.quarterly import Files
from tests.unit.reports import report_build
from tests.unit.reports.report_build import PLAN, Row, Tables

Make = Callable[..., Files]


def compared(period: str, value: float | None, **changes: Any) -> Row:
    return {
        "area_id": PLAN, "indicator_id": "restgruppen", "period_id": period, "period_type": "year", "instrument": "",
        "source_reference": "Udtræk 2022", "value": value, "denominator": 1238, "value_status": "observed",
        "baseline_kind": "rest_of_municipality", "baseline_period_id": period, "baseline_value": 10.6,
        "comparison": "worse", "is_main_baseline": True, "is_under_clarification": False, "is_synthetic": False,
        "sentence_da": "Det er 8,6 procentpoint over resten af kommunen.", **changes,
    }  # fmt: skip


@pytest.fixture
def tables() -> Tables:
    made = report_build.example_tables()
    made["dim_indicator"][0] |= {"is_fixed": True, "goal_da": "Flere tilknyttes arbejdsmarkedet"}
    made["dim_indicator"].append(
        {"indicator_id": "dagtilbud", "name_da": "Børn i dagtilbud", "measure_type": "proportion", "unit": "%",
         "decimals": 1, "is_fixed": True, "goal_da": "Fagligt løft"}
    )  # fmt: skip
    made["dim_period"] += [
        {"period_id": year, "period_type": "year", "start_date": f"{year}-01-01", "end_date": f"{year}-12-31"}
        for year in ("2021", "2023")
    ]
    change = {"start_period_id": "2020", "change": -0.2, "change_gap": 0.04, "change_gap_ci_low": -3.1,
              "change_gap_ci_high": 3.2}  # fmt: skip
    made["mart_area_vs_baseline"] = [
        compared("2020", 19.3),
        compared("2021", None),
        compared("2022", 19.1, **change),
        compared("2023", 12.0),
        compared("2022", 19.1, baseline_kind="agreement_start", baseline_value=19.4, is_main_baseline=False,
                 baseline_period_id="2020"),
        compared("2022", 24.0, area_id="motalavej-330"),
    ]  # fmt: skip
    return made


@pytest.fixture
def published(tmp_path: Path, tables: Tables) -> Published:
    return report_build.write_build(tmp_path / "marts", tables)


@pytest.fixture
def make(tmp_path: Path, published: Published) -> Make:
    def _make(folder: str = "out", year: int = 2022, build: Published = published) -> Files:
        return follow_up.build_report(
            published=build, year=year, out_dir=tmp_path / folder, archive_dir=tmp_path / "arkiv"
        )

    return _make


def table(document: Document, sheet: str) -> Table:
    return next(found for found in document.tables() if found.sheet == sheet)


def test_a_goal_has_baseline_latest_benchmark_and_change_beyond_it(published: Published) -> None:
    document = follow_up.document(published, 2022)
    listed = table(document, "Faste mål 1" if document.sections[1].heading == "En Fælles Indsats" else "Faste mål 2")
    cells = [(cell.text, cell.note) for cell in listed.rows[0].cells]
    assert cells == [
        ("Unge uden job og uddannelse", "Flere tilknyttes arbejdsmarkedet"),
        ("19,4\N{NO-BREAK SPACE}%", "2020"),
        ("19,1\N{NO-BREAK SPACE}%", "2022, antal 1.238"),
        ("10,6\N{NO-BREAK SPACE}%", "resten af kommunen, 2022. dårligere"),
        ("−0,2 procentpoint", ""),
        ("0,0 procentpoint", "mellem −3,1 og 3,2"),
        ("", ""),
        ("En Fælles Indsats", ""),
    ]
    assert listed.rows[0].cells[6].charts
    assert listed.rows[0].below.startswith("Det er 8,6 procentpoint over")


def test_later_years_are_not_in_it_and_what_is_absent_is_named(published: Published) -> None:
    document = follow_up.document(published, 2022)
    texts = [block.text for section in document.sections for block in section.blocks if hasattr(block, "text")]
    assert "Ikke leveret for planen: Børn i dagtilbud." in texts
    assert "Der er ingen tal på de faste mål for planen til og med året." in texts
    assert not any("12,0" in cell.text for listed in document.tables() for row in listed.rows for cell in row.cells)


def test_targets_stand_at_the_end_of_the_year_with_space_for_decisions(published: Published) -> None:
    document = follow_up.document(published, 2022)
    plan = next(section for section in document.sections if section.heading == "En Fælles Indsats")
    assert sum(isinstance(block, Lines) for block in plan.blocks) == 2
    targets = next(block for block in plan.blocks if isinstance(block, Table) and block.sheet.startswith("Delaftaler"))
    assert [row.cells[1].text for row in targets.rows] == ["ca. 650", "ikke leveret"]


def test_the_title_counts_real_plans_alone(published: Published, tables: Tables, tmp_path: Path) -> None:
    assert follow_up.document(published, 2022).title.startswith("1 af 1 faste mål ligger sikkert dårligere")
    tables["dim_area"][0]["is_synthetic"] = True
    document = follow_up.document(report_build.write_build(tmp_path / "other", tables), 2022)
    assert document.title == "2022: ingen af de faste mål kan sammenlignes endnu"
    assert [box.text for box in document.boxes] == ["Eksempeldata – ikke virkelige tal."]


def test_a_plan_gives_way_to_its_successor(published: Published, tables: Tables, tmp_path: Path) -> None:
    tables["dim_area"] += [
        {"area_id": "hp-before", "area_type": "helhedsplan", "name_da": "Planen før", "successor_area_id": PLAN},
    ]
    tables["dim_area"][0]["valid_from"] = date(2021, 10, 1)
    build = report_build.write_build(tmp_path / "other", tables)
    for year, is_there in ((2021, True), (2022, False)):
        headings = [section.heading for section in follow_up.document(build, year).sections]
        assert ("Planen før" in headings) is is_there


def test_the_same_build_gives_the_same_bytes(make: Make, tables: Tables, tmp_path: Path) -> None:
    first = make("first")
    time.sleep(2.1)  # the archive inside a workbook counts in steps of two seconds
    charts.svg.cache_clear()
    again = make("again", build=report_build.write_build(tmp_path / "again", tables))
    assert [path.read_bytes() for path in first.paths] == [path.read_bytes() for path in again.paths]
    assert PdfReader(first.pdf).metadata == PdfReader(again.pdf).metadata


def test_the_archive_has_a_dated_copy_with_a_receipt_that_nobody_changes(make: Make, tmp_path: Path) -> None:
    files = make()
    folder = tmp_path / "arkiv" / "2022-11-14-opfoelgning-2022-20221114T093000Z-ab12cd34"
    receipt = (folder / "sha256.txt").read_text(encoding="utf-8")
    for path in files.paths:
        assert (folder / path.name).read_bytes() == path.read_bytes()
        assert f"{path.name}: {hashlib.sha256(path.read_bytes()).hexdigest()}" in receipt
    assert f"Kontrolsum: {files.checksum}" in receipt
    make()
    (folder / files.html.name).write_text("andet", encoding="utf-8")
    with pytest.raises(ValueError, match=r"har allerede en anden udgave af opfoelgning-2022\.html"):
        make()
    assert (folder / files.html.name).read_text(encoding="utf-8") == "andet"


def test_the_workbook_has_the_goals_of_plans_and_estates(make: Make) -> None:
    names = load_workbook(make().workbook).sheetnames
    assert {"Overblik", "Delaftaler 1", "Faste mål 1", "Områder 1"} <= {name.replace(" 2", " 1") for name in names}


@pytest.mark.parametrize("year", [1999, 2023])
def test_a_year_that_the_build_cannot_know_makes_no_file(make: Make, tmp_path: Path, year: int) -> None:
    with pytest.raises(ValueError, match="Vælg et år mellem 2000 og 2022"):
        make(year=year)
    assert not (tmp_path / "out").exists()


def test_an_earlier_build_that_is_kept_can_be_read_again(published: Published, tmp_path: Path) -> None:
    listed = [
        {"name": name, "file": f"marts/{path.name}", "rows": 4, "sha256": ""} for name, path in published.tables.items()
    ]
    moments = {"built_at": report_build.BUILT_AT, "published_at": report_build.BUILT_AT}
    manifest = {"build_id": "marts", "code_version": "0.1.0", "contains_synthetic": False, "tables": listed, **moments}
    (tmp_path / "marts" / "build.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = marts.earlier(tmp_path, "marts")
    assert found is not None
    assert found.rows("select count(*) as n from dim_area") == [{"n": 4}]
    assert marts.earlier(tmp_path, "20200101T000000Z") is None
    assert marts.earlier(tmp_path, "../marts") is None
