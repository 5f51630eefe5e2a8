"""Indberet: a partner sees what would become of a registration file, row by row, and hands it in."""

from html import escape

import streamlit as st

from danish import page_sentences as say
from danish import page_upload as text
from danish import pages
from danish.ingest import place
from dashboards import components as html
from dashboards import inbox
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.selection import View, now
from ingest.results import REFUSED
from ingest.validate import InspectedRow, Inspection

_MOST_ROWS = 500
_ABOUT = ("area_text", "activity_text", "measure_text", "period_id", "reported_count")


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    kicker = say.kicker(pages.ALL_PLACES, local_day(view.published.built_at))
    html.show(html.heading(text.HEADING, kicker, text.LEAD))
    html.show(html.paragraph(text.upload_help(inbox.MOST_MEGABYTES), "note"))
    chosen = st.file_uploader(text.UPLOAD, type=list(inbox.SUFFIXES), max_upload_size=inbox.MOST_MEGABYTES, key="fil")
    if chosen is None:
        html.show(html.notice(text.NOTHING_CHOSEN))
    else:
        _file(chosen.getvalue(), chosen.name)
    html.show(foot(view))


def _file(content: bytes, name: str) -> None:
    if len(content) > inbox.MOST_MEGABYTES << 20:
        html.show(html.notice(text.TOO_LARGE))
        return
    found = inbox.looked_through(content, name)
    if found.result.status == REFUSED:
        html.show(html.section(text.REFUSED), _problems(found), html.paragraph(text.MEND))
        return
    if found.result.source_id not in inbox.SOURCES:
        html.show(html.notice(text.OTHER_FORM))
        return
    counts = found.result
    html.show(
        html.section(text.verdict(counts.rows_read, counts.rows_loaded, counts.rows_quarantined, counts.rows_skipped)),
        *map(html.notice, counts.notices),
        _problems(found) + html.paragraph(text.MEND) if counts.problems else "",
    )
    _hand_in(content, name, found)
    html.show(_rows(found))


def _problems(found: Inspection) -> str:
    columns = (Column(text.PLACE, width=24), Column(text.WRONG, width=42), Column(text.REMEDY, width=34))
    lines = [
        [
            escape(place(one.line, one.column, one.place) or text.WHOLE_FILE),
            escape(one.reason_da),
            escape(one.remedy_da),
        ]
        for one in found.result.problems
    ]
    return html.table(text.PROBLEMS_CAPTION, columns, lines)


def _hand_in(content: bytes, name: str, found: Inspection) -> None:
    if not inbox.may_be_handed_in(found):
        return
    refused = found.result.rows_quarantined
    if not st.button(text.deliver_part(refused) if refused else text.DELIVER, type="primary"):
        return
    try:
        receipt = inbox.hand_in(content, name, found, now())
    except inbox.InboxFullError:
        html.show(html.notice(text.FULL))
        return
    words = text.delivered(receipt.name, receipt.checksum) if receipt.is_new else text.ALREADY
    html.show(f'<p class="notice" role="status">{escape(words)}</p>', html.paragraph(text.AFTER))


def _rows(found: Inspection) -> str:
    columns = (
        Column(text.PLACE, width=20),
        Column(text.OUTCOME, width=18),
        Column(text.CONTENT, width=34),
        Column(text.WORDS, width=28),
    )
    shown = found.rows[:_MOST_ROWS]
    left = len(found.rows) - len(shown)
    return (
        html.section(text.ROWS)
        + html.table(text.ROWS_CAPTION, columns, map(_line, shown))
        + (html.paragraph(text.more_rows(left), "note") if left else "")
    )


def _line(row: InspectedRow) -> list[str]:
    remarks = _remarks(row)
    outcome = "flagged" if row.outcome == "loaded" and remarks else row.outcome
    about = [str(row.values[name]) for name in _ABOUT if row.values.get(name) is not None]
    kind = "worse" if outcome == "quarantined" else ""
    return [
        escape(row.place),
        f'<span class="verdict {kind}">{escape(text.OUTCOMES[outcome])}</span>',
        escape(text.content(about)),
        escape(" ".join([*remarks, row.reason_da, row.remedy_da]).strip()),
    ]


def _remarks(row: InspectedRow) -> list[str]:
    """What will be asked about a row although it is taken."""
    if row.outcome != "loaded" or "counting_mode" not in row.values:
        return []
    remarks = [text.DOUBTED] if row.values.get("is_doubted") else []
    if row.values["counting_mode"] == "unknown":
        remarks.append(text.UNKNOWN_MODE)
    if not row.values.get("period_id"):
        remarks.append(text.NO_PERIOD)
    return remarks


page(st.session_state["view"])
