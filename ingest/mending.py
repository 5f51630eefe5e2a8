"""A delivered file as its sender has mended it: the same rows in the same order, as text that ingest can read again."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.inspection import InspectedRow, Inspection

_SUFFIX = "rettet"


@dataclass(frozen=True)
class Mends:
    """What the sender has changed: new texts by line and column, and the lines that were taken out.

    A line without new texts is one of another width than the header, whose fields are right as they were shown.
    """

    texts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.texts or self.removed)


@dataclass(frozen=True)
class Change:
    """One text that was changed, or without `column` a whole row, which is taken out where it has no `new` text."""

    place: str
    column: str = ""
    old: str = ""
    new: str = ""


def mended_name(name: str) -> str:
    """What the mended file is called: the same, marked, and always as text."""
    stem = name.rpartition(".")[0] or name
    return f"{stem}-{_SUFFIX}.csv"


def mended_file(rows: Sequence[InspectedRow], mends: Mends) -> bytes:
    """Every row that was not taken out, changed or as delivered. Blank rows and those around a table are not rows."""
    columns = rows[0].columns
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    for row in _kept(rows, mends):
        new = mends.texts.get(row.line)
        writer.writerow(row.delivered if new is None else [{**row.cells, **new}[column] for column in columns])
    return text.getvalue().encode("utf-8-sig")


def as_delivered(rows: Sequence[InspectedRow], mends: Mends, found: Inspection) -> tuple[InspectedRow, ...]:
    """The rows of the mended file with the lines and places that they have in the delivered one."""
    return tuple(
        replace(row, line=delivered.line, place=delivered.place)
        for delivered, row in zip(_kept(rows, mends), found.rows, strict=True)
    )


def changes(rows: Sequence[InspectedRow], mends: Mends) -> Iterator[Change]:
    """All that was changed, in the order of the file."""
    for row in rows:
        new = mends.texts.get(row.line)
        if row.line in mends.removed:
            yield Change(row.place, old="; ".join(row.delivered))
        elif new is not None and row.is_ragged:
            yield Change(row.place, old="; ".join(row.delivered), new="; ".join((row.cells | dict(new)).values()))
        else:
            yield from (Change(row.place, column, row.cells[column], text) for column, text in (new or {}).items())


def _kept(rows: Sequence[InspectedRow], mends: Mends) -> list[InspectedRow]:
    return [row for row in rows if not row.is_blank and row.line not in mends.removed]
