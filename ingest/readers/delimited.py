"""Delimited text: bytes → one encoding, one delimiter, a header and rows with the lines they were delivered on."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from danish import ingest as text_da
from ingest.faults import Fault, RefusedError

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t"}

_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
# UTF-8 that was read as cp1252 and saved again: the lead byte of å, é or –, then what its second byte became.
_DOUBLY_ENCODED = re.compile("[ÂÃ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€.|ï»¿")


@dataclass(frozen=True)
class RawRow:
    """A row as delivered: the first of its physical lines (from 1), its cells, and the text of all its lines.

    In a workbook, `line` numbers the delivered rows, `place` says where the row stands and `letters` in which of the
    sheet's columns each cell. `skip_reason`: why the row is passed over, as a note under a table is.
    """

    line: int
    cells: list[str]
    text: str
    place: str = ""
    letters: tuple[str, ...] = ()
    skip_reason: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """`delimiter` is `;`, `,` or the word tab. Rows may be longer or shorter than the header; blank lines are gone.

    A workbook has no delimiter; `notices` are what its reader must be told though the rows are taken.
    """

    delimiter: str
    header: list[str]
    header_line: int
    rows: list[RawRow]
    header_place: str = ""
    notices: tuple[str, ...] = ()


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Text and encoding (`utf-8-sig`, `utf-8` or `cp1252`). UTF-8 if it is exactly that, else cp1252, strictly.

    Raises RefusedError for bytes that neither holds, for control characters, and for text that was encoded twice.
    """
    text, used = _decoded(content, encoding)
    for pattern, message in (
        (_CONTROL, text_da.CONTROL_CHARACTER),
        (re.compile("\ufffd"), text_da.LOST_CHARACTERS),
    ):
        if match := pattern.search(text):
            raise RefusedError(Fault(message, line=line_at(text, match.start())))
    if match := _DOUBLY_ENCODED.search(text):
        raise RefusedError(Fault(text_da.doubly_encoded(match[0]), line=line_at(text, match.start())))
    return text, used


def _decoded(content: bytes, encoding: str | None) -> tuple[str, str]:
    if content.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    else:
        candidates = [encoding] if encoding else ["utf-8", "cp1252"]
    error_at = 0
    for candidate in candidates:
        try:
            return content.decode(candidate), candidate
        except UnicodeDecodeError as error:
            error_at = error.start
    line = line_at(content[:error_at].decode("latin-1"), error_at)
    raise RefusedError(Fault(text_da.not_decodable(" eller ".join(candidates)), line=line))


def line_at(text: str, offset: int) -> int:
    """The physical line (from 1) that the character at `offset` stands on."""
    return sum(1 for _ in _LINE_END.finditer(text, 0, offset)) + 1


def sign_of(delimiter: str) -> str:
    """The sign itself, where `Table.delimiter` may be a word."""
    return "\t" if delimiter == "tab" else delimiter


def split(text: str, delimiter: str | None = None) -> Table:
    """The table in the text. `delimiter`: a key of DELIMITERS, or None to decide it over all rows.

    Raises RefusedError for an empty file, for one wide column, for an undecidable delimiter and for open quotes.
    """
    lines = list(io.StringIO(text, newline=""))
    if not text.strip(" \t\r\n;,"):
        raise RefusedError(Fault(text_da.EMPTY_FILE))
    sign = DELIMITERS[delimiter] if delimiter else _decide(lines)
    try:
        rows = list(_rows(lines, sign, strict=True))
    except _QuoteError as error:
        raise RefusedError(Fault(text_da.BROKEN_QUOTES, line=error.line)) from error
    header = next(row for row in rows if not row.is_blank)
    if len(header.cells) < 2:
        raise RefusedError(Fault(text_da.ONE_COLUMN, line=header.line))
    return Table(
        delimiter="tab" if sign == "\t" else sign,
        header=[cell.strip() for cell in header.cells],
        header_line=header.line,
        rows=[row for row in rows if row.line > header.line],
    )


class _QuoteError(ValueError):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _rows(lines: list[str], delimiter: str, *, strict: bool) -> Iterator[RawRow]:
    """Rows with their physical lines; lines without any character are left out."""
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    first = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _QuoteError(first) from error
        if cells is None:
            return
        if cells:
            yield RawRow(first, cells, "".join(lines[first - 1 : reader.line_num]).rstrip("\r\n"))
        first = reader.line_num + 1


def _decide(lines: list[str]) -> str:
    """The delimiter that gives most rows the header's width; the wider header wins among equals."""
    scores = {sign: score for sign in DELIMITERS.values() if (score := _score(lines, sign))}
    if not scores:
        raise RefusedError(Fault(text_da.ONE_COLUMN, line=1))
    best = max(scores.values())
    winners = [sign for sign, score in scores.items() if score == best]
    if len(winners) > 1:
        raise RefusedError(Fault(text_da.AMBIGUOUS_DELIMITER, line=1))
    return winners[0]


def _score(lines: list[str], delimiter: str) -> tuple[float, int] | None:
    """Share of rows as wide as the header, and that width; None when the header is not divided at all."""
    width = fitting = total = 0
    try:
        for row in _rows(lines, delimiter, strict=False):
            if row.is_blank:
                continue
            if not width:
                width = len(row.cells)
                if width < 2:
                    return None
            total += 1
            fitting += len(row.cells) == width
    except _QuoteError:
        return None
    return (fitting / total, width) if total else None
