"""What is no workbook, is too large, or holds what may not be taken is named before a cell of it is read."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from ingest.faults import Fault, RefusedError
from ingest.readers.workbook import read_sheets
from ingest.readers.xml_parts import parse
from ingest.sources import WorkbookLimits
from tests.unit.ingest.workbook_cases import Change, edited, saved, standard, with_parts

LIMITS = WorkbookLimits()
CPR = "010170-1234"


def faults_of(content: bytes, limits: WorkbookLimits = LIMITS) -> list[Fault]:
    with pytest.raises(RefusedError) as caught:
        read_sheets(content, limits)
    return caught.value.faults


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Filen er tom."),
        (b"<html><table><tr><td>1</td></tr></table></html>", "Filen er en webside (HTML)"),
        (b"\xef\xbb\xbf  <table>", "Filen er en webside (HTML)"),
        (b"omraade;kommune_kode\nMotalavej;330\n", "Filen er en tekstfil (CSV) med endelsen .xlsx."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Filen er en gammel Excel-fil (.xls)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "Filen er låst med adgangskode"),
        (b"%PDF-1.7", "Filen er en PDF, ikke en Excel-projektmappe."),
        (b"PK\x03\x04 and nothing more", "Projektmappen er beskadiget"),
        (zipped(**{"xl__workbook.bin": ""}), "Filen er en binær Excel-fil (.xlsb)."),
        (zipped(**{"mimetype": "", "content.xml": ""}), "Filen er et OpenDocument-regneark (.ods)."),
        (zipped(**{"word__document.xml": ""}), "Filen er et Word- eller PowerPoint-dokument."),
        (zipped(**{"tal.csv": "a;b"}), "Filen er en zip-fil uden en Excel-projektmappe."),
        (zipped(**{"xl__workbook.xml": "<workbook><sheets/>"}), "Projektmappen er beskadiget"),
        (zipped(**{"xl__workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'}), "er beskadiget"),
        (saved(Workbook())[:-30], "Projektmappen er beskadiget"),
        (saved(Workbook()), "Projektmappen har ingen ark med celler."),
    ],
)
def test_what_is_no_workbook_is_named(content: bytes, reason: str) -> None:
    [fault] = faults_of(content)
    assert reason in fault.message.reason
    assert fault.message.remedy


def test_a_document_type_is_never_followed() -> None:
    with pytest.raises(RefusedError, match="beskadiget"):
        parse(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', lambda *_: None)


@pytest.mark.parametrize(
    ("limits", "reason", "place"),
    [
        ({"max_uncompressed_megabytes": 1}, "fylder 9 MB pakket ud; kilden tillader 1 MB.", ""),
        ({"max_sheets": 2}, "Projektmappen har 3 ark; kilden tillader 2.", ""),
        ({"max_rows": 9}, "Arket når til række 11; kilden tillader 9.", "arket »Tabel 1«"),
        ({"max_columns": 4}, "Arket når til kolonne 5; kilden tillader 4.", "arket »Tabel 1«"),
    ],
)
def test_a_workbook_may_not_be_larger_than_its_source_allows(limits: dict[str, int], reason: str, place: str) -> None:
    content = with_parts(standard(), {"xl/media/image1.png": b"\0" * 9_000_000})
    [fault] = faults_of(content, WorkbookLimits(**limits))
    assert reason in fault.message.reason
    assert fault.place == place


def test_cells_far_apart_are_not_given_room() -> None:
    def change(book: Workbook) -> None:
        book["Tabel 1"].cell(190_000, 400, 1)

    [fault] = faults_of(standard(change))
    assert "Arket spænder over 190.000 rækker og 400 kolonner" in fault.message.reason


def test_formats_on_empty_cells_take_no_room() -> None:
    def change(book: Workbook) -> None:
        book["Tabel 1"].cell(1_000_000, 400).number_format = "0%"

    assert len(read_sheets(standard(change), LIMITS)) == 3


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/vbaProject.bin", "Projektmappen indeholder makroer."),
        ("xl/macrosheets/sheet1.xml", "Projektmappen indeholder makroer."),
        ("xl/externalLinks/externalLink1.xml", "henter tal fra andre filer eller databaser."),
        ("xl/connections.xml", "henter tal fra andre filer eller databaser."),
        ("xl/embeddings/oleObject1.bin", "har andre dokumenter eller objekter lagt ind i sig."),
        ("xl/activeX/activeX1.xml", "har andre dokumenter eller objekter lagt ind i sig."),
    ],
)
def test_what_no_figures_need_is_refused(part: str, reason: str) -> None:
    [fault] = faults_of(with_parts(standard(), {part: b"x"}))
    assert reason in fault.message.reason


def test_a_workbook_that_says_it_has_macros_is_refused() -> None:
    content = edited(standard(), "[Content_Types].xml", "sheet.main+xml", "sheet.macroEnabled.main+xml")
    assert "makroer" in faults_of(content)[0].message.reason


def test_a_link_to_another_file_is_refused_and_one_to_a_page_is_not() -> None:
    def change(book: Workbook) -> None:
        book["Tabel 1"]["A2"].hyperlink = "https://www.dst.dk/"

    content = standard(change)
    assert len(read_sheets(content, LIMITS)) == 3
    linked = edited(content, "xl/worksheets/_rels/sheet2.xml.rels", "/hyperlink", "/oleObject")
    assert "henter tal fra andre filer" in faults_of(linked)[0].message.reason


def cell(sheet: str, reference: str, value: object) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][reference] = value

    return change


def hidden_cell(book: Workbook) -> None:
    book.create_sheet("Gemt")["B3"] = CPR
    book["Gemt"].sheet_state = "veryHidden"


def sheet_name(book: Workbook) -> None:
    book["Forside"].title = CPR


def comment(book: Workbook) -> None:
    book["Tabel 1"]["D7"].comment = Comment(f"Ring til {CPR}", "Sekretariatet")


def header(book: Workbook) -> None:
    book["Tabel 1"].oddHeader.center.text = f"Udskrift {CPR}"


def properties(book: Workbook) -> None:
    book.properties.keywords = CPR


def defined_name(book: Workbook) -> None:
    book.defined_names["person"] = DefinedName("person", attr_text=f'"{CPR}"')


def validation(book: Workbook) -> None:
    rule = DataValidation(type="list", formula1='"ja,nej"', prompt=f"Som {CPR}", showInputMessage=True)
    rule.add("D7")
    book["Tabel 1"].add_data_validation(rule)


def formula(book: Workbook) -> None:
    book["Tabel 1"]["D7"] = f'=IF(1=1,"{CPR}","")'


def link(book: Workbook) -> None:
    book["Tabel 1"]["A2"].hyperlink = "mailto:navn@example.dk"


@pytest.mark.parametrize(
    ("change", "place", "column"),
    [
        (cell("Tabel 1", "B8", f"Borger {CPR}"), "arket »Tabel 1«, række 8", "B"),
        pytest.param(cell("Forside", "C2", 101701234), "arket »Forside«, række 2", "C", id="101701234"),
        pytest.param(cell("Forside", "C2", 3112991234), "arket »Forside«, række 2", "C", id="3112991234"),
        pytest.param(cell("Forside", "C2", 101700000.0), "arket »Forside«, række 2", "C", id="101700000.0"),
        pytest.param(cell("Forside", "C2", "navn@example.dk"), "arket »Forside«, række 2", "C", id="navn@example.dk"),
        pytest.param(
            cell("Forside", "C2", "tlf. +45 12 34 56 78"), "arket »Forside«, række 2", "C", id="tlf. +45 12 34 56 78"
        ),
        (hidden_cell, "arket »Gemt«, række 3", "B"),
        (sheet_name, "ark nr. 1", "arknavn"),
        (comment, "arket »Tabel 1«, celle D7", "kommentar"),
        (header, "arket »Tabel 1«", "sidehoved, sidefod, formel eller hjælpetekst"),
        (properties, "", "filens egenskaber (Filer, Oplysninger)"),
        (defined_name, "", "navngivne områder (Formler, Navnestyring)"),
        (validation, "arket »Tabel 1«", "sidehoved, sidefod, formel eller hjælpetekst"),
        (formula, "arket »Tabel 1«", "sidehoved, sidefod, formel eller hjælpetekst"),
        (link, "arket »Tabel 1«", "et link"),
    ],
)
def test_private_text_is_found_wherever_it_stands_and_only_its_place_is_told(
    change: Change, place: str, column: str
) -> None:
    found = faults_of(standard(change))
    assert (place, column) in [(fault.place, fault.column) for fault in found]
    told = " ".join(f"{fault.message.reason} {fault.place} {fault.column} {fault.value}" for fault in found)
    assert "0101" not in told.replace("-", "")
    assert "@" not in told
    assert all(fault.value is None for fault in found)


def shared(*texts: str) -> bytes:
    """A workbook of which cell B2 of the front page shows the first of the texts that the workbook shares."""
    items = "".join(f"<si>{''.join(f'<r><t>{run}</t></r>' for run in text.split('|'))}</si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = with_parts(standard(), {"xl/sharedStrings.xml": f'<sst xmlns="{main}">{items}</sst>'})
    content = edited(content, "xl/worksheets/sheet1.xml", "</sheetData>", _SHARED_ROW)
    relation = f'<Relationship Id="rIdS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    return edited(content, "xl/_rels/workbook.xml.rels", "</Relationships>", relation)


_SHARED_ROW = '<row r="2"><c r="B2" t="s"><v>0</v></c></row></sheetData>'


def test_texts_that_cells_share_are_read_and_looked_through() -> None:
    sheet = read_sheets(shared("Nord|byen"), LIMITS)[0]
    assert sheet.text(2, 2) == "Nordbyen"
    [fault] = faults_of(shared("0101|70-1234"))
    assert (fault.place, fault.column) == ("arket »Forside«, række 2", "B")


def test_private_text_that_no_cell_shows_any_longer_is_found() -> None:
    [fault] = faults_of(shared("Nordbyen", "0101|70-1234"))
    assert fault.column == "tekst, der ikke længere står i en celle"


def test_a_hidden_copy_in_a_pivot_table_is_looked_through() -> None:
    records = '<pivotCacheRecords><r><n v="101701234"/></r></pivotCacheRecords>'
    [fault] = faults_of(with_parts(standard(), {"xl/pivotCache/pivotCacheRecords1.xml": records}))
    assert fault.column == "pivottabellens skjulte kopi af data"


def test_kroner_are_no_cpr_number_where_the_source_says_so() -> None:
    content = standard(lambda book: book["Forside"].append(["Lån i kr."]) or book["Forside"].append([101701234]))
    assert faults_of(content)
    assert read_sheets(content, LIMITS, ["lån i kr."])


def test_a_number_shown_as_a_date_is_still_looked_at() -> None:
    def change(book: Workbook) -> None:
        book["Forside"]["C2"] = 101701234
        book["Forside"]["C2"].number_format = "[h]:mm:ss"

    assert faults_of(standard(change))[0].column == "C"


def test_ordinary_workbooks_hold_nothing_private() -> None:
    assert [sheet.name for sheet in read_sheets(standard(), LIMITS)] == ["Forside", "Tabel 1", "Tabel 11"]
