"""A second, independent reading of what was delivered: rows by RFC 4180, numbers by the contract's one rule.

It knows nothing of the program, so that the two can be held against each other.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_QUALIFIER = re.compile(
    r"(?:(?:ca\.?|cirka|omkring|mindst|mere end|over|højst|hoejst|op til|mindre end|under)\s+"
    r"|ca\.\s*|[<>]=?\s*|[≤≥]\s*)(?=[-−0-9])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([-−]?)([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?")


class UnreadableError(ValueError):
    """The text says nothing that a strict reader could take."""


@dataclass(frozen=True)
class Delivered:
    """A row as it was delivered: the line it begins on, and its cells under the header's names."""

    line: int
    cells: dict[str, str]
    width: int


def delivered(content: bytes, required: tuple[str, ...]) -> tuple[list[str], list[Delivered]]:
    """The header and the rows under it, divided by the one sign that gives a header with the required names."""
    text = _decoded(content)
    for sign in (";", ",", "\t"):
        rows = [(line, cells) for line, cells in _rows(text, sign) if cells]
        full = [number for number, (_, cells) in enumerate(rows) if any(cell.strip() for cell in cells)]
        names = [name.strip().casefold() for name in rows[full[0]][1]] if full else []
        if set(required) <= set(names):
            return names, [
                Delivered(line, dict(zip(names, cells, strict=False)), len(cells))
                for line, cells in rows[full[0] + 1 :]
            ]
    raise UnreadableError("no header")


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _rows(text: str, sign: str) -> list[tuple[int, list[str]]]:
    """Rows with the line they begin on. A quotation mark inside an unquoted cell is a letter like any other."""
    rows: list[tuple[int, list[str]]] = []
    line = 1
    for row in re.findall(r'(?:(?:^|(?<=[S\r\n]))"(?:[^"]|"")*"|[^\r\n])*(?:\r\n|\r|\n|$)'.replace("S", sign), text):
        body = row.rstrip("\r\n") if not row.endswith('"') else row
        rows.append((line, _cells(body, sign) if body else []))
        line += len(re.findall(r"\r\n|\r|\n", row))
    return rows


def _cells(row: str, sign: str) -> list[str]:
    cells, rest = [], row
    while True:
        quoted = re.match(r'"((?:[^"]|"")*)"', rest)
        if quoted:
            cells.append(quoted[1].replace('""', '"'))
            rest = rest[quoted.end() :]
        else:
            end = rest.find(sign) if sign in rest else len(rest)
            cells.append(rest[:end])
            rest = rest[end:]
        if not rest:
            return cells
        rest = rest[1:]


def number(text: str) -> Decimal | None:
    """What the text says, without its qualifier; None for nothing."""
    stripped = text.strip()
    if not stripped:
        return None
    found = _NUMBER.fullmatch(_QUALIFIER.sub("", stripped, count=1))
    if not found:
        raise UnreadableError(text)
    sign, whole, decimals = found.groups()
    return Decimal(f"{'-' if sign else ''}{whole.replace('.', '')}.{decimals or 0}")


def day(text: str) -> date | None:
    stripped = text.strip()
    if not stripped:
        return None
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", stripped):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if danish := re.fullmatch(r"([0-9]{2})-([0-9]{2})-([0-9]{4})", stripped):
        return date(int(danish[3]), int(danish[2]), int(danish[1]))
    raise UnreadableError(text)
