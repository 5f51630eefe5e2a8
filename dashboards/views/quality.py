"""Datakvalitet: what was found, most serious first, each with its evidence; and what was delivered."""

from html import escape

import streamlit as st

from danish import format as form
from danish import page_handling as handled
from danish import page_sentences as say
from danish import pages as text
from danish import states
from dashboards import case_groups, cases, finding_filters, handling, queries, standing
from dashboards import components as html
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import findings_now

CASE_PARAMETER = "sag"
PATH = "datakvalitet"
# Checks that say that something was expected and has not come.
_MISSING = ("missing_report", "late_report", "source_absent")


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    found = findings_now(view)
    may_handle = handling.may_handle()
    html.show(_head(view, found))
    asked = next((row for row in found if row["finding_id"] == st.query_params.get(CASE_PARAMETER)), None)
    if asked is not None:
        _asked_case(view, asked, may_handle=may_handle)
    html.show(html.section(text.FINDINGS if asked is None else handled.OTHER_CASES))
    shown = finding_filters.choose(view, found)
    html.show(
        _cases([row for row in shown if row is not asked], may_handle=may_handle),
        _missing(view, found),
        _loads(view),
        foot(view),
    )


def _head(view: View, found: list[Row]) -> str:
    unsettled = [row for row in found if cases.is_unsettled(row)]
    count = {level: sum(row["severity"] == level for row in unsettled) for level in states.SEVERITIES}
    title = say.quality_title(critical=count["critical"], warning=count["warning"], info=count["info"])
    lead = say.quality_lead(
        critical=count["critical"],
        settled=len(found) - len(unsettled),
        since_build=sum(row["since_build"] is not None for row in found),
    )
    synthetic = html.notice(text.SYNTHETIC_IN_BUILD) if view.published.contains_synthetic else ""
    return html.heading(title, say.kicker(text.ALL_PLACES, local_day(view.published.built_at)), lead) + synthetic


def _asked_case(view: View, row: Row, *, may_handle: bool) -> None:
    """The case that the address names, whatever the filters say: all that is known, its history, and the form."""
    key = row["finding_id"]
    steps = cases.history_steps(standing.steps(view, key)) + cases.proposed_corrections(standing.proposed(view, key))
    back = f"<p>{html.link(handled.ALL_CASES, PATH, **finding_filters.address())}</p>"
    html.show(html.section(handled.THE_CASE), cases.case(row, steps=steps, is_open=True), back)
    if may_handle:
        handling.form(view, row)


def _cases(shown: list[Row], *, may_handle: bool) -> str:
    if not shown:
        return html.notice(text.FINDINGS_NONE)
    label = handled.HANDLE_CASE if may_handle else handled.OPEN_CASE
    pieces = []
    for severity, name in states.SEVERITIES.items():
        rows = [row for row in shown if row["severity"] == severity]
        if rows:
            pieces.append(html.subsection(say.with_amount(name, len(rows))))
            pieces += case_groups.pieces(rows, lambda row: cases.case(row, links=_link(label, row)))
    return "".join(pieces)


def _link(label: str, row: Row) -> str:
    parameters = finding_filters.address() | {CASE_PARAMETER: row["finding_id"]}
    return f'<p class="action">{html.link(label, PATH, **parameters)}</p>'


def _missing(view: View, found: list[Row]) -> str:
    """What was expected and has not come: what the checks say, and sources that no file was taken in from."""
    title = html.section(handled.MISSING)
    rows = [row for row in found if row["check_id"] in _MISSING and cases.is_unsettled(row)]
    lines = [[escape(row["message_da"]), escape(row["owner"] or text.NOT_STATED)] for row in rows]
    told = {row["source_id"] for row in rows if row["check_id"] == "source_absent"}
    delivered = {row["source_id"] for row in queries.loads(view.published) if row["status"] != "refused"}
    lines += [
        [html.stack(escape(source["source_name"]), handled.SOURCE_WITHOUT_FILES), escape(source["owner"] or "")]
        for source in queries.sources(view.published)
        if source["source_id"] not in told | delivered
    ]
    if not lines:
        return title + html.paragraph(handled.MISSING_NONE)
    columns = (Column(handled.MISSING_WHAT, width=68), Column(handled.MISSING_WHOM, width=32))
    return title + html.table(handled.MISSING_CAPTION, columns, lines)


def _loads(view: View) -> str:
    loads = queries.loads(view.published)
    title = html.section(text.LOADS)
    if not loads:
        return title + html.notice(text.LOADS_NONE)
    faulty = [row for row in loads if row["rows_quarantined"] or row["status"] == "refused"]
    whole = [row for row in loads if row not in faulty]
    pieces = [title]
    if faulty:
        pieces.append(_load_table(text.LOADS_FAULTY, faulty))
    else:
        pieces.append(html.paragraph(text.LOADS_ALL_WHOLE))
    if whole:
        words = escape(say.loads_whole(len(whole)))
        pieces.append(html.fold(words, _load_table(text.LOADS_CAPTION, whole), is_brief=True))
    return "".join(pieces)


def _load_table(caption: str, loads: list[Row]) -> str:
    columns = (
        Column(text.FILE, width=32),
        Column(text.RECEIVED, width=15),
        Column(text.ROWS_READ, "number", width=8),
        Column(text.ROWS_USED, "number", width=8),
        Column(text.ROWS_REFUSED, "number", width=11),
        Column(text.REMARK, width=26),
    )
    body = [
        [
            html.stack(escape(row["file_name"]), row["source_name"] or ""),
            escape(form.day(local_day(row["loaded_at"]))) if row["loaded_at"] else "",
            _amount(row["rows_read"]),
            _amount(row["rows_loaded"]),
            _amount(_unused(row)),
            html.stack(escape(form.capital(states.LOADS.get(row["status"], ""))), row["message_da"] or ""),
        ]
        for row in loads
    ]
    return html.table(caption, columns, body)


def _unused(row: Row) -> int | None:
    """Rows that could not be used: those in quarantine, and every row of a file that was refused whole."""
    return row["rows_read"] if row["status"] == "refused" else row["rows_quarantined"]


def _amount(value: int | None) -> str:
    return escape(text.NOT_STATED if value is None else form.number(value))


page(st.session_state["view"])
