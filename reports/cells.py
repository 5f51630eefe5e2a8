"""Short ways to write the cells of a table with both their text and their typed value."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from danish import format as form
from danish import report as words
from reports.document import Cell, Column, Row, Table

Line = TypeVar("Line")


def text(shown: str, *, note: str = "", mark: str = "") -> Cell:
    return Cell(shown, note=note, mark=mark)


def number(value: float, shown: str = "", *, decimals: int = 0, mark: str = "") -> Cell:
    """A number with the words that are shown for it, else the number as Danes write it."""
    return Cell(shown or form.number(value, decimals), value, mark=mark)


def maybe_number(value: float | None, absent: str, *, mark: str = "") -> Cell:
    """A number, or the words for its absence: missing is not zero."""
    return Cell(absent, mark="absent") if value is None else number(value, mark=mark)


def day(value: date | None, absent: str = words.NOT_STATED) -> Cell:
    return Cell(absent, mark="absent") if value is None else Cell(form.day(value), value)


def column(name: str, width: float = 1.0, *, is_number: bool = False, decimals: int = 0) -> Column:
    return Column(name, is_number, width, decimals)


def table(
    caption: str, columns: Iterable[Column], lines: Iterable[Line], cells: Callable[[Line], Iterable[Cell]], sheet: str
) -> Table:
    """A table with one row per line; the first cell names the row."""
    return Table(caption, tuple(columns), tuple(Row(tuple(cells(line))) for line in lines), sheet)


def first_rows(whole: Table, most: int) -> tuple[Table, int]:
    """The table's first rows for the board, and how many are left; a cut table is no sheet of the workbook."""
    left = len(whole.rows) - most
    return (whole, 0) if left <= 0 else (replace(whole, rows=whole.rows[:most], sheet=""), left)
