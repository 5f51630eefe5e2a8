"""A report as headings, paragraphs, tables and charts in reading order. HTML, PDF and workbook are drawn from this one
thing and add nothing, so that they cannot say different things."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property

CHECKSUM_LENGTH = 16  # hexadecimal digits of a SHA-256: enough to tell editions apart, short enough to read aloud

Value = str | int | float | date | None


@dataclass(frozen=True)
class Chart:
    """A small drawing: a Vega-Lite description as JSON, its width in pixels, and the sentence that says the same."""

    spec: str
    sentence: str
    width: int


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `value` is the same as a typed value for the workbook, None where the text is all.

    `lines`, where given, stand on page and paper instead of the text: a drawing or none, and the words under it.
    """

    text: str
    value: Value = None
    note: str = ""
    charts: tuple[Chart, ...] = ()
    mark: str = ""
    lines: tuple[tuple[Chart | None, str], ...] = ()


@dataclass(frozen=True)
class Column:
    """`width` is the column's share of the paper's width, 0 for one that only the workbook has; such columns stand
    last. `decimals` are those of the workbook's number format."""

    name: str
    is_number: bool = False
    width: float = 1.0
    decimals: int = 0


@dataclass(frozen=True)
class Row:
    """The first cell names the row. `below` is a sentence across the whole width under it, `below_note` its source."""

    cells: tuple[Cell, ...]
    below: str = ""
    below_note: str = ""


@dataclass(frozen=True)
class Table:
    """`sheet` is the name of its sheet in the workbook, empty for a table that another sheet holds already."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    below_name: str = ""

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that page and paper have."""
        return tuple(column for column in self.columns if column.width)


@dataclass(frozen=True)
class Text:
    """A paragraph; `style`: plain, lead, note, boxed, dashed, ask or handling; `label` stands in bold before it."""

    text: str
    style: str = "plain"
    label: str = ""


@dataclass(frozen=True)
class Points:
    """A numbered list; each point may have a second, quieter sentence."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """A chart of its own with its sentence; its table stands in the same section."""

    chart: Chart


@dataclass(frozen=True)
class Lines:
    """Space to write by hand."""

    label: str
    count: int


@dataclass(frozen=True)
class Case:
    """One finding with all that belongs to it."""

    anchor: str
    severity: str
    tag: str
    period: str
    heading: str
    blocks: tuple["Text | Table | Figure", ...]


Block = Text | Points | Table | Figure | Lines | Case


@dataclass(frozen=True)
class Section:
    """`level` 2 or 3; a section on level 3 belongs to the nearest one on level 2 before it."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2
    starts_page: bool = False


@dataclass(frozen=True)
class Document:
    """`stamp` are the lines at the foot that tell where it comes from; the checksum covers all but them."""

    title: str
    kicker: str
    build_id: str
    built_on: date
    boxes: tuple[Text, ...]
    lead: str
    sections: tuple[Section, ...]
    stamp: tuple[str, ...] = field(default=())
    extra_tables: tuple[Table, ...] = ()

    @cached_property
    def checksum(self) -> str:
        """The first digits of the SHA-256 over the content. The stamp is left out: it names the day of reading."""
        content = {name: value for name, value in asdict(self).items() if name != "stamp"}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:CHECKSUM_LENGTH]

    def tables(self) -> Iterator[Table]:
        """Every table in reading order, those inside findings too, and then those that only the workbook holds."""
        for section in self.sections:
            for block in section.blocks:
                inside = block.blocks if isinstance(block, Case) else (block,)
                yield from (part for part in inside if isinstance(part, Table))
        yield from self.extra_tables

    def charts(self) -> Iterator[Chart]:
        """Every chart of its own, in reading order; those in the cells of tables are left out."""
        for section in self.sections:
            yield from (block.chart for block in section.blocks if isinstance(block, Figure))
