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
from dashboards.standing import findings_now, mark_again


def page(view: View) -> None:
    """Write the whole page, top to bottom."""
    area = view.area
    kicker = say.kicker(view.plan.name, local_day(view.published.built_at))
    if area is None:
        html.show(html.heading(say.area_title(view.plan.name, **_counts([])), kicker), foot(view))
        return
    findings = findings_now(view)
    every = queries_figures.newest(view.published, view.plan.area_ids, view.until)
    newest = mark_again([row for row in every if row["area_id"] == area["area_id"]], findings)
    spine = _spine(view, area, newest, figures.axis_limit(every), findings) if newest else ""
    html.show(_head(area, newest, kicker), spine)
    html.show(area_trends.section(view, area, findings), foot(view))


def _head(area: Row, newest: list[Row], kicker: str) -> str:
    counts = _counts(newest)
    unsure = [row for row in _compared(newest) if row["comparison"] == "not_compared"]
    lead = say.area_lead(figures=counts["figures"], compared=counts["compared"], unsure=len(unsure))
    synthetic = html.notice(text.SYNTHETIC) if area["is_synthetic"] else ""
    return html.heading(say.area_title(area["name_da"], **counts), kicker, lead) + synthetic


def _compared(newest: list[Row]) -> list[Row]:
    """The figures that are better or worse than their benchmark, sure or not."""
    return [row for row in newest if figures.toward_better(row, row["gap"]) is not None]


def _counts(newest: list[Row]) -> dict[str, int]:
    compared = _compared(newest)
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
    chance = queries.chance(view.published, "area", area["area_id"], view.year, among=view.plan.area_ids)
    guide = reading_guide(newest, limit, view.plan.name, chance)
    return f'{html.section(text.AGAINST_BENCHMARK)}<div class="by-theme">{table}</div>{guide}{notes.listed()}'


page(st.session_state["view"])
