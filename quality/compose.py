"""From a row that broke a rule to a finding: the sentence, the explanations, whom to ask, and the delivered rows."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from danish import quality as text
from quality.accounts import breakdown, indicators, registrations, series, sources
from quality.case import Account, Case, delivered
from quality.check import Check
from quality.checks import CHECK_NOT_RUN
from quality.findings import Finding, finding_id, fingerprint
from quality.severities import Severities
from quality.warehouse import Registries

Row = dict[str, Any]


def finding(
    check: Check, row: Row, evidence: Mapping[str, Row], registries: Registries, severities: Severities
) -> Finding:
    """The finding for one failed frame row. Raises KeyError when the registry of checks does not know the check."""
    behind = [evidence[key] for key in row["evidence"] if key in evidence]
    case = Case(row, behind, registries)
    account = _ACCOUNTS[check.frame](case)
    diagnosis_id, diagnosis_da = account.diagnosis
    # A value that rests on few persons must not be worked out from the limits that were drawn from it.
    hides_limits = case.is_hidden
    return Finding(
        finding_id=finding_id(check.check_id, row["row_key"]),
        check_id=check.check_id,
        # A frame may say how serious each of its rows is; else the registry does.
        severity=row.get("severity") or severities.of(check.check_id, row["source_id"]),
        **{name: row[name] for name in _PLACE},
        observed=None if row["is_hidden"] else row["observed"],
        expected_low=None if hides_limits else row["expected_low"],
        expected_high=None if hides_limits else row["expected_high"],
        message_da=account.message,
        diagnosis_id=diagnosis_id,
        diagnosis_da=diagnosis_da,
        action_da=account.action,
        owner=case.owner,
        readings_json=json.dumps([asdict(reading) for reading in account.readings], ensure_ascii=False),
        evidence_json=json.dumps([_evidence(case, item) for item in behind], ensure_ascii=False),
        is_synthetic=bool(row["is_synthetic"]),
        fingerprint=fingerprint(
            [
                *(row[name] for name in ("observed", "expected_low", "expected_high")),
                *sorted(str([item["value"], item["numerator"], item["denominator"]]) for item in behind),
            ]
        ),
    )


def not_run(frame: str, name: str, error: str) -> Finding:
    """The finding that a check gave no verdict; always critical, since nobody knows what it would have found."""
    note = {"file_name": None, "line": None, "column": None, "value": None, "reported_by": None,
            "reported_date": None, "period_id": None, "source_reference": None, "note_da": error}  # fmt: skip
    return Finding(
        finding_id=finding_id(CHECK_NOT_RUN, frame),
        check_id=CHECK_NOT_RUN,
        severity="critical",
        **dict.fromkeys(_PLACE),
        observed=None,
        expected_low=None,
        expected_high=None,
        message_da=text.check_not_run(name),
        diagnosis_id="none",
        diagnosis_da="",
        action_da=text.REPAIR_CHECK,
        owner=text.OPERATOR,
        readings_json="[]",
        evidence_json=json.dumps([note], ensure_ascii=False),
        is_synthetic=False,
        fingerprint=fingerprint([error]),
    )


_PLACE = (
    "source_id", "helhedsplan_id", "area_id", "indicator_id", "activity_id", "measure_id", "period_id", "instrument",
    "related_period_id",
)  # fmt: skip


def _evidence(case: Case, item: Row) -> Row:
    return {
        "file_name": item["file_name"],
        "line": item["line"],
        "column": item["column_name"],
        "value": delivered(case, item),
        "reported_by": item["reported_by"],
        "reported_date": item["reported_date"].isoformat() if item["reported_date"] else None,
        "period_id": item["period_id"],
        "source_reference": item["source_reference"],
        # A note may repeat the count.
        "note_da": None if item["is_hidden"] else item["note"],
    }


_ACCOUNTS: dict[str, Callable[[Case], Account]] = {
    "cumulative_decrease": registrations.cumulative_decrease,
    "sudden_change_counts": series.sudden_change,
    "unit_or_scale_error_counts": series.unit_or_scale_error,
    "stale_repeat_counts": series.stale_repeat,
    "shifted_or_swapped_counts": series.swapped,
    "missing_report": series.missing_report,
    "duplicate_report_names": series.same_under_two_names,
    "counting_mode_changed": registrations.counting_mode_changed,
    "doubted_by_reporter": registrations.doubted_by_reporter,
    "duplicate_report": registrations.duplicate_report,
    "sudden_change": indicators.sudden_change,
    "outside_valid_range": indicators.outside_valid_range,
    "outside_valid_range_counts": indicators.outside_valid_range,
    "share_mismatch": indicators.share_mismatch,
    "breakdown_mismatch": breakdown.breakdown_mismatch,
    "label_mismatch": indicators.label_mismatch,
    "conflicting_sources": indicators.conflicting_sources,
    "source_absent": indicators.source_absent,
    "correction_can_go": indicators.correction,
    "correction_not_delivered": indicators.correction,
    **sources.ACCOUNTS,
}
