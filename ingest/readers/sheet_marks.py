"""What a sheet says about its cells beyond their values: errors, formulas without a result, what is hidden or merged.

One pass over the sheet's XML, before a library makes a table of it: the library gives an error cell and a formula that
was never calculated as empty cells, and it would set aside room for every cell up to the farthest one.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite

from danish import ingest_workbook as workbook_da
from ingest.faults import Fault, RefusedError
from ingest.readers import xml_parts
from ingest.readers.xml_parts import Attributes, local
from ingest.sources import WorkbookLimits

Cell = tuple[int, int]  # row and column, both from 1

# A table is made with room for every cell within its farthest row and column.
_MOST_CELLS = 20_000_000
# A CPR number that lost its first nought has nine digits.
_LARGE_DIGITS = 9
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FRACTION = re.compile(r"-?[0-9]+\.[0-9]+(?:[Ee][+-]?[0-9]+)?")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


@dataclass
class Marks:
    """`texts`: what may be read but is no cell's value, such as formulas and headings for the print.

    `large_numbers` are the numbers of nine digits and more, as they are written in the file.
    """

    errors: dict[Cell, str] = field(default_factory=dict)
    uncalculated: list[Cell] = field(default_factory=list)
    percents: set[Cell] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    large_numbers: dict[Cell, float] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    @cached_property
    def error_rows(self) -> set[int]:
        return {row for row, _ in self.errors}


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """A → 1, AA → 27."""
    value = 0
    for character in letters:
        value = value * 26 + ord(character) - ord("A") + 1
    return value


def read_marks(content: bytes, percent_styles: set[str], sheet_da: str, limits: WorkbookLimits) -> Marks:
    """The marks of one sheet. Raises RefusedError when the sheet is larger than the source allows."""
    scan = _Scan(percent_styles)
    xml_parts.parse(content, scan.start, scan.end, scan.text)
    marks = scan.marks
    for size, most, message in (
        (marks.rows, limits.max_rows, workbook_da.too_many_rows),
        (marks.columns, limits.max_columns, workbook_da.too_many_columns),
    ):
        if size > most:
            raise RefusedError(Fault(message(size, most), place=sheet_da))
    if marks.rows * marks.columns > _MOST_CELLS:
        raise RefusedError(Fault(workbook_da.too_many_cells(marks.rows, marks.columns), place=sheet_da))
    return marks


class _Scan:
    """The state of one pass. `_kept` gathers the text of an element that is wanted; None while none is."""

    def __init__(self, percent_styles: set[str]) -> None:
        self.marks = Marks()
        self._percent_styles = percent_styles
        self._row = self._column = 0
        self._kind = ""
        self._has_formula = False
        self._is_in_cell = False
        self._value = ""
        self._kept: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name) if ":" in name else name
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._kept = []
        elif name == "row":
            self._start_row(attributes)
        elif self._is_in_cell:
            self._has_formula = self._has_formula or name == "f"
            self._kept = []
        else:
            self._start_other(name, attributes)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column = 0
        if _is_true(attributes.get("hidden")):
            self.marks.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self._column, self._row = number_of(match[1]), int(match[2])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._has_formula, self._is_in_cell, self._value = False, True, ""
        if attributes.get("s") in self._percent_styles:
            self.marks.percents.add((self._row, self._column))

    def _start_other(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell":
            if match := _RANGE.fullmatch(attributes.get("ref", "")):
                first = (int(match[2]), number_of(match[1]))
                last = (int(match[4]), number_of(match[3])) if match[3] else first
                self.marks.merged.append((first, last))
        elif name == "col" and _is_true(attributes.get("hidden")):
            ends = [attributes.get(key, "") for key in ("min", "max")]
            if all(end.isdecimal() for end in ends):
                self.marks.hidden_columns.update(range(int(ends[0]), min(int(ends[1]), 16_384) + 1))
        else:
            self.marks.texts += [value for key, value in attributes.items() if _may_be_read(key, value)]
        self._kept = []

    def text(self, text: str) -> None:
        if self._kept is not None:
            self._kept.append(text)

    def end(self, name: str) -> None:
        name = local(name) if ":" in name else name
        if name == "c":
            self._end_cell()
            return
        kept = "".join(self._kept or [])
        self._kept = None
        if name == "v":
            self._value = kept
        elif kept.strip():
            self.marks.texts.append(kept)
            if self._is_in_cell and name == "t":
                self._value += kept

    def _end_cell(self) -> None:
        cell = (self._row, self._column)
        self._is_in_cell = False
        if self._value:
            self.marks.rows = max(self.marks.rows, self._row)
            self.marks.columns = max(self.marks.columns, self._column)
            if self._kind == "e":
                self.marks.errors[cell] = self._value
            elif self._kind == "n" and (len(self._value) >= _LARGE_DIGITS or "E" in self._value.upper()):
                self._note_large(cell)
        elif self._has_formula and self._kind != "str":
            self.marks.rows = max(self.marks.rows, self._row)
            self.marks.columns = max(self.marks.columns, self._column)
            self.marks.uncalculated.append(cell)

    def _note_large(self, cell: Cell) -> None:
        try:
            number = float(self._value)
        except ValueError:
            return
        if isfinite(number) and abs(number) >= 10 ** (_LARGE_DIGITS - 1):
            self.marks.large_numbers[cell] = number


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


# Attributes that hold neither text nor a name that somebody wrote.
_TECHNICAL = frozenset({"uid", "id", "guid", "ref", "sqref", "r", "s", "t", "style", "topLeftCell", "activeCell"})


def _may_be_read(name: str, value: str) -> bool:
    """Whether somebody may have written the attribute: no name of the program's, and no measure such as 0.7875."""
    return local(name) not in _TECHNICAL and not name.startswith("xmlns") and not _FRACTION.fullmatch(value)


def percent_styles(styles: bytes | None) -> set[str]:
    """The numbers (as text) of the cell styles that show a number as per cent."""
    if styles is None:
        return set()
    formats: dict[str, str] = {}
    cell_formats: list[str] = []
    section: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and section[-1:] == ["cellXfs"]:
            cell_formats.append(attributes.get("numFmtId", "0"))
        section.append(name)

    def end(_: str) -> None:
        section.pop()

    xml_parts.parse(styles, start, end)
    return {
        str(position)
        for position, number in enumerate(cell_formats)
        if _is_percent(formats.get(number) or _BUILT_IN.get(number, ""))
    }


_BUILT_IN = {"9": "0%", "10": "0.00%"}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def _is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: a per cent sign outside quotes and not escaped."""
    return "%" in _LITERAL.sub("", code)
