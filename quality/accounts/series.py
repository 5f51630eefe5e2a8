"""What is said about a count among the others of its series, and about reports that are not there."""

from danish import quality as text
from danish import quality_counts as counts_wording
from danish import quality_series as wording
from quality import diagnosis_series
from quality.case import Account, Case, limit
from quality.diagnosis import Reading, real_change


def _hidden(case: Case) -> Account:
    row = case.row
    message = text.hidden_change(
        case.where, period_id=row["period_id"], earlier_period_id=row["related_period_id"], threshold=case.threshold
    )
    return Account(message, text.ask(case.owner, text.ASK_CHANGE), [real_change(row)])


def _off(case: Case) -> str:
    row = case.row
    if row["expected_low"] is None:
        why = wording.OUT_OF_LINE
    else:
        why = wording.should_lie(limit(case, row["expected_low"]), limit(case, row["expected_high"]))
    if row["reference_value"] is None or row["reference_value"] == row["observed"]:
        return wording.off(case.where, current=case.current, period_id=row["period_id"], why=why)
    return wording.changed(
        case.where,
        current=case.current,
        earlier=case.show(row["reference_value"], row["reference_qualifier"]),
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        is_rise=row["observed"] > row["reference_value"],
        why=why,
    )


def sudden_change(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        return _hidden(case)
    readings = diagnosis_series.judged(row, case.current)
    earlier = case.show(row["reference_value"], row["reference_qualifier"]) if row["reference_value"] else ""
    if row["counting_mode"] == "unknown":
        readings = _of_unknown_mode(case, earlier)
    is_mode = readings[0].diagnosis_id in ("cumulative_in_period", "own_count_in_cumulative")
    if is_mode or not earlier:
        question = wording.ask_own_or_total(case.current, row["period_id"])
    else:
        question = text.ask_if_real(case.current, row["period_id"], earlier)
    return Account(_off(case), text.ask(case.owner, question), readings)


def _of_unknown_mode(case: Case, earlier: str) -> list[Reading]:
    """A fall of which nobody said how it was counted: it may be of another kind than the figure before."""
    row = case.row
    different = Reading(
        "own_count_in_cumulative", counts_wording.different_modes(case.current, earlier), row["period_id"],
        text.UNDECIDED, fits=True,
    )  # fmt: skip
    return [*([different] if row["reference_mode"] == "unknown" else []), real_change(row)]


def unit_or_scale_error(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        return _hidden(case)
    readings = diagnosis_series.judged(row, case.current)
    corrected = case.show(round(row["true_count"]))
    question = wording.ask_slip(case.current, row["period_id"], corrected)
    return Account(_off(case), text.ask(case.owner, question), readings)


def stale_repeat(case: Case) -> Account:
    row = case.row
    if row["is_copied_together"]:
        say = wording.repeated_together
    else:
        say = wording.repeated_count if row["severity"] == "info" else wording.repeated_total
    message = say(
        case.where, current=case.current, period_id=row["period_id"], earlier_period_id=row["related_period_id"]
    )
    sure = diagnosis_series.certainty(row["certainty"], is_newest=row["is_newest"])
    is_info = row["severity"] == "info"
    reading = Reading(
        "repeated", wording.REPEATED, row["period_id"], wording.CANNOT_TELL if is_info else sure, fits=True
    )
    question = wording.ask_repeated(case.current, row["period_id"])
    return Account(message, text.ask(case.owner, question), [reading])


def swapped(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        return _hidden(case)
    other_measure = str(case.registries.measures.get(row["other_measure_id"], row["other_measure_id"]))
    other = case.show(row["other_observed"])
    message = wording.swapped(
        case.where, current=case.current, other=other, other_measure=other_measure, period_id=row["period_id"]
    )
    reading = Reading(
        "shifted", wording.swapped_reading(other, other_measure), row["period_id"], wording.MOST_LIKELY, fits=True,
        count_in_period=round(row["other_observed"]),
    )  # fmt: skip
    return Account(message, text.ask(case.owner, wording.ask_swapped(other_measure, row["period_id"])), [reading])


def missing_report(case: Case) -> Account:
    row = case.row
    if row["is_whole_reporter"] and row["series_count"] > 1:
        plan = str(case.registries.areas.get(row["helhedsplan_id"], row["helhedsplan_id"]))
        message = wording.silent(
            row["reporter"] or text.UNKNOWN_REPORTER, plan, period_id=row["period_id"], series=row["series_count"]
        )
    else:
        message = wording.missing(case.where, period_id=row["period_id"])
    return Account(message, wording.request_report(case.owner, row["period_id"]), statement="")


def same_under_two_names(case: Case) -> Account:
    row = case.row
    names = [
        str(case.registries.activities.get(activity, activity))
        for activity in (row["first_activity_id"], row["activity_id"])
    ]
    message = wording.same_under_two_names(
        case.where,
        other=names[0],
        first_period_id=row["first_period_id"],
        period_id=row["period_id"],
        periods=row["periods"],
    )
    return Account(message, text.ask(case.owner, wording.ask_two_names(names)), statement="")
