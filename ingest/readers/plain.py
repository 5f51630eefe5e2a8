"""Large text files that are so plain that no row needs looking at: each line is one whole row, and quotation marks are
few and stand where they should.

They are divided all at once, and each different text of a column is numbered. A file that is not plain throughout is
for `delimited` to read; where this module answers, it answers the same.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.readers.delimited import DELIMITERS, RawRow, Table

# Smaller files are read with care: the time that it takes is not noticed.
LARGE = 1 << 22
_BLOCK = 1 << 25
_QUOTED_CELL = re.compile(rb'"(?:[^"\r\n]|"")*"')
_MOST_QUOTES = 2_000_000
_EMPTY_LINES = (b"\n\n", b"\r\r", b"\n\r")


@dataclass(frozen=True)
class PlainTable(Table):
    """A table whose rows stand as numbers. `rows` holds the blank ones alone.

    `numbers`, an Arrow table: `_line`, `_text` where the row has quotation marks, and `c0`, `c1` … with the number of
    the text in each column. `texts`: `position` of the column, `code` (the number) and `text`.
    """

    numbers: Any = None
    texts: Any = None


@dataclass(frozen=True)
class Heading:
    """The first line of a file. `sign`: what stands between its cells."""

    sign: str
    cells: list[str]

    @property
    def delimiter(self) -> str:
        return "tab" if self.sign == "\t" else self.sign


def heading(content: bytes, encoding: str, delimiter: str | None) -> Heading | None:
    """The heading, if the file may be plain and there is no doubt about its delimiter (or it is declared)."""
    if len(content) < LARGE:
        return None
    start = _start(content)
    line = content[start : _first_line_end(content, start)].decode(encoding)
    signs = [DELIMITERS[delimiter]] if delimiter else [sign for sign in DELIMITERS.values() if sign in line]
    if len(signs) != 1 or signs[0] not in line or not line.strip(" \t;,") or '"' in line:
        return None
    return Heading(signs[0], line.split(signs[0]))


def read(content: bytes, encoding: str, known: Heading) -> PlainTable | None:
    """The table under the heading; None if a line of the file is no row of that width, or its quotes are not simple."""
    import pyarrow as pa
    from pyarrow import csv

    names = [f"c{position}" for position in range(len(known.cells))]
    start, end = _start(content), _end(content)
    quoted = _quoted_lines(content, end, known.sign)
    if quoted is None:
        return None
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(content).slice(start, end - start)),
            read_options=csv.ReadOptions(
                column_names=names, skip_rows=1, block_size=_BLOCK, encoding=encoding.removesuffix("-sig")
            ),
            parse_options=csv.ParseOptions(
                delimiter=known.sign, quote_char='"' if quoted else False, ignore_empty_lines=False
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.utf8())), strings_can_be_null=False
            ),
        ).unify_dictionaries()
    except pa.ArrowInvalid:
        return None
    if not table.num_rows:
        return None
    texts = [table.column(name).chunk(0).dictionary for name in names]
    columns = {name: pa.chunked_array([chunk.indices for chunk in table.column(name).chunks]) for name in names}
    lines = np.arange(2, table.num_rows + 2, dtype=np.int32)
    numbers = pa.table({"_line": lines, "_text": _row_texts(quoted, encoding, table.num_rows), **columns})
    is_blank = _blank(numbers, texts)
    # A line without any character is no row; it cannot be told from a row of empty cells once the file is divided.
    if is_blank.any() and any(empty in content[start:end] for empty in _EMPTY_LINES):
        return None
    return PlainTable(
        delimiter=known.delimiter,
        header=[cell.strip() for cell in known.cells],
        header_line=1,
        rows=[_blank_row(numbers, texts, at, known.sign) for at in np.flatnonzero(is_blank).tolist()],
        numbers=numbers.filter(pa.array(~is_blank)) if is_blank.any() else numbers,
        texts=_numbered(texts),
    )


def _start(content: bytes) -> int:
    return len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0


def _first_line_end(content: bytes, start: int) -> int:
    ends = [end for sign in (b"\r", b"\n") if (end := content.find(sign, start)) >= 0]
    return min(ends, default=len(content))


def _end(content: bytes) -> int:
    """Where the last line ends that is not empty."""
    end = len(content)
    while end and content[end - 1] in b"\r\n":
        end -= 1
    return end


def _blank(numbers: Any, texts: list[Any]) -> Any:
    """Which rows have nothing but blanks in them."""
    found = np.ones(numbers.num_rows, dtype=bool)
    for position, known in enumerate(texts):
        blank = [code for code, text in enumerate(known.to_pylist()) if not text.strip()]
        if not blank:
            return np.zeros(numbers.num_rows, dtype=bool)
        found &= np.isin(numbers.column(f"c{position}").to_numpy(), blank)
    return found


def _blank_row(numbers: Any, texts: list[Any], at: int, sign: str) -> RawRow:
    cells = [known[numbers.column(f"c{position}")[at].as_py()].as_py() for position, known in enumerate(texts)]
    return RawRow(numbers.column("_line")[at].as_py(), cells, numbers.column("_text")[at].as_py() or sign.join(cells))


def _quoted_lines(content: bytes, end: int, sign: str) -> dict[int, bytes] | None:
    """The lines (from 1) with quoted cells. None if a quotation mark stands elsewhere than around a whole cell."""
    marks = content.count(b'"')
    if not marks:
        return {}
    if marks > _MOST_QUOTES or content.count(b"\r") != content.count(b"\r\n"):
        return None
    lines: dict[int, bytes] = {}
    line, counted = 1, 0
    around = {*sign.encode(), *b"\r\n"}
    for cell in _QUOTED_CELL.finditer(content, 0, end):
        if content[cell.start() - 1] not in around or (cell.end() < end and content[cell.end()] not in around):
            return None
        marks -= cell[0].count(b'"')
        line += content.count(b"\n", counted, cell.start())
        counted = cell.start()
        if line not in lines:
            first, last = content.rfind(b"\n", 0, counted) + 1, content.find(b"\n", counted)
            lines[line] = content[first : last if last >= 0 else end].rstrip(b"\r\n")
    return None if marks else lines


def _row_texts(quoted: dict[int, bytes], encoding: str, rows: int) -> Any:
    """The lines as delivered, by the place of their row; nothing for all others."""
    import pyarrow as pa

    places = np.zeros(rows, dtype=np.int32)
    is_missing = np.ones(rows, dtype=bool)
    at = np.fromiter(quoted, dtype=np.int64, count=len(quoted)) - 2
    places[at], is_missing[at] = np.arange(len(quoted)), False
    texts = pa.array([text.decode(encoding) for text in quoted.values()], pa.utf8())
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=is_missing), texts)


def _numbered(texts: list[Any]) -> Any:
    import pyarrow as pa

    return pa.table(
        {
            "position": np.repeat(np.arange(len(texts), dtype=np.int32), [len(known) for known in texts]),
            "code": np.concatenate([np.arange(len(known), dtype=np.int32) for known in texts]),
            "text": pa.chunked_array(texts),
        }
    )
