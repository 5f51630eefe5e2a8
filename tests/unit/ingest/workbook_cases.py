"""Small workbooks of the shapes that the layouts know, built anew for each test and then spoilt as the test needs."""

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.readers.delimited import RawRow, Table
from ingest.readers.excel import read_table
from ingest.sources import Source, read_sources

SOURCES = read_sources().by_id
BEBOERDATA = SOURCES["lbf_beboerdata"]
TITLE_11 = "Tabel 11. 18-64-årige uden tilknytning til arbejdsmarked og uddannelse"

Change = Callable[[Workbook], None]


def standard(change: Change | None = None) -> bytes:
    """Two standard tables with years as columns, a front page, and a sheet that no layout knows."""
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    front.title = "Forside"
    front["A1"] = "LBF Beboerdata"
    _standard_sheet(
        book.create_sheet("Tabel 1"),
        "Tabel 1. Beboere",
        ["Antal"],
        [2022, 2023],
        [("0125", "Nordbyen", "330", [1204, 1210]), (None, "Slagelse", 330, [79122, 79500])],
    )
    _standard_sheet(
        book.create_sheet("Tabel 11"),
        TITLE_11,
        ["Antal", "I alt", "Pct."],
        [2021, 2022],
        [
            ("0125", "Nordbyen", "330", [212, 675, 31.4, 208.5, 670, 0.1 + 0.2]),
            ("0130", "Sydbyen", 330, ["*", "*", "*", "..", "..", "29,2"]),
            (None, "Hele landet", None, [1, 4, 25, 1, 5, 20]),
        ],
    )
    return saved(book, change)


def _standard_sheet(
    sheet: Worksheet, title: str, measures: list[str], years: list[int], areas: list[tuple[object, ...]]
) -> None:
    width = 3 + len(measures) * len(years)
    sheet["A1"] = title
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A2"] = "LBF Beboerdata, udtrukket 14-03-2026"
    sheet["A3"] = "* diskretioneret, .. ikke opgjort"
    for column, heading in enumerate(["Nr.", "Område", "Kommunenr."], start=1):
        sheet.cell(5, column, heading)
        sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    for position, year in enumerate(years):
        first = 4 + position * len(measures)
        sheet.cell(5, first, year)
        if len(measures) > 1:
            sheet.merge_cells(start_row=5, end_row=5, start_column=first, end_column=first + len(measures) - 1)
        for offset, measure in enumerate(measures):
            sheet.cell(6, first + offset, measure)
    for row, (number, area, code, figures) in enumerate(areas, start=7):
        for column, value in enumerate([number, area, code, *figures], start=1):  # type: ignore[misc]
            sheet.cell(row, column, value)
    sheet.cell(8 + len(areas), 1, "Kilde: Danmarks Statistik og Landsbyggefonden")
    sheet.cell(9 + len(areas), 1, "Afdelinger med under 100 beboere vises ikke.")


LONG_HEADINGS = [
    "Boligområde", "Områdenr.", "Kommunekode", "År", "Antal 1-5-årige", "Heraf i dagtilbud", "Andel i dagtilbud",
    "Karaktergennemsnit 9. klasse", "Antal karakterer", "Antal 18-29-årige",
    "Heraf med grundskole og ikke i uddannelse", "Andel med grundskole og ikke i uddannelse",
    "Antal 15-29-årige", "Heraf hverken i uddannelse eller job", "Andel hverken i uddannelse eller job",
    "Heraf sigtede", "Andel sigtede", "Antal 18-64-årige", "Heraf uden tilknytning", "Andel uden tilknytning",
    "Valgdeltagelse folketingsvalg", "Valgdeltagelse kommunalvalg",
]  # fmt: skip


def long_table(change: Change | None = None) -> bytes:
    """One row per area and year; the area stands once for its years, and shares are shown as per cent."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Udtræk"
    sheet["A1"] = "Boligsociale Data. Faste indikatorer"
    sheet["A2"] = "Udtrukket 14-03-2026"
    for column, heading in enumerate(LONG_HEADINGS, start=1):
        sheet.cell(4, column, heading)
    given: dict[tuple[int, str], object] = {
        (5, "Boligområde"): "Nordbyen", (5, "Områdenr."): "0125", (5, "Kommunekode"): "0330",
        (5, "År"): 2021, (5, "Antal 1-5-årige"): 140, (5, "Heraf i dagtilbud"): 121,
        (5, "Andel i dagtilbud"): 121 / 140,
        (5, "Valgdeltagelse kommunalvalg"): 0.443,
        (6, "År"): 2022, (6, "Karaktergennemsnit 9. klasse"): 6.1, (6, "Valgdeltagelse folketingsvalg"): 0.708,
    }  # fmt: skip
    for (row, heading), value in given.items():
        cell = sheet.cell(row, LONG_HEADINGS.index(heading) + 1, value)
        if heading.startswith(("Andel", "Valgdeltagelse")):
            cell.number_format = "0.0%"
    sheet.merge_cells("A5:A6")
    sheet["A8"] = "Kilde: Landsbyggefonden"
    return saved(book, change)


def blocks(change: Change | None = None) -> bytes:
    """Key figures of municipalities in blocks under one row of headings."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in [
        ["De Kommunale Nøgletal"],
        ["Udskrevet den 14-03-2026"],
        [],
        ["Kom.nr", "Kommune", 2021, 2022],
        ["Andel 18-64-årige uden tilknytning, pct."],
        ["330", "Slagelse Kommune", 12.1, "M"],
        [101, "København Kommune", 10.6, 10.4],
        [],
        ["Indbyggere i alt"],
        ["330", "Slagelse Kommune", 79122, 79500],
        ["Tegnforklaring"],
        ["M", "Oplysningen mangler for året"],
        ["Social- og Boligstyrelsen, 14-03-2026"],
    ]:
        sheet.append(row)
    return saved(book, change)


def saved(book: Workbook, change: Change | None = None) -> bytes:
    if change:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(content: bytes, name: str) -> Worksheet:
    """A sheet of a saved workbook, to look at."""
    return load_workbook(io.BytesIO(content))[name]


def with_parts(content: bytes, changed: dict[str, str | bytes]) -> bytes:
    """The workbook with parts added or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            if name not in changed:
                target.writestr(name, source.read(name))
        for name, part in changed.items():
            target.writestr(name, part)
    return buffer.getvalue()


def edited(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a text in one of its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(name, text)
    return buffer.getvalue()


def table(content: bytes, source: Source = BEBOERDATA) -> Table:
    return read_table(content, file_name="udtræk.xlsx", source=source)


def data_rows(found: Table) -> list[RawRow]:
    """The rows that are not passed over."""
    return [row for row in found.rows if not row.skip_reason]
