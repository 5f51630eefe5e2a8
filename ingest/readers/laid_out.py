"""A sheet read by a layout: every row becomes form A rows, or is passed over for a reason that is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from itertools import islice

from danish import ingest_workbook as workbook_da
from ingest.faults import Fault, RefusedError
from ingest.layout_files import Layout, Measure, TableLayout, normal
from ingest.readers.headings import ROLES, Columns, Grid, HeadingRows, find_headings, grid_of
from ingest.readers.sheet_marks import letter
from ingest.readers.workbook import Sheet, decimal_text

HEADER = [
    "omraade", "kommune_kode", "indikator", "periode", "vaerdi", "taeller", "naevner", "kilde", "note", "etiket",
    "instrument",
]  # fmt: skip
_MUNICIPALITY_CODE = re.compile(r"0?([0-9]{3})(?![0-9])")
_COMMA_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
_MOST_FAULTS = 20
# A title is one of the first texts in its row, and, where none fits, near the top.
_TITLE_CELLS, _TITLE_ROWS = 3, 6


@dataclass(frozen=True)
class SheetRow:
    """One form A row, or, with a reason, a row of the sheet that gives none."""

    row: int
    cells: list[str] = field(default_factory=list)
    letters: tuple[str, ...] = ()
    skip_reason: str = ""


@dataclass(frozen=True)
class Reading:
    """What a layout makes of a sheet. `tables`: the titles of the tables that were found with rows under them."""

    rows: list[SheetRow]
    tables: list[str]
    notices: list[str]


@dataclass(frozen=True)
class Misfit:
    """Why a layout does not fit a sheet: what of it is missing there, in words, and how much of it is there."""

    missing: list[str]
    score: int


def read_sheet(sheet: Sheet, layout: Layout) -> Reading | Misfit:
    """The sheet by the layout. Raises RefusedError when it is that layout's table, but not as the layout says."""
    tables = [table for table in layout.tables if fnmatchcase(normal(sheet.name), normal(table.sheet))]
    walk = _Walk(grid_of(sheet), layout, tables)
    walk.run()
    if not walk.titles_with_rows:
        return _misfit(walk, layout)
    _refuse_unreadable(sheet, walk)
    return Reading(walk.rows, walk.titles_with_rows, _notices(sheet, walk))


class _Walk:
    """One pass down the rows of a sheet."""

    def __init__(self, grid: Grid, layout: Layout, tables: list[TableLayout]) -> None:
        self.grid = grid
        self.layout = layout
        self.tables = tables
        self.rows: list[SheetRow] = []
        self.titles_with_rows: list[str] = []
        self.found_title = self.found_headings = False
        self.data_rows: set[int] = set()
        self.figure_columns: set[int] = set()
        self.key_columns: set[int] = set()
        self._headings: HeadingRows | None = None
        self._table: TableLayout | None = None
        self._title = ""
        self._columns: Columns | None = None
        self._is_below = False
        self._last_keys: dict[str, str] = {}

    def run(self) -> None:
        heading_until = 0
        for row, _ in self.grid.sheet.rows:
            if row <= heading_until:
                self._skip(row, workbook_da.HEADER_ROW)
            elif headings := find_headings(self.grid, self.layout, row):
                self._headings, self._columns, self._is_below = headings, None, False
                self.found_headings = True
                heading_until = row + self.layout.header.rows - 1
                self._skip(row, workbook_da.HEADER_ROW)
            else:
                self._read_row(row)

    def _read_row(self, row: int) -> None:
        texts = [text for text in self.grid.sheet.texts(row) if text]
        if self._headings and self._table and self._has_figures(row):
            self._read_figures(row)
        elif table := self._table_titled(texts):
            self._table, self._title, self._columns, self._is_below = table[0], table[1], None, False
            self.found_title = True
            self._skip(row, workbook_da.TITLE_ROW)
        elif self._is_below or (self._table and self._headings and self._begins_footer(texts)):
            self._is_below = True
            self._skip(row, workbook_da.FOOTER_ROW)
        elif self._headings and self._table:
            if len(texts) > 1 and self._keys(row).get("area"):
                self._read_figures(row)
            else:
                self._skip(row, workbook_da.TEXT_ROW)
        else:
            self._skip(row, workbook_da.TITLE_ROW)

    def _skip(self, row: int, reason: str) -> None:
        self.rows.append(SheetRow(row, skip_reason=reason))

    def _table_titled(self, texts: list[str]) -> tuple[TableLayout, str] | None:
        wanted = [(normal(text), text) for text in texts[:_TITLE_CELLS]]
        found = [(table, text) for table in self.tables for known, text in wanted if table.normal_title in known]
        if len({table.title for table, _ in found}) > 1:
            titles = [table.title for table, _ in found]
            raise RefusedError(Fault(workbook_da.several_tables(titles), place=self.grid.sheet.shown))
        return found[0] if found else None

    def _begins_footer(self, texts: list[str]) -> bool:
        return any(normal(texts[0]).startswith(normal(footer)) for footer in self.layout.footers)

    def columns(self) -> Columns:
        """What the columns are to the present table."""
        if self._columns is None:
            if not self._headings or not self._table:
                raise RuntimeError("columns are asked for before headings and table are known")
            self._columns = self._headings.columns_for(self._table, self._title)
        return self._columns

    def _has_figures(self, row: int) -> bool:
        """Whether anything stands in a column with figures, itself and not by merging."""
        return any(self.grid.sheet.text(row, column) for column in self.columns().figure_columns)

    def _keys(self, row: int) -> dict[str, str]:
        """The texts that say whose figures these are; `area` is what form A calls omraade."""
        columns, about = self.columns(), self.layout.columns
        found = {role: self.grid.text(row, column) for role, column in columns.keys.items()}
        named_by = [columns.keys[role] for role in ("area", "number") if role in columns.keys]
        if about.fill_down and not any(self.grid.sheet.text(row, column) for column in named_by):
            for role in self.layout.columns.headings:
                found[role] = found[role] or self._last_keys.get(role, "")
        self._last_keys = dict(found)
        code = found.get("municipality_code", about.constant_municipality_code or "")
        if match := _MUNICIPALITY_CODE.match(code):
            code = match[1]
        elif code.isdecimal():
            code = code.zfill(3)
        found["municipality_code"] = code
        if about.area_is_municipality:
            found["area"] = f"kommune-{code}" if code else ""
        elif not found.get("area"):
            found["area"] = found.get("number", "")
        return found

    def _read_figures(self, row: int) -> None:
        columns, keys = self.columns(), self._keys(row)
        self._is_below = False
        self.data_rows.add(row)
        self.figure_columns |= columns.figure_columns
        self.key_columns |= set(columns.keys.values())
        if strays := [column for column in columns.unnamed if self.grid.sheet.text(row, column)]:
            raise RefusedError(
                Fault(
                    workbook_da.UNNAMED_COLUMN,
                    column=letter(strays[0]),
                    place=self.grid.sheet.place(row),
                )
            )
        before = len(self.rows)
        self.rows += self._form_rows(row, columns, keys)
        if len(self.rows) == before:
            self._skip(row, workbook_da.NO_FIGURES)
        elif self._title not in self.titles_with_rows:
            self.titles_with_rows.append(self._title)

    def _form_rows(self, row: int, columns: Columns, keys: dict[str, str]) -> Iterator[SheetRow]:
        if not self._table:
            return
        note = "; ".join(
            text
            for text in (keys.get("name", ""), workbook_da.area_number(keys["number"]) if keys.get("number") else "")
            if text
        )
        for figures in columns.figures:
            texts = {role: self._figure(row, *figures.columns[role]) for role in figures.columns}
            if figures.may_be_left_out and not any(texts.values()):
                continue
            cells = [
                keys["area"], keys["municipality_code"], figures.indicator_id, figures.period or keys.get("period", ""),
                *(texts.get(role, "") for role in ROLES),
                self._table.reference_da, note, self._title, self._table.instrument,
            ]  # fmt: skip
            yield SheetRow(row, cells, figures.letters)

    def _figure(self, row: int, column: int, measure: Measure) -> str:
        """The cell as form A writes it, in the indicator's unit.

        What the cell shows as per cent where the layout says a plain number stays per cent, and the row is refused.
        """
        sheet = self.grid.sheet
        text = sheet.text(row, column)
        number = sheet.number(row, column)
        if number is not None:
            if sheet.is_percent((row, column)):
                shown = decimal_text(number * 100)
                return shown if measure.unit != "number" else f"{shown} %"
            return decimal_text(number * 100) if measure.unit == "share" else text
        if measure.unit == "percent" and text.endswith("%"):
            return text.removesuffix("%").strip()
        if measure.unit == "share" and _COMMA_NUMBER.fullmatch(text):
            return decimal_text(Decimal(text.replace(",", ".")) * 100)
        return text


def _refuse_unreadable(sheet: Sheet, walk: _Walk) -> None:
    """Raises RefusedError for error cells, formulas without a result and merged figures, each in its cell."""
    faults = sheet.unreadable()
    for (row, column), _ in sheet.marks.merged:
        if row in walk.data_rows and column in walk.figure_columns and sheet.text(row, column):
            faults.append(Fault(workbook_da.MERGED_FIGURES, column=letter(column), place=sheet.place(row)))
    if faults:
        raise RefusedError(*faults[:_MOST_FAULTS])


def _notices(sheet: Sheet, walk: _Walk) -> list[str]:
    notices = [workbook_da.hidden_sheet(sheet.shown)] if sheet.is_hidden else []
    if rows := sorted(sheet.marks.hidden_rows & walk.data_rows):
        notices.append(workbook_da.hidden_rows(sheet.shown, rows))
    if columns := sorted(sheet.marks.hidden_columns & (walk.figure_columns | walk.key_columns)):
        notices.append(workbook_da.hidden_columns(sheet.shown, (letter(column) for column in columns)))
    return notices


def _nearest_title(walk: _Walk, titles: list[str]) -> str:
    """The layout's title that is most like a text near the top of the sheet."""
    sheet = walk.grid.sheet
    texts = {
        normal(text)
        for row, _ in islice(sheet.rows, _TITLE_ROWS)
        for text in [text for text in sheet.texts(row) if text][:_TITLE_CELLS]
    }

    def likeness(title: str) -> float:
        return max((SequenceMatcher(None, normal(title), text).ratio() for text in texts), default=0)

    return max(titles, key=likeness)


def _misfit(walk: _Walk, layout: Layout) -> Misfit:
    missing = []
    if not walk.found_headings:
        there = {normal(text) for row, _ in walk.grid.sheet.rows for text in walk.grid.row(row)}
        absent = [anchor for anchor in layout.header.anchors if normal(anchor) not in there]
        missing.append(workbook_da.missing_anchors(absent or layout.header.anchors))
    if not walk.found_title:
        missing.append(workbook_da.missing_title(_nearest_title(walk, [table.title for table in layout.tables])))
    if not missing:
        missing.append(workbook_da.MISSING_ROWS)
    return Misfit(missing, score=2 * walk.found_headings + walk.found_title)
