"""The page, the PDF and the workbook of one report: that they say the same, and that each is fit for its readers."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from publish.marts import Published
from reports import pages, periods, quarterly
from reports.content import Content
from reports.document import Document
from reports.quarterly import Files
from tests.unit.reports import report_build
from tests.unit.reports.report_build import PLAN, Tables, warning

NOW = datetime(2022, 11, 14, 12, tzinfo=UTC)
FORMULA = "=HYPERLINK(A1)"
MARKUP = "#panic[x] *fed* $x$ <b>fed</b>"


def tables() -> Tables:
    """The example build with texts that a spreadsheet, a page or a typesetter would take for something else."""
    made = report_build.example_tables()
    made["mart_finding"].append(warning("f-formula", "2022K3", FORMULA, owner="@SUM(A1)", action_da=MARKUP))
    made["mart_load"][2]["file_name"] = "+1+1.csv"
    made["mart_revision"].append(
        {"kind": "value", "area_id": "urbanplanen-101", "indicator_id": "restgruppen", "period_id": "2020",
         "old_value": 19.3, "new_value": 20.1, "cause": "source_revised", "known_to": "2022-10-12 08:00:00"}
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return report_build.write_build(tmp_path_factory.mktemp("marts"), tables())


def gather(published: Published, folder: Path, now: datetime = NOW) -> Content:
    quarter = periods.resolve("2022K3", now)
    return quarterly.gather(published=published, quarter=quarter, now=now, state_db=folder / "state.sqlite")


@pytest.fixture(scope="module")
def document(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Document:
    return pages.document(gather(published, tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="module")
def files(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return quarterly.write_files(document, tmp_path_factory.mktemp("out"), "datakvalitet-2022K3")


@pytest.fixture(scope="module")
def pdf(files: Files) -> PdfReader:
    return PdfReader(files.pdf)


@pytest.fixture(scope="module")
def book(files: Files) -> Workbook:
    return load_workbook(files.workbook)


class Shown(HTMLParser):
    """The text that a reader sees, without styles and drawings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "svg", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "svg", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data.split()


def printed(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def heights(page: PageObject) -> list[float]:
    """How high over the paper's lower edge each piece of text stands, in points."""
    found: list[float] = []

    def visit(text: str, given: list[float], own: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.append(own[5] * given[3] + given[5])

    page.extract_text(visitor_text=visit)
    return found


def elements(node: Any, found: list[DictionaryObject] | None = None) -> list[DictionaryObject]:
    """Every element of the PDF's structure, parents first."""
    found = [] if found is None else found
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            elements(child, found)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            elements(node["/K"], found)
    return found


def attributes(element: DictionaryObject) -> Iterator[DictionaryObject]:
    given = element.get("/A", [])
    given = given.get_object() if isinstance(given, IndirectObject) else given
    for one in given if isinstance(given, list) else [given]:
        yield one.get_object()


def test_the_same_stamp_stands_in_every_file(files: Files, pdf: PdfReader, book: Workbook) -> None:
    stamp = (
        "Opgørelse 20221114T093000Z-ab12cd34, lavet 14. november 2022. Periode: 3. kvartal 2022. "
        f"Kontrolsum: {files.checksum}."
    )
    assert re.fullmatch("[0-9a-f]{16}", files.checksum)
    assert stamp in files.html.read_text(encoding="utf-8")
    assert all(stamp in " ".join(page.extract_text().split()) for page in pdf.pages)
    assert stamp in [cell.value for (cell,) in book["Om rapporten"].iter_rows(min_col=2, max_col=2)]


def test_the_checksum_follows_the_content_and_not_the_day_of_reading(published: Published, tmp_path: Path) -> None:
    first = gather(published, tmp_path)
    later = gather(published, tmp_path, datetime(2022, 12, 1, tzinfo=UTC))
    assert quarterly.checksum(first) == quarterly.checksum(later)
    assert first.handled_on != later.handled_on
    changed = tables()
    changed["mart_activity_progress"][2]["reported_count"] = 16
    changed["mart_finding"] = changed["mart_finding"][1:]
    other = gather(report_build.write_build(tmp_path / "marts", changed), tmp_path)
    assert quarterly.checksum(other) != quarterly.checksum(first)


def test_the_pdf_holds_every_figure_of_the_page_in_the_same_order(files: Files, pdf: PdfReader) -> None:
    on_page = Shown(files.html.read_text(encoding="utf-8")).words
    # A name without blanks may be broken over two lines on paper.
    on_paper = printed(pdf).replace(" ", "")
    assert len({word for word in on_page if re.search(r"\d", word)}) > 40
    place, lost = 0, []
    for word in on_page:
        found = on_paper.find(word, place)
        place = found + len(word) if found >= 0 else place
        lost += [word] if found < 0 else []
    assert lost == []


def test_what_is_longer_than_a_page_is_divided_and_not_cut_off(tmp_path: Path) -> None:
    long = report_build.example_tables()
    told = " ".join(f"ord{number}" for number in range(2500))
    long["mart_finding"].append(warning("f-long", "2022K3", told, diagnosis_da=f"Grund {told}.", owner="Ejer"))
    long["mart_activity_progress"][1]["reason_da"] = told.replace("ord", "grund")
    published = report_build.write_build(tmp_path / "marts", long)
    pdf = PdfReader(BytesIO(quarterly.render_pdf(gather(published, tmp_path))))
    on_paper = printed(pdf)
    assert min(place for page in pdf.pages for place in heights(page)) > 0
    assert [name for n in range(2500) for name in (f"ord{n}", f"grund{n}") if name not in on_paper] == []


def test_the_pdf_is_tagged_with_language_title_and_ua_mark(pdf: PdfReader) -> None:
    root = pdf.root_object
    assert str(root["/Lang"]).startswith("da")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).startswith("Datakvalitet, 3. kvartal 2022: Borgere i praktik")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_the_pdf_has_headings_table_headers_and_texts_for_drawings(pdf: PdfReader, document: Document) -> None:
    found = elements(pdf.root_object["/StructTreeRoot"]["/K"])
    kinds = [str(element["/S"]) for element in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == sum(section.level == 2 for section in document.sections)
    assert kinds.count("/H3") >= sum(section.level == 3 for section in document.sections)
    headers = [element for element in found if element["/S"] == "/TH"]
    assert kinds.count("/Table") >= 10
    assert len(headers) > kinds.count("/Table")
    assert all(any(one.get("/Scope") for one in attributes(header)) for header in headers)
    figures = [element for element in found if element["/S"] == "/Figure"]
    assert len(figures) >= len(list(document.charts())) > 0
    assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_the_fonts_are_embedded(pdf: PdfReader) -> None:
    fonts = {
        str(font["/BaseFont"]): font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in pdf.pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
    }
    assert all("SourceSansPro" in name for name in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts.values())


def test_the_board_has_four_pages_however_much_there_is(tmp_path: Path) -> None:
    many = report_build.example_tables()
    text = "Et fund med en lang forklaring, der fylder mere end en linje på siden. " * 3
    many["mart_finding"] += [
        warning(f"f{n}", "2022K3", text, measure_id=f"m{n}", severity="critical" if n % 3 else "warning")
        for n in range(60)
    ]
    unclear = many["mart_activity_progress"][1]
    talks = many["mart_activity_progress"][3]
    many["mart_activity_progress"] += [unclear | {"activity_id": f"a{n}"} for n in range(40)]
    many["mart_activity_progress"] += [talks | {"activity_id": f"b{n}"} for n in range(40)]
    published = report_build.write_build(tmp_path / "marts", many)
    pages_of = [
        page.extract_text() for page in PdfReader(BytesIO(quarterly.render_pdf(gather(published, tmp_path)))).pages
    ]
    first_detail = next(place for place, text in enumerate(pages_of, start=1) if text.lstrip().startswith("Detaljer"))
    assert first_detail == 5


def test_the_same_content_gives_the_same_bytes(document: Document, files: Files, tmp_path: Path) -> None:
    again = quarterly.write_files(document, tmp_path, "datakvalitet-2022K3")
    assert [path.read_bytes() for path in again.paths] == [path.read_bytes() for path in files.paths]


def test_each_list_is_a_sheet_with_frozen_heading_and_filter(book: Workbook, document: Document) -> None:
    listed = [table.sheet for table in document.tables() if table.sheet and table.rows]
    assert len(listed) == len(set(listed)) > 8
    assert book.sheetnames == ["Om rapporten", *listed]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.value and cell.font.bold for cell in sheet[1])


def test_the_cells_of_the_workbook_are_typed(book: Workbook) -> None:
    rows = list(book["Leveret pr. kvartal"].iter_rows(min_row=2, values_only=True))
    assert rows[-1] == ("3. kvartal 2022", 1)
    age = book["Kilder"]["D3"]
    assert isinstance(age.value, int)
    assert age.number_format == "#,##0"
    known = next(cell for row in book["Rettelser"].iter_rows(min_row=2) for cell in row if cell.is_date)
    assert known.value.date() == date(2022, 10, 12)
    assert "mmmm" in known.number_format


def test_no_delivered_text_becomes_a_formula(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    suspicious = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=+-@"]
    assert {FORMULA, "@SUM(A1)", "+1+1.csv"} <= {cell.value for cell in suspicious}
    assert all(cell.quotePrefix for cell in suspicious)


def test_delivered_text_is_text_on_page_and_paper(files: Files, pdf: PdfReader) -> None:
    page = files.html.read_text(encoding="utf-8")
    assert "<b>fed</b>" not in page
    assert MARKUP in " ".join(Shown(page).words)
    assert MARKUP in printed(pdf)


def test_every_chart_has_its_sentence_on_the_page(files: Files, document: Document) -> None:
    page = files.html.read_text(encoding="utf-8")
    named = re.findall(r'role="img" aria-label="([^"]+)"', page)
    assert len(named) == page.count("<svg")
    assert [chart.sentence for chart in document.charts()] == re.findall(r"<figcaption>([^<]+)</figcaption>", page)


def test_a_partner_gets_no_other_plans_words(published: Published, tmp_path: Path) -> None:
    shown = quarterly.gather(
        published=published, quarter=periods.parse("2022K3"), now=NOW, state_db=tmp_path / "s", helhedsplan_id=PLAN
    )
    assert "Urbanplanen" not in json.dumps([row for t in pages.document(shown).tables() for row in map(str, t.rows)])
