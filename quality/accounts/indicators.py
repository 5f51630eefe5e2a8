"""What is said about the findings on indicators, their sources and corrections, by check."""

from danish import quality as text
from danish import quality_indicators as wording
from danish import quality_sources as source_wording
from danish.format import count
from quality import diagnosis_indicators
from quality.case import Account, Case, limit
from quality.diagnosis import corrected


def sudden_change(case: Case) -> Account:
    row, current = case.row, case.current
    earlier = case.show(row["reference_value"], row["reference_qualifier"], hidden=row["is_related_hidden"])
    readings = diagnosis_indicators.sudden_change(row, case.show)
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
        low=limit(case, row["expected_low"]),
        high=limit(case, row["expected_high"]),
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


def outside_valid_range(case: Case) -> Account:
    row = case.row
    if row["figure"] == "of_nobody":
        return _of_nobody(case)
    readings = diagnosis_indicators.outside_valid_range(row, case.show)
    if case.is_hidden:
        is_share = row["measure_type"] == "proportion"
        problem = wording.SHARE_DOES_NOT_FIT if is_share else wording.NOT_POSSIBLE
        message = text.hidden_figure(case.where, period_id=row["period_id"], threshold=case.threshold, problem=problem)
        question = wording.ASK_SHARE if is_share else wording.ASK_FIGURE
        return Account(message, text.ask(case.owner, question), readings, text.NO_EXPLANATION)
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
        message = wording.negative_count(case.where, value=value, period_id=row["period_id"])
        question = text.ask_right_figure(value, row["period_id"])
    else:
        part, whole = count(row["observed"]), count(row["highest"])
        message = wording.numerator_too_large(case.where, numerator=part, denominator=whole, period_id=row["period_id"])
        question = wording.ask_which_count(part, whole)
    return Account(message, text.ask(case.owner, question), readings, text.NO_EXPLANATION)


def _of_nobody(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        message = text.hidden_figure(
            case.where, period_id=row["period_id"], threshold=None, problem=wording.SHARE_DOES_NOT_FIT
        )
        return Account(message, text.ask(case.owner, wording.ASK_SHARE), statement=text.NO_EXPLANATION)
    delivered = next((item["value"] for item in case.evidence), 0.0)
    message = source_wording.nought_of_nought(case.where, value=case.show(delivered), period_id=row["period_id"])
    reading = corrected(row, "none", source_wording.NOBODY, source_wording.NOBODY_LIKELY)
    return Account(message, text.ask(case.owner, source_wording.ask_nobody(row["period_id"])), [reading])


def share_mismatch(case: Case) -> Account:
    row = case.row
    readings = diagnosis_indicators.share_mismatch(row, case.show)
    if case.is_hidden:
        message = text.hidden_figure(
            case.where, period_id=row["period_id"], threshold=case.threshold, problem=wording.SHARE_DOES_NOT_FIT
        )
        return Account(message, text.ask(case.owner, wording.ASK_SHARE), readings)
    numerator, denominator = count(row["numerator"]), count(row["denominator"])
    message = wording.share_mismatch(
        case.where,
        value=case.current,
        period_id=row["period_id"],
        numerator=numerator,
        denominator=denominator,
        implied=case.show(round(row["judged"], 1)),
    )
    question = wording.ask_which_part(case.current, numerator, denominator)
    return Account(message, text.ask(case.owner, question), readings)


def label_mismatch(case: Case) -> Account:
    row = case.row
    printed = wording.ages(row["printed_from"], row["printed_to"])
    defined = wording.ages(row["defined_from"], row["defined_to"])
    value = None if row["observed"] is None else case.current
    message = wording.label_mismatch(
        case.where,
        value=value,
        period_id=row["period_id"],
        label=row["printed_label"],
        printed=printed,
        defined=defined,
    )
    question = wording.ask_ages(value, printed, defined)
    return Account(message, text.ask(case.owner, question))


def conflicting_sources(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        message = text.hidden_figure(
            case.where, period_id=row["period_id"], threshold=case.threshold, problem=wording.SOURCES_DISAGREE
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
    message = wording.conflict(case.where, period_id=row["period_id"], figures=figures, is_count=is_count)
    question = text.ask_which_source(list(dict.fromkeys(value for value, _ in figures)))
    return Account(message, text.ask(case.owner, question))


def source_absent(case: Case) -> Account:
    row = case.row
    source = case.registries.sources[row["source_id"]]["name_da"]
    message = wording.source_absent(source, files_seen=row["files_seen"], example_files=row["example_files"])
    action = wording.request_delivery(case.owner, source, files_seen=row["files_seen"])
    return Account(message, action, statement="")


def correction(case: Case) -> Account:
    return Account(case.row["message_da"], text.ask(case.owner, text.LOOK_AT_CORRECTION), statement="")
