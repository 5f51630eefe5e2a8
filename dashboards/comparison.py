"""The table of figures held up against a benchmark; its drawing is the spine chart, its cells are the numbers."""

from collections.abc import Sequence
from html import escape

from danish import page_sentences as say
from danish import pages as text
from danish.format import sort_key
from dashboards import components as html
from dashboards import figures
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row

Cases = dict[tuple[str, str], str]


def comparison_table(caption: str, groups: dict[str, list[Row]], *, limit: int, notes: Footnotes, cases: Cases) -> str:
    """One line per figure of an area, under the names of their groups; `cases` maps area and indicator to a finding."""
    columns = (
        Column(text.GOAL, width=24),
        Column(text.THE_AREA, "number", width=15),
        Column(f"{text.SPINE_LEFT} ← → {text.SPINE_RIGHT}", "graphic", width=15, note=say.axis_end(limit)),
        Column(text.BENCHMARK, "number", width=16),
        Column(text.DIFFERENCE, "number", width=10),
        Column(text.HOW_SURE, width=20),
    )
    body = [(name, [_line(row, limit, notes, cases) for row in rows]) for name, rows in groups.items()]
    return html.grouped_table(caption, columns, body)


def grouped(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    """Rows by what stands in a column, in Danish order, those without last."""
    names = sorted({row[column] for row in rows if row[column]}, key=sort_key)
    groups = {name: [row for row in rows if row[column] == name] for name in names}
    rest = [row for row in rows if not row[column]]
    return groups | ({text.OTHER_THEME: rest} if rest else {})


def reading_guide(rows: Sequence[Row], limit: int, plan: str, chance: str | None) -> str:
    """What is needed to read the drawing: chance, the axis, the marks. Empty when nothing is drawn."""
    if not any(figures.toward_better(row, row["gap"]) is not None or row["is_under_clarification"] for row in rows):
        return ""
    luck = html.paragraph(chance) if chance else ""
    return luck + html.paragraph(say.axis_note(limit, plan), "note") + html.legend()


def _line(row: Row, limit: int, notes: Footnotes, cases: Cases) -> list[str]:
    synthetic = html.mark(text.MARK_SYNTHETIC, "synthetic") if row["is_synthetic"] else ""
    name = html.stack(escape(row["indicator_name"])) + synthetic
    value = _value(row, notes, cases)
    if row["value"] is None:
        return [name, value]
    if not figures.has_benchmark(row):
        return [name, value, f'<span class="small">{escape(figures.certainty(row))}</span>']
    return [
        name,
        value,
        drawing(row, limit),
        benchmark_cell(row, notes, cases),
        html.stack(escape(figures.gap_text(row)), figures.gap_unit(row)) if row["gap"] is not None else "",
        verdict_cell(row),
    ]


def _value(row: Row, notes: Footnotes, cases: Cases) -> str:
    words = escape(figures.value_text(row))
    small = (row["period_name"], figures.sample_text(row), notes.refer(figures.source_text(row)))
    case = cases.get((row["area_id"], row["indicator_id"]))
    marks = html.marks(row | {"is_synthetic": False})
    return html.stack(f"{words} {marks}", say.dotted(small)) + html.case_link(case)


def benchmark_cell(row: Row, notes: Footnotes, cases: Cases) -> str:
    """The benchmark, what it is, and its period, number and source where they are others than the figure's."""
    source = row["benchmark_source_reference"]
    reference = notes.refer(source) if source and source != figures.source_text(row) else ""
    sample = say.sample(None, row["baseline_n"], None) if row["baseline_n"] is not None else ""
    small = (figures.baseline_period(row), sample, reference)
    flagged = html.marks({"is_flagged": row["is_baseline_flagged"]})
    case = cases.get((row["baseline_area_id"], row["indicator_id"]))
    words = f"{escape(figures.baseline_text(row))} {flagged}"
    return html.stack(words, figures.baseline_name(row), say.dotted(small)) + html.case_link(case)


def drawing(row: Row, limit: int) -> str:
    """The figure's line of the spine chart: its distance to the benchmark with its limits, or the range it lies in."""
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


def verdict_cell(row: Row) -> str:
    """What the comparison came to, how sure it is, and the limits of the difference."""
    word = f'<span class="verdict {row["comparison"]}">{escape(text.COMPARISON[row["comparison"]])}</span>'
    return html.stack(word, figures.certainty(row), figures.gap_range(row))
