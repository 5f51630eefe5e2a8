"""Workbooks: bytes → the rows of one form, each with its place, or why the workbook cannot be taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from danish import ingest_workbook as workbook_da
from ingest import indicator_values, progress, registrations
from ingest.faults import Fault, RefusedError
from ingest.layout_files import Layout
from ingest.readers.delimited import RawRow, Table
from ingest.readers.headings import grid_of
from ingest.readers.laid_out import HEADER, Misfit, Reading, SheetRow, read_sheet
from ingest.readers.plain_sheets import PlainForm, PlainSheet, find_plain, read_plain
from ingest.readers.workbook import Sheet, read_sheets
from ingest.sources import Source

SUFFIXES = (".xlsx",)
# What a template fills in before it is sent out: a row with nothing else in it is a row that nobody has filled in.
FILLED_IN = ("helhedsplan", "omraade", "aktivitet", "maaltal", "periode", "indberettet_af", registrations.QUESTION)
_FORMS = (
    PlainForm(indicator_values.FORM.required),
    PlainForm(registrations.FORM.required, FILLED_IN),
)
_SHOWN_ROWS = 5
_SHOWN_CELLS = 8


def read_table(content: bytes, *, file_name: str, source: Source) -> Table:
    """The form's rows in a workbook: its sheets are the form itself, or laid out as one of the source's layouts says.

    Raises RefusedError for what cannot be taken; a workbook that no layout fits is told with what was seen in it.
    """
    sheets = read_sheets(content, source.workbook, source.free_columns)
    plain = [found for sheet in sheets if (found := find_plain(sheet, _FORMS))]
    table = _plain_table(sheets, plain) if plain else _laid_out_table(sheets, source)
    return _with_points(table) if source.decimal_point else table


@dataclass
class _Rows:
    """The rows of all sheets, numbered as they come."""

    rows: list[RawRow] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def add(self, sheet: Sheet, rows: Iterable[SheetRow]) -> None:
        texts: dict[int, str] = {}
        for row in rows:
            if row.row not in texts:
                texts = {row.row: sheet.row_text(row.row)}
            self.rows.append(
                RawRow(
                    line=len(self.rows) + 1,
                    cells=row.cells,
                    text=texts[row.row],
                    place=sheet.place(row.row),
                    letters=row.letters,
                    skip_reason=row.skip_reason,
                )
            )

    def pass_over(self, sheet: Sheet, missing: list[str] | None = None) -> None:
        """Notes every row of a sheet that is not read. `missing`: what it lacks of being one of the layout's tables."""
        rows = [SheetRow(row, skip_reason=workbook_da.SHEET_WITHOUT_TABLE) for row, _ in sheet.rows]
        if rows:
            self.notices.append(workbook_da.sheet_passed_over(sheet.shown, missing or []))
        self.add(sheet, rows)


def _plain_table(sheets: list[Sheet], plain: list[PlainSheet]) -> Table:
    """The sheets that are a form. Raises RefusedError when they are not all the same form with the same columns."""
    first = plain[0]
    for other in plain[1:]:
        if [name.casefold() for name in other.header] != [name.casefold() for name in first.header]:
            raise RefusedError(Fault(workbook_da.headers_differ(first.sheet.shown), place=other.place))
    by_sheet = {found.sheet.name: found for found in plain}
    gathered = _Rows()
    for sheet in sheets:
        if found := by_sheet.get(sheet.name):
            gathered.add(sheet, read_plain(found))
        else:
            gathered.pass_over(sheet)
    return Table("", first.header, 0, gathered.rows, first.place, tuple(gathered.notices))


def _laid_out_table(sheets: list[Sheet], source: Source) -> Table:
    """The sheets by the layout that fits most of them."""
    readings = {layout_id: _read_all(sheets, layout) for layout_id, layout in source.mappings.items()}
    fitting = {
        layout_id: sum(isinstance(reading, Reading) for reading in found) for layout_id, found in readings.items()
    }
    if not any(fitting.values()):
        raise RefusedError(_nothing_fits(sheets, source, readings))
    chosen = max(fitting, key=lambda layout_id: fitting[layout_id])
    layout = source.mappings[chosen]
    gathered = _Rows()
    for sheet, reading in zip(sheets, readings[chosen], strict=True):
        if isinstance(reading, Reading):
            gathered.add(sheet, reading.rows)
            gathered.notices += reading.notices
        elif layout.other_sheets == "pass_over" or sheet.is_hidden or not any(True for _ in sheet.rows):
            gathered.pass_over(sheet, reading.missing if reading.score else None)
        else:
            raise RefusedError(Fault(workbook_da.sheet_not_in_layout(layout.name_da), place=sheet.shown))
    return Table("", HEADER, 0, gathered.rows, notices=tuple(gathered.notices))


def _read_all(sheets: list[Sheet], layout: Layout) -> list[Reading | Misfit]:
    found = []
    for position, sheet in enumerate(sheets, start=1):
        progress.tell(position, len(sheets), is_guard=False)
        found.append(read_sheet(sheet, layout))
    return found


def _with_points(table: Table) -> Table:
    """The table for a source whose numbers have a decimal point; cells are written with a comma here."""
    figures = [position for position, name in enumerate(table.header) if name in indicator_values.FORM.numbers]
    rows = []
    for row in table.rows:
        cells = [cell.replace(",", ".") if at in figures else cell for at, cell in enumerate(row.cells)]
        rows.append(replace(row, cells=cells))
    return replace(table, rows=rows)


def _nothing_fits(sheets: list[Sheet], source: Source, readings: dict[str, list[Reading | Misfit]]) -> Fault:
    """What was seen in the workbook, and what the layout that comes nearest would have needed."""
    filled = [sheet for sheet in sheets if any(True for _ in sheet.rows)]
    parts = [workbook_da.saw_sheets([sheet.name for sheet in sheets])]
    misfits = [
        (misfit.score, -at, layout_id, sheet, misfit)
        for layout_id, found in readings.items()
        for at, (sheet, misfit) in enumerate(zip(sheets, found, strict=True))
        if isinstance(misfit, Misfit) and sheet in filled
    ]
    nearest = max(misfits, key=lambda entry: entry[:2], default=None)
    shown = nearest[3] if nearest else (filled[0] if filled else None)
    if shown:
        parts.append(workbook_da.saw_rows(shown.shown, _first_rows(shown)))
        parts += _candidate_header(shown)
    if nearest:
        layout = source.mappings[nearest[2]]
        parts.append(workbook_da.nearest_layout(layout.name_da, nearest[4].missing))
    saw = " ".join(parts)
    return Fault(workbook_da.no_layout_fits(saw) if source.mappings else workbook_da.no_layouts_known(saw))


def _first_rows(sheet: Sheet) -> list[str]:
    rows = []
    for row, _ in sheet.rows:
        cells = [text for text in sheet.texts(row) if text]
        more = " | …" if len(cells) > _SHOWN_CELLS else ""
        rows.append(f"{row}: {' | '.join(cells[:_SHOWN_CELLS])}{more}")
        if len(rows) == _SHOWN_ROWS:
            break
    return rows


def _candidate_header(sheet: Sheet) -> list[str]:
    """The row that looks most like headings: the first with the most different texts that are no numbers."""
    grid = grid_of(sheet)
    best_row, best = 0, list[str]()
    for row, _ in sheet.rows:
        texts = [text for text in dict.fromkeys(grid.row(row)) if text]
        if len(texts) > max(len(best), 1) and not any(sheet.number(row, column) for column in range(1, 3)):
            best_row, best = row, texts
    return [workbook_da.saw_header(best_row, best[:_SHOWN_CELLS])] if best else []
