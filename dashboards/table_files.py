"""A whole published table as a file that says itself where it comes from."""

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from danish import format as form
from danish import page_reports as text
from dashboards import queries
from dashboards.descriptions import described
from publish.marts import Published

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

# A larger workbook takes minutes to write and to open.
MOST_ROWS_OF_WORKBOOK = 100_000
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = re.compile(r"^[=+\-@\t\r]")


def file_name(published: Published, table: str, suffix: str) -> str:
    return f"{table}-{published.build_id}{suffix}"


def csv(published: Published, table: str) -> bytes:
    """What a Danish Excel opens by a double click: semicolons, decimal comma, a byte order mark.

    The first line begins with `#` and says which build the table is from; the second holds the columns' names.
    """
    frame = without_formulas(published.frame(table))
    body = frame.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
    return f"\ufeff# {_origin(published, table)}\r\n{body}".encode()


def workbook(published: Published, table: str) -> bytes:
    """The table with typed cells, and before it a sheet on its origin and the meaning of its columns.

    Raises ValueError with a Danish message for a table that is too long.
    """
    from openpyxl import Workbook

    frame = published.frame(table)
    if len(frame) > MOST_ROWS_OF_WORKBOOK:
        raise ValueError(text.too_many_rows(len(frame)))
    words = described(table)
    book = Workbook(write_only=True)
    about = book.create_sheet(text.ABOUT_SHEET)
    built_on = form.day(published.built_at)
    told = text.about(
        table, words.meaning, published.build_id, built_on, published.code_version, queries.delivered_sources(published)
    )
    for line in told:
        _append(about, line)
    if published.contains_synthetic:
        _append(about, ["", text.SYNTHETIC])
    _append(about, [])
    _append(about, [text.COLUMN_NAME, text.COLUMN_TYPE, text.COLUMN_MEANING])
    for name, kind in column_types(published, table).items():
        _append(about, [name, kind, words.columns.get(name, "")])
    sheet = book.create_sheet(table[:31])
    sheet.freeze_panes = "A2"
    _append(sheet, list(frame.columns))
    plain = frame.astype(object)
    for row in plain.where(plain.notna(), None).itertuples(index=False, name=None):
        _append(sheet, row)
    finished = BytesIO()
    book.save(finished)
    return finished.getvalue()


def column_types(published: Published, table: str) -> dict[str, str]:
    """The columns of a table with their types as the database names them."""
    return {
        row["column_name"]: str(row["column_type"]).lower()
        for row in published.rows(f'describe select * from "{table}"')
    }


def _origin(published: Published, table: str) -> str:
    built_on = form.day(published.built_at)
    return text.file_line(table, published.build_id, built_on, queries.delivered_sources(published))


def _append(sheet: "WriteOnlyWorksheet", values: Any) -> None:
    sheet.append([_cell(sheet, value) for value in values])


def _cell(sheet: "WriteOnlyWorksheet", value: Any) -> Any:
    """The value as a cell; text is told to be text, so that a delivered "=1+1" is shown and not computed."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, datetime | date | int | float) or value is None:
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = _ILLEGAL.sub("", str(value))
    cell.data_type = "s"
    return cell


def without_formulas(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with an apostrophe before each text that a spreadsheet would compute; numbers stay numbers."""
    for name in frame.columns:
        if frame[name].dtype in ("str", "object"):
            frame[name] = frame[name].map(_shown_as_text, na_action="ignore")
    return frame


def _shown_as_text(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
