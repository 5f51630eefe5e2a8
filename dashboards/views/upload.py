"""Indberet: a partner sees what would become of a registration file, row by row, mends it, and hands it in."""

from html import escape

import streamlit as st

from danish import page_mending, pages
from danish import page_sentences as say
from danish import page_upload as text
from danish.ingest import place
from dashboards import components as html
from dashboards import inbox, mending
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.inbox import Original
from dashboards.mending import Draft
from dashboards.selection import View, now
from ingest.inspection import LOADED, QUARANTINED, InspectedRow
from ingest.results import REFUSED

_MOST_ROWS = 500


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
    draft = mending.draft(content, name)
    found = draft.found.result
    if found.status == REFUSED and not draft.rows:
        html.show(html.section(text.REFUSED), _problems(draft), html.paragraph(text.MEND))
        return
    if found.source_id not in inbox.SOURCES:
        html.show(html.notice(text.OTHER_FORM))
        return
    if found.status == REFUSED:
        html.show(html.section(text.REFUSED), html.notice(page_mending.STOPPED))
    else:
        verdict = text.verdict(found.rows_read, found.rows_loaded, found.rows_quarantined, found.rows_skipped)
        html.show(html.section(verdict), *map(html.notice, found.notices))
    mending.form(draft, [(row, remarks) for row in draft.rows if (remarks := _remarks(row))])
    mending.mended(draft)
    _hand_in(draft)
    html.show(_rows(draft))


def _problems(draft: Draft) -> str:
    columns = (Column(text.PLACE, width=24), Column(text.WRONG, width=42), Column(text.REMEDY, width=34))
    lines = [
        [
            escape(place(one.line, one.column, one.place) or text.WHOLE_FILE),
            escape(one.reason_da),
            escape(one.partner_remedy_da),
        ]
        for one in draft.found.result.problems
    ]
    return html.table(text.PROBLEMS_CAPTION, columns, lines)


def _hand_in(draft: Draft) -> None:
    if not inbox.may_be_handed_in(draft.found):
        return
    whole = page_mending.DELIVER if draft.mends else text.DELIVER
    refused = draft.found.result.rows_quarantined
    if not st.button(text.deliver_part(refused) if refused else whole, type="secondary" if refused else "primary"):
        return
    original = Original(draft.original_name, draft.original, draft.changes) if draft.mends else None
    try:
        receipt = inbox.hand_in(draft.content, draft.name, draft.found, now(), original)
    except inbox.InboxFullError:
        html.show(html.notice(text.FULL))
        return
    words = text.delivered(receipt.name, receipt.checksum) if receipt.is_new else text.ALREADY
    html.show(f'<p class="notice" role="status">{escape(words)}</p>', html.paragraph(text.AFTER))


def _rows(draft: Draft) -> str:
    columns = (
        Column(text.PLACE, width=20),
        Column(text.OUTCOME, width=18),
        Column(text.CONTENT, width=34),
        Column(text.WORDS, width=28),
    )
    shown = draft.rows[:_MOST_ROWS]
    left = len(draft.rows) - len(shown)
    return (
        html.section(text.ROWS)
        + html.table(text.ROWS_CAPTION, columns, map(_line, shown))
        + (html.paragraph(text.more_rows(left), "note") if left else "")
    )


def _line(row: InspectedRow) -> list[str]:
    remarks = _remarks(row)
    outcome = "flagged" if remarks else row.outcome
    kind = "worse" if outcome == QUARANTINED else ""
    faults = [page_mending.fault(one.column, one.reason_da, one.remedy_da) for one in row.faults]
    return [
        escape(row.place),
        f'<span class="verdict {kind}">{escape(text.OUTCOMES[outcome])}</span>',
        escape(inbox.about(row.cells)),
        escape(" ".join([*remarks, *faults, row.reason_da]).strip()),
    ]


def _remarks(row: InspectedRow) -> list[str]:
    """What will be asked about a row although it is taken."""
    if row.outcome != LOADED or "counting_mode" not in row.values:
        return []
    remarks = [text.DOUBTED] if row.values.get("is_doubted") else []
    if row.values["counting_mode"] == "unknown":
        remarks.append(text.UNKNOWN_MODE)
    if not row.values.get("period_id"):
        remarks.append(text.NO_PERIOD)
    return remarks


page(st.session_state["view"])
