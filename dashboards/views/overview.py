"""Overblik: what the board should talk about, the fixed goals, the targets, and how whole the data is."""

from collections import Counter
from html import escape

import streamlit as st

from danish import page_goals as goals_text
from danish import page_sentences as say
from danish import pages as text
from dashboards import components as html
from dashboards import figures, goals, queries, queries_figures, talking_points, targets, turned
from dashboards.cases import open_cases
from dashboards.comparison import reading_guide
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import findings_now, mark_again
from dashboards.talking_points import MOST_POINTS, TalkingPoint
from quality.findings import UNSETTLED

OVERVIEW_AREAS = ("helhedsplan", "boligomraade")


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    build, plan = view.published, view.plan
    findings = queries.findings_of(findings_now(view), plan.plan_id, plan.area_ids)
    every = mark_again(queries_figures.newest(build, plan.area_ids, view.until), findings)
    fixed = figures.of_newest_survey(row for row in every if row["is_fixed"] and row["area_type"] in OVERVIEW_AREAS)
    progress = queries.progress(build, plan.plan_id, view.until)
    counts = queries.newest_counts(progress)
    counts += queries.targets_without_counts(build, plan.plan_id)
    mark_again(progress, findings)
    turns = queries_figures.turns(build, plan.area_ids, view.until)
    html.show(
        _head(view, fixed, counts, findings),
        _talk_about(talking_points.three(findings, counts, fixed), has_figures=bool(fixed)),
        turned.section(fixed, turns, progress, plan.plan_id),
        _fixed_goals(view, every, fixed, findings),
        _targets(counts, findings) if plan.is_helhedsplan else "",
        _data(view, every, progress, findings),
        foot(view),
    )


def _head(view: View, fixed: list[Row], counts: list[Row], findings: list[Row]) -> str:
    compared = [row for row in fixed if row["gap"] is not None]
    reported = [row for row in counts if targets.is_reported(row)]
    unsettled = [row for row in findings if row["status"] in UNSETTLED and row["severity"] == "critical"]
    title = say.overview_title(
        view.plan.name,
        unsettled=len(unsettled),
        targets=Counter(map(targets.state, counts)),
        worse=sum(row["comparison"] == "worse" for row in compared),
        worse_seen=sum(figures.seems_worse(row) for row in compared),
        compared=len(compared),
        figures=sum(row["value"] is not None for row in fixed),
    )
    lead = say.overview_lead(
        areas=len({row["area_id"] for row in compared}),
        compared=len(compared),
        without_count=sum(row["gap_ci_low"] is None for row in compared),
        reported=len(reported),
        with_target=sum(row["target_value"] is not None for row in reported),
        unsettled=len(unsettled),
    )
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    synthetic = html.notice(text.SYNTHETIC) if view.plan.is_synthetic else ""
    return html.heading(title, kicker, lead) + synthetic


def _talk_about(points: list[TalkingPoint], *, has_figures: bool) -> str:
    if not points:
        nothing = text.TALK_ABOUT_NO_BENCHMARK if has_figures else text.TALK_ABOUT_NOTHING
        return html.section(text.TALK_ABOUT_FEW) + html.notice(nothing)
    lines = "".join(f"<li>{_point(point)}</li>" for point in points)
    rule = html.fold(escape(text.TALK_ABOUT_HOW), html.paragraph(text.TALK_ABOUT_RULE))
    title = html.section(text.TALK_ABOUT if len(points) == MOST_POINTS else text.TALK_ABOUT_FEW)
    return f'{title}<ol class="talk">{lines}</ol>{rule}'


def _point(point: TalkingPoint) -> str:
    sentence = f'<span class="main">{escape(point.sentence)}</span>'
    finding = point.finding
    if finding is None:
        return sentence
    mark = html.mark(text.MARK_CLARIFY, "clarify") if finding["severity"] == "critical" else ""
    ask = say.ask(finding["owner"], finding["action_da"])
    more = html.link(text.SEE_CASE, "datakvalitet", sag=finding["finding_id"])
    return f'{sentence} {mark}<span class="small">{escape(ask)} {more}</span>'


def _fixed_goals(view: View, every: list[Row], fixed: list[Row], findings: list[Row]) -> str:
    title = html.section(text.FIXED_GOALS)
    if not fixed:
        return title + html.notice(text.FIXED_GOALS_NONE) + _silent(view)
    limit = figures.axis_limit(every)
    notes = Footnotes()
    cases = open_cases(findings, "area_id", "indicator_id")
    table = goals.goals_table(fixed, plan_id=view.plan.plan_id, limit=limit, notes=notes, cases=cases)
    chance = queries.chance(view.published, "overview", view.plan.plan_id, view.year)
    guide = reading_guide(fixed, limit, view.plan.name, chance)
    words = html.paragraph(goals_text.MARKS_NOTE, "note") if guide else ""
    pieces = [title, f'<div class="by-theme">{table}</div>', words, _not_delivered(view, fixed), guide, notes.listed()]
    return "".join(pieces) + _silent(view)


def _not_delivered(view: View, fixed: list[Row]) -> str:
    if not view.plan.is_helhedsplan:
        return ""
    delivered = {row["indicator_id"] for row in fixed}
    every = queries.fixed_indicators(view.published)
    names = [row["name_da"] for row in every if row["indicator_id"] not in delivered]
    if not names:
        return ""
    listed = "".join(f"<li>{escape(name)}</li>" for name in names)
    return html.fold(escape(say.not_delivered(len(names))), f"<ul>{listed}</ul>")


def _silent(view: View) -> str:
    names = [row["name_da"] for row in view.plan.silent]
    if not names:
        return ""
    return html.fold(escape(say.areas_without_figures(names)), html.paragraph(say.listing(names)))


def _targets(counts: list[Row], findings: list[Row]) -> str:
    title = html.section(text.TARGETS)
    if not counts:
        return title + html.notice(text.TARGETS_NONE)
    shown = [row for row in counts if row["target_value"] is not None or row["is_under_clarification"]]
    shown.sort(key=lambda row: (not row["is_under_clarification"], not targets.is_reported(row)))
    rest = [row for row in counts if row not in shown]
    cases = open_cases(findings, "activity_id", "measure_id")
    notes, rest_notes = Footnotes(), Footnotes()
    with_target = [row for row in shown if row["target_value"] is not None]
    summary = targets.status_counts(with_target) if with_target else text.NO_TARGETS
    pieces = [title, html.paragraph(summary, "counts")]
    if shown:
        pieces += [targets.target_table(shown, cases, notes), html.paragraph(text.TRACK_NOTE, "note"), notes.listed()]
    if rest:
        table = targets.untargeted_table(rest, cases, rest_notes)
        pieces.append(html.fold(escape(say.without_target(len(rest))), table + rest_notes.listed(), is_printed=False))
    return "".join(pieces)


def _data(view: View, every: list[Row], progress: list[Row], findings: list[Row]) -> str:
    loads = queries.loads(view.published)
    missing = [
        row for row in findings if row["check_id"] in ("missing_report", "source_absent") and row["status"] in UNSETTLED
    ]
    ends = [row["period_end"].year for row in every if row["value"] is not None and row["period_end"] is not None]
    given, with_remark = queries_figures.remarked(view.published, view.plan.area_ids, view.until)
    reported = [row for row in progress if targets.is_reported(row)]
    given += len(reported)
    with_remark += sum(bool(row["is_flagged"] or row["is_under_clarification"]) for row in reported)
    line = say.data_line(
        received=len(loads),
        refused=sum(row["status"] == "refused" for row in loads),
        partly=sum(row["status"] == "partly_loaded" for row in loads),
        missing=len(missing),
        years=ends,
    )
    absent = "".join(f"<li>{escape(row['message_da'])}</li>" for row in missing)
    more = html.fold(escape(text.MISSING), f"<ul>{absent}</ul>") if missing else ""
    return (
        html.section(text.DATA)
        + html.paragraph(say.clean_figures(given - with_remark, given), "counts")
        + html.paragraph(line)
        + more
        + f"<p>{html.link(text.QUALITY, 'datakvalitet')}</p>"
    )


page(st.session_state["view"])
