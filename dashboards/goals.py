"""The fixed goals on Overblik: each goal named once with what its figures share, then a line for each area.

A plan of many areas has one line for each goal, with the areas told in words; the lines of the areas are folded away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from danish import page_goals as text
from danish import page_sentences as say
from danish import pages
from danish.format import number, sort_key
from dashboards import components as html
from dashboards import figures
from dashboards.comparison import Cases, drawing
from dashboards.components import Column, Group, Line
from dashboards.footnotes import Footnotes
from dashboards.queries import Row

# With more lines than these a board no longer sees in a minute what they come to.
_MOST_LINES = 20


@dataclass(frozen=True)
class _Shared:
    """What all figures of a goal have in common and the header says once; empty where they differ."""

    period: str
    benchmark: str
    benchmark_period: str
    source: str


def goals_table(rows: Sequence[Row], *, plan_id: str, limit: int, notes: Footnotes, cases: Cases) -> str:
    """The newest figures of the fixed goals; `cases` maps area and indicator to an open finding."""
    goals = _by_goal(rows, plan_id)
    if len(rows) <= _MOST_LINES:
        return _table(pages.FIXED_GOALS_CAPTION, goals, plan_id, limit, notes, cases, is_short=False)
    short = _table(pages.FIXED_GOALS_CAPTION, goals, plan_id, limit, notes, cases, is_short=True)
    whole = _table(text.EVERY_AREA, goals, plan_id, limit, notes, cases, is_short=None)
    return short + html.fold(escape(say.all_figures(len(rows))), whole, is_printed=False)


def _by_goal(rows: Iterable[Row], plan_id: str) -> list[list[Row]]:
    """The figures of each goal, the whole plan first; the goals in Danish order below what they are a goal for."""
    goals: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["area_id"] != plan_id, sort_key(row["area_name"]))):
        goals.setdefault((row["indicator_id"], row["instrument"]), []).append(row)
    return sorted(goals.values(), key=lambda goal: _goal_order(goal[0]))


def _goal_order(row: Row) -> tuple[bool, str, str]:
    return not row["goal_da"], sort_key(row["goal_da"] or ""), sort_key(row["indicator_name"])


def _table(
    caption: str,
    goals: Sequence[list[Row]],
    plan_id: str,
    limit: int,
    notes: Footnotes,
    cases: Cases,
    *,
    is_short: bool | None,
) -> str:
    """`is_short` gives one line and the areas in words, its opposite every line with its sentence, None lines alone."""
    columns = (
        Column(text.AREA, width=17),
        Column(text.FIGURE, "number", width=12),
        Column(f"{pages.SPINE_LEFT} ← → {pages.SPINE_RIGHT}", "graphic", width=15, note=say.axis_end(limit)),
        Column(pages.BENCHMARK, "number", width=13),
        Column(pages.DIFFERENCE, "number", width=8),
        Column(text.CHANGE, "number", width=18, note=text.CHANGE_NOTE),
        Column(pages.HOW_SURE, width=17),
    )
    over = ""
    groups: list[tuple[str | Group, list[Line]]] = []
    for goal in goals:
        shared = _shared(goal)
        header = _header(goal, shared, notes)
        groups.append((Group(header.name, "" if header.over == over else header.over, header.note), []))
        over = header.over
        shown = _first(goal, plan_id) if is_short else goal
        groups[-1][1].extend(
            _line(row, shared, plan_id, limit, notes, cases, is_told=is_short is not None) for row in shown
        )
        if is_short is not None and (words := _in_words(goal, shown)):
            groups[-1][1].append(words)
    return html.grouped_table(caption, columns, groups)


def _first(goal: list[Row], plan_id: str) -> list[Row]:
    """The line that stands for the goal: the whole plan's, else that of the only area."""
    return goal[:1] if goal[0]["area_id"] == plan_id or len(goal) == 1 else []


def _shared(goal: Sequence[Row]) -> _Shared:
    compared = [row for row in goal if row["value"] is not None and figures.has_benchmark(row)]
    periods = {row["period_name"] for row in goal}
    period = _only(periods)
    of_benchmark = _only(figures.baseline_period(row) for row in compared)
    return _Shared(
        period=period,
        benchmark=_only(figures.baseline_name(row) for row in compared),
        benchmark_period=of_benchmark,
        source=_only(figures.source_text(row) for row in goal),
    )


def _only(found: Iterable[str]) -> str:
    """What all of them are, or an empty string."""
    different = set(found)
    return different.pop() if len(different) == 1 else ""


def _header(goal: Sequence[Row], shared: _Shared, notes: Footnotes) -> Group:
    first = goal[0]
    against = ""
    if shared.benchmark:
        other = "" if shared.benchmark_period == shared.period else shared.benchmark_period
        against = text.compared_with(shared.benchmark, other)
    unit = text.differences_in(figures.gap_unit(first)) if any(row["gap"] is not None for row in goal) else ""
    note = say.dotted((shared.period, against, unit, notes.refer(shared.source)))
    return Group(first["indicator_name"], first["goal_da"] or "", note)


def _line(
    row: Row, shared: _Shared, plan_id: str, limit: int, notes: Footnotes, cases: Cases, *, is_told: bool
) -> Line:
    """The figure and its comparison; `is_told` when the reason is in the sentence below it."""
    area = pages.WHOLE_PLAN if row["area_id"] == plan_id else row["area_name"]
    synthetic = html.mark(pages.MARK_SYNTHETIC, "synthetic") if row["is_synthetic"] else ""
    name = html.stack(escape(area)) + synthetic
    value = _value(row, shared, notes, cases)
    if row["value"] is None:
        return [name, value]
    if not figures.has_benchmark(row):
        return [name, value, f'<span class="small">{escape(figures.certainty(row))}</span>']
    return [
        name,
        value,
        drawing(row, limit),
        _benchmark(row, shared, notes, cases),
        escape(figures.gap_text(row)),
        _change(row),
        _verdict(row, is_told=is_told and bool(row["sentence_da"])),
    ]


def _value(row: Row, shared: _Shared, notes: Footnotes, cases: Cases) -> str:
    words = f"{escape(figures.value_text(row))} {html.marks(row | {'is_synthetic': False})}"
    period = "" if shared.period else row["period_name"]
    source = "" if shared.source else notes.refer(figures.source_text(row))
    case = cases.get((row["area_id"], row["indicator_id"]))
    return html.stack(words, say.dotted((period, figures.sample_text(row), source))) + html.case_link(case)


def _benchmark(row: Row, shared: _Shared, notes: Footnotes, cases: Cases) -> str:
    source = row["benchmark_source_reference"]
    reference = notes.refer(source) if source and source != figures.source_text(row) else ""
    sample = say.sample(None, row["baseline_n"], None) if row["baseline_n"] is not None else ""
    period = "" if shared.benchmark_period else figures.baseline_period(row)
    flagged = html.marks({"is_flagged": row["is_baseline_flagged"]})
    case = cases.get((row["baseline_area_id"], row["indicator_id"]))
    words = f"{escape(figures.baseline_text(row))} {flagged}"
    name = "" if shared.benchmark else figures.baseline_name(row)
    return html.stack(words, name, say.dotted((period, sample, reference))) + html.case_link(case)


def _change(row: Row) -> str:
    """The area's change since the series began, less its benchmark's, with the limits of what it can be."""
    if row["change_gap"] is None:
        return f'<span class="small">{escape(text.BREAK if row["trend"] == "series_break" else text.NO_CHANGE)}</span>'
    decimals = int(row["decimals"] or 0)
    low, high = row["change_gap_ci_low"], row["change_gap_ci_high"]
    limits = "" if low is None or high is None else say.between(say.signed(low, decimals), say.signed(high, decimals))
    return html.stack(escape(say.signed(row["change_gap"], decimals)), text.since(row["start_period_id"]), limits)


def _verdict(row: Row, *, is_told: bool) -> str:
    """The comparison in a word with the limits of the difference; the reason where no word can be given."""
    kind = row["comparison"]
    word = f'<span class="verdict {kind}">{escape(pages.COMPARISON[kind])}</span>'
    reason = figures.certainty(row) if kind == "not_compared" and not is_told else ""
    return html.stack(word, reason, figures.gap_range(row))


def _in_words(goal: Sequence[Row], shown: Sequence[Row]) -> Line | None:
    """Where the areas stand that have no line of their own, and the sentences of those that have."""
    rest = [row for row in goal if row not in shown]
    standing = {kind: [row["area_name"] for row in rest if _standing(row) == kind] for kind in text.GROUPS}
    areas = " ".join(text.standing(kind, names) for kind, names in standing.items() if names)
    sentences = [words for row in shown for words in _sentences(row)]
    if not areas and not sentences:
        return None
    told = html.stack(escape(areas), *sentences)
    label = text.areas(len(rest)) if rest else text.IN_WORDS
    return [f'<span class="words">{escape(label)}</span>', _range(rest, is_alone=not shown) + told]


def _sentences(row: Row) -> list[str]:
    """The comparison and the course in the words of the published tables, each a line of its own."""
    if not row["sentence_da"]:
        return []
    course = say.trend_verdict(row["trend_reason_da"], row["trend"], has_break=False) if row["trend"] else ""
    return [str(row["sentence_da"]), say.course(course)]


def _standing(row: Row) -> str:
    if row["value"] is None:
        return "none"
    return "clarify" if row["is_under_clarification"] else str(row["comparison"])


def _range(rows: Sequence[Row], *, is_alone: bool) -> str:
    """The least and the greatest of the areas' figures, where no line gives the goal a figure of its own."""
    given = [row for row in rows if row["value"] is not None and not row["is_under_clarification"]]
    if not is_alone or len(given) < 2:
        return ""
    low, high = (pick(given, key=lambda row: row["value"]) for pick in (min, max))
    words = say.between(number(low["value"], int(low["decimals"] or 0)), figures.amount(high, high["value"]))
    return f'<span class="main">{escape(words)}</span>'
