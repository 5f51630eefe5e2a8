"""A refused mail as a finding, so that the owner sees it where all other faults stand. It names no person."""

import re
from datetime import datetime
from pathlib import Path

from danish import mail_outbox as words
from quality import findings
from quality.findings import Finding
from reports.ledger import Entry

CHECK_ID = "mail_refused"


def report(entry: Entry, reply: str, *, state_db: Path, now: datetime) -> None:
    """Remember that this message was refused; the finding is published at the next check."""
    code = re.match(r"[45]\d\d", reply)
    finding = Finding(
        finding_id=_finding_id(entry),
        check_id=CHECK_ID,
        severity="info",
        source_id=None,
        helhedsplan_id=None,  # a matter of the operator, not of the plan and its partners
        area_id=None,
        indicator_id=None,
        activity_id=None,
        measure_id=None,
        period_id=entry.period,
        instrument=None,
        related_period_id=None,
        observed=None,
        expected_low=None,
        expected_high=None,
        message_da=words.refused_message(entry.kind, entry.period, entry.role, code[0] if code else ""),
        diagnosis_id="none",
        diagnosis_da=words.REFUSED_DIAGNOSIS,
        action_da=words.REFUSED_ACTION,
        owner=words.OPERATOR,
        readings_json="[]",
        evidence_json="[]",
        is_synthetic=bool(entry.contains_synthetic),
        fingerprint=findings.fingerprint([entry.email, reply]),
    )
    findings.report_from_outside(state_db=state_db, finding=finding, now=now)


def settle(entry: Entry, *, state_db: Path, now: datetime) -> None:
    """The mail got through after all: what was found about it is gone."""
    findings.settle_from_outside(state_db=state_db, finding_id=_finding_id(entry), now=now)


def _finding_id(entry: Entry) -> str:
    return findings.finding_id(CHECK_ID, f"{entry.kind}|{entry.period}|{entry.recipient}")
