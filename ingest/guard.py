"""Refuses a delimited text whole if private text stands anywhere in it, and tells the places alone."""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from danish.ingest import Message
from ingest import indicator_values, privacy
from ingest.faults import Fault, RefusedError
from ingest.readers.delimited import DELIMITERS
from ingest.registry import Registry
from ingest.sources import Source

_MOST_PLACES = 20
_FEW_BYTES = 1 << 12

# The headings of a row's columns that may hold any bare number, by the row's cells under their headings.
FreeColumns = Callable[[Mapping[str, str]], Collection[str]]


def free_columns(source: Source, registry: Registry) -> FreeColumns:
    """The columns that the source's contract frees, and form A's number columns in a row that is counted in kroner.

    No other figure is nine digits long.
    """
    of_source = {heading.casefold() for heading in source.free_columns}

    def free(cells: Mapping[str, str]) -> Collection[str]:
        indicator = registry.indicators.get(cells.get("indikator", "").strip())
        is_kroner = indicator is not None and indicator.unit.startswith("kr")
        return of_source | set(indicator_values.FORM.numbers) if is_kroner else of_source

    return free


def check(
    content: bytes, *, encoding: str, delimiter: str | None, free: FreeColumns, own_columns: Collection[str]
) -> None:
    """Raises RefusedError with line and column of what is private in the bytes of a delimited file.

    `delimiter` as the table tells it, or None for a file that could not be divided: then every way is tried, and no
    column is told. A column is named when it is one of `own_columns`, else numbered: a heading may itself be private.
    """
    sign = "\t" if delimiter == "tab" else delimiter
    lines = list(_private_lines(content, encoding, sign))
    if not lines:
        return
    try:
        faults = list(_faults(content, encoding, sign, lines, free, own_columns)) if sign else None
    except csv.Error:
        faults = None
    if faults is None:
        faults = [Fault(line.message, line.number) for line in lines]
    if faults:
        raise RefusedError(*faults[:_MOST_PLACES])


@dataclass(frozen=True)
class _Line:
    """A physical line (from 1) on which something private seems to stand, as long as nobody knows its columns."""

    number: int
    message: Message


def _private_lines(content: bytes, encoding: str, sign: str | None) -> Iterator[_Line]:
    """Lines with private text in what stands between two delimiters, or between two quotation marks."""
    number = seen = 0
    for piece, piece_end in privacy.suspects(content):
        for few, few_end in privacy.suspects(content[piece:piece_end], _FEW_BYTES):
            number += _line_ends(content, seen, piece + few)
            seen = piece + few_end
            for line in content[piece + few : seen].splitlines():
                number += 1
                if message := _private_part(line, encoding, sign):
                    yield _Line(number, message)


def _line_ends(content: bytes, start: int, end: int) -> int:
    crlf = content.count(b"\r\n", start, end)
    return content.count(b"\n", start, end) + content.count(b"\r", start, end) - crlf


def _private_part(line: bytes, encoding: str, sign: str | None) -> Message | None:
    if not privacy.may_hold_private(line):
        return None
    text = line.decode(encoding)
    signs = [sign] if sign else [*DELIMITERS.values()]
    for part in (part for separator in ['"', *signs] for part in text.split(separator)):
        if hits := privacy.find_in_number(part, is_free=False):
            return hits[0].message
    return None


def _faults(
    content: bytes, encoding: str, sign: str, lines: list[_Line], free: FreeColumns, own_columns: Collection[str]
) -> Iterator[Fault]:
    """The faults on those lines whose rows hold private text in columns that are not free of it."""
    names: list[str] | None = None
    waiting = iter(lines)
    line = next(waiting, None)
    for first, last, cells in _rows(content, encoding, sign):
        if names is None and any(cell.strip() for cell in cells):
            names = [cell.strip().casefold() for cell in cells]
        while line and line.number <= last:
            place = _private_column(names or [], cells, free)
            if place and line.number >= first:
                position, message = place
                name = (names or [])[position : position + 1]
                yield Fault(message, line.number, name[0] if name and name[0] in own_columns else str(position + 1))
            line = next(waiting, None)
        if line is None:
            return


def _rows(content: bytes, encoding: str, sign: str) -> Iterator[tuple[int, int, list[str]]]:
    """Every row with its first and last physical line."""
    with io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="") as text:
        reader = csv.reader(text, delimiter=sign, strict=True)
        last = 0
        for cells in reader:
            yield last + 1, reader.line_num, cells
            last = reader.line_num


def _private_column(names: list[str], cells: list[str], free: FreeColumns) -> tuple[int, Message] | None:
    """The position (from 0) of the first private cell of a row, and what stands there."""
    free_names = free(dict(zip(names, cells, strict=False)))
    for position, cell in enumerate(cells):
        is_free = position < len(names) and names[position] in free_names
        if hits := privacy.find_in_number(cell, is_free=is_free):
            return position, hits[0].message
    return None
