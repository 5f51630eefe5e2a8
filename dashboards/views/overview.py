"""Overblik: what the board should talk about, the fixed goals, the targets, and how whole the data is."""

from html import escape

import streamlit as st

from danish import pages as text
from dashboards import components as html
from dashboards import figures, queries, talking_points, targets
from dashboards.comparison import comparison_table, grouped
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import OUTSIDE_PLANS, View
from dashboards.talking_points import UNSETTLED, TalkingPoint

OVERVIEW_AREAS = ("helhedsplan", "boligomraade")


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    build, plan = view.published, view.plan
    every = figures.newest(queries.figures(build, plan.area_ids, view.until))
    fixed = [row for row in every if row["is_fixed"] and row["area_type"] in OVERVIEW_AREAS]
    counts = queries.newest_progress(build, plan.plan_id, view.until)
    counts += queries.targets_without_counts(build, plan.plan_id)
    findings = queries.findings_of(queries.findings(build), plan.plan_id, plan.area_ids)
    html.show(
        _head(view, fixed, counts, findings),
        _talk_about(talking_points.three(findings, counts, fixed)),
        _fixed_goals(view, every, fixed),
        _targets(counts, findings) if plan.plan_id != OUTSIDE_PLANS else "",
        _data(view, every, findings),
        foot(view, [row["source_name"] for row in every]),
    )


def _head(view: View, fixed: list[Row], counts: list[Row], findings: list[Row]) -> str:
    compared = [row for row in fixed if row["gap"] is not None]
    sure_worse = [row for row in compared if row["comparison"] == "worse"]
    unsettled = [row for row in findings if row["status"] in UNSETTLED and row["severity"] == "critical"]
    with_target = [row for row in counts if row["target_value"] is not None]
    title = text.overview_title(
        view.plan.name,
        unsettled=len(unsettled),
        behind=sum(row["status"] == "behind" for row in counts),
        ahead=sum(row["status"] == "ahead" for row in counts),
        worse=len(sure_worse),
        worse_seen=sum(figures.seems_worse(row) for row in compared),
        compared=len(compared),
    )
    lead = text.overview_lead(
        areas=len({row["area_id"] for row in compared}),
        compared=len(compared),
        without_count=sum(row["gap_ci_low"] is None for row in compared),
        reported=sum(not row["is_missing"] for row in counts),
        with_target=len(with_target),
        unsettled=len(unsettled),
    )
    kicker = text.kicker(view.plan.name, local_day(view.published.built_at))
    synthetic = html.notice(text.SYNTHETIC) if any(row["is_synthetic"] for row in view.plan.areas) else ""
    return html.heading(title, kicker, lead) + synthetic


def _talk_about(points: list[TalkingPoint]) -> str:
    if not points:
        return html.section(text.TALK_ABOUT) + html.notice(text.TALK_ABOUT_NOTHING)
    lines = "".join(f"<li>{_point(point)}</li>" for point in points)
    rule = html.fold(escape(text.TALK_ABOUT_HOW), html.paragraph(text.TALK_ABOUT_RULE))
    return f'{html.section(text.TALK_ABOUT)}<ol class="talk">{lines}</ol>{rule}'


def _point(point: TalkingPoint) -> str:
    sentence = f'<span class="main">{escape(point.sentence)}</span>'
    finding = point.finding
    if finding is None:
        return sentence
    mark = html.mark(text.MARK_CLARIFY, "clarify") if finding["severity"] == "critical" else ""
    ask = text.ask(finding["owner"], finding["action_da"])
    more = html.link(text.SEE_CASE, "datakvalitet", sag=finding["finding_id"])
    return f'{sentence} {mark}<span class="small">{escape(ask)} {more}</span>'


def _fixed_goals(view: View, every: list[Row], fixed: list[Row]) -> str:
    title = html.section(text.FIXED_GOALS)
    if not fixed:
        return title + html.notice(text.FIXED_GOALS_NONE) + _silent(view)
    delivered = {row["indicator_id"] for row in fixed}
    missing = [
        row["name_da"] for row in queries.fixed_indicators(view.published) if row["indicator_id"] not in delivered
    ]
    limit = figures.axis_limit(every)
    notes = Footnotes()
    table = comparison_table(
        text.FIXED_GOALS_CAPTION, grouped(fixed, "goal_da"), limit=limit, notes=notes, with_area=True, missing=missing
    )
    told = [row for row in fixed if row["comparison"] in ("better", "worse", "similar")]
    chance = html.paragraph(text.expected_by_chance(len(told))) if told else ""
    axis = html.paragraph(text.axis_note(limit, view.plan.name), "note")
    return title + table + chance + axis + notes.listed() + html.legend() + _silent(view)


def _silent(view: View) -> str:
    names = [row["name_da"] for row in view.plan.silent]
    if not names:
        return ""
    return html.fold(escape(text.areas_without_figures(names)), html.paragraph(text.listing(names)))


def _targets(counts: list[Row], findings: list[Row]) -> str:
    title = html.section(text.TARGETS)
    if not counts:
        return title + html.notice(text.TARGETS_NONE)
    shown = [row for row in counts if row["target_value"] is not None or row["is_under_clarification"]]
    shown.sort(key=lambda row: (not row["is_under_clarification"], row["is_missing"]))
    rest = [row for row in counts if row not in shown]
    cases = {
        (row["activity_id"], row["measure_id"]): row["finding_id"]
        for row in reversed(findings)
        if row["status"] in UNSETTLED and row["activity_id"]
    }
    notes, rest_notes = Footnotes(), Footnotes()
    with_target = [row for row in shown if row["target_value"] is not None]
    pieces = [title, html.paragraph(targets.status_counts(with_target), "counts")]
    if shown:
        pieces += [targets.target_table(shown, cases, notes), notes.listed()]
    if rest:
        table = targets.untargeted_table(rest, rest_notes)
        pieces.append(html.fold(escape(text.without_target(len(rest))), table + rest_notes.listed()))
    return "".join(pieces)


def _data(view: View, every: list[Row], findings: list[Row]) -> str:
    loads = queries.loads(view.published)
    missing = [
        row for row in findings if row["check_id"] in ("missing_report", "source_absent") and row["status"] in UNSETTLED
    ]
    ends = [row["period_end"].year for row in every if row["value"] is not None and row["period_end"] is not None]
    line = text.data_line(
        received=len(loads),
        refused=sum(row["status"] == "refused" for row in loads),
        partly=sum(row["status"] == "partly_loaded" for row in loads),
        missing=len(missing),
        oldest=min(ends, default=None),
    )
    absent = "".join(f"<li>{escape(row['message_da'])}</li>" for row in missing)
    more = html.fold(escape(text.MISSING), f"<ul>{absent}</ul>") if missing else ""
    return (
        html.section(text.DATA)
        + html.paragraph(line, "counts")
        + more
        + f"<p>{html.link(text.QUALITY, 'datakvalitet')}</p>"
    )


page(st.session_state["view"])
