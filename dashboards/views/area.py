"""Område: every figure of one area against its benchmark, and its course wherever two figures can be compared."""

from html import escape

import streamlit as st

from danish import pages as text
from dashboards import charts, figures, queries
from dashboards import components as html
from dashboards.comparison import comparison_table, grouped
from dashboards.components import Column
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View, choose_area


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    area = choose_area(view)
    kicker = text.kicker(view.plan.name, local_day(view.published.built_at))
    if area is None:
        html.show(
            html.heading(text.area_title(view.plan.name, worse=0, better=0, unsure=0, clarify=0, total=0), kicker)
        )
        return
    every = queries.figures(view.published, view.plan.area_ids, view.until)
    own = [row for row in every if row["area_id"] == area["area_id"]]
    newest = figures.newest(own)
    html.show(_head(view, area, newest, kicker))
    if newest:
        html.show(_spine(view, newest, figures.axis_limit(figures.newest(every))))
    _trends(area, own)
    html.show(foot(view, [row["source_name"] for row in own]))


def _head(view: View, area: Row, newest: list[Row], kicker: str) -> str:
    with_value = [row for row in newest if row["value"] is not None]
    clarify = [row for row in with_value if row["is_under_clarification"]]
    clear = [row for row in with_value if not row["is_under_clarification"]]
    counted = {word: sum(row["comparison"] == word for row in clear) for word in text.COMPARISON}
    title = text.area_title(
        area["name_da"],
        worse=counted["worse"],
        better=counted["better"],
        unsure=counted["not_compared"],
        clarify=len(clarify),
        total=len(with_value),
    )
    lead = text.area_lead(
        compared=counted["worse"] + counted["better"] + counted["similar"],
        unsure=counted["not_compared"],
        total=len(with_value),
    )
    synthetic = html.notice(text.SYNTHETIC) if area["is_synthetic"] else ""
    return html.heading(title, kicker, lead) + synthetic


def _spine(view: View, newest: list[Row], limit: int) -> str:
    """The spine chart by theme; a figure without a direction stands in it without a mark."""
    notes = Footnotes()
    pieces = [
        html.section(text.AGAINST_BENCHMARK),
        comparison_table(text.SPINE_CAPTION, grouped(newest, "theme_da"), limit=limit, notes=notes, with_area=False),
    ]
    told = [row for row in newest if row["comparison"] in ("better", "worse", "similar")]
    if told:
        pieces.append(html.paragraph(text.expected_by_chance(len(told))))
    pieces += [html.paragraph(text.axis_note(limit, view.plan.name), "note"), notes.listed(), html.legend()]
    return "".join(pieces)


def _trends(area: Row, own: list[Row]) -> None:
    every = figures.series(own)
    if not every:
        html.show(html.section(text.TRENDS), html.notice(text.TRENDS_NONE))
        return
    html.show(html.section(text.TRENDS))
    for points in every:
        _trend(area, points)


def _trend(area: Row, points: list[Row]) -> None:
    first, last = points[0], points[-1]
    title = text.trend_summary(
        last["indicator_name"],
        figures.value_text(first), first["period_name"], figures.value_text(last), last["period_name"],
    )  # fmt: skip
    verdict = text.trend_verdict(last["trend"])
    benchmark = figures.baseline_name(last) if last["baseline_value"] is not None else None
    html.show(html.subsection(title), html.paragraph(verdict))
    st.plotly_chart(
        charts.trend(points, area["name_da"]),
        key=f"trend-{last['indicator_id']}-{last['instrument']}-{last['period_type']}",
        theme=None,
        config=charts.CONFIG,
        alt=text.chart_alt(title, area["name_da"], benchmark, verdict),
    )
    notes = Footnotes()
    html.show(html.fold(escape(text.FIGURES_OF_CHART), _points(points, notes) + notes.listed(), is_open=True))


def _points(points: list[Row], notes: Footnotes) -> str:
    columns = (
        Column(text.YEAR),
        Column(text.THE_AREA, "number"),
        Column(text.BENCHMARK, "number"),
        Column(text.SOURCE),
    )
    body = [
        [
            escape(row["period_name"]),
            html.stack(f"{escape(figures.value_text(row))} {html.marks(row)}", figures.sample_text(row)),
            _benchmark(row),
            escape(notes.refer(figures.source_text(row))),
        ]
        for row in points
    ]
    return html.table(text.chart_table(points[0]["indicator_name"]), columns, body)


def _benchmark(row: Row) -> str:
    if row["baseline_value"] is None:
        return escape(text.NO_BENCHMARK)
    return html.stack(escape(figures.amount(row, row["baseline_value"])), figures.baseline_name(row))


page(st.session_state["view"])
