"""Indberet: a partner sees what would become of a registration file, row by row, mends it, and hands it in."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from danish import page_mending, pages
from danish import page_sentences as say
from danish import page_upload as text
from danish.ingest import place
from dashboards import components as html
from dashboards import inbox, mending, queries
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.inbox import Original
from dashboards.mending import Draft
from dashboards.selection import View, now
from ingest.headings import Heading
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
        _file(view, chosen.getvalue(), chosen.name)
    _template(view)
    html.show(foot(view))


def _template(view: View) -> None:
    """The empty workbook of the plan, with the headings that are expected."""
    plan = view.plan.plan_id if view.plan.is_helhedsplan else None
    html.show(html.paragraph(text.TEMPLATE_LEAD, "note action"))
    st.download_button(
        text.TEMPLATE,
        lambda: inbox.template(plan, view.today),
        file_name="-".join(filter(None, (text.TEMPLATE_NAME, plan))) + ".xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
    )


def _file(view: View, content: bytes, name: str) -> None:
    if len(content) > inbox.MOST_MEGABYTES << 20:
        html.show(html.notice(text.TOO_LARGE))
        return
    draft = mending.draft(content, name)
    found = draft.found.result
    if found.status == REFUSED and not draft.rows:
        told = _headings(draft.found.headings) or _problems(draft)
        html.show(html.section(text.REFUSED), told, html.paragraph(text.MEND))
        return
    if found.source_id not in inbox.SOURCES:
        html.show(html.notice(text.OTHER_FORM))
        return
    if found.status == REFUSED:
        html.show(html.section(text.REFUSED), html.notice(page_mending.STOPPED))
    else:
        verdict = text.verdict(found.rows_read, found.rows_loaded, found.rows_quarantined, found.rows_skipped)
        html.show(html.section(verdict), *map(html.notice, found.notices))
    names = queries.names_by_id(view.published)
    mending.form(draft, [(row, remarks) for row in draft.rows if (remarks := _remarks(row))], names)
    mending.mended(draft)
    _hand_in(draft)
    html.show(_rows(draft, names))


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


def _headings(found: Sequence[Heading]) -> str:
    """Each column of the template with the heading that was read for it and what to do; empty without a header."""
    if not found:
        return ""
    columns = (Column(text.EXPECTED, width=28), Column(text.READ, width=30), Column(text.REMEDY, width=42))
    # What is to be done first; a column that may be missing and is missing is no fault.
    wrong = [one for one in found if not one.is_right and (one.read or one.is_needed or not one.column)]
    lines = [
        [escape(one.column or text.NO_COLUMN), escape(one.read or _unread(one)), escape(_remedy(one))]
        for one in [*wrong, *(one for one in found if one not in wrong)]
    ]
    return html.table(text.HEADINGS_CAPTION, columns, lines)


def _unread(heading: Heading) -> str:
    return text.NOT_THERE if heading.column else text.NO_NAME


def _remedy(heading: Heading) -> str:
    if heading.is_right:
        return text.RIGHT
    if not heading.column:
        return text.drop(heading.read) if heading.read else text.GIVE_NAME
    if heading.read:
        return text.rename(heading.read, heading.column)
    return text.add(heading.column) if heading.is_needed else text.OPTIONAL


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


def _rows(draft: Draft, names: Mapping[str, str]) -> str:
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
        + html.table(text.ROWS_CAPTION, columns, [_line(row, names) for row in shown])
        + (html.paragraph(text.more_rows(left), "note") if left else "")
    )


def _line(row: InspectedRow, names: Mapping[str, str]) -> list[str]:
    remarks = _remarks(row)
    outcome = "flagged" if remarks else row.outcome
    kind = "worse" if outcome == QUARANTINED else ""
    faults = [page_mending.fault(one.column, one.reason_da, one.remedy_da) for one in row.faults]
    return [
        escape(row.place),
        f'<span class="verdict {kind}">{escape(text.OUTCOMES[outcome])}</span>',
        escape(inbox.about(row.cells, names)),
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
