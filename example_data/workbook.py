"""Workbooks whose bytes are the same every time: one document date, one file time, nothing compressed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook

_DOCUMENT_DATE = b"2026-01-05T08:00:00Z"
_FILE_TIME = (2026, 1, 5, 8, 0, 0)
_WRITTEN_NOW = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def saved(book: Workbook) -> bytes:
    """The workbook's bytes without the moment at which they were written."""
    written = BytesIO()
    book.save(written)
    fixed = BytesIO()
    with ZipFile(written) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN_NOW.sub(rb"\g<1>" + _DOCUMENT_DATE + rb"\g<2>", content)
            entry = ZipInfo(name, _FILE_TIME)
            entry.compress_type = ZIP_STORED
            target.writestr(entry, content)
    return fixed.getvalue()


def form_workbook(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A form filled in in a spreadsheet: numbers as numbers, ids as text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_typed(row[column]) for column in columns])
    return saved(book)


def _typed(cell: str) -> str | int | None:
    if not cell:
        return None
    return int(cell) if cell.isdecimal() and len(cell) < 10 else cell
