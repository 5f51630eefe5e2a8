"""The course of one indicator in one area: its curve, the remarks to its points, and its figures as a table."""

from collections.abc import Mapping, Sequence
from html import escape

from danish import format as form
from danish import page_indicator as text
from danish import page_sentences as say
from danish import pages, states
from dashboards import components as html
from dashboards import figures, trends
from dashboards.cases import is_unsettled
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.trends import Company, key
from quality.findings import UNSETTLED

Remarks = list[tuple[Row, list[str]]]
Files = Mapping[tuple[str, str, str], Row]


def by_kind_of_period(rows: Sequence[Row]) -> list[list[Row]]:
    """The figures of an area that may stand on one axis of time, oldest first; the state's lists are one of their own
    and come last."""
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        if row["value"] is not None and row["period_end"] is not None:
            kinds.setdefault(row["period_type"], []).append(row)
    return [
        sorted(points, key=lambda row: row["period_end"])
        for _, points in sorted(kinds.items(), key=lambda kind: kind[0] == "list_year")
        if len({row["period_end"] for row in points}) > 1
    ]


def remarks(points: Sequence[Row], found: Sequence[Row], corrections: Sequence[Row]) -> Remarks:
    """What is to be said of each point that a finding or a correction concerns, as HTML."""
    told = []
    for point in points:
        words = [_finding(one) for one in found if _concerns(one, point)]
        words += [
            escape(text.corrected(one["note"]))
            for one in corrections
            if (one["area_id"], *key(one)) == (point["area_id"], *key(point))
        ]
        if not words and (point["is_flagged"] or point["is_corrected"]):
            words = [escape(text.REMARK_UNKNOWN)]
        if words:
            told.append((point, words))
    return told


def _concerns(finding: Row, point: Row) -> bool:
    if finding["severity"] == "info" or not (is_unsettled(finding) or finding["status_in_build"] in UNSETTLED):
        return False
    of_same = all(finding[name] == point[name] for name in ("area_id", "indicator_id", "period_id"))
    return of_same and (finding["instrument"] or "") == point["instrument"]


def _finding(finding: Row) -> str:
    status = "" if finding["status"] == "open" else f" ({states.FINDINGS[finding['status']]})"
    link = html.link(pages.SEE_CASE, "datakvalitet", sag=finding["finding_id"])
    return f"{escape(finding['message_da'])}{escape(status)} {link}"


def course(
    points: Sequence[Row], area: str, country: Sequence[Row], told: Remarks, axes: Sequence[Row], files: Files
) -> str:
    """Heading, curve, remarks and table for one area; `axes` are the points of all curves on the page, and `files`
    what each figure was delivered in."""
    last, comparable = points[-1], figures.since_break(list(points))
    title = text.course(
        area,
        [(figures.value_text(point), figures.short_period(point)) for point in (comparable[0], last)],
        is_list=last["period_type"] == "list_year",
    )
    verdict = say.trend_verdict(last["trend_reason_da"], last["trend"], has_break=len(comparable) < len(points))
    of_country = {key(row): row["value"] for row in country if row["area_id"] == last["area_id"]}
    if last["baseline_kind"] == "country" or last["measure_type"] == "count":
        of_country = {}
    against = [figures.baseline_name(last)] if any(map(figures.has_benchmark_of_its_period, points)) else []
    against += [country[0]["name"]] if of_country else []
    company = Company(
        country=of_country,
        country_name=country[0]["name"] if of_country else "",
        numbers={key(point): str(number) for number, (point, _) in enumerate(told, start=1)},
        axes=axes,
    )
    curve = trends.trend(list(points), area, text.course_alt(title, against, verdict, len(told)), company)
    notes = Footnotes()
    table = html.fold(
        escape(pages.FIGURES_OF_CHART), _table(points, area, of_country, company, notes, files) + notes.listed()
    )
    return (
        html.subsection(title)
        + html.paragraph(str(last["sentence_da"] or ""))
        + html.paragraph(say.course(verdict))
        + html.paragraph(pages.COUNT_ALONE if last["measure_type"] == "count" else "", "note")
        + curve
        + html.fetch(title, "png")
        + _breaks(points[:-1] if last["trend"] == "series_break" else points)
        + _listed(told)
        + table
    )


def _breaks(points: Sequence[Row]) -> str:
    """Why a series breaks where it does; that of the last point is told as its verdict."""
    return "".join(
        f'<p class="break">{escape(text.broken_at(point["period_name"], point["trend_reason_da"]))}</p>'
        for point in points
        if point["trend"] == "series_break" and point["trend_reason_da"]
    )


def _listed(told: Remarks) -> str:
    """The remarks under the numbers that their points have in the curve."""
    lines = "".join(
        f"<li>{escape(text.remark(point['period_name'], figures.value_text(point)))} {' '.join(words)}</li>"
        for point, words in told
    )
    return f'<p class="remarks">{escape(text.REMARKS)}</p><ol class="remarks">{lines}</ol>' if lines else ""


def _table(
    points: Sequence[Row],
    area: str,
    country: dict[tuple[str, str], float],
    company: Company,
    notes: Footnotes,
    files: Files,
) -> str:
    columns = [
        Column(text.PERIOD, width=13),
        Column(text.VALUE, "number", width=28),
        Column(text.BENCHMARK, "number", width=23),
        *([Column(company.country_name, "number", width=13)] if country else []),
        Column(text.SOURCE),
    ]
    return html.table(
        text.course_table(area), columns, [_line(point, country, company, notes, files) for point in points]
    )


def _line(
    point: Row, country: dict[tuple[str, str], float], company: Company, notes: Footnotes, files: Files
) -> list[str]:
    number = company.numbers.get(key(point))
    mark = html.marks({**point, "is_synthetic": False})
    mark += f" {escape(text.remark_number(number))}" if number else ""
    benchmark = ""
    if figures.has_benchmark(point):
        small = (figures.baseline_name(point), figures.baseline_period(point))
        benchmark = html.stack(escape(figures.baseline_text(point)), say.dotted(small))
    of_country = country.get(key(point))
    beside = [escape(figures.amount(point, of_country)) if of_country is not None else ""] if country else []
    sample = (interval_text(point), figures.sample_text(point))
    file = files.get((point["area_id"], *key(point)))
    source = notes.refer(text.source(figures.source_text(point), file["file_name"] if file else None))
    return [
        html.stack(escape(point["period_name"]), text.instrument(point["instrument_name"])),
        html.stack(f"{escape(figures.value_text(point))} {mark}", say.dotted(sample)),
        benchmark or escape(pages.NO_BENCHMARK),
        *beside,
        html.stack(escape(source), text.line(file["line"] if file else None)),
    ]


def interval_text(row: Row) -> str:
    """`mellem 25 og 34 %`, or an empty string where the limits are unknown."""
    if row["ci_low"] is None or row["ci_high"] is None:
        return ""
    decimals = int(row["decimals"] or 0)
    return say.between(form.number(row["ci_low"], decimals), figures.amount(row, row["ci_high"]))
