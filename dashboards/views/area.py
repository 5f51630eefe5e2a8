"""Område: every figure of one area against its benchmark, and its course wherever two figures can be compared."""

import streamlit as st

from danish import page_sentences as say
from danish import pages as text
from dashboards import area_trends, figures, queries, queries_figures
from dashboards import components as html
from dashboards.cases import open_cases
from dashboards.comparison import comparison_table, grouped, reading_guide
from dashboards.foot import foot, local_day
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View
<<<<<<< HEAD
from dashboards.standing import findings_now, mark_again, reopened
=======
from dashboards.standing import findings_now, mark_again
from dashboards.trends import Company

# With more curves than these, the figures of each wait until they are asked for.
_MOST_OPEN = 8
# The curve of a longer series begins later here than on the page of its indicator.
_MOST_PERIODS = 24
>>>>>>> funnel


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    area = view.area
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    if area is None:
        html.show(html.heading(say.area_title(view.plan.name, **_counts([])), kicker), foot(view))
        return
    findings = findings_now(view)
    own = mark_again(_series(view, area), findings)
    newest = figures.newest(own)
    limit = figures.axis_limit(queries_figures.newest(view.published, view.plan.area_ids, view.until))
    spine = _spine(view, area, newest, limit, findings) if newest else ""
    html.show(_head(area, newest, kicker), spine, area_trends.section(view, area, own, reopened(findings)), foot(view))


def _series(view: View, area: Row) -> list[Row]:
    return queries_figures.series(view.published, [area["area_id"]], view.until, most=area_trends.MOST_PERIODS + 1)


def _head(area: Row, newest: list[Row], kicker: str) -> str:
    counts = _counts(newest)
    sure = [row for row in newest if row["comparison"] in ("better", "worse", "similar")]
    unsure = [row for row in newest if row["comparison"] == "not_compared" and row["gap"] is not None]
    lead = say.area_lead(compared=len(sure), unsure=len(unsure), total=counts["figures"])
    synthetic = html.notice(text.SYNTHETIC) if area["is_synthetic"] else ""
    return html.heading(say.area_title(area["name_da"], **counts), kicker, lead) + synthetic


def _counts(newest: list[Row]) -> dict[str, int]:
    compared = [row for row in newest if figures.toward_better(row, row["gap"]) is not None]
    return {
        "figures": sum(row["value"] is not None for row in newest),
        "worse": sum(row["comparison"] == "worse" for row in compared),
        "worse_seen": sum(figures.seems_worse(row) for row in compared),
        "better": sum(row["comparison"] == "better" for row in compared),
        "compared": len(compared),
        "clarify": sum(bool(row["is_under_clarification"]) for row in newest),
    }


def _spine(view: View, area: Row, newest: list[Row], limit: int, findings: list[Row]) -> str:
    """The spine chart by theme; a figure without a direction stands in it without a mark."""
    notes = Footnotes()
    table = comparison_table(
        text.SPINE_CAPTION,
        grouped(newest, "theme_da"),
        limit=limit,
        notes=notes,
        cases=open_cases(findings, "area_id", "indicator_id"),
    )
    chance = queries.chance(view.published, "area", area["area_id"], view.year)
    guide = reading_guide(newest, limit, view.plan.name, chance)
    return html.section(text.AGAINST_BENCHMARK) + table + guide + notes.listed()


<<<<<<< HEAD
=======
def _trends(view: View, area: Row, own: list[Row]) -> str:
    every = figures.series(own)
    if not every:
        return html.section(text.TRENDS) + html.notice(text.TRENDS_NONE)
    is_open = len(every) <= _MOST_OPEN
    pieces = []
    for theme, newest in grouped([points[-1] for points in every], "theme_da").items():
        of_theme = [points for points in every if any(points[-1] is row for row in newest)]
        drawn = "".join(_trend(view, area, points, is_open=is_open) for points in of_theme)
        pieces.append(f'{html.section(say.trends_of(theme))}<div class="multiples">{drawn}</div>')
    return "".join(pieces)


def _trend(view: View, area: Row, every: list[Row], *, is_open: bool) -> str:
    points = every[-_MOST_PERIODS:]
    last = points[-1]
    comparable = figures.since_break(points)
    title = say.trend_summary(
        last["indicator_name"],
        [(figures.value_text(point), figures.short_period(point)) for point in (comparable[0], last)],
    )
    verdict = say.trend_verdict(last["trend_reason_da"], last["trend"], has_break=len(comparable) < len(points))
    drawn = any(figures.has_benchmark_of_its_period(point) for point in points)
    benchmark = figures.baseline_name(last) if drawn else None
    alt = say.chart_alt(title, area["name_da"], benchmark, verdict)
    curve = trends.trend(points, area["name_da"], alt, Company(own_name=text.THE_AREA.lower()))
    notes = Footnotes()
    figures_of_chart = _points(points, notes) + notes.listed()
    table = html.fold(escape(text.FIGURES_OF_CHART), figures_of_chart, is_open=is_open, is_printed=is_open)
    alone = html.paragraph(text.COUNT_ALONE if last["measure_type"] == "count" else "", "note")
    rest = _rest(view, area, last) if len(every) > len(points) else ""
    words = html.subsection(title) + html.paragraph(verdict) + alone
    return f'<div class="multiple">{words}{curve}{html.fetch("png", title)}{rest}{table}</div>'


def _rest(view: View, area: Row, last: Row) -> str:
    """The way to a series that is too long to stand here."""
    year = {"aar": str(view.year)} if view.year else {}
    place = {"plan": view.plan.plan_id, "indikator": last["indicator_id"], "omraader": area["area_id"]}
    link = html.link(text.WHOLE_SERIES, "indikator", **place, **year)
    return f'<p class="note">{escape(say.only_latest(_MOST_PERIODS))} {link}</p>'


def _points(points: list[Row], notes: Footnotes) -> str:
    columns = (
        Column(text.YEAR, width=20),
        Column(text.THE_AREA, "number", width=30),
        Column(text.BENCHMARK, "number", width=32),
        Column(text.SOURCE, width=18),
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
    return html.table(say.chart_table(points[0]["indicator_name"]), columns, body)


def _benchmark(row: Row) -> str:
    if not figures.has_benchmark(row):
        return escape(text.NO_BENCHMARK if row["baseline_value"] is None else "")
    small = (figures.baseline_name(row), figures.baseline_period(row))
    return html.stack(escape(figures.baseline_text(row)), say.dotted(small))


>>>>>>> funnel
page(st.session_state["view"])
