"""The areas against each other on one indicator: in order, but without places."""

from collections.abc import Sequence
from html import escape

from danish import page_indicator as text
from danish import page_sentences as say
from danish import pages
from dashboards import components as html
from dashboards import drawings, figures
from dashboards.comparison import Cases, benchmark_cell, verdict_cell
from dashboards.components import Column
from dashboards.courses import interval_text
from dashboards.footnotes import Footnotes
from dashboards.queries import Row


def ordered(rows: Sequence[Row]) -> list[Row]:
    """The best first, or the highest where neither is good; those without a figure last."""
    sign = 1 if rows and rows[0]["direction"] == "lower_is_better" else -1
    given = [row for row in rows if row["value"] is not None]
    return sorted(given, key=lambda row: sign * row["value"]) + [row for row in rows if row["value"] is None]


def table(rows: Sequence[Row], names: dict[str, str], cases: Cases, notes: Footnotes, *, is_part: bool = False) -> str:
    """One line for each area, the best first, with the interval drawn on an axis that all lines share."""
    ends = _ends(rows)
    whole = rows[0] | {"decimals": 0}
    columns = (
        Column(text.AREA, width=20),
        Column(text.VALUE, "number", width=18),
        Column(text.DRAWING, "graphic", width=20, note=text.axis(*(figures.amount(whole, end) for end in ends))),
        Column(text.BENCHMARK, "number", width=18),
        Column(text.HOW_SURE, width=24),
    )
    caption = text.ranking_caption(is_neutral=rows[0]["direction"] == "neutral", is_part=is_part)
    return html.table(caption, columns, [_line(row, names, ends, cases, notes) for row in ordered(rows)])


def _line(row: Row, names: dict[str, str], ends: tuple[float, float], cases: Cases, notes: Footnotes) -> list[str]:
    area = escape(names[row["area_id"]])
    if row["value"] is None:
        return [area, f'<span class="small">{escape(figures.value_text(row))}</span>']
    small = say.dotted((figures.sample_text(row), row["period_name"], notes.refer(figures.source_text(row))))
    marks = html.marks(row | {"is_synthetic": False})
    value = html.stack(f"{escape(figures.value_text(row))} {marks}", interval_text(row), small)
    value += html.case_link(cases.get((row["area_id"], row["indicator_id"])))
    filling = "hollow" if row["comparison"] == "not_compared" or row["is_flagged"] else "sure"
    drawing = drawings.interval(
        row["value"],
        (row["ci_low"], row["ci_high"]),
        row["baseline_value"] if figures.has_benchmark(row) else None,
        ends=ends,
        kind=f"{filling} {row['comparison']}",
    )
    if not figures.has_benchmark(row):
        return [area, value, drawing, "", f'<span class="small">{escape(figures.certainty(row))}</span>']
    return [area, value, drawing, benchmark_cell(row, notes, cases), verdict_cell(row)]


def _ends(rows: Sequence[Row]) -> tuple[float, float]:
    amounts = [row[name] for row in rows for name in ("value", "ci_low", "ci_high")]
    amounts += [row["baseline_value"] for row in rows if figures.has_benchmark(row)]
    low, high = drawings.axis([amount for amount in amounts if amount is not None])
    return (low, min(high, 100.0)) if rows[0]["unit"] == "%" else (low, high)


def unsure_order(rows: Sequence[Row], *, is_stock: bool) -> str:
    """What may be said of the order of the lines, if there is any."""
    if sum(row["value"] is not None for row in rows) < 2:
        return ""
    if is_stock:
        return text.STOCK_ORDER
    return text.UNSURE_ORDER if any(row["ci_low"] is not None for row in rows) else text.UNKNOWN_ORDER


def area_names(areas: Sequence[Row], whole: str) -> dict[str, str]:
    """What each area is called on the page of a plan."""
    return {area["area_id"]: pages.WHOLE_PLAN if area["area_id"] == whole else area["name_da"] for area in areas}
