import json
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboards import access, launch, table_files
from dashboards.people import Person
from publish import marts
from tests.app.reading import Page
from tests.published import BUILD_ID, areas, count

_PROGRAM = """
import sys
from pathlib import Path
from openpyxl import Workbook
arguments = sys.argv[1:]
if "2021K4" in arguments:
    sys.stderr.write("Kvartalet kan ikke laves.")
    sys.exit(2)
folder = Path(arguments[arguments.index("--out") + 1])
(folder / "datakvalitet.html").write_text(" ".join(arguments), encoding="utf-8")
(folder / "datakvalitet.pdf").write_bytes(b"%PDF")
book = Workbook()
book.properties.identifier = "sum-1"
book.save(folder / "datakvalitet.xlsx")
"""
_QUARTERS = ("2021K4", "2022K1")
_ENDS = (date(2021, 12, 31), date(2022, 3, 31))
TABLES: dict[str, list[dict[str, Any]]] = {
    "dim_period": [
        {"period_id": name, "period_type": "quarter", "end_date": end, "name_da": name}
        for name, end in zip(_QUARTERS, _ENDS, strict=True)
    ],
    "mart_activity_progress": [
        count("beboervejledning", "samtaler", period_id="2021K4"),
        count("beboervejledning", "samtaler", period_id="2022K1", is_synthetic=True),
    ],
}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for `barometer report`, which takes seconds and a whole build."""
    script = tmp_path / "program.py"
    script.write_text(_PROGRAM, encoding="utf-8")
    monkeypatch.setattr(launch, "REPORT", [sys.executable, str(script)])


def select(page: Page, label: str) -> Any:
    return next(box for box in page.app.selectbox if box.label == label)


def downloads(page: Page) -> list[str]:
    return [one.proto.label for one in page.app.get("download_button")]


@pytest.mark.usefixtures("program")
def test_a_report_is_made_once_and_of_the_build_that_is_looked_at(open_page: Callable, data_dir: Path):
    page = open_page("reports", tables=TABLES)
    select(page, "Kvartal").select("2022K1")
    page = Page(page.app.run())
    button = next(one for one in page.app.button if one.label == "Lav kvartalsrapporten")
    page = Page(button.click().run())
    assert "Kontrolsum: sum-1. Den samme sum står i alle tre filer." in page.text
    assert downloads(page)[:3] == ["Webside (HTML), 1 kB", "Til print (PDF), 1 kB", "Arbejdsbog (Excel), 4 kB"]
    [made] = (data_dir / "reports" / "sider" / BUILD_ID).glob("2022K1-*/datakvalitet.html")
    assert made.read_text(encoding="utf-8").startswith(f"2022K1 --build {BUILD_ID} --out ")
    assert "Lav kvartalsrapporten" not in [one.label for one in Page(page.app.run()).app.button]


@pytest.mark.usefixtures("program")
def test_what_the_program_refuses_is_told_in_its_own_words(open_page: Callable):
    page = open_page("reports", tables=TABLES)
    button = next(one for one in page.app.button if one.label == "Lav kvartalsrapporten")
    assert "Kvartalet kan ikke laves." in Page(button.click().run()).text


def test_the_newest_quarter_of_a_real_plan_stands_first(open_page: Callable):
    page = open_page("reports", tables=TABLES)
    assert select(page, "Kvartal").options == ["1. kvartal 2022", "4. kvartal 2021"]
    assert select(page, "Kvartal").value == "2021K4"


def test_an_earlier_build_can_be_chosen_and_is_named_as_such(open_page: Callable, data_dir: Path):
    open_page("overview")
    manifest = json.loads((data_dir / "marts" / "current.json").read_text(encoding="utf-8"))
    folder = data_dir / "marts" / "20221001T080000Z"
    folder.mkdir()
    earlier = manifest | {"build_id": folder.name, "built_at": "2022-10-01T08:00:00+00:00"}
    (folder / "build.json").write_text(json.dumps(earlier), encoding="utf-8")
    page = open_page("reports")
    assert "vises nu" in page.line(BUILD_ID)
    assert "1. oktober 2022" in page.line(folder.name)
    select(page, "Opgørelse").select(folder.name)
    page = Page(page.app.run())
    assert page.title == "Rapporter og tabeller fra opgørelsen 1. oktober 2022"
    assert "Du ser en tidligere opgørelse." in page.text


def test_a_table_as_csv_says_where_it_is_from_and_opens_in_a_danish_excel(open_page: Callable, data_dir: Path):
    open_page("overview", tables={"dim_area": [areas()[0] | {"name_da": "=1+1", "note": "a;b"}]})
    build = marts.current(data_dir / "marts")
    assert build is not None
    first, heading, row, *_ = table_files.csv(build, "dim_area").decode("utf-8").split("\r\n")
    assert first.startswith(f"\ufeff# Boligbarometer, tabel dim_area, opgørelse {BUILD_ID}, lavet 14. november 2022, ")
    assert "kilder: " in first
    assert ";" not in first
    assert heading.split(";")[:3] == ["area_id", "area_type", "name_da"]
    assert ";'=1+1;" in row
    assert '"a;b"' in row
    figures = table_files.csv(build, "fct_indicator_value").decode("utf-8")
    assert ";19,6;" in figures


def test_a_workbook_has_its_origin_beside_typed_cells_and_no_formula(open_page: Callable, data_dir: Path):
    open_page("overview", tables={"dim_area": [areas()[0] | {"name_da": "=1+1"}]})
    build = marts.current(data_dir / "marts")
    assert build is not None
    book = load_workbook(BytesIO(table_files.workbook(build, "dim_area")))
    about = {row[0].value: row[1].value for row in book["Om filen"].iter_rows(max_col=2) if row[0].value}
    assert about["Opgørelse"] == BUILD_ID
    assert about["Lavet"] == "14. november 2022"
    cell = book["dim_area"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    figures = load_workbook(BytesIO(table_files.workbook(build, "fct_indicator_value")))["fct_indicator_value"]
    assert {type(row[7].value) for row in figures.iter_rows(min_row=2)} <= {float, int, type(None)}
    assert any(isinstance(row[7].value, float) for row in figures.iter_rows(min_row=2))


def test_a_table_that_is_too_long_for_a_workbook_says_so(open_page: Callable, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table_files, "MOST_ROWS_OF_WORKBOOK", 0)
    page = open_page("reports")
    assert "er for stor til en arbejdsbog. Hent den som CSV." in page.text
    assert "Hent som arbejdsbog" not in downloads(page)


def test_who_sees_own_plans_alone_is_told_why_there_is_no_report(open_page: Callable, monkeypatch: pytest.MonkeyPatch):
    assert "laves af dem, der må se dem alle" not in open_page("reports").text
    own = Person("x@example.dk", "Asta", "bestyrelse", frozenset({"hp-amager"}), None)
    monkeypatch.setattr(access, "reader", lambda: own)
    page = open_page("reports")
    assert "Kvartalsrapporten og den årlige opfølgning handler om alle helhedsplaner" in page.text
    assert not [button for button in page.app.button if button.label.startswith("Lav ")]
