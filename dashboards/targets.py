"""The table of activities against targets, and the activities that are counted without one."""

from collections.abc import Sequence
from html import escape

from danish import format as form
from danish import pages as text
from dashboards import components as html
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row

STATUS_ORDER = ("behind", "uncertain", "on_track", "ahead")


def status_counts(rows: Sequence[Row]) -> str:
    """How many targets stand where, each status named even when none has it."""
    return text.status_counts([(status, sum(row["status"] == status for row in rows)) for status in STATUS_ORDER])


def target_table(rows: Sequence[Row], cases: dict[tuple[str, str], str], notes: Footnotes) -> str:
    """One line per target, and per count under clarification; `cases` maps activity and measure to a finding."""
    columns = (
        Column(text.ACTIVITY, width=25),
        Column(text.COUNTED, "number", width=23),
        Column(text.TARGET, width=27),
        Column(text.STATUS, width=25),
    )
    body = [[_name(row), _count(row, notes), _target(row, notes), _status(row, cases)] for row in rows]
    return html.table(text.TARGETS_CAPTION, columns, body)


def untargeted_table(rows: Sequence[Row], notes: Footnotes) -> str:
    """Counts without a target: only what was counted, when, and by whom."""
    columns = (Column(text.ACTIVITY, width=40), Column(text.COUNTED, "number", width=25), Column(text.REMARK, width=35))
    body = [[_name(row), _count(row, notes), escape(row["reason_da"] or "")] for row in rows]
    return html.table(text.NO_TARGET_CAPTION, columns, body)


def _name(row: Row) -> str:
    area = "" if row["area_id"] in (None, row["helhedsplan_id"]) else row["area_name"]
    return html.stack(escape(row["activity_name"]), row["measure_name"] or "", area or "")


def count_text(row: Row) -> str:
    """The count that says most: in all, else this year, else as reported; a range where it can be several."""
    low, high = row["count_low"], row["count_high"]
    if low is not None and high is not None and low != high:
        return text.between(form.number(low), form.number(high))
    found = next((row[column] for column in _COUNTS if row[column] is not None), None)
    if found is None:
        return text.NO_NUMBER
    return form.count(found, row["qualifier"] or "exact")


_COUNTS = {
    "count_to_date": text.COUNT_TO_DATE,
    "count_year_to_date": text.COUNT_YEAR_TO_DATE,
    "reported_count": "",
}


def _count(row: Row, notes: Footnotes) -> str:
    if row["is_missing"]:
        return html.stack(escape(text.VALUE_STATUS["not_delivered"]))
    said = next((words for column, words in _COUNTS.items() if row[column] is not None), "")
    if row["is_under_clarification"] or not said:
        said = text.COUNTING_MODE.get(row["counting_mode"], "")
    small = (row["period_name"] or text.UNKNOWN_PERIOD, said, notes.refer(row["source_reference"]))
    return html.stack(
        f"{escape(count_text(row))} {html.marks(row)}",
        text.dotted(small),
        text.reported_by(row["reported_by"], None),
    )


def _target(row: Row, notes: Footnotes) -> str:
    if row["target_value"] is None:
        return escape(text.TARGET_STATUS["no_target"])
    goal = text.goal(row["comparator"], form.number(row["target_value"]))
    if row["is_missing"]:
        return html.stack(escape(goal), notes.refer(row["target_source"]))
    readings = [_reading(row, label, share, elapsed, span) for label, share, elapsed, span in _shares(row)]
    return html.stack(escape(goal), notes.refer(row["target_source"])) + "".join(readings)


def _shares(row: Row) -> list[tuple[str, float | None, float | None, str]]:
    """The readings of the target: both where the agreement can be read in two ways, else the one that holds."""
    whole = (text.READING_WHOLE, row["target_share_whole"], row["elapsed_share"], text.SPAN_WHOLE)
    year = (text.READING_YEAR, row["target_share_year"], row["elapsed_share_year"], text.SPAN_YEAR)
    if row["target_basis"] == "unclear":
        return [whole, year]
    span = text.SPAN_YEAR if row["target_basis"] == "per_year" else text.SPAN_WHOLE
    return [("", row["target_share"], row["elapsed_share"], span)]


def _reading(row: Row, label: str, share: float | None, elapsed: float | None, span: str) -> str:
    if share is None:
        return f'<span class="small">{escape(text.cannot_be_counted(label))}</span>'
    words = text.share_of_target(
        form.percent(share, 0), form.percent(elapsed, 0) if elapsed is not None else None, span
    )
    line = f"{label}: {words}" if label else words
    return f'{html.track(share, share, elapsed)}<span class="small">{escape(line)}</span>'


def _status(row: Row, cases: dict[tuple[str, str], str]) -> str:
    status = row["status"]
    said = text.MARK_CLARIFY if row["is_under_clarification"] else text.TARGET_STATUS[status]
    words = f'<span class="verdict {status}">{escape(said)}</span>'
    case = cases.get((row["activity_id"], row["measure_id"]))
    follow = f'<span class="small">{html.link(text.SEE_CASE, "datakvalitet", sag=case)}</span>' if case else ""
    return html.stack(words, row["reason_da"] or "", row["assumption_da"] or "") + follow
