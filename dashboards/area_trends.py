"""The course of each figure of one area: the weightiest as large curves, the others as lines of one table."""

from collections.abc import Sequence
from html import escape

from danish import page_area as own_text
from danish import page_sentences as say
from danish import pages as text
from dashboards import components as html
from dashboards import figures, queries_courses, trends
from dashboards.comparison import grouped
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.selection import View
from dashboards.standing import mark_again, reopened
from dashboards.trends import Company

# The curve of a longer series begins later here than on the page of its indicator.
_MOST_PERIODS = 24
# More large curves than these are twenty pages on paper and slow on a screen; their figures wait until asked for.
_MOST_CURVES = 8


def section(view: View, area: Row, findings: list[Row]) -> str:
    """Every series of an area, drawn once per build and anew when `findings` have changed the marks of figures since.

    Its rows are many, and are asked for only to be drawn.
    """
    key = ("area_trends", view.plan.plan_id, area["area_id"], view.year, *reopened(findings))
    return view.published.drawn(key, lambda: _section(view, area, mark_again(_series(view, area), findings)))


def _series(view: View, area: Row) -> list[Row]:
    """The figures of the area, of each series one period more than is drawn, so that it is seen to be longer."""
    return queries_courses.latest(view.published, area["area_id"], view.until, _MOST_PERIODS + 1)


def _section(view: View, area: Row, own: Sequence[Row]) -> str:
    every = figures.series(own)
    if not every:
        return html.section(text.TRENDS) + html.notice(text.TRENDS_NONE)
    large = sorted(every, key=_weight)[:_MOST_CURVES]
    rest = [points for points in every if points not in large]
    curves = _by_theme(view, area, [points for points in every if points in large], is_open=not rest)
    return curves + (_small(view, area, rest, len(large)) if rest else "")


def _by_theme(view: View, area: Row, drawn: Sequence[list[Row]], *, is_open: bool) -> str:
    pieces = []
    for theme, newest in grouped([points[-1] for points in drawn], "theme_da").items():
        of_theme = [points for points in drawn if any(points[-1] is row for row in newest)]
        curves = "".join(_curve(view, area, points, is_open=is_open) for points in of_theme)
        head = html.section(say.trends_of(theme))
        pieces.append(f'<section class="theme">{head}<div class="multiples">{curves}</div></section>')
    return "".join(pieces)


def _weight(points: Sequence[Row]) -> tuple[bool, bool, bool]:
    """Sorts the fixed goals first, then what is under clarification, then what has changed beyond chance."""
    last = points[-1]
    has_changed = last["trend"] in ("improving", "worsening")
    return not last["is_fixed"], not last["is_under_clarification"], not has_changed


def _curve(view: View, area: Row, every: Sequence[Row], *, is_open: bool) -> str:
    points = list(every[-_MOST_PERIODS:])
    last = points[-1]
    title = say.trend_summary(
        last["indicator_name"],
        [(figures.value_text(point), figures.short_period(point)) for point in _ends(points)],
    )
    verdict = _verdict(points)
    drawn = any(figures.has_benchmark_of_its_period(point) for point in points)
    benchmark = figures.baseline_name(last) if drawn else None
    alt = say.chart_alt(title, area["name_da"], benchmark, verdict)
    curve = trends.trend(points, area["name_da"], alt, Company(own_name=text.THE_AREA.lower()))
    alone = html.paragraph(text.COUNT_ALONE if last["measure_type"] == "count" else "", "note")
    notes = Footnotes()
    figures_of_chart = _points(points, notes, is_held=not is_open) + notes.listed()
    table = html.fold(escape(text.FIGURES_OF_CHART), figures_of_chart, is_open=is_open, is_printed=is_open)
    cut = ""
    if len(every) > len(points):
        words = escape(own_text.only_latest(_MOST_PERIODS))
        cut = f'<p class="note">{words} {_link(own_text.WHOLE_SERIES, view, last)}</p>'
    words = html.subsection(title) + html.paragraph(verdict) + alone
    return f'<div class="multiple">{words}{curve}{html.fetch(title, "png")}{cut}{table}</div>'


def _ends(points: list[Row]) -> tuple[Row, Row]:
    """The first and the last figure that may be compared with each other."""
    comparable = figures.since_break(points)
    return comparable[0], comparable[-1]


def _verdict(points: list[Row]) -> str:
    last = points[-1]
    has_break = len(figures.since_break(points)) < len(points)
    return say.trend_verdict(last["trend_reason_da"], last["trend"], has_break=has_break)


def _link(words: str, view: View, row: Row) -> str:
    """The way to the page of the indicator, for the same area and year."""
    year = {"aar": str(view.year)} if view.year else {}
    place = {"plan": view.plan.plan_id, "indikator": row["indicator_id"], "omraader": row["area_id"]}
    return html.link(words, "indikator", **place, **year)


def _small(view: View, area: Row, rest: Sequence[Sequence[Row]], large: int) -> str:
    columns = (
        Column(own_text.MEASURE, width=26),
        Column(own_text.FIRST, "number", width=14),
        Column(own_text.COURSE, "graphic", width=16),
        Column(own_text.LAST, "number", width=14),
        Column(own_text.MEANING, width=30),
    )
    lines = [_small_line(view, list(every[-_MOST_PERIODS:])) for every in rest]
    table = html.table(f"{own_text.MORE}, {area['name_da']}", columns, lines)
    lead = html.paragraph(own_text.more(large, len(rest)))
    return f'<section class="theme">{html.section(own_text.MORE)}{lead}{table}</section>'


def _small_line(view: View, points: list[Row]) -> list[str]:
    first, last = _ends(points)
    newest = f"{escape(figures.value_text(last))} {html.marks(last | {'is_synthetic': False})}"
    return [
        html.stack(escape(last["indicator_name"])),
        html.stack(escape(figures.value_text(first)), figures.short_period(first)),
        trends.small(points),
        html.stack(newest, figures.short_period(last)),
        f'{escape(_verdict(points))} <span class="small">{_link(own_text.SEE_CURVE, view, last)}</span>',
    ]


def _points(points: Sequence[Row], notes: Footnotes, *, is_held: bool) -> str:
    columns = (
        Column(text.YEAR, width=30),
        Column(text.THE_AREA, "number", width=22),
        Column(text.BENCHMARK, "number", width=28),
        Column(text.SOURCE, width=20),
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
    return html.table(say.chart_table(points[0]["indicator_name"]), columns, body, is_held=is_held)


def _benchmark(row: Row) -> str:
    if not figures.has_benchmark(row):
        return escape(text.NO_BENCHMARK if row["baseline_value"] is None else "")
    small = (figures.baseline_name(row), figures.baseline_period(row))
    return html.stack(escape(figures.baseline_text(row)), say.dotted(small))
