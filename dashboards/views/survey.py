"""Tryghed: what residents have answered, wave for wave, and how much can be said from it."""

from html import escape

import streamlit as st

from danish import page_sentences as say
from danish import page_survey as text
from danish import pages
from dashboards import components as html
from dashboards import figures, queries, queries_figures, survey
from dashboards.cases import open_cases
from dashboards.comparison import Cases
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.instruments import instruments
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import findings_now, mark_again


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    build, plan = view.published, view.plan
    findings = queries.findings_of(findings_now(view), plan.plan_id, plan.area_ids)
    answered = queries_figures.series(build, plan.area_ids, view.until, is_survey=True)
    rows = mark_again(survey.of_surveys(answered), findings)
    cases = open_cases(findings, "area_id", "indicator_id")
    html.show(
        _head(view, figures.of_newest_survey(figures.newest(rows))),
        _questions(view, rows, cases) if rows else html.notice(text.NONE),
        foot(view),
    )


def _head(view: View, newest: list[Row]) -> str:
    shown = [row for row in newest if row["value"] is not None]
    compared = [row for row in shown if row["gap"] is not None]
    title = text.title(
        view.plan.name,
        figures=len(newest),
        worse=sum(row["comparison"] == "worse" for row in compared),
        worse_seen=sum(figures.seems_worse(row) for row in compared),
        better=sum(row["comparison"] == "better" for row in compared),
        compared=len(compared),
    )
    lead = ""
    if newest:
        lead = text.lead(
            waves=sorted({row["period_name"] for row in newest}),
            figures=len(shown),
            hidden=sum(row["value_status"] == "suppressed" for row in newest),
            without_count=sum(row["denominator"] is None for row in shown),
        )
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    synthetic = html.notice(pages.SYNTHETIC) if view.plan.is_synthetic else ""
    return html.heading(title, kicker, lead) + synthetic


def _questions(view: View, rows: list[Row], cases: Cases) -> str:
    notes = Footnotes()
    pieces = [html.section(text.QUESTIONS)]
    named = instruments(view.published)
    for found in survey.by_question(rows).values():
        table = survey.question(found, view.plan.plan_id, named, cases, notes)
        pieces.append(f'<section class="theme">{html.subsection(found[0]["indicator_name"])}{table}</section>')
    how = "".join(html.paragraph(line) for line in (*text.HOW_LINES, *named.asked(rows)))
    return "".join([*pieces, notes.listed(), html.legend(), html.fold(escape(text.HOW), how)])


page(st.session_state["view"])
