"""Delimited text: bytes → one encoding, one delimiter, a header and rows with the lines they were delivered on."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
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
    rows: Iterable[RawRow]
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
    candidates = _candidates(content, encoding)
    error_at = 0
    for candidate in candidates:
        try:
            return content.decode(candidate), candidate
        except UnicodeDecodeError as error:
            error_at = error.start
    line = line_at(content[:error_at].decode("latin-1"), error_at)
    raise RefusedError(Fault(text_da.not_decodable(" eller ".join(candidates)), line=line))


def _candidates(content: bytes, encoding: str | None) -> list[str]:
    if content.startswith(codecs.BOM_UTF8):
        return ["utf-8-sig"]
    return [encoding] if encoding else ["utf-8", "cp1252"]


_PIECE = 1 << 24
# What stands in most cells: signs, figures and letters that every encoding writes alike, and the ends of lines.
_ASCII_TEXT = bytes([*b"\t\r\n", *range(0x20, 0x7F)])
# What the patterns of damage above find, as bytes, once all other text is struck out. It finds more than they do.
_DAMAGED_UTF_8 = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xc3[\x82\x83]|\xc3\xa2\xe2\x82\xac|\xc3\xaf\xc2\xbb\xc2\xbf|\xef\xbf\xbd"
)
_DAMAGED_CP1252 = re.compile(rb"[\x00-\x1f\x7f]|[\xc2\xc3][\x80-\xff]|\xe2\x80|\xef\xbb\xbf")


def encoding_of(content: bytes, encoding: str | None = None) -> str:
    """The encoding that `decode` tells, without the text, which of a large file is larger still. Raises as it does."""
    rest = b"".join(piece.translate(None, _ASCII_TEXT) for piece in _pieces(content))
    used = next((known for known in _candidates(content, encoding) if not rest or _is_decodable(content, known)), None)
    pattern = _DAMAGED_CP1252 if used == "cp1252" else _DAMAGED_UTF_8
    if used is None or pattern.search(rest):
        used = decode(content, encoding)[1]
    return used


def _pieces(content: bytes) -> Iterator[bytes]:
    return (content[start : start + _PIECE] for start in range(0, len(content), _PIECE))


def _is_decodable(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in _pieces(content):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def line_at(text: str, offset: int) -> int:
    """The physical line (from 1) that the character at `offset` stands on."""
    return sum(1 for _ in _LINE_END.finditer(text, 0, offset)) + 1


def sign_of(delimiter: str) -> str:
    """The sign itself, where `Table.delimiter` may be a word."""
    return "\t" if delimiter == "tab" else delimiter


def divide(text: str, delimiter: str | None = None) -> Table:
    """The table in the text, whose rows can be gone through once.

    `delimiter`: a key of DELIMITERS, or None to decide it over all rows. Raises RefusedError for an empty file, for one
    wide column and for an undecidable delimiter; and for open quotes when the rows come to them.
    """
    if not text.strip(" \t\r\n;,"):
        raise RefusedError(Fault(text_da.EMPTY_FILE))
    sign = DELIMITERS[delimiter] if delimiter else _decide(text)
    rows = _strict_rows(text, sign)
    header = next(row for row in rows if not row.is_blank)
    if len(header.cells) < 2:
        raise RefusedError(Fault(text_da.ONE_COLUMN, line=header.line))
    return Table(
        delimiter="tab" if sign == "\t" else sign,
        header=[cell.strip() for cell in header.cells],
        header_line=header.line,
        rows=rows,
    )


def _strict_rows(text: str, sign: str) -> Iterator[RawRow]:
    try:
        yield from _rows(text, sign, strict=True)
    except _QuoteError as error:
        raise RefusedError(Fault(text_da.BROKEN_QUOTES, line=error.line)) from error


class _QuoteError(ValueError):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _lines(text: str) -> Iterator[str]:
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[RawRow]:
    """Rows with their physical lines; lines without any character are left out."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in _lines(text):
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=strict)
    first = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _QuoteError(first) from error
        if cells is None:
            return
        if cells:
            yield RawRow(first, cells, "".join(taken).rstrip("\r\n"))
        first += len(taken)
        taken.clear()


def _decide(text: str) -> str:
    """The delimiter that gives most rows the header's width; the wider header wins among equals."""
    scores = {sign: score for sign in DELIMITERS.values() if (score := _score(text, sign))}
    if not scores:
        raise RefusedError(Fault(text_da.ONE_COLUMN, line=1))
    best = max(scores.values())
    winners = [sign for sign, score in scores.items() if score == best]
    if len(winners) > 1:
        raise RefusedError(Fault(text_da.AMBIGUOUS_DELIMITER, line=1))
    return winners[0]


def _score(text: str, delimiter: str) -> tuple[float, int] | None:
    """Share of rows as wide as the header, and that width; None when the header is not divided at all."""
    width = fitting = total = 0
    try:
        for row in _rows(text, delimiter, strict=False):
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
