"""The heading rows of a laid-out table: what each column is, once it is known which table they stand over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from danish import ingest_workbook as workbook_da
from danish.format import MONTHS
from ingest.faults import Fault, RefusedError
from ingest.layout_files import Layout, Measure, TableLayout, normal
from ingest.readers.sheet_marks import Cell, letter
from ingest.readers.workbook import Sheet

ROLES = ("value", "numerator", "denominator")
_SEPARATORS = " ,;:.-–—|·/()*"
_YEAR = r"(?:19|20)[0-9]{2}"
_SHAPES = {
    "year": re.compile(rf"(?<![0-9]){_YEAR}(?![0-9/Kk])"),
    "quarter": re.compile(rf"(?<![0-9]){_YEAR}K[1-4](?![0-9])"),
    "school_year": re.compile(rf"(?<![0-9])({_YEAR})/(?:20)?([0-9]{{2}})(?![0-9])"),
    "date": re.compile(
        rf"(?<![0-9])(?:({_YEAR})-([0-9]{{2}})-([0-9]{{2}})|([0-9]{{1,2}})\. ({'|'.join(MONTHS)}) ({_YEAR}))(?![0-9])",
        re.IGNORECASE,
    ),
}


def periods_in(text: str, shape: str) -> list[tuple[str, str]]:
    """The periods of that shape in a text, each as form A writes it and as it stands there."""
    return [(_period(match, shape), match[0]) for match in _SHAPES[shape].finditer(text)]


def _period(match: re.Match[str], shape: str) -> str:
    if shape == "school_year":
        return f"{match[1]}/{match[2]}"
    if shape == "date" and match[4]:
        month = MONTHS.index(match[5].lower()) + 1
        return f"{match[6]}-{month:02}-{int(match[4]):02}"
    return match[0]


@dataclass(frozen=True)
class Grid:
    """A sheet's texts with every merged range filled from its first cell."""

    sheet: Sheet
    anchors: dict[Cell, Cell] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        return self.sheet.text(*self.anchors.get((row, column), (row, column)))

    def row(self, row: int) -> list[str]:
        return [self.text(row, column) for column in range(1, self.width + 1)]

    @cached_property
    def width(self) -> int:
        return max((len(values) for values in self.sheet.values), default=0)


def grid_of(sheet: Sheet) -> Grid:
    height = len(sheet.values)
    grid = Grid(sheet)
    for (first_row, first_column), (last_row, last_column) in sheet.marks.merged:
        for row in range(first_row, min(last_row, height) + 1):
            for column in range(first_column, min(last_column, grid.width) + 1):
                grid.anchors[(row, column)] = (first_row, first_column)
    return grid


@dataclass(frozen=True)
class Figures:
    """The columns that together are one indicator's figure for one period; `period` is empty where the row tells it.

    `letters`: in which of the sheet's columns each form A cell stands.
    """

    period: str
    indicator_id: str
    columns: dict[str, tuple[int, Measure]]
    letters: tuple[str, ...]

    @property
    def may_be_left_out(self) -> bool:
        return all(measure.when_empty == "pass_over" for _, measure in self.columns.values())


@dataclass(frozen=True)
class Columns:
    """What a table's columns are. `keys` and the period's column by role; `unnamed` have no heading."""

    keys: dict[str, int]
    figures: list[Figures]
    unnamed: list[int]

    @cached_property
    def figure_columns(self) -> set[int]:
        return {column for figures in self.figures for column, _ in figures.columns.values()}


@dataclass(frozen=True)
class HeadingRows:
    """The rows of headings of a layout, where they were found in a sheet."""

    grid: Grid
    layout: Layout
    first_row: int

    @property
    def place(self) -> str:
        return self.grid.sheet.place(self.first_row)

    def parts(self, column: int) -> list[str]:
        """The texts over a column, from the top, each once."""
        texts: list[str] = []
        for row in range(self.first_row, self.first_row + self.layout.header.rows):
            text = self.grid.text(row, column)
            is_last = row == self.first_row + self.layout.header.rows - 1
            if not text and self.layout.header.fill_right and not is_last:
                text = next((left for at in range(column, 0, -1) if (left := self.grid.text(row, at))), "")
            if text and text not in texts:
                texts.append(text)
        return texts

    def columns_for(self, table: TableLayout, title: str) -> Columns:
        """What the columns are to a table. Raises RefusedError for every heading that is not known, or missing."""
        names = [" ".join(self.parts(column)) for column in range(1, self.grid.width + 1)]
        keys = self._keys(names)
        passed_over = {normal(heading) for heading in self.layout.columns.passed_over}
        faults: list[Fault] = []
        measured: dict[tuple[str, str], int] = {}
        for column, name in enumerate(names, start=1):
            if not name or column in keys.values() or normal(name) in passed_over:
                continue
            try:
                place = self._measured(name, table, title)
                if place in measured:
                    raise RefusedError(Fault(workbook_da.doubled_heading(name)))
                measured[place] = column
            except RefusedError as error:
                faults.append(Fault(error.faults[0].message, column=letter(column), value=name, place=self.place))
        faults += self._missing(table, measured)
        if faults:
            raise RefusedError(*faults)
        unnamed = [column for column, name in enumerate(names, start=1) if not name]
        return Columns(keys, _figures(table, measured, keys), unnamed)

    def _keys(self, names: list[str]) -> dict[str, int]:
        """The column of each key by role. Raises RefusedError when one of them is not there, or twice."""
        wanted = dict(self.layout.columns.headings)
        if self.layout.period.heading:
            wanted["period"] = self.layout.period.heading
        keys = {}
        for role, heading in wanted.items():
            found = [column for column, name in enumerate(names, start=1) if normal(name) == normal(heading)]
            if len(found) > 1:
                raise RefusedError(Fault(workbook_da.doubled_heading(heading), place=self.place))
            if not found:
                raise RefusedError(Fault(workbook_da.missing_headings([heading]), place=self.place))
            keys[role] = found[0]
        return keys

    def _measured(self, name: str, table: TableLayout, title: str) -> tuple[str, str]:
        """The period and the normal heading of a column with figures."""
        period, heading = "", name
        if self.layout.period.found_in == "header":
            found = periods_in(name, table.period_shape or self.layout.period.shape)
            if len({text for text, _ in found}) != 1:
                raise RefusedError(Fault(workbook_da.heading_without_period(name)))
            period = found[0][0]
            heading = name.replace(found[0][1], " ").strip(_SEPARATORS)
        elif self.layout.period.found_in == "title":
            period = title_period(title, table, self.layout)
        for measure in table.measures:
            if normal(measure.heading).strip(_SEPARATORS) == normal(heading).strip(_SEPARATORS):
                return period, normal(measure.heading)
        raise RefusedError(Fault(workbook_da.unknown_heading(heading, _headings(table.measures))))

    def _missing(self, table: TableLayout, measured: Iterable[tuple[str, str]]) -> list[Fault]:
        there = {heading for _, heading in measured}
        missing = [heading for heading in _headings(table.measures) if normal(heading) not in there]
        shown = [heading or workbook_da.YEAR_ALONE for heading in missing]
        return [Fault(workbook_da.missing_headings(shown), place=self.place)] if missing else []


def title_period(title: str, table: TableLayout, layout: Layout) -> str:
    """The one period that a table's title names. Raises RefusedError for none or several."""
    found = periods_in(title, table.period_shape or layout.period.shape)
    if len(found) != 1:
        raise RefusedError(Fault(workbook_da.title_without_period(title)))
    return found[0][0]


def _headings(measures: Sequence[Measure]) -> list[str]:
    return list(dict.fromkeys(measure.heading for measure in measures))


def _figures(table: TableLayout, measured: dict[tuple[str, str], int], keys: dict[str, int]) -> list[Figures]:
    """The figures from left to right: by period, and within it by indicator."""
    figures = []
    for period in dict.fromkeys(period for period, _ in measured):
        for indicator_id in table.indicator_ids:
            columns: dict[str, tuple[int, Measure]] = {
                measure.role: (measured[(period, normal(measure.heading))], measure)
                for measure in table.measures
                if measure.indicator_id == indicator_id and (period, normal(measure.heading)) in measured
            }
            if columns:
                figures.append(Figures(period, indicator_id, columns, _letters(columns, keys)))
    return figures


def _letters(columns: dict[str, tuple[int, Measure]], keys: dict[str, int]) -> tuple[str, ...]:
    """The letters of form A's columns; a part of the figure that is not delivered points at what is."""
    by_role = {role: letter(column) for role, column in keys.items()}
    own = [letter(columns[role][0]) if role in columns else "" for role in ROLES]
    first = next(place for place in own if place)
    code = by_role.get("municipality_code", "")
    area = by_role.get("area") or by_role.get("number") or code
    return (area, code, first, by_role.get("period", first), *(place or first for place in own), "", "", "", "")


def find_headings(grid: Grid, layout: Layout, row: int) -> HeadingRows | None:
    """The heading rows that begin at `row`: it holds every anchor of the layout."""
    texts = {normal(value) for value in grid.sheet.values[row - 1] if isinstance(value, str) and value}
    if layout.header.normal_anchors <= texts:
        return HeadingRows(grid, layout, row)
    return None
