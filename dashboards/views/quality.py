"""Datakvalitet: what was found, most serious first, each with its evidence; and what was delivered."""

from html import escape

import streamlit as st

from danish import format as form
from danish import page_sentences as say
from danish import pages as text
from danish import states
from dashboards import cases, queries
from dashboards import components as html
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.queries import Row
from dashboards.selection import View, data_dir
from quality.findings import handling

CASE_PARAMETER = "sag"


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    found = _with_handling_since(view, queries.findings(view.published))
    html.show(_head(view, found))
    shown = _filtered(view, found)
    html.show(_cases(shown), _loads(view), foot(view))


def _with_handling_since(view: View, found: list[Row]) -> list[Row]:
    """Lay what people have done with a finding since the build over it; the figures follow at the next build."""
    handled = handling(state_db=data_dir() / "state" / "state.sqlite", today=view.today)
    for row in found:
        latest = handled.get(row["finding_id"])
        if latest and latest.at > view.published.built_at and latest.status != row["status"]:
            row["handled_since"] = latest
    return found


def _head(view: View, found: list[Row]) -> str:
    unsettled = [row for row in found if cases.is_unsettled(row)]
    count = {level: sum(row["severity"] == level for row in unsettled) for level in states.SEVERITIES}
    title = say.quality_title(critical=count["critical"], warning=count["warning"], info=count["info"])
    lead = say.quality_lead(critical=count["critical"], settled=len(found) - len(unsettled))
    synthetic = html.notice(text.SYNTHETIC_IN_BUILD) if view.published.contains_synthetic else ""
    return html.heading(title, say.kicker(text.ALL_PLACES, local_day(view.published.built_at)), lead) + synthetic


def _filtered(view: View, found: list[Row]) -> list[Row]:
    """The findings that the reader's filters leave: what is unsettled, of every plan, unless asked otherwise."""
    with st.container(horizontal=True):
        wanted = st.segmented_control(
            text.FINDINGS_FILTER_STATUS,
            [text.UNSETTLED, text.SETTLED, text.ALL_STATUS],
            default=text.UNSETTLED,
            required=True,
        )
        severities = st.pills(
            text.FINDINGS_FILTER_SEVERITY,
            list(states.SEVERITIES),
            format_func=states.SEVERITIES.__getitem__,
            selection_mode="multi",
        )
        scope = st.segmented_control(
            text.FINDINGS_FILTER_SCOPE, [text.ALL_PLANS, view.plan.name], default=text.ALL_PLANS, required=True
        )
    if scope == view.plan.name:
        found = queries.findings_of(found, view.plan.plan_id, view.plan.area_ids)
    if severities:
        found = [row for row in found if row["severity"] in severities]
    if wanted != text.ALL_STATUS:
        found = [row for row in found if cases.is_unsettled(row) == (wanted == text.UNSETTLED)]
    return found


def _cases(shown: list[Row]) -> str:
    if not shown:
        return html.notice(text.FINDINGS_NONE)
    asked = st.query_params.get(CASE_PARAMETER)
    pieces = []
    for severity, label in states.SEVERITIES.items():
        rows = [row for row in shown if row["severity"] == severity]
        if rows:
            pieces.append(html.section(say.with_amount(label, len(rows))))
            pieces += [cases.case(row, is_open=row["finding_id"] == asked) for row in rows]
    return "".join(pieces)


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
        pieces.append(html.fold(escape(say.loads_whole(len(whole))), _load_table(text.LOADS_CAPTION, whole)))
    return "".join(pieces)


def _load_table(caption: str, loads: list[Row]) -> str:
    columns = (
        Column(text.FILE),
        Column(text.RECEIVED),
        Column(text.ROWS_READ, "number"),
        Column(text.ROWS_USED, "number"),
        Column(text.ROWS_REFUSED, "number"),
        Column(text.REMARK),
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
