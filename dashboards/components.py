"""The pieces that pages are put together from, as HTML. Whatever comes from a table is escaped here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from danish import page_fetch as fetch_text
from danish import pages as text
from dashboards.queries import Row

_BREAKS = re.compile(r"[\t\r\n]+")


@dataclass(frozen=True)
class Column:
    """A column of a table: `kind` is `text`, `number` (right-aligned) or `graphic`, `width` is in percent."""

    title: str
    kind: str = "text"
    width: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Group:
    """The header of some lines of a table: their name, what it belongs to above it, and below it what they share."""

    name: str
    over: str = ""
    note: str = ""


# Cells of a line; the first is the line's header. A line shorter than the table stretches its last cell to the end.
Line = Sequence[str]


def show(*pieces: str) -> None:
    """Write finished HTML to the page: as one attribute, which the browser makes the page of (static/content.js)."""
    st.html(_Packed("".join(pieces)))


class _Packed:
    """HTML that Streamlit takes as it is: a text it would search for a file of that name and for indented lines."""

    def __init__(self, content: str) -> None:
        self._content = content

    def _repr_html_(self) -> str:
        content = self._content.replace("&", "&amp;").replace("'", "&#39;")
        return f"<div data-html='{content}'></div>"


def heading(title: str, kicker: str, lead: str = "") -> str:
    """The page's finding as its only `h1`, what it is about above it and one paragraph below."""
    paragraph = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    return f'<p class="kicker">{escape(kicker)}</p><h1>{escape(title)}</h1>{paragraph}'


def section(title: str) -> str:
    return f"<h2>{escape(title)}</h2>"


def subsection(title: str) -> str:
    return f"<h3>{escape(title)}</h3>"


def paragraph(words: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(words)}</p>' if words else ""


def notice(words: str) -> str:
    return f'<p class="notice" role="note">{escape(words)}</p>'


def mark(words: str, kind: str) -> str:
    """A word in a frame; the colour only repeats what the word says."""
    return f'<span class="mark {kind}">{escape(words)}</span>'


def marks(row: Row) -> str:
    """The marks a figure carries, most serious first."""
    found = []
    if row.get("is_under_clarification"):
        found.append(mark(text.MARK_CLARIFY, "clarify"))
    elif row.get("is_flagged"):
        found.append(mark(text.MARK_FLAGGED, "flagged"))
    if row.get("is_corrected"):
        found.append(mark(text.MARK_CORRECTED, "corrected"))
    if row.get("is_synthetic"):
        found.append(mark(text.MARK_SYNTHETIC, "synthetic"))
    return " ".join(found)


def stack(*lines: str) -> str:
    """A cell with a main line (HTML) and small lines below it (escaped)."""
    main, *small = lines
    return f'<span class="main">{main}</span>' + "".join(
        f'<span class="small">{escape(line)}</span>' for line in small if line
    )


def table(
    caption: str,
    columns: Sequence[Column],
    lines: Iterable[Line],
    *,
    is_fetched: bool = True,
    is_drawn: bool = False,
    is_held: bool = False,
) -> str:
    """A real table: caption, column headers, and the first cell of each line as the line's header.

    Cells are HTML. The roles are spelled out because the narrow layout lays lines out as blocks, which would otherwise
    take the table's meaning from a screen reader. With `is_held` the browser makes the lines when the fold is opened
    that the table stands in, or when it has nothing else to do (static/held.js): for closed folds of pages that have
    many. Such lines have a cell for each column, and in it nothing but words and spans.
    """
    if is_held:
        return _table(caption, columns, _held(lines), is_fetched=is_fetched, is_drawn=is_drawn)
    return grouped_table(caption, columns, [("", lines)], is_fetched=is_fetched, is_drawn=is_drawn)


def grouped_table(
    caption: str,
    columns: Sequence[Column],
    groups: Iterable[tuple[str | Group, Iterable[Line]]],
    *,
    is_fetched: bool = True,
    is_drawn: bool = False,
) -> str:
    """A table whose lines stand in groups, each under a header of its own; a group without a name has none.

    Below it the reader can take it along as a file, and as a picture too where it has drawings (a column of the kind
    `graphic`, or `is_drawn`), unless `is_fetched` says that it is not worth it.
    """
    bodies = []
    for name, lines in groups:
        title = _group_header(name if isinstance(name, Group) else Group(name), len(columns))
        rows = "".join(_row(columns, line) for line in lines)
        bodies.append(f'<tbody role="rowgroup">{title}{rows}</tbody>')
    return _table(caption, columns, "".join(bodies), is_fetched=is_fetched, is_drawn=is_drawn)


def _held(lines: Iterable[Line]) -> str:
    """A table's body without its lines, which stand in one attribute: a line of text for each, a tab between cells."""
    rows = "\n".join("\t".join(_BREAKS.sub(" ", cell) for cell in line) for line in lines)
    return f'<tbody role="rowgroup" data-rows="{escape(rows)}"></tbody>'


def _table(caption: str, columns: Sequence[Column], bodies: str, *, is_fetched: bool, is_drawn: bool) -> str:
    is_drawn = is_drawn or any(column.kind == "graphic" for column in columns)
    kind = ' class="drawn"' if is_drawn else ""
    widths = "".join(f'<col style="width:{column.width}%">' if column.width else "<col>" for column in columns)
    head = "".join(_column_header(column) for column in columns)
    return (
        f'<table role="table"{kind}><caption>{escape(caption)}</caption><colgroup>{widths}</colgroup>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{bodies}</table>'
        + (fetch(caption, "csv", *(("png",) if is_drawn else ())) if is_fetched else "")
    )


def fetch(of: str, *kinds: str) -> str:
    """The buttons that take the table (`csv`) or drawing (`png`) before them along; a screen reader adds `of`.

    The file is made in the reader's browser from what the page shows (static/fetch.js), with source, date and build.
    """
    words = {"csv": fetch_text.CSV, "png": fetch_text.PICTURE}
    buttons = " ".join(
        f'<button type="button" data-fetch="{kind}" aria-label="{escape(f"{words[kind]}: {of}")}">'
        f"{escape(words[kind])}</button>"
        for kind in kinds
    )
    return f'<p class="fetch">{buttons}</p>'


def _group_header(group: Group, width: int) -> str:
    if not group.name:
        return ""
    over, note = (f'<span class="small">{escape(words)}</span>' if words else "" for words in (group.over, group.note))
    return (
        f'<tr role="row" class="group"><th scope="rowgroup" role="rowheader" colspan="{width}">'
        f"{over}{escape(group.name)}{note}</th></tr>"
    )


def _column_header(column: Column) -> str:
    note = f'<span class="small">{escape(column.note)}</span>' if column.note else ""
    return f'<th scope="col" role="columnheader" class="{column.kind}">{escape(column.title)}{note}</th>'


def _row(columns: Sequence[Column], line: Line) -> str:
    first, *rest = line
    missing = len(columns) - len(line)
    cells = []
    for place, (column, cell) in enumerate(zip(columns[1:], rest, strict=False), start=1):
        if not missing or place < len(line) - 1:
            cells.append(f'<td role="cell" class="{column.kind}" data-label="{escape(column.title)}">{cell}</td>')
            continue
        label = columns[-1].title if column.kind == "graphic" else column.title
        cells.append(f'<td role="cell" class="text" colspan="{missing + 1}" data-label="{escape(label)}">{cell}</td>')
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{"".join(cells)}</tr>'


def fold(
    summary: str, body: str, *, is_open: bool = False, anchor: str = "", is_printed: bool = True, is_brief: bool = False
) -> str:
    """Details that open by mouse and keyboard and are printed open. `summary` and `body` are HTML.

    What is only for looking things up in has `is_printed` False: it stands on paper only if the reader has opened it.
    With `is_brief` the summary stands on paper anyhow.
    """
    opened = " open" if is_open else ""
    identity = f' id="{escape(anchor)}"' if anchor else ""
    kind = ' class="brief"' if is_brief else "" if is_printed else ' class="lookup"'
    return f"<details{identity}{kind}{opened}><summary>{summary}</summary><div>{body}</div></details>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Term and description, for what is known about one thing; empty descriptions are left out."""
    lines = "".join(f"<dt>{escape(term)}</dt><dd>{escape(words)}</dd>" for term, words in pairs if words)
    return f"<dl>{lines}</dl>" if lines else ""


def link(words: str, path: str, **parameters: str) -> str:
    """A link to another page of the same build."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f'<a href="/{escape(path + query)}">{escape(words)}</a>'


def case_link(finding_id: str | None) -> str:
    """The way from a marked figure to its case on the page about data quality."""
    if finding_id is None:
        return ""
    return f'<span class="small">{link(text.SEE_CASE, "datakvalitet", sag=finding_id)}</span>'


def spine(
    place: float | None,
    low: float | None,
    high: float | None,
    *,
    limit: int,
    kind: str,
    is_hollow: bool,
    is_range: bool = False,
) -> str:
    """One line of the spine chart. Places are on the common axis (-limit to limit); the words stand beside it."""
    if place is None:
        return '<span class="spine empty" aria-hidden="true"></span>'
    band = ""
    if low is not None and high is not None:
        left, right = sorted((_percent(low, limit), _percent(high, limit)))
        band = f'<i class="{"hatch" if is_range else "band"}" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>'
    dot = ""
    if not is_range:
        filling = "hollow" if is_hollow else "sure"
        dot = f'<i class="dot {filling} {kind}" style="left:{_percent(place, limit):.1f}%"></i>'
    return f'<span class="spine" aria-hidden="true"><i class="middle"></i>{band}{dot}</span>'


def _percent(place: float, limit: int) -> float:
    """From the axis to the width of the drawing, with room for half a dot at both ends."""
    return 50 + max(-1.0, min(1.0, place / limit)) * 46


def track(low: float, high: float, elapsed: float | None) -> str:
    """Share of a target reached (percent), hatched between two possible readings, with a line where time stands."""
    end = max(100.0, high)
    filled = f'<i class="filled" style="width:{low / end * 100:.1f}%"></i>'
    open_part = (
        f'<i class="hatch" style="left:{low / end * 100:.1f}%;width:{(high - low) / end * 100:.1f}%"></i>'
        if high > low
        else ""
    )
    time = f'<i class="time" style="left:{min(elapsed, end) / end * 100:.1f}%"></i>' if elapsed is not None else ""
    return f'<span class="track" aria-hidden="true">{filled}{open_part}{time}</span>'


def legend() -> str:
    """The marks of the charts and of the figures, each with its meaning in words."""
    lines = "".join(
        f'<li><span class="sample" aria-hidden="true"><i class="{kind}"></i></span>{escape(words)}</li>'
        for kind, words in text.LEGEND_ROWS
    )
    marked = "".join(
        f"<li><span>{mark(words, kind)} {escape(meaning)}</span></li>" for words, kind, meaning in text.MARK_MEANINGS
    )
    return fold(escape(text.LEGEND), f'<ul class="legend">{lines}{marked}</ul>')


def not_published() -> str:
    """What the pages say before the first publishing: why they are empty and what fills them."""
    before, run, between, demo = text.NOT_PUBLISHED
    return (
        f"<h1>{escape(text.NOT_PUBLISHED_TITLE)}</h1>"
        f"<p>{escape(before)} <code>{run}</code>, {escape(between)} <code>{demo}</code>.</p>"
    )
