"""The areas against each other on one indicator: in order but without places, and by how many people they rest on."""

from collections.abc import Sequence
from html import escape

from danish import format as form
from danish import page_indicator as text
from danish import page_sentences as say
from danish import pages
from dashboards import components as html
from dashboards import curves, drawings, figures
from dashboards.charts import AREA, BENCHMARK, COUNTRY
from dashboards.comparison import Cases, benchmark_cell, verdict_cell
from dashboards.components import Column
from dashboards.courses import interval_text
from dashboards.curves import Axes, Label, Line, Mark
from dashboards.footnotes import Footnotes
from dashboards.queries import Row

# With fewer areas a funnel plot shows nothing that the table does not.
_FEWEST = 4
# The height of a line of words, as a share of the figures' part of the drawing.
_LINE_OF_WORDS = 0.14


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
        Column(text.AREA, width=17),
        Column(text.VALUE, "number", width=19),
        Column(text.DRAWING, "graphic", width=22, note=text.axis(*(figures.amount(whole, end) for end in ends))),
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
        row["baseline_value"],
        ends=ends,
        kind=f"{filling} {row['comparison']}",
    )
    if row["baseline_value"] is None:
        return [area, value, drawing, "", f'<span class="small">{escape(figures.certainty(row))}</span>']
    return [area, value, drawing, benchmark_cell(row, notes, cases), verdict_cell(row)]


def _ends(rows: Sequence[Row]) -> tuple[float, float]:
    amounts = [row[name] for row in rows for name in ("value", "ci_low", "ci_high", "baseline_value")]
    low, high = drawings.axis([amount for amount in amounts if amount is not None])
    return (low, min(high, 100.0)) if rows[0]["unit"] == "%" else (low, high)


def of_funnel(rows: Sequence[Row]) -> list[Row]:
    """The figures of the newest period whose number and limits are known; none where they are too few to draw."""
    known = [row for row in rows if row["period_end"] and row["ci_low"] is not None and persons(row) is not None]
    last = max((row["period_end"] for row in known), default=None)
    found = [row for row in known if row["period_end"] == last]
    return found if len(found) >= _FEWEST else []


def persons(row: Row) -> float | None:
    """How many people or answers a figure rests on."""
    return row["denominator"] if row["denominator"] is not None else row["n_effective"]


def funnel(rows: Sequence[Row], names: dict[str, str], chosen: Sequence[str], benchmark: Row | None, alt: str) -> str:
    """Each area at the number it rests on, with its limits as an upright line; the chosen ones are blue and named.

    The tables have no limits for what is usual at each number, so none are drawn.
    """
    mine = sorted((row for row in rows if row["area_id"] in chosen), key=_x)
    axes, heights = _axes(rows, benchmark, len(mine))
    lines = [Line([(_x(row), row["ci_low"]), (_x(row), row["ci_high"])], _colour(row, chosen), width=2) for row in rows]
    lines += [
        Line([(_x(row), row["ci_high"]), (_x(row), at)], AREA, width=1) for row, at in zip(mine, heights, strict=True)
    ]
    labels = [
        Label((_x(row), at), names[row["area_id"]], f"own side {'left' if _x(row) > axes.x[1] / 2 else 'right'}")
        for row, at in zip(mine, heights, strict=True)
    ]
    if benchmark:
        lines.insert(0, Line([(end, benchmark["value"]) for end in axes.x], BENCHMARK, width=2, dash="2 4"))
        labels.append(Label((axes.x[1], benchmark["value"]), benchmark["area_name"], "benchmark end left under"))
    marks = [_mark(row, names, chosen) for row in sorted(rows, key=lambda row: row["area_id"] in chosen)]
    return curves.curve(alt, axes, lines=lines, marks=marks, labels=labels)


def _colour(row: Row, chosen: Sequence[str]) -> str:
    return AREA if row["area_id"] in chosen else COUNTRY


def _x(row: Row) -> float:
    return float(persons(row) or 0)


def _mark(row: Row, names: dict[str, str], chosen: Sequence[str]) -> Mark:
    words = f"{names[row['area_id']]}, {form.number(_x(row))}: {figures.value_text(row)}"
    kind = "own" if row["area_id"] in chosen else "other"
    is_loose = row["is_flagged"] or row["is_under_clarification"]
    return Mark((_x(row), row["value"]), f"{kind} loose" if is_loose else kind, words)


def _axes(rows: Sequence[Row], benchmark: Row | None, named: int) -> tuple[Axes, list[float]]:
    """The axes, with room above all figures for one name below the other, and the heights of the names."""
    limits = [row[name] for row in rows for name in ("ci_low", "ci_high")] + ([benchmark["value"]] if benchmark else [])
    low, high = drawings.axis(limits)
    most = max(_x(row) for row in rows)
    across, up = drawings.step(most / 5), drawings.step((high - low) / 5)
    line = (high - low) * _LINE_OF_WORDS
    whole = rows[0] | {"decimals": 0 if up >= 1 else 1}
    ticks = [low + up * place for place in range(int((high - low) / up) + 1)]
    axes = Axes(
        x=(0.0, most * 1.05),
        y=(low, high + line * named),
        x_ticks=[(across * place, form.number(across * place)) for place in range(int(most / across) + 1)],
        y_ticks=[(tick, figures.amount(whole, tick)) for tick in ticks],
    )
    return axes, [high + line * (place + 0.5) for place in reversed(range(named))]


def unsure_order(rows: Sequence[Row], *, is_stock: bool) -> str:
    """What may be said of the order of the lines, if there is any."""
    if sum(row["value"] is not None for row in rows) < 2:
        return ""
    if is_stock:
        return text.STOCK_ORDER
    return text.UNSURE_ORDER if any(row["ci_low"] is not None for row in rows) else text.UNKNOWN_ORDER


def least_sure(rows: Sequence[Row], names: dict[str, str]) -> str:
    """The finding of the funnel plot: which figure says least."""
    widest = max(rows, key=lambda row: row["ci_high"] - row["ci_low"])
    return text.least_sure(names[widest["area_id"]], interval_text(widest))


def left_out(rows: Sequence[Row], drawn: Sequence[Row]) -> str:
    amount = len([row for row in rows if row["value"] is not None]) - len(drawn)
    return html.paragraph(text.left_out_of_funnel(amount), "note") if amount else ""


def area_names(areas: Sequence[Row], whole: str) -> dict[str, str]:
    """What each area is called on the page of a plan."""
    return {area["area_id"]: pages.WHOLE_PLAN if area["area_id"] == whole else area["name_da"] for area in areas}
