"""Sammenlign: every area of a plan on every indicator, each held up against its benchmark."""

from html import escape

import streamlit as st

from danish import page_compare as text
from danish import page_sentences as say
from danish import pages
from dashboards import components as html
from dashboards import figures, heat, queries, queries_figures, ranking
from dashboards.foot import foot, local_day
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import findings_now, mark_again


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    rows = mark_again(queries_figures.newest(view.published, view.plan.area_ids, view.until), findings_now(view))
    newest = figures.of_newest_survey(rows)
    directed = [row for row in newest if heat.has_direction(row)]
    html.show(
        _head(view, directed),
        _tables(view, directed) if directed else html.notice(text.NONE),
        _left_out(newest),
        html.fold(escape(text.HOW), "".join(html.paragraph(line) for line in text.HOW_LINES)) if directed else "",
        foot(view),
    )


def _head(view: View, rows: list[Row]) -> str:
    given = [row for row in rows if row["value"] is not None]
    compared = [row for row in given if row["comparison"] in ("better", "worse", "similar")]
    title = text.title(
        view.plan.name,
        figures=len(given),
        compared=len(compared),
        worse=sum(row["comparison"] == "worse" for row in compared),
        better=sum(row["comparison"] == "better" for row in compared),
    )
    lead = ""
    if given:
        lead = text.lead(
            areas=len({row["area_id"] for row in given}),
            indicators=len({row["indicator_id"] for row in given}),
            unknown=len(given) - len(compared),
        )
    synthetic = html.notice(pages.SYNTHETIC) if view.plan.is_synthetic else ""
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    return html.heading(title, kicker, lead) + synthetic + _chance(view)


def _chance(view: View) -> str:
    sentence = queries.chance(view.published, "compare", view.plan.plan_id, view.year)
    return html.paragraph(sentence) if sentence else ""


def _tables(view: View, rows: list[Row]) -> str:
    found = heat.cells(rows)
    named = ranking.area_names(view.plan.areas, view.plan.plan_id)
    areas = [area for area in view.plan.areas if any(area["area_id"] == area_id for area_id, _ in found)]
    parameters = {"plan": view.plan.plan_id} | ({"aar": str(view.year)} if view.year else {})
    pieces = []
    for place, part in enumerate(heat.tables_of(areas)):
        first, last = (named[part[end]["area_id"]] for end in (0, -1))
        table = heat.table(text.caption(first, last), part, named, found, parameters)
        pieces.append(html.fold(escape(text.more(len(part), first, last)), table) if place else table)
    return html.section(text.TABLE) + "".join(pieces)


def _left_out(newest: list[Row]) -> str:
    names = sorted({row["indicator_name"] for row in newest if not heat.has_direction(row)})
    return html.paragraph(text.neutral(names), "note") if names else ""


page(st.session_state["view"])
