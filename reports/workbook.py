"""The report's lists as a workbook: one sheet per list, typed cells, frozen headings, filters, Danish formats."""

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from danish import report_parts as parts
from reports.document import Cell, Column, Document, Row, Table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST_COLUMN = 60  # characters
DATE_FORMAT = "[$-406]d. mmmm yyyy"  # 406 is Danish, whatever the reader's Excel speaks
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def render(document: Document) -> bytes:
    """The finished workbook. The same document gives the same bytes: the only time in it is the day of the build."""
    from openpyxl import Workbook

    book = Workbook()
    about = book.active
    assert about is not None
    about.title = parts.ABOUT_SHEET
    _write(about, _about(document))
    for table in document.tables():
        if table.sheet and table.rows:
            _write(book.create_sheet(table.sheet), table)
    return _without_clock(book, document)


def _about(document: Document) -> Table:
    """What the report is, where it comes from, and the checksum that stands on the page and on paper too."""
    lines = [
        (parts.ABOUT_REPORT, document.kicker),
        (parts.ABOUT_TITLE, document.title),
        (parts.ABOUT_LEAD, document.lead),
        *((parts.ABOUT_MARK, box.text) for box in document.boxes),
        *((parts.ABOUT_ORIGIN, line) for line in document.stamp),
        (parts.CHECKSUM_IN_WORKBOOK, document.checksum),
    ]
    rows = tuple(Row((Cell(name), Cell(text))) for name, text in lines)
    return Table("", (Column(parts.ABOUT_NAME), Column(parts.ABOUT_VALUE)), rows)


def _write(sheet: "Worksheet", table: Table) -> None:
    """The table with notes and the sentence under a row in columns of their own."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    noted = [place for place in range(len(table.columns)) if any(row.cells[place].note for row in table.rows)]
    headings = [*(column.name for column in table.columns), *(parts.note_column(table.columns[p].name) for p in noted)]
    if table.below_name:
        headings.append(table.below_name)
    sheet.append(headings)
    for row in table.rows:
        shown = [*row.cells, *(Cell(row.cells[place].note) for place in noted)]
        if table.below_name:
            shown.append(Cell(" ".join(part for part in (row.below, row.below_note) if part)))
        _write_row(sheet, sheet.max_row + 1, shown, table.columns)
    for heading in sheet[1]:
        heading.font = Font(bold=True)
        heading.alignment = Alignment(wrap_text=True, vertical="top")
    for place, name in enumerate(headings, start=1):
        longest = max(
            (len(str(cell.value or "")) for (cell,) in sheet.iter_rows(min_col=place, max_col=place)), default=0
        )
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest, len(name)) + 2, WIDEST_COLUMN)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _write_row(sheet: "Worksheet", number: int, shown: list[Cell], columns: tuple[Column, ...]) -> None:
    from openpyxl.styles import Alignment

    for place, cell in enumerate(shown, start=1):
        target = sheet.cell(number, place)
        value = cell.text if cell.value is None else cell.value
        if isinstance(value, str):
            # Told to be text: a delivered "=1+1" is shown, not computed.
            target.value = _ILLEGAL.sub("", value)
            target.data_type = "s"
            target.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
        else:
            target.value = value
            target.number_format = _number_format(value, columns[place - 1].decimals)
        target.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")


def _number_format(value: int | float | date, decimals: int) -> str:
    """Excel writes `#,##0.0` with the reader's own separators: 1.234,5 in Denmark."""
    if isinstance(value, date):
        return DATE_FORMAT
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _without_clock(book: "Workbook", document: Document) -> bytes:
    """The workbook's bytes with the day of the build for every time stamp, in the properties and in the archive."""
    moment = datetime.combine(document.built_on, datetime.min.time())
    book.properties.creator = parts.SITE
    book.properties.title = f"{document.kicker}: {document.title}"
    book.properties.language = "da"
    book.properties.created = moment
    book.properties.identifier = document.checksum
    saved, finished = BytesIO(), BytesIO()
    book.save(saved)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(saved) as source, ZipFile(finished, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            entry = ZipInfo(name, date_time=moment.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, data)
    return finished.getvalue()
