"""Kriterier: how far each area is from the limits of the law, and what the state's list says."""

from html import escape

import streamlit as st

from danish import page_criteria as text
from danish import page_sentences as say
from danish import pages
from dashboards import components as html
from dashboards import criteria, queries_criteria
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.statuses import Statuses

# With more areas than these, the tables wait until they are asked for.
_MOST_LINES = 12


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    area_ids = view.plan.every_area_id
    every = queries_criteria.statuses(view.published, area_ids)
    on_list = [row for row in every if row["list_year"] == view.list_year]
    figures = queries_criteria.criteria(view.published, area_ids, view.list_year) if view.list_year else []
    conditions = queries_criteria.conditions(view.published, area_ids, view.list_year) if view.list_year else []
    statuses = Statuses(queries_criteria.status_names(view.published))
    html.show(
        _head(view, on_list, figures, statuses),
        _areas(on_list, statuses) if on_list else html.notice(text.NONE),
        _limits(view, figures, statuses) if figures else "",
        _conditions(conditions, statuses) if conditions else "",
        _without(view, every),
        _history(every, statuses) if every else "",
        _how() if every else "",
        foot(view),
    )


def _head(view: View, on_list: list[Row], figures: list[Row], statuses: Statuses) -> str:
    rule_set = on_list[0]["rule_set"] if on_list else ""
    column, status = next(iter(statuses.names(rule_set).items()))
    title = text.title(
        view.plan.name,
        view.list_year,
        status,
        areas=len(on_list),
        met=sum(row[column] == "yes" for row in on_list),
        unknown=sum(row[column] == "unknown" for row in on_list),
        values=sum(row["value"] is not None for row in figures),
    )
    lead = text.DECIDED
    if view.list_year:
        near = criteria.nearest(figures)
        words = text.nearest(near["area_name"], near["name_da"], near["margin_persons"], near["is_met"]) if near else ""
        lead = text.lead(view.list_year, rule_set, words)
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    synthetic = html.notice(pages.SYNTHETIC) if view.plan.is_synthetic else ""
    return html.heading(title, kicker, lead) + synthetic


def _areas(on_list: list[Row], statuses: Statuses) -> str:
    notes = Footnotes()
    table = criteria.status_table(on_list, statuses, notes)
    asked = "".join(html.paragraph(line) for line in statuses.requirements(on_list[0]["rule_set"]))
    return (
        html.section(text.AREAS)
        + _folded(table, len(on_list))
        + notes.listed()
        + html.fold(escape(text.REQUIREMENTS), asked)
    )


def _conditions(found: list[Row], statuses: Statuses) -> str:
    """How far the areas are from what is asked beside the criteria."""
    pieces = [html.section(text.CONDITIONS)]
    for rows in criteria.by_criterion(found).values():
        areas = len({row["area_id"] for row in rows})
        pieces += [
            html.subsection(criteria.criterion_name(rows)),
            _folded(criteria.criterion_table(rows, statuses), areas),
        ]
    return "".join(pieces)


def _limits(view: View, figures: list[Row], statuses: Statuses) -> str:
    effects = queries_criteria.effects(view.published, view.plan.plan_id)
    pieces = [html.section(text.LIMITS)]
    for criterion_id, rows in criteria.by_criterion(figures).items():
        name = criteria.criterion_name(rows)
        areas = len({row["area_id"] for row in rows})
        table = criteria.criterion_table(rows, statuses)
        pieces += [
            html.subsection(name),
            _folded(table, areas),
            _effects(name, [row for row in effects if row["criterion_id"] == criterion_id]),
        ]
    return "".join(pieces)


def _effects(criterion: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    notes = Footnotes()
    table = criteria.effects_table(criterion, rows, notes)
    working = sum(row["effect"] != "stated_none" for row in rows)
    return html.fold(escape(text.effects(working)), table + notes.listed())


def _folded(table: str, lines: int) -> str:
    return html.fold(escape(text.rows(lines)), table) if lines > _MOST_LINES else table


def _without(view: View, every: list[Row]) -> str:
    """Areas that stand on no list and have no figures for one; said, so that nobody takes them for cleared."""
    known = {row["area_id"] for row in every}
    names = [
        area["name_da"]
        for area in (*view.plan.areas, *view.plan.silent)
        if area["area_type"] == "boligomraade" and area["area_id"] not in known
    ]
    return html.fold(escape(text.without(len(names))), html.paragraph(say.listing(names))) if names and every else ""


def _history(every: list[Row], statuses: Statuses) -> str:
    by_area: dict[str, list[Row]] = {}
    for row in every:
        by_area.setdefault(row["area_name"], []).append(row)
    notes = Footnotes()
    table = criteria.history_table(by_area, statuses, notes)
    return html.section(text.HISTORY) + html.fold(
        escape(text.rows(len(every))), table + notes.listed(), is_printed=False
    )


def _how() -> str:
    return html.fold(escape(text.HOW), "".join(html.paragraph(line) for line in text.HOW_LINES))


page(st.session_state["view"])
