"""From a row that broke a rule to a finding: the sentence, the explanations, whom to ask, and the delivered rows."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from danish import quality as text
from danish.format import count
from quality import diagnosis
from quality.checks import CHECK_NOT_RUN
from quality.diagnosis import Reading
from quality.findings import Finding, finding_id, fingerprint
from quality.severities import Severities
from quality.warehouse import Registries

Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One failed row with all that its text needs."""

    row: Row
    evidence: list[Row]
    registries: Registries

    @property
    def where(self) -> str:
        """Area, activity and what is counted, by name."""
        row, names = self.row, self.registries
        area_id = str(row["area_id"] or row["helhedsplan_id"])
        area = names.areas.get(area_id, area_id)
        if row["indicator_id"]:
            return text.place(area, None, names.indicators[row["indicator_id"]]["name_da"])
        activity_id, measure_id = str(row["activity_id"]), str(row["measure_id"])
        activity = names.activities.get(activity_id, activity_id)
        return text.place(area, activity, names.measures.get(measure_id, measure_id))

    @property
    def owner(self) -> str:
        """Who reported the row; for a correction, who answers for it; else the owner of the source."""
        if self.row.get("correction_owner"):
            return str(self.row["correction_owner"])
        reporters = [row["reported_by"] for row in self.evidence if row["reported_by"]]
        indicator = self.registries.indicators.get(self.row["indicator_id"] or "", {})
        sources = {row["source_id"] for row in [self.row] if row["source_id"]}
        owners = [self.registries.sources[source]["owner"] for source in sources if source in self.registries.sources]
        return next((name for name in [*reporters, *owners, indicator.get("owner")] if name), text.UNKNOWN_OWNER)

    @property
    def unit(self) -> str:
        indicator = self.registries.indicators.get(self.row["indicator_id"] or "", {})
        return indicator.get("unit") or ""

    @property
    def threshold(self) -> float | None:
        """What a hidden figure of the case is under; None where it is hidden for another reason."""
        return max((row["hide_below"] for row in self.evidence if row["is_hidden"] and row["is_small"]), default=None)

    @property
    def is_hidden(self) -> bool:
        return bool(self.row["is_hidden"] or self.row["is_related_hidden"])

    def show(self, value: float, qualifier: str = "exact", *, hidden: bool = False) -> str:
        """A figure of the row's own kind, as text."""
        if hidden:
            return text.hidden(self.threshold)
        return text.figure(value, self.row.get("measure_type") or "count", self.unit, qualifier)

    @property
    def current(self) -> str:
        return self.show(self.row["observed"], self.row.get("qualifier") or "exact", hidden=self.row["is_hidden"])


@dataclass(frozen=True)
class Account:
    """What is said about a case. `statement` stands in the place of a diagnosis where no reading is known."""

    message: str
    action: str
    readings: Sequence[Reading] = ()
    statement: str = text.NOT_DECIDABLE

    @property
    def diagnosis(self) -> tuple[str, str]:
        """The id and the text of the explanation that fits best."""
        if not self.readings:
            return "none", self.statement
        best = self.readings[0]
        return best.diagnosis_id, f"{best.assumption_da} {best.certainty_da}".strip()


def finding(
    check_id: str, row: Row, evidence: Mapping[str, Row], registries: Registries, severities: Severities
) -> Finding:
    """The finding for one failed frame row. Raises KeyError when the registry of checks does not know the check."""
    delivered = [evidence[key] for key in row["evidence"] if key in evidence]
    case = Case(row, delivered, registries)
    account = _ACCOUNTS[check_id](case)
    diagnosis_id, diagnosis_da = account.diagnosis
    # A value that rests on few persons must not be worked out from the limits that were drawn from it.
    hides_limits = case.is_hidden
    return Finding(
        finding_id=finding_id(check_id, row["row_key"]),
        check_id=check_id,
        severity=severities.of(check_id, row["source_id"]),
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
        evidence_json=json.dumps([_evidence(case, item) for item in delivered], ensure_ascii=False),
        is_synthetic=bool(row["is_synthetic"]),
        fingerprint=fingerprint(
            [
                *(row[name] for name in ("observed", "expected_low", "expected_high")),
                *sorted(str([item["value"], item["numerator"], item["denominator"]]) for item in delivered),
            ]
        ),
    )


def not_run(check_id: str, name: str, error: str) -> Finding:
    """The finding that a check gave no verdict; always critical, since nobody knows what it would have found."""
    note = {"file_name": None, "line": None, "column": None, "value": None, "reported_by": None,
            "reported_date": None, "period_id": None, "source_reference": None, "note_da": error}  # fmt: skip
    return Finding(
        finding_id=finding_id(CHECK_NOT_RUN, check_id),
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
        "value": _delivered(case, item),
        "reported_by": item["reported_by"],
        "reported_date": item["reported_date"].isoformat() if item["reported_date"] else None,
        "period_id": item["period_id"],
        "source_reference": item["source_reference"],
        # A note may repeat the count.
        "note_da": None if item["is_hidden"] else item["note"],
    }


def _delivered(case: Case, item: Row) -> str | None:
    """The figure of a delivered row with the counts behind it, as far as they may be shown."""
    if item["is_hidden"]:
        return text.hidden(item["hide_below"] if item["is_small"] else None)
    value = None if item["value"] is None else case.show(item["value"], item["qualifier"])
    return text.with_counts(value, item["numerator"], item["denominator"])


def _cumulative_decrease(case: Case) -> Account:
    row, current = case.row, case.current
    earlier = case.show(row["expected_low"], row["earlier_qualifier"], hidden=row["is_related_hidden"])
    readings = diagnosis.cumulative_decrease(row, case.registries.targets, current, earlier)
    if readings[0].diagnosis_id == "small_correction":
        question = text.ask_if_corrected(current, earlier, row["period_id"], row["related_period_id"])
    else:
        question = text.ask_how_counted(current, row["period_id"], row["period_type"], row["reading"])
    message = text.cumulative_decrease(
        case.where,
        current=current,
        earlier=earlier,
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        reading=row["reading"],
        is_declared=row["counting_mode"] != "unknown",
        period_type=row["period_type"],
    )
    return Account(message, text.ask(case.owner, question), readings)


def _counting_mode_changed(case: Case) -> Account:
    row, current = case.row, case.current
    earlier = case.show(row["earlier_count"], row["earlier_qualifier"], hidden=row["is_related_hidden"])
    message = text.counting_mode_changed(
        case.where,
        current=current,
        earlier=earlier,
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        mode=row["judged"],
        earlier_mode=row["expected_mode"],
        period_type=row["period_type"],
    )
    question = text.ask_which_mode(current, row["period_id"], row["judged"], row["expected_mode"], row["period_type"])
    readings = diagnosis.counting_mode_changed(row, case.registries.targets, current)
    return Account(message, text.ask(case.owner, question), readings)


def _sudden_change(case: Case) -> Account:
    row, current = case.row, case.current
    earlier = case.show(row["reference_value"], row["reference_qualifier"], hidden=row["is_related_hidden"])
    readings = diagnosis.sudden_change(row, case.registries.targets, case.show, current, earlier)
    if case.is_hidden:
        message = text.hidden_change(
            case.where,
            period_id=row["period_id"],
            earlier_period_id=row["related_period_id"],
            threshold=case.threshold,
        )
        return Account(message, text.ask(case.owner, text.ASK_CHANGE), readings)
    is_rise = row["observed"] > row["reference_value"]
    why = text.why_sudden(
        row["basis"],
        is_rise=is_rise,
        points=row["earlier_points"],
        low=_limit(case, row["expected_low"]),
        high=_limit(case, row["expected_high"]),
    )
    message = text.sudden_change(
        case.where,
        current=current,
        earlier=earlier,
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        is_rise=is_rise,
        why=why,
    )
    question = text.ask_if_real(current, row["period_id"], earlier)
    return Account(message, text.ask(case.owner, question), readings)


def _limit(case: Case, value: float | None) -> str:
    """A calculated limit, rounded as its kind of figure is read."""
    if value is None:
        return ""
    return case.show(round(value, 0 if case.row["measure_type"] == "count" else 1))


def _outside_valid_range(case: Case) -> Account:
    row = case.row
    readings = diagnosis.outside_valid_range(row, case.show)
    if case.is_hidden:
        message = text.hidden_figure(
            case.where, period_id=row["period_id"], threshold=case.threshold, problem=text.SHARE_DOES_NOT_FIT
        )
        return Account(message, text.ask(case.owner, text.ASK_SHARE), readings, text.NO_EXPLANATION)
    if row["figure"] in ("value", "count"):
        message = text.outside_range(
            case.where,
            value=case.current,
            period_id=row["period_id"],
            low=None if row["lowest"] is None else case.show(row["lowest"]),
            high=None if row["highest"] is None else case.show(row["highest"]),
        )
        question = text.ask_right_figure(case.current, row["period_id"])
    elif row["observed"] < 0:
        value = count(row["observed"])
        message = text.negative_count(case.where, value=value, period_id=row["period_id"])
        question = text.ask_right_figure(value, row["period_id"])
    else:
        part, whole = count(row["observed"]), count(row["highest"])
        message = text.numerator_too_large(case.where, numerator=part, denominator=whole, period_id=row["period_id"])
        question = text.ask_which_count(part, whole)
    return Account(message, text.ask(case.owner, question), readings, text.NO_EXPLANATION)


def _share_mismatch(case: Case) -> Account:
    row = case.row
    readings = diagnosis.share_mismatch(row, case.show)
    if case.is_hidden:
        message = text.hidden_figure(
            case.where, period_id=row["period_id"], threshold=case.threshold, problem=text.SHARE_DOES_NOT_FIT
        )
        return Account(message, text.ask(case.owner, text.ASK_SHARE), readings)
    numerator, denominator = count(row["numerator"]), count(row["denominator"])
    message = text.share_mismatch(
        case.where,
        value=case.current,
        period_id=row["period_id"],
        numerator=numerator,
        denominator=denominator,
        implied=case.show(round(row["judged"], 1)),
    )
    question = text.ask_which_part(case.current, numerator, denominator)
    return Account(message, text.ask(case.owner, question), readings)


def _label_mismatch(case: Case) -> Account:
    row = case.row
    printed = text.ages(row["printed_from"], row["printed_to"])
    defined = text.ages(row["defined_from"], row["defined_to"])
    value = None if row["observed"] is None else case.current
    message = text.label_mismatch(
        case.where,
        value=value,
        period_id=row["period_id"],
        label=row["printed_label"],
        printed=printed,
        defined=defined,
    )
    question = text.ask_ages(value, printed, defined)
    return Account(message, text.ask(case.owner, question))


def _doubted_by_reporter(case: Case) -> Account:
    row = case.row
    comment = None if row["is_hidden"] else row["comment"]
    message = text.doubted(case.where, value=case.current, period_id=row["period_id"], comment=comment)
    question = text.ask_confirmation(case.current, row["period_id"])
    return Account(message, text.ask(case.owner, question), statement="")


def _conflicting_sources(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        message = text.hidden_figure(
            case.where, period_id=row["period_id"], threshold=case.threshold, problem=text.SOURCES_DISAGREE
        )
        return Account(message, text.ask(case.owner, text.ASK_SOURCES))
    is_count = row["figure"] == "numerator"
    figures = [
        (
            count(item["numerator"]) if is_count else case.show(item["value"], item["qualifier"]),
            item["source_reference"],
        )
        for item in case.evidence
        if item["numerator" if is_count else "value"] is not None
    ]
    message = text.conflict(case.where, period_id=row["period_id"], figures=figures, is_count=is_count)
    question = text.ask_which_source(list(dict.fromkeys(value for value, _ in figures)))
    return Account(message, text.ask(case.owner, question))


def _duplicate_report(case: Case) -> Account:
    row = case.row
    distinct = list(dict.fromkeys(_delivered(case, item) or "" for item in case.evidence))
    message = text.duplicate(case.where, period_id=row["period_id"], values=distinct)
    return Account(message, text.ask(case.owner, text.ask_which_source(distinct)))


def _source_absent(case: Case) -> Account:
    row = case.row
    source = case.registries.sources[row["source_id"]]["name_da"]
    message = text.source_absent(source, files_seen=row["files_seen"], example_files=row["example_files"])
    action = text.request_delivery(case.owner, source, files_seen=row["files_seen"])
    return Account(message, action, statement="")


def _correction(case: Case) -> Account:
    return Account(case.row["message_da"], text.ask(case.owner, text.LOOK_AT_CORRECTION), statement="")


_ACCOUNTS: dict[str, Callable[[Case], Account]] = {
    "cumulative_decrease": _cumulative_decrease,
    "sudden_change": _sudden_change,
    "counting_mode_changed": _counting_mode_changed,
    "outside_valid_range": _outside_valid_range,
    "share_mismatch": _share_mismatch,
    "label_mismatch": _label_mismatch,
    "doubted_by_reporter": _doubted_by_reporter,
    "conflicting_sources": _conflicting_sources,
    "duplicate_report": _duplicate_report,
    "source_absent": _source_absent,
    "correction_can_go": _correction,
    "correction_not_delivered": _correction,
}
