"""Explanations of counts that the model of counts has judged, the likeliest first, with how sure each is."""

from math import isnan

from danish import quality as text
from danish import quality_counts as wording
from danish import quality_series as series_wording
from danish.format import count
from quality.diagnosis import Reading, Row, real_change

_ALMOST_SURE, UNDECIDED_UNDER = 0.95, 0.7
_FACTORS = {"factor_ten": 10, "factor_hundred": 100}


def certainty(share: float, *, is_newest: bool) -> str:
    """What a share of the odds means in words; the newest figure waits for the next where it is not likely."""
    if share >= _ALMOST_SURE:
        return series_wording.ALMOST_SURE
    if share >= UNDECIDED_UNDER:
        return series_wording.MOST_LIKELY
    return series_wording.NOT_YET if is_newest else series_wording.CANNOT_TELL


def judged(row: Row, current: str) -> list[Reading]:
    """The two likeliest explanations of one judged count; without figures where one of them is hidden."""
    if row["is_hidden"] or row["is_related_hidden"]:
        return [real_change(row)]
    first = _reading(
        row, row["diagnosis_id"], row["true_count"], current, certainty(row["certainty"], is_newest=row["is_newest"])
    )
    if row["second_certainty"] < 1 - _ALMOST_SURE:
        return [first]
    is_undecided = first.certainty_da in (series_wording.NOT_YET, series_wording.CANNOT_TELL)
    second_certainty = first.certainty_da if is_undecided else series_wording.LESS_LIKELY
    second = _reading(row, row["second_diagnosis_id"], row["second_true_count"], current, second_certainty)
    return [first, second]


def _reading(row: Row, diagnosis_id: str, truth: float | None, current: str, certainty_da: str) -> Reading:
    known = None if truth is None or isnan(truth) else round(truth)
    shown = "" if known is None else count(known)
    is_total = row["counting_mode"] in ("year_to_date", "project_to_date")
    mode = row["counting_mode"] if is_total else "year_to_date"
    in_period = year_to_date = to_date = None
    match diagnosis_id:
        case "own_count_in_cumulative":
            assumption = wording.own_count(current, row["period_id"], shown or None, mode, is_additive=True)
            in_period = round(row["observed"])
        case "cumulative_in_period":
            assumption = wording.cumulative_in_period(current, shown)
            in_period, year_to_date = known, round(row["observed"])
        case "factor_ten" | "factor_hundred":
            factor = _FACTORS[diagnosis_id]
            is_too_large = known is not None and known < row["observed"]
            assumption = text.slipped(shown, factor, is_too_large=is_too_large)
            in_period = None if is_total else known
        case "repeated":
            assumption = series_wording.REPEATED
        case _:
            assumption = text.REAL_CHANGE
            in_period = None if is_total else round(row["observed"])
    if is_total and diagnosis_id != "repeated":
        total = known if diagnosis_id != "real_change_or_unknown" else round(row["observed"])
        year_to_date, to_date = (total, None) if mode == "year_to_date" else (None, total)
    return Reading(
        diagnosis_id, assumption, row["period_id"], certainty_da, fits=True,
        count_in_period=in_period, count_year_to_date=year_to_date, count_to_date=to_date,
    )  # fmt: skip
