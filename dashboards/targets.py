"""The table of activities against targets, and the activities that are counted without one."""

from collections.abc import Sequence
from html import escape

from danish import format as form
from danish import page_sentences as say
from danish import pages as text
from danish import states
from dashboards import components as html
from dashboards.components import Column
from dashboards.footnotes import Footnotes
from dashboards.queries import Row

STATUS_ORDER = ("behind", "uncertain", "on_track", "ahead", "reached")


def state(row: Row) -> str:
    """Where a target stands, as readers are told it."""
    elapsed = row["elapsed_share_year"] if row["target_basis"] == "per_year" else row["elapsed_share"]
    return states.of_target(row["status"], elapsed)


def status_counts(rows: Sequence[Row]) -> str:
    """How many targets stand where, each status named even when none has it."""
    return say.status_counts([(status, sum(state(row) == status for row in rows)) for status in STATUS_ORDER])


def target_table(rows: Sequence[Row], cases: dict[tuple[str, str], str], notes: Footnotes) -> str:
    """One line per target, and per count under clarification; `cases` maps activity and measure to a finding."""
    columns = (
        Column(text.ACTIVITY, width=29),
        Column(text.COUNTED, "number", width=21),
        Column(text.TARGET, width=27),
        Column(text.STATUS, width=23),
    )
    body = [[name_cell(row), count_cell(row, notes), _target(row, notes), _status(row, cases)] for row in rows]
    return html.table(text.TARGETS_CAPTION, columns, body, is_drawn=True)


def untargeted_table(rows: Sequence[Row], cases: dict[tuple[str, str], str], notes: Footnotes) -> str:
    """Counts without a target: only what was counted, when, and by whom."""
    columns = (Column(text.ACTIVITY, width=40), Column(text.COUNTED, "number", width=25), Column(text.REMARK, width=35))
    body = [[name_cell(row), count_cell(row, notes), _remark(row, cases)] for row in rows]
    return html.table(text.NO_TARGET_CAPTION, columns, body)


def _remark(row: Row, cases: dict[tuple[str, str], str]) -> str:
    reason = escape(row["reason_da"] or "") if is_reported(row) else ""
    return f'<span class="small">{reason}</span>' + html.case_link(cases.get((row["activity_id"], row["measure_id"])))


def name_cell(row: Row) -> str:
    """What is counted, where it is not the whole plan, and who reported it."""
    area = "" if row["area_id"] in (None, row["helhedsplan_id"]) else row["area_name"]
    return html.stack(
        escape(row["activity_name"]), row["measure_name"] or "", area or "", say.reported_by(row["reported_by"])
    )


_COUNTS = {
    "count_to_date": text.COUNT_TO_DATE,
    "count_year_to_date": text.COUNT_YEAR_TO_DATE,
    "reported_count": "",
}


def is_reported(row: Row) -> bool:
    """Whether there is any number at all; a target without one is a line too."""
    return any(row[column] is not None for column in (*_COUNTS, "count_low", "count_high"))


def count_text(row: Row) -> str:
    """The count that says most: in all, else this year, else as reported; a range where it can be several."""
    low, high, qualifier = row["count_low"], row["count_high"], row["qualifier"] or "exact"
    is_range = low is not None and high is not None and low != high
    if is_range and row["is_under_clarification"]:
        return say.between(form.number(low), form.number(high))
    if is_range and qualifier in ("exact", "about"):
        return form.QUALIFIERS[qualifier] + say.span(form.number(low), form.number(high))
    found = next((row[column] for column in _COUNTS if row[column] is not None), None)
    return text.NO_NUMBER if found is None else form.count(found, qualifier)


def count_cell(row: Row, notes: Footnotes) -> str:
    """The count with its marks; below it the period, how it was counted and its source."""
    period = row["period_name"] or text.UNKNOWN_PERIOD
    if not is_reported(row):
        return html.stack(escape(row["reason_da"] or states.VALUES["not_delivered"]), row["period_name"] or "")
    said = next((words for column, words in _COUNTS.items() if row[column] is not None), "")
    if row["is_under_clarification"] or not said:
        said = text.COUNTING_MODE.get(row["counting_mode"], "")
    return html.stack(
        f"{escape(count_text(row))} {html.marks(row)}",
        say.dotted((period, said, notes.refer(row["source_reference"]))),
    )


def _target(row: Row, notes: Footnotes) -> str:
    if row["target_value"] is None:
        return escape(form.capital(states.TARGETS["no_target"]))
    goal = say.goal(row["comparator"], form.number(row["target_value"]))
    if not is_reported(row):
        return html.stack(escape(goal), notes.refer(row["target_source"]))
    readings = [_reading(row, label, share, elapsed, span) for label, share, elapsed, span in _shares(row)]
    return html.stack(escape(goal), notes.refer(row["target_source"])) + "".join(readings)


def _shares(row: Row) -> list[tuple[str, float | None, float | None, str]]:
    """The readings of the target: both where the agreement can be read in two ways, else the one that holds."""
    whole = (text.READING_WHOLE, row["target_share_whole"], row["elapsed_share"], text.SPAN_WHOLE)
    year = (text.READING_YEAR, row["target_share_year"], row["elapsed_share_year"], text.SPAN_YEAR)
    if row["target_basis"] == "unclear":
        return [whole, year]
    if row["target_basis"] == "per_year":
        return [("", row["target_share"], row["elapsed_share_year"], text.SPAN_YEAR)]
    return [("", row["target_share"], row["elapsed_share"], text.SPAN_WHOLE)]


def _reading(row: Row, label: str, share: float | None, elapsed: float | None, span: str) -> str:
    if share is None:
        return f'<span class="small">{escape(say.cannot_be_counted(label))}</span>'
    words = say.share_of_target(form.percent(share, 0), form.percent(elapsed, 0) if elapsed is not None else None, span)
    line = f"{label}: {words}" if label else words
    return f'{html.track(share, share, elapsed)}<span class="small">{escape(line)}</span>'


def _status(row: Row, cases: dict[tuple[str, str], str]) -> str:
    status = state(row)
    said = text.MARK_CLARIFY if row["is_under_clarification"] else form.capital(states.TARGETS[status])
    words = f'<span class="verdict {status}">{escape(said)}</span>'
    reason = row["reason_da"] if is_reported(row) else ""
    case = cases.get((row["activity_id"], row["measure_id"]))
    return html.stack(words, reason or "", row["assumption_da"] or "") + html.case_link(case)
