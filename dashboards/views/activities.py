"""Aktiviteter og mål: what was counted by period, against target and time, and what cannot be told."""

from collections import Counter
from html import escape

import streamlit as st

from danish import page_activities as text
from danish import page_sentences as say
from danish import pages
from dashboards import activities, charts_activity, queries, queries_activities, targets
from dashboards import components as html
from dashboards.cases import open_cases
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import findings_now, mark_again


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    build, plan = view.published, view.plan
    findings = queries.findings_of(findings_now(view), plan.plan_id, plan.area_ids)
    every = activities.series(mark_again(queries.progress(build, plan.plan_id, view.until), findings))
    cases = open_cases(findings, "activity_id", "measure_id")
    with_target = [points for points in every if points[-1]["target_value"] is not None]
    others = [points for points in every if points not in with_target]
    unreported = queries.targets_without_counts(build, plan.plan_id)
    newest = [points[-1] for points in with_target] + unreported
    if not every and not unreported:
        html.show(_head(view, every, newest), html.notice(text.NOTHING), foot(view))
        return
    versions = queries_activities.targets(build, plan.plan_id)
    html.show(
        _head(view, every, newest),
        _summary(newest, cases),
        _courses(with_target, versions, cases),
        _others(others, cases),
        _versions(versions),
        _how(),
        foot(view),
    )


def _head(view: View, every: list[list[Row]], newest: list[Row]) -> str:
    counted = [points for points in every if activities.reported(points)]
    unsettled = sum(any(row["is_under_clarification"] for row in points) for points in counted)
    title = text.title(
        view.plan.name,
        unsettled=unsettled,
        targets=Counter(map(targets.state, newest)),
        series=len(counted),
    )
    dated = [row for points in counted for row in points if row["period_end"] is not None]
    last = max(dated, key=lambda row: row["period_end"], default=None)
    with_target = sum(points[-1]["target_value"] is not None for points in counted)
    lead = text.lead(
        series=len(counted),
        activities=len({points[-1]["activity_id"] for points in counted}),
        with_target=with_target,
        newest=last["period_name"] if last else None,
        empty_targets=len(newest) - with_target,
    )
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    synthetic = html.notice(pages.SYNTHETIC) if view.plan.is_synthetic else ""
    return html.heading(title, kicker, lead) + synthetic


def _summary(newest: list[Row], cases: activities.Cases) -> str:
    if not newest:
        return html.section(text.SUMMARY) + html.notice(text.NO_TARGETS)
    notes = Footnotes()
    order = sorted(newest, key=lambda row: (not row["is_under_clarification"], not targets.is_reported(row)))
    return (
        html.section(text.SUMMARY)
        + html.paragraph(targets.status_counts(newest), "counts")
        + targets.target_table(order, cases, notes)
        + html.paragraph(pages.TRACK_NOTE, "note")
        + notes.listed()
    )


def _courses(with_target: list[list[Row]], versions: list[Row], cases: activities.Cases) -> str:
    drawn = [points for points in with_target if charts_activity.can_be_drawn(points)]
    if not drawn:
        return ""
    return (
        html.section(text.COURSE)
        + f'<div class="courses">{"".join(_course(points, versions, cases) for points in drawn)}</div>'
    )


def _course(points: list[Row], versions: list[Row], cases: activities.Cases) -> str:
    last = points[-1]
    name = activities.name(last)
    in_force = [
        row
        for row in versions
        if (row["activity_id"], row["measure_id"]) == (last["activity_id"], last["measure_id"])
        and row["superseded_on"] is None
    ]
    projection = last["projection_da"] or ""
    alt = text.alt(name, last["sentence_da"] or "", projection)
    pieces = (
        html.subsection(name),
        html.paragraph(last["sentence_da"] or ""),
        html.paragraph(projection),
        charts_activity.cumulative(points, in_force, alt),
        html.fetch(name, "png"),
        _figures(points, cases),
    )
    return f'<section class="theme course">{"".join(pieces)}</section>'


def _figures(points: list[Row], cases: activities.Cases) -> str:
    notes = Footnotes()
    table = activities.course_table(points, cases, notes)
    return html.fold(escape(text.periods(len(points))), table + notes.listed(is_printed=False))


def _others(others: list[list[Row]], cases: activities.Cases) -> str:
    if not others:
        return ""
    notes = Footnotes()
    table = activities.overview_table(others, cases, notes)
    courses = [
        html.subsection(activities.name(points[-1])) + _figures(points, cases) for points in others if len(points) > 1
    ]
    behind = html.fold(escape(text.BY_PERIOD), "".join(courses), is_printed=False) if courses else ""
    return f'{html.section(text.OTHERS)}<div class="by-theme">{table}</div>{notes.listed()}{behind}'


def _versions(versions: list[Row]) -> str:
    if not versions:
        return ""
    notes = Footnotes()
    table = activities.versions_table(versions, notes)
    return html.fold(escape(text.VERSIONS), table + notes.listed(), is_printed=False)


def _how() -> str:
    return html.fold(escape(text.HOW), "".join(html.paragraph(line) for line in text.HOW_LINES))


page(st.session_state["view"])
