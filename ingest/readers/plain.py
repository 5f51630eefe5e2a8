"""Large text files that are so plain that no row needs looking at: no quotation mark, and each line one whole row.

They are divided all at once, and each different text of a column is numbered. A file that is not plain throughout is
for `delimited` to read; where this module answers, it answers the same.
"""

import codecs
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.readers.delimited import DELIMITERS, RawRow, Table

# Smaller files are read with care: the time that it takes is not noticed.
LARGE = 1 << 22
_BLOCK = 1 << 25
_EMPTY_LINES = (b"\n\n", b"\r\r", b"\n\r")


@dataclass(frozen=True)
class PlainTable(Table):
    """A table whose rows stand as numbers. `rows` holds the blank ones alone.

    `numbers`, an Arrow table: `_line`, and `c0`, `c1` … with the number of the text in each column. `texts`: `position`
    of the column, `code` (the number) and `text`.
    """

    numbers: Any = None
    texts: Any = None


@dataclass(frozen=True)
class Heading:
    """The first line of a file without quotation marks. `sign`: what stands between its cells."""

    sign: str
    cells: list[str]

    @property
    def delimiter(self) -> str:
        return "tab" if self.sign == "\t" else self.sign


def heading(content: bytes, encoding: str, delimiter: str | None) -> Heading | None:
    """The heading, if the file may be plain and there is no doubt about its delimiter (or it is declared)."""
    if len(content) < LARGE or b'"' in content:
        return None
    start = _start(content)
    line = content[start : _first_line_end(content, start)].decode(encoding)
    signs = [DELIMITERS[delimiter]] if delimiter else [sign for sign in DELIMITERS.values() if sign in line]
    if len(signs) != 1 or signs[0] not in line or not line.strip(" \t;,"):
        return None
    return Heading(signs[0], line.split(signs[0]))


def read(content: bytes, encoding: str, known: Heading) -> PlainTable | None:
    """The table under the heading; None if a line of the file is no row of that width."""
    import pyarrow as pa
    from pyarrow import csv

    names = [f"c{position}" for position in range(len(known.cells))]
    start, end = _start(content), _end(content)
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(content).slice(start, end - start)),
            read_options=csv.ReadOptions(
                column_names=names, skip_rows=1, block_size=_BLOCK, encoding=encoding.removesuffix("-sig")
            ),
            parse_options=csv.ParseOptions(delimiter=known.sign, quote_char=False, ignore_empty_lines=False),
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
    numbers = pa.table({"_line": lines, **columns})
    is_blank = _blank(numbers, texts)
    # A line without any character is no row; it cannot be told from a row of empty cells once the file is divided.
    if is_blank.any() and any(empty in content[start:end] for empty in _EMPTY_LINES):
        return None
    return PlainTable(
        delimiter=known.delimiter,
        header=[cell.strip() for cell in known.cells],
        header_line=1,
        rows=[_row(numbers, texts, at, known.sign) for at in np.flatnonzero(is_blank).tolist()],
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


def _row(numbers: Any, texts: list[Any], at: int, sign: str) -> RawRow:
    cells = [known[numbers.column(f"c{position}")[at].as_py()].as_py() for position, known in enumerate(texts)]
    return RawRow(numbers.column("_line")[at].as_py(), cells, sign.join(cells))


def _numbered(texts: list[Any]) -> Any:
    import pyarrow as pa

    return pa.table(
        {
            "position": np.repeat(np.arange(len(texts), dtype=np.int32), [len(known) for known in texts]),
            "code": np.concatenate([np.arange(len(known), dtype=np.int32) for known in texts]),
            "text": pa.chunked_array(texts),
        }
    )
