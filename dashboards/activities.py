"""Series of counts: how they are put together, and the tables that show them."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from danish import format as form
from danish import page_activities as text
from danish import page_sentences as say
from danish import pages
from dashboards import components as html
from dashboards import drawings
from dashboards.components import Column, Group, Line
from dashboards.footnotes import Footnotes
from dashboards.queries import Row
from dashboards.targets import count_cell, count_text, is_reported

Cases = dict[tuple[str, str], str]


def series(rows: Sequence[Row]) -> list[list[Row]]:
    """The counts of each area, activity and measure, oldest first; those of an unknown period stand first."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["area_id"], row["activity_id"], row["measure_id"]), []).append(row)
    return list(found.values())


def name(row: Row) -> str:
    """What is counted, and where it is not the whole plan."""
    area = "" if row["area_id"] in (None, row["helhedsplan_id"]) else row["area_name"]
    return text.series_name(row["activity_name"], row["measure_name"], area)


def reported(points: Sequence[Row]) -> list[Row]:
    """The points that somebody has reported; a target that nobody counts towards has a line without one."""
    return [row for row in points if is_reported(row) or row["is_suppressed"]]


def bars(points: Sequence[Row]) -> list[drawings.Bar]:
    """A bar for each dated period: what was counted in it, hollow in doubt, hatched over the possible readings."""
    return [_bar(row) for row in points if row["period_end"] is not None]


def _bar(row: Row) -> drawings.Bar:
    low, high, own = row["count_low"], row["count_high"], row["count_in_period"]
    if own is not None:
        return drawings.Bar(0, own, "unsure" if row["is_flagged"] else "sure")
    if row["is_under_clarification"] and low is not None and high is not None and low != high:
        return drawings.Bar(low, high, "hatch")
    if row["reported_count"] is not None:
        return drawings.Bar(0, row["reported_count"], "unsure")
    return drawings.Bar(None, None, "none")


def course_table(points: Sequence[Row], cases: Cases, notes: Footnotes) -> str:
    """A line per period: the count alone, in the year, in all; what was reported where nothing can be worked out.

    How most of them were counted and by whom stands above the lines; a line says where it is otherwise, and its reason
    where the line before had another.
    """
    columns = (
        Column(text.PERIOD, width=20),
        Column(text.IN_PERIOD, "number", width=12),
        Column(text.IN_YEAR, "number", width=12),
        Column(text.IN_ALL, "number", width=12),
        Column(text.REMARK, width=32),
        Column(text.SOURCE, "source", width=12),
    )
    ways = Counter(_way(row) for row in reported(points))
    usual = ways.most_common(1)[0][0] if ways else ""
    reasons = ["", *(_reason(row) for row in points)]
    body = [
        _course_line(row, cases, notes, usual, "" if own == before else own)
        for row, before, own in zip(points, reasons, reasons[1:], strict=False)
    ]
    way = html.paragraph(text.usual_way(usual, has_others=len(ways) > 1), "note")
    return way + html.table(text.course(name(points[0])), columns, body)


def _reason(row: Row) -> str:
    return str(row["reason_da"] or "") if is_reported(row) else ""


def _way(row: Row) -> str:
    return say.dotted((pages.COUNTING_MODE.get(row["counting_mode"], ""), say.reported_by(row["reported_by"])))


def _course_line(row: Row, cases: Cases, notes: Footnotes, usual: str, reason: str) -> list[str]:
    period = escape(row["period_name"] or text.UNDATED)
    source = f'<span class="small">{escape(notes.refer(row["source_reference"]))}</span>'
    remark = _remark(row, cases, usual, reason)
    known = any(row[column] is not None for column in ("count_in_period", "count_year_to_date", "count_to_date"))
    if not known:
        shown = count_text(row) if is_reported(row) else row["reason_da"] or pages.NO_NUMBER
        return [period, escape(shown), "", "", remark, source]
    return [
        period,
        _amount(row, "count_in_period", "qualifier_in_period"),
        _amount(row, "count_year_to_date", "qualifier_year_to_date"),
        _amount(row, "count_to_date", "qualifier_to_date"),
        remark,
        source,
    ]


def _amount(row: Row, column: str, qualifier: str) -> str:
    if row[column] is None:
        return f'<span class="small">{escape(text.NOT_DERIVED)}</span>'
    return escape(form.count(row[column], row[qualifier] or "exact"))


def _remark(row: Row, cases: Cases, usual: str, reason: str) -> str:
    in_doubt = row["is_flagged"] or row["is_under_clarification"]
    case = html.case_link(cases.get((row["activity_id"], row["measure_id"]))) if in_doubt else ""
    marks = html.marks({**row, "is_synthetic": False})
    way = _way(row)
    small = (reason, "" if way == usual else way)
    return marks + "".join(f'<span class="small">{escape(words)}</span>' for words in small if words) + case


def overview_table(every: Sequence[Sequence[Row]], cases: Cases, notes: Footnotes) -> str:
    """Activities without a target, each named once below its theme: the newest count and the course as columns."""
    columns = (
        Column(text.COUNTED, width=30),
        Column(text.NEWEST, "number", width=28),
        Column(text.OVER_TIME, "graphic", width=18),
        Column(text.REMARK, width=24),
    )
    by_activity: dict[str, list[Sequence[Row]]] = {}
    for points in every:
        by_activity.setdefault(points[-1]["activity_id"], []).append(points)
    groups: list[tuple[str | Group, list[Line]]] = []
    over = ""
    for found in by_activity.values():
        last = found[0][-1]
        theme = last["theme_da"] or pages.OTHER_THEME
        reporters = {points[-1]["reported_by"] for points in found}
        shared = reporters.pop() if len(reporters) == 1 else None
        header = Group(last["activity_name"], "" if theme == over else theme, say.reported_by(shared))
        groups.append((header, [_overview_line(points, cases, notes, has_reporter=not shared) for points in found]))
        over = theme
    return html.grouped_table(text.OTHERS_CAPTION, columns, groups)


def _overview_line(points: Sequence[Row], cases: Cases, notes: Footnotes, *, has_reporter: bool) -> Line:
    last = points[-1]
    area = "" if last["area_id"] in (None, last["helhedsplan_id"]) else last["area_name"]
    reporter = say.reported_by(last["reported_by"]) if has_reporter else ""
    in_doubt = any(row["is_flagged"] or row["is_under_clarification"] for row in points)
    case = html.case_link(cases.get((last["activity_id"], last["measure_id"]))) if in_doubt else ""
    reason = last["reason_da"] if is_reported(last) else ""
    return [
        html.stack(escape(last["measure_name"] or ""), area, reporter),
        count_cell({**last, "is_synthetic": False}, notes),
        drawings.columns(bars(points)) if len(points) > 1 else "",
        f'<span class="small">{escape(reason or "")}</span>{case}',
    ]


def versions_table(targets: Sequence[Row], notes: Footnotes) -> str:
    """Every version of every target."""
    columns = (
        Column(text.ACTIVITY, width=30),
        Column(text.TARGET, "number", width=14),
        Column(text.BASIS, width=20),
        Column(text.VALID, width=26),
        Column(text.SOURCE, width=10),
    )
    body = [
        [
            html.stack(escape(row["activity_name"]), row["measure_name"] or ""),
            escape(say.goal(row["comparator"], form.number(row["target_value"]))),
            escape(text.BASES.get(row["target_basis"], "")),
            html.stack(
                escape(text.validity(row["valid_from"], row["valid_to"])),
                *text.adopted(row["adopted_on"], row["superseded_on"]),
            ),
            escape(notes.refer(row["source"])),
        ]
        for row in targets
    ]
    return html.table(text.VERSIONS_CAPTION, columns, body)
