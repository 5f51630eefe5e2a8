"""A workbook as sheets of cells: the values from a spreadsheet library, and beside them what it does not tell."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from danish import ingest_workbook as workbook_da
from danish.ingest import Message
from ingest import privacy, progress
from ingest.faults import Fault, RefusedError
from ingest.readers import package_guard, sheet_marks
from ingest.readers.package import Package, open_package
from ingest.readers.sheet_marks import Cell, Marks
from ingest.sources import WorkbookLimits

Value = str | int | float | bool | date | datetime | time | timedelta

# A number in a cell is a double, of which fifteen digits are what was typed and the rest is noise.
_DIGITS = 15
_MOST_PRIVATE_PLACES = 20
# What the library raises for a damaged file, and the name of what comes of a fault within itself, a BaseException.
_LIBRARY_FAILS = (CalamineError, OSError, ValueError, IndexError, OverflowError)
_LIBRARY_PANICS = "PanicException"


@dataclass(frozen=True, eq=False)
class Sheet:
    """`values` from A1 on, a row as long as the sheet is wide; `shown` is the sheet as Danish text names it."""

    name: str
    shown: str
    is_hidden: bool
    values: list[list[Value]]
    marks: Marks
    _texts: dict[int, list[str]] = field(default_factory=dict, repr=False)

    def text(self, row: int, column: int) -> str:
        """What stands in the cell (both from 1) as text; nothing beyond the sheet's edge."""
        if not 1 <= row <= len(self.values):
            return ""
        texts = self.texts(row)
        return texts[column - 1] if 1 <= column <= len(texts) else ""

    def number(self, row: int, column: int) -> Decimal | None:
        """The number in the cell; None for anything else, an error among it."""
        if (row, column) in self.marks.errors:
            return None
        if not (1 <= row <= len(self.values) and 1 <= column <= len(self.values[row - 1])):
            return None
        value = self.values[row - 1][column - 1]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return number_of(value)

    def is_percent(self, cell: Cell) -> bool:
        """Whether the cell shows its number as per cent."""
        return cell in self.marks.percents

    def texts(self, row: int) -> list[str]:
        """The cells of a row as texts."""
        known = self._texts.get(row)
        if known is None:
            known = self._texts[row] = [text_of(value) for value in self.values[row - 1]]
            for column in range(1, len(known) + 1) if row in self.marks.error_rows else ():
                known[column - 1] = self.marks.errors.get((row, column)) or known[column - 1]
        return known

    @property
    def rows(self) -> Iterator[tuple[int, list[Value]]]:
        """The rows that hold anything, with their numbers."""
        for number, values in enumerate(self.values, start=1):
            if number in self.marks.error_rows or any(value != "" and str(value).strip() for value in values):
                yield number, values

    def place(self, row: int) -> str:
        """Where the row stands, in words."""
        return workbook_da.in_row(self.shown, row)

    def unreadable(self) -> list[Fault]:
        """The error cells and the formulas without a result, each in its cell."""
        found: list[tuple[Cell, Message, str | None]] = [
            (cell, workbook_da.error_cell(value), value) for cell, value in self.marks.errors.items()
        ]
        found += [(cell, workbook_da.UNCALCULATED, None) for cell in self.marks.uncalculated]
        return [
            Fault(message, column=sheet_marks.letter(column), value=value, place=self.place(row))
            for (row, column), message, value in sorted(found, key=lambda entry: entry[0])
        ]

    def row_text(self, row: int) -> str:
        """The row as it was delivered, cells apart by semicolons."""
        return ";".join(self.texts(row)).rstrip(";")


def text_of(value: Value) -> str:
    """A cell as text: numbers exactly, with a decimal comma; dates as ÅÅÅÅ-MM-DD; logical values as Excel's words."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, (int, float)):
        return decimal_text(number_of(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def number_of(value: float) -> Decimal:
    """The number as it was typed, without the noise of binary fractions: 0.1 + 0.2 is 0.3."""
    if not isfinite(value):
        return Decimal("nan")
    return Decimal(format(value, f".{_DIGITS}g"))


def decimal_text(number: Decimal) -> str:
    """Plain digits with a decimal comma, and no noughts at the end of the decimals."""
    if not number.is_finite():
        return "#NUM!"
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", ",")


def read_sheets(content: bytes, limits: WorkbookLimits, free_columns: Sequence[str] = ()) -> list[Sheet]:
    """The sheets that have cells. Raises RefusedError for what cannot be taken, or holds something private anywhere.

    Private text is looked for in the whole workbook before anything else is said of it, since a message may show cells.
    """
    package = open_package(content, limits)
    places = package_guard.sheet_parts(package)
    found = package_guard.private_parts(package, places)
    styles = sheet_marks.percent_styles(package_guard.styles(package))
    sheets = []
    with _library(package) as book:
        about = book.sheets_metadata
        if [sheet.name for sheet in about] != [place.name for place in places]:
            raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE))
        for place in places:
            progress.tell(place.position + 1, len(places), is_guard=True)
            if place.is_worksheet:
                marks = sheet_marks.read_marks(package.parts[place.part], styles, place.shown, limits)
                values = book.get_sheet_by_index(place.position).to_python(skip_empty_area=False)
                is_hidden = about[place.position].visible != SheetVisibleEnum.Visible
                sheets.append(Sheet(place.name, place.shown, is_hidden, values, marks))
    found += [fault for sheet in sheets for fault in _private_cells(sheet, free_columns)]
    found += package_guard.left_over_text(package, found)
    if found:
        raise RefusedError(*found[:_MOST_PRIVATE_PLACES])
    if not any(sheet.values or sheet.marks.errors for sheet in sheets):
        raise RefusedError(Fault(workbook_da.NO_TABLES))
    return sheets


@contextmanager
def _library(package: Package) -> Iterator[CalamineWorkbook]:
    """The workbook as the library reads it. What the library cannot read is a fault of the file, not of the program."""
    try:
        with CalamineWorkbook.from_filelike(package.repacked()) as book:
            yield book
    except RefusedError:
        raise
    except BaseException as error:
        if isinstance(error, _LIBRARY_FAILS) or type(error).__name__ == _LIBRARY_PANICS:
            raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE)) from error
        raise


def _private_cells(sheet: Sheet, free_columns: Sequence[str]) -> list[Fault]:
    """Where private text stands in the sheet's cells, in its formulas, or in what is printed around them."""
    free = _free_columns(sheet, free_columns)
    found: dict[Cell, Message] = {}
    judged: dict[tuple[str, bool], Message | None] = {}
    texts = [
        (row, column, value)
        for row, values in enumerate(sheet.values, start=1)
        for column, value in enumerate(values, start=1)
        if isinstance(value, str) and value
    ]
    texts += [(row, column, text_of(value)) for (row, column), value in sheet.marks.large_numbers.items()]
    for row, column, text in texts:
        case = (text, column in free)
        if case not in judged:
            hits = privacy.find_in_number(text, is_free=case[1])
            judged[case] = hits[0].message if hits else None
        if message := judged[case]:
            found[(row, column)] = message
    faults = [
        Fault(message, column=sheet_marks.letter(column), place=sheet.place(row))
        for (row, column), message in sorted(found.items())
    ]
    if around := privacy.find("\n".join(sheet.marks.texts)):
        faults.append(Fault(around[0].message, column=workbook_da.SHEET_TEXT, place=sheet.shown))
    return faults


def _free_columns(sheet: Sheet, headings: Sequence[str]) -> set[int]:
    """The columns under one of these headings."""
    wanted = {heading.casefold() for heading in headings}
    if not wanted:
        return set()
    return {
        column
        for values in sheet.values
        for column, value in enumerate(values, start=1)
        if isinstance(value, str) and " ".join(value.split()).casefold() in wanted
    }
