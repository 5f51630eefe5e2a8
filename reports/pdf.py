"""The report as PDF/UA-1: tagged, with headings, table headers, texts for charts, language, title and its own fonts."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from danish import report_parts as parts
from reports import charts
from reports.document import Block, Case, Chart, Document, Table, Text

# What surely fits on one page is not divided between two.
SHORT_ROWS, SHORT_CHARACTERS = 10, 2500
TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def render(document: Document) -> bytes:
    """The finished PDF. The same document gives the same bytes: the only time in it is the day of the build."""
    import typst

    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[Path(charts.font_folder())],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"document": json.dumps(_plain(document), ensure_ascii=False)},
    )


def _plain(document: Document) -> dict[str, Any]:
    """The document as the template reads it: every block with its kind, every chart with its drawing."""
    page_word, of_word = parts.page_number("|", "|").split("|")[:2]
    return {
        "title": document.title,
        "kicker": document.kicker,
        "lead": document.lead,
        "year": document.built_on.year,
        "month": document.built_on.month,
        "day": document.built_on.day,
        "page_word": page_word.strip(),
        "of_word": of_word.strip(),
        "boxes": [_block(box) for box in document.boxes],
        "stamp": list(document.stamp),
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "starts_page": section.starts_page,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": type(block).__name__, **asdict(block, dict_factory=_drawn)}
    if isinstance(block, Case):
        plain["blocks"] = [_block(part) for part in block.blocks]
    if isinstance(block, Case | Table):
        plain["is_short"] = _is_short(block)
    return plain


def _is_short(block: Case | Table) -> bool:
    """Whether it may be kept on one page: what is kept together and does not fit would be cut off."""
    listed = [block] if isinstance(block, Table) else [part for part in block.blocks if isinstance(part, Table)]
    rows = [row for table in listed for row in table.rows]
    words = [text for row in rows for cell in row.cells for text in (cell.text, cell.note)]
    words += [text for row in rows for text in (row.below, row.below_note)]
    if isinstance(block, Case):
        words += [block.heading, *(part.text for part in block.blocks if isinstance(part, Text))]
    return len(rows) <= SHORT_ROWS and sum(map(len, words)) <= SHORT_CHARACTERS


def _drawn(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """A data class as a dictionary; a chart comes with its drawing, and typed values stay behind."""
    plain = {name: value for name, value in fields if name != "value"}
    if "spec" in plain:
        plain["svg"] = charts.svg(Chart(**plain))
    return plain
