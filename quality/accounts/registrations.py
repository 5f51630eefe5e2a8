"""What is said about the findings on registrations, by check."""

from danish import quality as text
from danish import quality_counts as wording
from quality import diagnosis_counts
from quality.case import Account, Case, delivered


def cumulative_decrease(case: Case) -> Account:
    row, current = case.row, case.current
    earlier = case.show(row["expected_low"], row["earlier_qualifier"], hidden=row["is_related_hidden"])
    readings = diagnosis_counts.cumulative_decrease(row, case.registries.targets, current, earlier)
    if readings[0].diagnosis_id == "small_correction":
        question = wording.ask_if_corrected(current, earlier, row["period_id"], row["related_period_id"])
    else:
        question = wording.ask_how_counted(current, row["period_id"], row["period_type"], row["reading"])
    message = wording.cumulative_decrease(
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


def counting_mode_changed(case: Case) -> Account:
    row, current = case.row, case.current
    earlier = case.show(row["earlier_count"], row["earlier_qualifier"], hidden=row["is_related_hidden"])
    message = wording.counting_mode_changed(
        case.where,
        current=current,
        earlier=earlier,
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        mode=row["judged"],
        earlier_mode=row["expected_mode"],
        period_type=row["period_type"],
    )
    question = wording.ask_which_mode(
        current, row["period_id"], row["judged"], row["expected_mode"], row["period_type"]
    )
    readings = diagnosis_counts.counting_mode_changed(row, case.registries.targets, current)
    return Account(message, text.ask(case.owner, question), readings)


def doubted_by_reporter(case: Case) -> Account:
    row = case.row
    comment = None if row["is_hidden"] else row["comment"]
    message = wording.doubted(case.where, value=case.current, period_id=row["period_id"], comment=comment)
    question = wording.ask_confirmation(case.current, row["period_id"])
    return Account(message, text.ask(case.owner, question), statement="")


def duplicate_report(case: Case) -> Account:
    row = case.row
    distinct = list(dict.fromkeys(delivered(case, item) or "" for item in case.evidence))
    message = wording.duplicate(case.where, period_id=row["period_id"], values=distinct)
    return Account(message, text.ask(case.owner, text.ask_which_source(distinct)))
