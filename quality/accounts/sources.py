"""What is said about figures held against other areas, other years and what was agreed, by frame."""

from collections.abc import Callable

from danish import quality as text
from danish import quality_indicators as indicator_wording
from danish import quality_sources as wording
from danish.format import count
from quality.case import Account, Case, limit
from quality.diagnosis import Reading, Row, corrected, real_change

_SLIPS = {10: "factor_ten", 100: "factor_hundred", 1000: "factor_thousand"}


def unit_or_scale_error(case: Case) -> Account:
    row = case.row
    if case.is_hidden:
        message = wording.hidden_slip(case.where, period_id=row["period_id"])
        return Account(message, text.ask(case.owner, wording.ASK_HIDDEN_FIGURE), [_hidden_slip(row)])
    value, factor = row["observed"], row["judged"]
    should_be = case.show(_rounded(case, value * factor))
    is_fraction = factor == 100 and row["measure_type"] == "proportion" and value <= 1
    if is_fraction:
        reading = corrected(row, "share_as_fraction", indicator_wording.as_fraction(should_be), wording.FITS_SERIES)
    else:
        reading = corrected(row, _slip(factor), wording.wrong_by(should_be, factor), wording.FITS_SERIES)
    message = wording.unit_slip(
        case.where,
        value=case.current,
        period_id=row["period_id"],
        earlier=case.show(row["reference_value"], row["reference_qualifier"]),
        earlier_period_id=row["reference_period_id"],
        corrected=should_be,
    )
    question = wording.ask_slip(case.current, row["period_id"], should_be)
    return Account(message, text.ask(case.owner, question), [reading, real_change(row)])


def _slip(factor: float) -> str:
    return _SLIPS[round(max(factor, 1 / factor))]


def _hidden_slip(row: Row) -> Reading:
    return corrected(row, _slip(row["judged"]), wording.COMMA_MISPLACED, wording.FITS_SERIES)


def _name(names: dict[str, str], key: str) -> str:
    return names.get(key, key)


def _rounded(case: Case, value: float) -> float:
    return round(value, 0 if case.row["measure_type"] == "count" else 1)


def shifted_or_swapped(case: Case) -> Account:
    row = case.row
    other = _name(case.registries.areas, row["other_area_id"])
    here = _name(case.registries.areas, row["area_id"])
    is_swap = row["misplacement"] == "swapped"
    question = wording.ask_swapped(here, other, row["period_id"]) if is_swap else wording.ask_shifted(row["period_id"])
    own = None if case.is_hidden or row["other_value"] is None else case.show(row["other_value"])
    if is_swap:
        reading = corrected(row, "shifted", wording.exchanged(own, other), wording.FITS_BOTH)
    else:
        reading = corrected(row, "shifted", wording.rows_moved(other), wording.FITS_ROWS)
    if case.is_hidden:
        message = wording.hidden_misplacement(case.where, period_id=row["period_id"], other=other)
        return Account(message, text.ask(case.owner, question), [reading, real_change(row)])
    tell = wording.swapped if is_swap else wording.shifted
    message = tell(
        case.where,
        value=case.current,
        period_id=row["period_id"],
        other=other,
        earlier=case.show(row["reference_value"], row["reference_qualifier"]),
        earlier_period_id=row["reference_period_id"],
    )
    return Account(message, text.ask(case.owner, question), [reading, real_change(row)])


def denominator_jump(case: Case) -> Account:
    row = case.row
    action = text.ask(case.owner, wording.ask_persons(row["period_id"]))
    if case.is_hidden:
        message = wording.hidden_denominator(
            case.where, period_id=row["period_id"], earlier_period_id=row["related_period_id"]
        )
        return Account(message, action, [real_change(row)])
    message = wording.denominator_jump(
        case.where,
        persons=row["observed"],
        earlier=row["reference_denominator"],
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        is_share_steady=not row["is_outside"],
    )
    return Account(message, action, [real_change(row)])


def stale_repeat(case: Case) -> Account:
    row = case.row
    message = wording.stale_repeat(
        case.where,
        value=case.show(row["observed"], row["qualifier"], hidden=case.is_hidden),
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        repeats=row["repeats"],
        figures=row["figures"],
    )
    reading = corrected(row, "repeated", wording.repeated(row["related_period_id"]), wording.REPEAT_LIKELY)
    action = text.ask(case.owner, wording.ask_repeat(row["period_id"], row["related_period_id"]))
    return Account(message, action, [reading])


def area_outlier(case: Case) -> Account:
    row = case.row
    if row["is_hidden"]:
        message = wording.hidden_outlier(case.where, period_id=row["period_id"])
        return Account(message, text.ask(case.owner, text.ASK_CHANGE), [real_change(row)])
    message = wording.area_outlier(
        case.where,
        value=case.current,
        period_id=row["period_id"],
        areas=row["areas"],
        common=case.show(round(row["common_share"], 1)),
        low=limit(case, row["expected_low"]),
        high=limit(case, row["expected_high"]),
    )
    return Account(
        message, text.ask(case.owner, wording.ask_outlier(case.current, row["period_id"])), [real_change(row)]
    )


def parts_do_not_sum(case: Case) -> Account:
    row = case.row
    action = text.ask(case.owner, wording.ask_parts(row["period_id"]))
    if case.is_hidden or any(item["is_hidden"] for item in case.evidence):
        return Account(wording.hidden_parts(case.where, period_id=row["period_id"]), action)
    whole, parts, should_be = (count(row[name]) for name in ("observed", "judged", "should_be"))
    is_covered = row["coverage"] > 0.98
    if row["measure_type"] == "count":
        message = wording.count_of_parts(
            case.where,
            whole=case.current,
            period_id=row["period_id"],
            parts=row["parts_expected"],
            sum_of_parts=parts,
            is_covered=is_covered,
        )
    else:
        message = wording.parts_do_not_sum(
            case.where,
            whole=whole,
            period_id=row["period_id"],
            parts=row["parts_expected"],
            sum_of_parts=parts,
            is_counted=row["figure"] == "counted",
            is_covered=is_covered,
        )
    tell = wording.part_left_out if row["observed"] < row["should_be"] else wording.part_counted_twice
    reading = corrected(row, "none", tell(should_be), wording.PARTS_LIKELY)
    return Account(message, action, [reading])


def late_report(case: Case) -> Account:
    row, names = case.row, case.registries
    message = wording.late_report(
        _name(names.areas, row["helhedsplan_id"]),
        _name(names.activities, row["activity_id"]),
        reporter=case.owner,
        period_id=row["period_id"],
        reported=row["reported_date"],
        due=row["due_date"],
    )
    return Account(message, text.ask(case.owner, wording.ask_deadline(row["due_date"])), statement="")


def late_source(case: Case) -> Account:
    row = case.row
    source = case.registries.sources[row["source_id"]]["name_da"]
    message = wording.late_source(source, newest=row["newest_date"], due=row["due_date"])
    return Account(message, text.ask(case.owner, wording.ask_delivery(source)), statement="")


def instrument_changed(case: Case) -> Account:
    row = case.row
    message = wording.instrument_changed(case.where, period_id=row["period_id"], reason=row["reason_da"])
    return Account(message, wording.LOOK_AT_BREAK, statement="")


def persons_moved(case: Case) -> Account:
    row = case.row
    message = wording.persons_moved(
        case.registries.indicators[row["indicator_id"]]["name_da"],
        areas=row["areas"],
        area_type=row["area_type"],
        period_id=row["period_id"],
        earlier_period_id=row["related_period_id"],
        ratio=row["ratio"],
    )
    reading = corrected(row, "none", wording.OTHER_PERSONS, wording.BREAK_LIKELY)
    return Account(message, text.ask(case.owner, wording.ask_definition(row["period_id"])), [reading])


def revised_after_publication(case: Case) -> Account:
    row = case.row
    action = text.ask(case.owner, wording.ASK_REVISION)
    statement = wording.WITHDRAWN if row["is_withdrawn"] else wording.REVISED
    if case.is_hidden:
        message = wording.hidden_revision(case.where, period_id=row["period_id"])
        return Account(message, action, statement=statement)
    old = case.show(row["old_value"])
    if row["is_withdrawn"]:
        message = wording.withdrawn(case.where, period_id=row["period_id"], old=old)
    else:
        message = wording.revised(
            case.where, period_id=row["period_id"], old=old, new=case.current, changes=int(row["changes"])
        )
    return Account(message, action, statement=statement)


def wrong_benchmark(case: Case) -> Account:
    row = case.row
    message = wording.wrong_benchmark(
        case.where,
        benchmark=_name(case.registries.areas, row["benchmark_area_id"]),
        kind=row["benchmark_kind"],
        is_other_municipality=row["is_other_municipality"],
    )
    return Account(message, text.ask(case.owner, wording.ASK_BENCHMARK), statement="")


ACCOUNTS: dict[str, Callable[[Case], Account]] = {
    "unit_or_scale_error": unit_or_scale_error,
    "shifted_or_swapped": shifted_or_swapped,
    "denominator_jump": denominator_jump,
    "stale_repeat": stale_repeat,
    "area_outlier": area_outlier,
    "parts_do_not_sum": parts_do_not_sum,
    "late_report": late_report,
    "late_source": late_source,
    "series_break": instrument_changed,
    "series_break_unmarked": persons_moved,
    "revised_after_publication": revised_after_publication,
    "wrong_benchmark": wrong_benchmark,
}
