"""What the verbs about findings print, for a terminal and for a pipe alike."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from danish import cli as text
from danish import cli_findings as say
from danish import states
from quality.findings import UNSETTLED

if TYPE_CHECKING:
    from quality.corrections import Proposal
    from quality.history import Step

Row = dict[str, Any]


def table(out: Console, rows: Sequence[Row], *, include_closed: bool) -> None:
    """A table of findings."""
    rows = [row for row in rows if include_closed or row["status"] in UNSETTLED]
    if not rows:
        out.print(text.NO_FINDINGS)
        return
    listed = Table(*text.FINDING_HEADERS, show_lines=True)
    for row in rows:
        listed.add_row(
            row["finding_id"],
            states.SEVERITIES[row["severity"]],
            states.FINDINGS[row["status"]],
            escape(row["message_da"]),
        )
    out.print(listed)


def one(out: Console, row: Row, history: "Sequence[Step]", proposals: "Sequence[Proposal]") -> None:
    """One finding: what, why, the possible readings, the rows of the files, the next step, what has been done."""
    out.print(f"[bold]{escape(row['message_da'])}[/bold]")
    if row["is_synthetic"]:
        out.print(say.SYNTHETIC)
    if row["diagnosis_da"]:
        out.print(escape(row["diagnosis_da"]))
    _readings(out, json.loads(row.get("readings_json") or "[]"))
    _evidence(out, json.loads(row.get("evidence_json") or "[]"))
    out.print(f"\n{text.ASK}: {escape(row['action_da'] or '')}")
    out.print(f"\n{escape(say.standing(row['status'], row['until'], is_since_build=row['since_build'] is not None))}")
    if history:
        out.print(f"\n{say.HISTORY}:")
    for step in history:
        out.print(f"  • {escape(say.step(step.at, step.what, step.by, step.comment, step.until))}")
    corrections(out, proposals)
    out.print(f"\n{say.version(row['version'])}")


def corrections(out: Console, proposals: "Sequence[Proposal]") -> None:
    """The proposed rows for the registry, in words and as they would stand there."""
    for proposal in proposals:
        out.print(f"\n{say.CORRECTION[proposal.state]}: {escape(proposal.effect_da)}")
        cells = ", ".join(f"{name}={value}" for name, value in proposal.row.items() if value)
        out.print(f"  {escape(cells)}")


def _readings(out: Console, readings: Sequence[Row]) -> None:
    if readings:
        out.print(f"\n{text.READINGS}:")
    for number, reading in enumerate(readings, start=1):
        parts = [reading["assumption_da"], reading.get("target_share_text_da"), reading.get("certainty_da")]
        out.print(f"  {number}. {escape(' '.join(part for part in parts if part))}")


def _evidence(out: Console, evidence: Sequence[Row]) -> None:
    if evidence:
        out.print(f"\n{text.EVIDENCE}:")
    for item in evidence:
        value = item.get("value")
        where = text.where(
            item["file_name"] or "", item.get("line"), item.get("column"), None if value is None else str(value)
        )
        out.print(f"  • {escape(where)}")
