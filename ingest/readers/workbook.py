"""A workbook as sheets of cells: the values from a spreadsheet library, and beside them what the library does not tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from danish import ingest_workbook as workbook_da
from ingest.faults import Fault, RefusedError
from ingest.readers import package_guard, sheet_marks, xml_parts
from ingest.readers.package import WORKBOOK_PART, Package, open_package
from ingest.readers.sheet_marks import Cell, Marks
from ingest.sources import WorkbookLimits

Value = str | int | float | bool | date | datetime | time | timedelta

# A number in a cell is a double, of which fifteen digits are what was typed and the rest is noise.
_DIGITS = 15


@dataclass(frozen=True)
class Sheet:
    """`values` from A1 on, a row as long as the sheet is wide; `shown` is the sheet as Danish text names it."""

    name: str
    shown: str
    is_hidden: bool
    values: list[list[Value]]
    marks: Marks

    def text(self, row: int, column: int) -> str:
        """What stands in the cell (both from 1) as text; nothing beyond the sheet's edge."""
        if not (1 <= row <= len(self.values) and 1 <= column <= len(self.values[row - 1])):
            return ""
        return self.marks.errors.get((row, column)) or text_of(self.values[row - 1][column - 1])

    def is_percent(self, cell: Cell) -> bool:
        """Whether the cell holds a number that is shown as per cent."""
        return cell in self.marks.percents and isinstance(self.values[cell[0] - 1][cell[1] - 1], (int, float))

    @property
    def rows(self) -> Iterator[tuple[int, list[Value]]]:
        """The rows that hold anything, with their numbers."""
        errors = {row for row, _ in self.marks.errors}
        for number, values in enumerate(self.values, start=1):
            if number in errors or any(value != "" and str(value).strip() for value in values):
                yield number, values

    def row_text(self, row: int) -> str:
        """The row as it was delivered, cells apart by semicolons."""
        return ";".join(self.text(row, column) for column in range(1, len(self.values[row - 1]) + 1)).rstrip(";")


def text_of(value: Value) -> str:
    """A cell as text: numbers exactly and with a decimal comma, dates as ÅÅÅÅ-MM-DD, logical values as Excel's words."""
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


def read_sheets(content: bytes, limits: WorkbookLimits, free_columns: list[str]) -> Iterator[Sheet]:
    """The sheets with cells, one at a time. Raises RefusedError for what cannot be taken, or holds something private.

    Private text anywhere in the workbook is told before the first sheet is given.
    """
    package = open_package(content, limits)
    parts = _sheet_parts(package)
    package_guard.refuse_private_parts(package, parts)
    styles = sheet_marks.percent_styles(_styles(package))
    with _library(package) as book:
        sheets = []
        for position, about in enumerate(book.sheets_metadata, start=1):
            part = parts.get(about.name)
            if part is None or part not in package.parts or not part.lower().startswith("xl/worksheets/"):
                continue
            shown = workbook_da.sheet(about.name)
            marks = sheet_marks.read_marks(package.parts[part], styles, shown, limits)
            sheets.append((position, about, shown, marks))
        if not sheets:
            raise RefusedError(Fault(workbook_da.NO_TABLES))
        yield from _values(book, sheets)
