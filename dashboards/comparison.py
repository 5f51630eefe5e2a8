"""The table of figures held up against a benchmark; its drawing is the spine chart, its cells are the numbers."""

from collections.abc import Sequence
from html import escape

from danish import pages as text
from danish.format import sort_key
from dashboards import components as html
from dashboards import figures
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row


def comparison_table(
    caption: str,
    groups: dict[str, list[Row]],
    *,
    limit: int,
    notes: Footnotes,
    with_area: bool,
    missing: Sequence[str] = (),
) -> str:
    """One line per figure, under the names of their groups.

    `missing` are the names of indicators for which nothing was delivered; they are lines too.
    """
    columns = (
        Column(text.GOAL, width=22),
        Column(text.THE_AREA, "number", width=15),
        Column(f"{text.SPINE_LEFT} ← → {text.SPINE_RIGHT}", "graphic", width=19, note=text.axis_end(limit)),
        Column(text.BENCHMARK, "number", width=13),
        Column(text.DIFFERENCE, "number", width=11),
        Column(text.HOW_SURE, width=20),
    )
    body = [(name, [_line(row, limit, notes, with_area) for row in rows]) for name, rows in groups.items()]
    absent = [[escape(name), text.VALUE_STATUS["not_delivered"]] for name in missing]
    return html.grouped_table(caption, columns, [*body, (text.NOT_DELIVERED_GROUP, absent)] if absent else body)


def grouped(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    """Rows by what stands in a column, in Danish order, those without last."""
    names = sorted({row[column] for row in rows if row[column]}, key=sort_key)
    groups = {name: [row for row in rows if row[column] == name] for name in names}
    rest = [row for row in rows if not row[column]]
    return groups | ({text.OTHER_THEME: rest} if rest else {})


def _line(row: Row, limit: int, notes: Footnotes, with_area: bool) -> list[str]:
    name = html.stack(escape(row["indicator_name"]), row["area_name"] if with_area else "")
    if row["value"] is None:
        return [name, _value(row, notes)]
    return [
        name,
        _value(row, notes),
        _drawing(row, limit),
        _benchmark(row, notes),
        html.stack(escape(figures.gap_text(row)), figures.gap_unit(row)) if row["gap"] is not None else "",
        _verdict(row),
    ]


def _value(row: Row, notes: Footnotes) -> str:
    words = escape(figures.value_text(row))
    marks = html.marks(row)
    small = (row["period_name"], figures.sample_text(row), notes.refer(figures.source_text(row)))
    return html.stack(f"{words} {marks}", text.dotted(small))


def _benchmark(row: Row, notes: Footnotes) -> str:
    if row["baseline_value"] is None:
        return ""
    source = row["benchmark_source_reference"]
    reference = notes.refer(source) if source and source != figures.source_text(row) else ""
    small = (row["baseline_period_name"], reference)
    return html.stack(
        escape(figures.amount(row, row["baseline_value"])), figures.baseline_name(row), text.dotted(small)
    )


def _drawing(row: Row, limit: int) -> str:
    if row["is_under_clarification"]:
        low, high = (_against_benchmark(row, row[side]) for side in ("value_low", "value_high"))
        return html.spine(low, low, high, limit=limit, kind="clarify", is_hollow=True, is_range=low != high)
    return html.spine(
        figures.toward_better(row, row["gap"]),
        figures.toward_better(row, row["gap_ci_low"]),
        figures.toward_better(row, row["gap_ci_high"]),
        limit=limit,
        kind=row["comparison"],
        is_hollow=row["comparison"] == "not_compared" or bool(row["is_flagged"]),
    )


def _against_benchmark(row: Row, value: float | None) -> float | None:
    if value is None or row["baseline_value"] is None:
        return None
    return figures.toward_better(row, value - row["baseline_value"])


def _verdict(row: Row) -> str:
    if row["is_under_clarification"]:
        return html.stack(escape(text.COMPARISON["not_compared"]), figures.certainty(row))
    word = f'<span class="verdict {row["comparison"]}">{escape(text.COMPARISON[row["comparison"]])}</span>'
    return html.stack(word, figures.certainty(row), figures.gap_range(row))
