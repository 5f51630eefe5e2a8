"""Indikator: one indicator over time for some areas, the areas against each other, and what the figure is."""

from datetime import datetime
from html import escape

import streamlit as st

from danish import format as form
from danish import page_funnel as funnel_text
from danish import page_indicator as text
from danish import page_sentences as say
from danish import pages
from dashboards import charts_funnel, courses, figures, funnel, queries_figures, queries_indicator, ranking
from dashboards import components as html
from dashboards.cases import open_cases
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import findings_now, mark_again

# With more areas than these, those that were not chosen wait in a fold.
_MOST_LINES = 12


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    found = queries_indicator.indicators(view.published, view.plan.area_ids)
    indicator = next((row for row in found if row["indicator_id"] == view.indicator_id), None)
    if indicator is None:
        html.show(html.heading(view.plan.name, _kicker(view)), html.notice(text.NONE), foot(view))
        return
    findings = findings_now(view)
    rows = queries_figures.series(view.published, view.plan.area_ids, view.until, indicator["indicator_id"])
    rows = mark_again(rows, findings)
    newest = figures.of_newest_survey(figures.newest(rows))
    html.show(
        _head(view, indicator, newest),
        _courses(view, rows, findings) + _ranking(view, indicator, newest, findings)
        if rows
        else html.notice(text.EMPTY_YEAR),
    )
    _pointed(view, indicator, newest)
    html.show(_metadata(view, indicator, rows), foot(view))


def _kicker(view: View) -> str:
    return say.kicker(view.plan.name, local_day(view.published.built_at))


def _head(view: View, indicator: Row, newest: list[Row]) -> str:
    given = [row for row in newest if row["value"] is not None]
    compared = [row for row in given if figures.toward_better(row, row["gap"]) is not None]
    if indicator["direction"] == "neutral":
        title = text.title_neutral(indicator["name_da"], *_ends(view, given))
    else:
        title = text.title(
            indicator["name_da"],
            compared=len(compared),
            worse=sum(row["comparison"] == "worse" for row in compared),
            worse_seen=sum(figures.seems_worse(row) for row in compared),
            better=sum(row["comparison"] == "better" for row in compared),
            given=len(given),
        )
    lead = text.lead(
        periods=sorted({row["period_name"] for row in given}),
        hidden=len(newest) - len(given),
        clarify=sum(bool(row["is_under_clarification"]) for row in given),
        direction=indicator["direction"],
    )
    synthetic = html.notice(pages.SYNTHETIC) if view.plan.is_synthetic else ""
    return html.heading(title, _kicker(view), lead) + synthetic


def _ends(view: View, given: list[Row]) -> list[tuple[str, str] | None]:
    """The lowest and the highest figure with the names of their areas."""
    if not given:
        return [None, None]
    names = ranking.area_names(view.plan.areas, view.plan.plan_id)
    ends = (min(given, key=lambda row: row["value"]), max(given, key=lambda row: row["value"]))
    return [(names[row["area_id"]], figures.value_text(row)) for row in ends]


def _courses(view: View, rows: list[Row], findings: list[Row]) -> str:
    ids = view.plan.area_ids
    names = ranking.area_names(view.plan.areas, view.plan.plan_id)
    country = queries_indicator.country(view.published, ids, rows[0]["indicator_id"])
    corrections = queries_indicator.corrections(view.published, ids, rows[0]["indicator_id"])
    files = queries_indicator.files(view.published, ids, rows[0]["indicator_id"])
    chosen = [area["area_id"] for area in view.chosen_areas]
    drawn = {
        area_id: courses.by_kind_of_period([row for row in rows if row["area_id"] == area_id]) for area_id in chosen
    }
    axes = [point for series in drawn.values() for points in series for point in points]
    pieces = []
    for area_id, series in drawn.items():
        first, *more = [
            courses.course(points, names[area_id], country, courses.remarks(points, findings, corrections), axes, files)
            for points in series
        ] or [""]
        pieces += [first] if first else []
        pieces += [html.fold(escape(text.other_course(names[area_id])), one) for one in more]
    single = [names[area_id] for area_id, series in drawn.items() if not series]
    if not pieces:
        return html.section(text.COURSES) + html.notice(text.NO_COURSE)
    note = html.paragraph(text.COURSES_NOTE) if len(pieces) > 1 else ""
    alone = html.paragraph(text.single_figures(single)) if single else ""
    marks = html.paragraph(text.COURSES_MARKS, "note")
    return html.section(text.COURSES) + note + marks + alone + "".join(pieces)


def _ranking(view: View, indicator: Row, newest: list[Row], findings: list[Row]) -> str:
    if not any(row["value"] is not None for row in newest):
        return ""
    names = ranking.area_names(view.plan.areas, view.plan.plan_id)
    notes = Footnotes()
    cases = open_cases(findings, "area_id", "indicator_id")
    chosen = [area["area_id"] for area in view.chosen_areas]
    table = ranking.table(newest, names, cases, notes) + notes.listed()
    if len(newest) > _MOST_LINES:
        mine = [row for row in newest if row["area_id"] in chosen]
        brief = Footnotes()
        table = ranking.table(mine, names, cases, brief, is_part=True) + brief.listed() if mine else ""
        notes = Footnotes()
        every = ranking.table(newest, names, cases, notes) + notes.listed()
        table += html.fold(escape(text.every_area(len(newest))), every, is_printed=not mine)
    return (
        html.section(text.RANKING)
        + html.paragraph(ranking.unsure_order(newest, is_stock=bool(indicator["is_stock"])))
        + table
        + html.legend()
        + funnel.section(view.published, newest, names, chosen, indicator)
    )


def _pointed(view: View, indicator: Row, newest: list[Row]) -> None:
    """The funnel once more for who asks: each of its points can be pointed out."""
    own = funnel.standing(view.published, newest, indicator)
    if not own or not own[0]["is_drawn"]:
        return
    if not st.toggle(funnel_text.POINT_OUT, key="udpeg", bind="query-params"):
        return
    unit = next(row for row in newest if row["area_id"] == own[0]["area_id"])
    st.plotly_chart(
        charts_funnel.pointed(
            queries_indicator.funnel_areas(view.published, own[0]),
            queries_indicator.funnel_limits(view.published, own[0]),
            {place["area_id"] for place in own},
            unit,
        ),
        key="pointed-funnel",
        theme=None,
        config=charts_funnel.CONFIG,
        alt=funnel_text.POINTED_ALT,
    )


def _metadata(view: View, indicator: Row, rows: list[Row]) -> str:
    touched = queries_indicator.last_touched(view.published, view.plan.area_ids, indicator["indicator_id"])
    above, below = text.parts(indicator["definition_da"])
    revised = text.NEVER_REVISED
    if touched["revisions"]:
        revised = text.revised(touched["revisions"], local_day(touched["revised_at"] or view.published.built_at))
    sources = sorted({str(row["source_name"] or row["source_id"]) for row in rows if row["value"] is not None})
    pairs = (
        (text.DEFINITION, indicator["definition_da"] or pages.NOT_STATED),
        (text.NUMERATOR, above),
        (text.DENOMINATOR, below),
        (text.DIRECTION, text.DIRECTIONS[indicator["direction"]]),
        (text.SOURCE, say.dotted(sources or [indicator["source_name"]])),
        (text.LAG, text.lag(indicator["expected_lag_months"])),
        (text.OWNER, indicator["owner"] or ""),
        (text.METHOD, text.METHOD_STOCK if indicator["is_stock"] else text.METHODS[indicator["measure_type"]]),
        (text.LAST_DELIVERED, _day(touched["delivered_at"])),
        (text.LAST_REVISED, revised),
    )
    return f'{html.section(text.METADATA)}<div class="card">{html.facts(pairs)}</div>'


def _day(moment: datetime | None) -> str:
    return form.day(local_day(moment)) if moment else ""


page(st.session_state["view"])
