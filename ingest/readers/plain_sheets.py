"""A sheet that is a form as it stands: its headings are the form's columns, and each row below is a row of the form."""

from collections.abc import Sequence
from dataclasses import dataclass

from danish import ingest_workbook as workbook_da
from ingest.faults import RefusedError
from ingest.readers.laid_out import SheetRow
from ingest.readers.sheet_marks import letter
from ingest.readers.workbook import Sheet, decimal_text

# The heading stands near the top: below a title and some words on how to fill the form in.
_SEARCHED_ROWS = 40
_MOST_FAULTS = 20


@dataclass(frozen=True)
class PlainForm:
    """A form's columns, and those of them that a template fills in beforehand."""

    required: tuple[str, ...]
    filled_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainSheet:
    """Where a form's headings stand in a sheet: the row, the columns from the first heading to the last, the texts."""

    sheet: Sheet
    form: PlainForm
    row: int
    first_column: int
    header: list[str]

    @property
    def place(self) -> str:
        return self.sheet.place(self.row)


def find_plain(sheet: Sheet, forms: Sequence[PlainForm]) -> PlainSheet | None:
    """The row near the top that holds most of a form's columns, if it holds at least half of them."""
    best: tuple[float, PlainSheet] | None = None
    for row, _ in sheet.rows:
        if row > _SEARCHED_ROWS:
            break
        texts = sheet.texts(row)
        names = {text.casefold() for text in texts}
        for form in forms:
            share = sum(column in names for column in form.required) / len(form.required)
            if share >= 0.5 and (best is None or share > best[0]):
                filled = [column for column, text in enumerate(texts, start=1) if text]
                header = texts[filled[0] - 1 : filled[-1]]
                best = (share, PlainSheet(sheet, form, row, filled[0], header))
    return best[1] if best else None


def read_plain(found: PlainSheet) -> list[SheetRow]:
    """The rows of the form. Raises RefusedError for error cells and formulas without a result."""
    sheet = found.sheet
    last_column = found.first_column + len(found.header) - 1
    if faults := sheet.unreadable():
        raise RefusedError(*faults[:_MOST_FAULTS])
    names = [name.casefold() for name in found.header]
    letters = tuple(f"{letter(found.first_column + at)} ({name})" for at, name in enumerate(names))
    filled_in = [position for position, name in enumerate(names) if name in found.form.filled_in]
    rows = []
    for row, _ in sheet.rows:
        if row <= found.row:
            reason = workbook_da.HEADER_ROW if row == found.row else workbook_da.TITLE_ROW
            rows.append(SheetRow(row, skip_reason=reason))
            continue
        cells = [_text(sheet, row, column) for column in range(found.first_column, last_column + 1)]
        beyond = [text for text in sheet.texts(row)[last_column:] if text]
        if _is_left_open(cells, filled_in) and not beyond:
            rows.append(SheetRow(row, skip_reason=workbook_da.NOT_FILLED_IN))
        else:
            rows.append(SheetRow(row, [*cells, *beyond], letters))
    return rows


def _text(sheet: Sheet, row: int, column: int) -> str:
    """The cell; a number shown as per cent keeps its sign, since the form does not say what the unit is."""
    number = sheet.number(row, column)
    if number is not None and sheet.is_percent((row, column)):
        return f"{decimal_text(number * 100)} %"
    return sheet.text(row, column)


def _is_left_open(cells: list[str], filled_in: list[int]) -> bool:
    """Whether nothing stands in the row but what the template put there."""
    return not any(cell for position, cell in enumerate(cells) if position not in filled_in)
