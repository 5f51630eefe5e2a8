"""A finding opened up: the figures, the readings that would make them fit, the rows of the files, whom to ask."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from danish import format as form
from danish import page_handling as handled
from danish import page_sentences as say
from danish import pages as text
from danish import quality_handling, states
from dashboards import components as html
from dashboards.components import Column
from dashboards.foot import local_day
from dashboards.queries import Row
from quality.corrections import Proposal
from quality.findings import UNSETTLED
from quality.history import Step


def case(row: Row, *, steps: str = "", links: str = "", is_open: bool = False) -> str:
    """One finding as a fold: the sentence, and behind it everything that is known.

    `steps` (HTML) is its history where that is shown whole, `links` (HTML) what can be done with it.
    """
    badge = html.mark(text.MARK_CLARIFY, "clarify") if row["severity"] == "critical" else ""
    status = "" if row["status"] == "open" else html.mark(form.capital(states.FINDINGS[row["status"]]), "corrected")
    synthetic = html.mark(text.MARK_SYNTHETIC, "synthetic") if row["is_synthetic"] else ""
    summary = f'{badge} {status} {synthetic} <span class="main">{escape(row["message_da"])}</span>'
    body = "".join(
        (
            _since_build(row),
            _figures(row),
            _readings(row),
            _evidence(row),
            html.facts(
                (
                    (text.WHY, row["diagnosis_da"] or ""),
                    (text.WHOM, row["owner"] or ""),
                    (text.WHAT, row["action_da"] or ""),
                    (text.WHERE, _place(row)),
                    (text.HISTORY, "" if steps else _history(row)),
                )
            ),
            steps,
            links,
        )
    )
    is_brief = row["severity"] != "critical"
    return html.fold(summary, body, is_open=is_open, anchor=f"sag-{row['finding_id']}", is_brief=is_brief)


def open_cases(findings: list[Row], *columns: str) -> dict[tuple[str, str], str]:
    """What a finding is about (the two columns) → its id, the most serious where there are several.

    A finding that was settled after the build is among them: its mark stands on the figures until the next one.
    """
    return {
        (row[columns[0]], row[columns[1]]): row["finding_id"]
        for row in reversed(findings)
        if (is_unsettled(row) or row["status_in_build"] in UNSETTLED)
        and row["severity"] != "info"
        and all(row[column] for column in columns)
    }


def is_unsettled(row: Row) -> bool:
    return row["status"] in UNSETTLED


def history_steps(steps: Sequence[Step]) -> str:
    """Everything that has happened to a case, oldest first."""
    lines = "".join(
        f"<li>{escape(handled.step(local_day(step.at), step.what, step.by, step.comment, step.until))}</li>"
        for step in steps
    )
    return f'<h3>{escape(text.HISTORY)}</h3><ol class="steps">{lines}</ol>' if lines else ""


def proposed_corrections(proposals: Sequence[Proposal]) -> str:
    """What is to be corrected, and whether the analyst has accepted it."""
    lines = "".join(
        f"<li>{escape(one.effect_da)} {escape(handled.CORRECTION_STATE[one.state])}</li>" for one in proposals
    )
    return f"<h3>{escape(handled.CORRECTIONS)}</h3><ul>{lines}</ul>" if lines else ""


def _since_build(row: Row) -> str:
    now = row["since_build"]
    if now is None:
        return html.paragraph(handled.accepted_until(row["until"])) if row["status"] == "accepted" else ""
    if now.has_run_out:
        return html.notice(quality_handling.run_out(now.handled_by, now.until))
    by = None if now.status == "gone" else now.handled_by
    return html.notice(handled.since_build(now.status, by, local_day(now.at), now.comment, now.until))


def _figures(row: Row) -> str:
    if row["observed"] is None:
        return ""
    low, high = (None if row[side] is None else _number(row[side]) for side in ("expected_low", "expected_high"))
    return html.paragraph(say.observed_sentence(_number(row["observed"]), low, high))


def _number(value: float) -> str:
    """As many decimals as the figure has, at most two."""
    decimals = next((places for places in (0, 1) if round(value, places) == round(value, 2)), 2)
    return form.number(value, decimals)


def _readings(row: Row) -> str:
    readings = _records(row["readings_json"])
    if not readings:
        return ""
    columns = (
        Column(text.READING, width=32),
        Column(text.COUNT_IN_PERIOD, "number", width=10),
        Column(text.COUNT_IN_YEAR, "number", width=10),
        Column(text.AGAINST_TARGET, width=23),
        Column(text.HOW_SURE, width=25),
    )
    body = [
        [
            html.stack(escape(str(one.get("assumption_da") or "")), _period(one)),
            _count(one.get("count_in_period")),
            _count(one.get("count_year_to_date")),
            escape(str(one.get("target_share_text_da") or "")),
            html.stack(escape(text.FITS[bool(one.get("fits"))]), str(one.get("certainty_da") or "")),
        ]
        for one in readings
    ]
    return html.table(text.READINGS_CAPTION, columns, body, is_fetched=False)


def _count(value: float | None) -> str:
    return escape(text.NOT_KNOWN if value is None else form.number(value))


def _evidence(row: Row) -> str:
    found = _records(row["evidence_json"])
    if not found:
        return ""
    columns = (
        Column(text.FILE_AND_LINE, width=24),
        Column(text.DELIVERED, "number", width=10),
        Column(text.PERIOD, width=14),
        Column(text.REPORTED_BY, width=22),
        Column(text.SOURCE, width=30),
    )
    body = [
        [
            html.stack(escape(_place_in_file(one)), str(one.get("column") or "")),
            escape(_delivered(one.get("value"))),
            escape(_period(one) or text.NOT_STATED),
            html.stack(escape(str(one.get("reported_by") or text.NOT_STATED)), _day(one.get("reported_date"))),
            html.stack(escape(str(one.get("source_reference") or "")), str(one.get("note_da") or "")),
        ]
        for one in found
    ]
    return html.table(text.EVIDENCE_CAPTION, columns, body, is_fetched=False)


def _period(one: dict[str, Any]) -> str:
    return form.period(one["period_id"]) if one.get("period_id") else ""


def _place_in_file(one: dict[str, Any]) -> str:
    return say.line_reference(str(one.get("file_name") or ""), one.get("line"))


def _delivered(value: Any) -> str:
    if value is None or value == "":
        return text.NOT_STATED
    return _number(value) if isinstance(value, int | float) else str(value)


def _day(value: str | None) -> str:
    return form.period(value[:10]) if value else ""


def _place(row: Row) -> str:
    names = (
        row["helhedsplan_name"],
        row["area_name"] if row["area_id"] != row["helhedsplan_id"] else None,
        row["activity_name"],
        row["measure_name"],
        row["indicator_name"],
        row["period_name"],
        row["source_name"],
    )
    return say.dotted(names)


def _history(row: Row) -> str:
    if row["first_seen_at"] is None:
        return ""
    return say.history(
        first_seen=local_day(row["first_seen_at"]),
        last_seen=None if row["last_seen_at"] is None else local_day(row["last_seen_at"]),
        resolved=None if row["resolved_at"] is None else local_day(row["resolved_at"]),
        by=row["handled_by"],
        comment=row["comment"],
    )


def _records(text_json: str | None) -> list[dict[str, Any]]:
    return json.loads(text_json) if text_json else []
