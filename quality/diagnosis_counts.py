"""Explanations of counts. Counts per period and to date come from the readings that dbt has worked out
(`facts.fct_registration_reading`); nothing of that is computed again here where such a reading exists."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from danish import quality as text
from danish import quality_counts as wording
from danish.format import count
from danish.quality_series import LESS_LIKELY
from quality.diagnosis import FACTORS, NEAR, Reading, Row, is_near
from quality.diagnosis_series import UNDECIDED_UNDER, certainty

# A running total that falls by no more than this looks like a correction of the earlier figure.
_SMALL_FALL = 0.10


def target_text(targets: Sequence[Row], row: Row, year_to_date: float | None, to_date: float | None) -> str:
    """What a count would be against the target that is in force for the row's activity and measure."""
    keys = ("helhedsplan_id", "activity_id", "measure_id")
    agreed = [
        target for target in targets if target["superseded_on"] is None and all(target[key] == row[key] for key in keys)
    ]
    if not agreed:
        return wording.NO_TARGET
    [target, *_] = agreed
    return wording.target_share(float(target["target_value"]), target["target_basis"], year_to_date, to_date)


def cumulative_decrease(row: Row, targets: Sequence[Row], current: str, earlier: str) -> list[Reading]:
    """A running total that fell: the later figure is the period's own, or the earlier one does not stand."""
    observed, before = row["observed"], row["expected_low"]
    by_model = row["judged_diagnosis_id"] if row["judged_diagnosis_id"] != "none" else None
    is_small = before - observed <= max(_SMALL_FALL * before, 1)
    if by_model:
        is_small = by_model == "small_correction"
    is_declared = row["counting_mode"] != "unknown"
    is_yearly = row["reading"] == "year_to_date"
    is_shown = not (row["is_hidden"] or row["is_related_hidden"])
    own_total = row["own_count_year_to_date"] if is_yearly else row["own_count_to_date"]
    if own_total is None and is_declared and row["is_additive"] and row["is_next_period"]:
        # A declared running total has no reading as the period's own count.
        own_total = before + observed
    own_certainty, total_certainty = _certainties(row, is_small=is_small, is_declared=is_declared)
    own = Reading(
        diagnosis_id="own_count_in_cumulative",
        assumption_da=wording.own_count(
            current,
            row["period_id"],
            _own_total_text(row, own_total),
            row["reading"],
            is_additive=row["is_additive"],
        ),
        period_id=row["period_id"],
        certainty_da=own_certainty,
        fits=True,
        **_counts(
            targets,
            row,
            is_shown=is_shown,
            in_period=observed,
            year_to_date=own_total if is_yearly else row["own_count_year_to_date"],
            to_date=row["own_count_to_date"] if is_yearly else own_total,
        ),
    )
    total = Reading(
        diagnosis_id="small_correction" if is_small else "real_change_or_unknown",
        assumption_da=wording.running_total(current, earlier, row["reading"]),
        period_id=row["period_id"],
        certainty_da=total_certainty,
        fits=is_small,
        **_counts(
            targets,
            row,
            is_shown=is_shown,
            in_period=None,
            year_to_date=observed if is_yearly else None,
            to_date=None if is_yearly else observed,
        ),
    )
    slips = [
        Reading(
            diagnosis_id=diagnosis_id,
            assumption_da=text.slipped(count(observed * factor), factor, is_too_large=False),
            period_id=row["period_id"],
            certainty_da=text.SLIP_POSSIBLE,
            fits=True,
            **_counts(
                targets,
                row,
                is_shown=True,
                in_period=None,
                year_to_date=observed * factor if is_yearly else None,
                to_date=None if is_yearly else observed * factor,
            ),
        )
        for factor, diagnosis_id in FACTORS
        if is_shown and before <= observed * factor <= before * NEAR
    ]
    readings = [total, own, *slips] if is_small else [own, total, *slips]
    return _as_judged(readings, by_model, row) if by_model else readings


def _as_judged(readings: list[Reading], diagnosis_id: str, row: Row) -> list[Reading]:
    """In the order that the model of counts gives: its own explanation first, with how sure it is of it."""
    sure = certainty(row["certainty"], is_newest=row["is_newest"])
    first = [replace(one, certainty_da=sure, fits=True) for one in readings if one.diagnosis_id == diagnosis_id][:1]
    others = [one for one in readings if one.diagnosis_id != diagnosis_id]
    if not first:
        return readings
    is_undecided = row["certainty"] < UNDECIDED_UNDER
    doubtful = sure if is_undecided else LESS_LIKELY
    return [*first, *(replace(one, certainty_da=doubtful) for one in others)]


def _certainties(row: Row, *, is_small: bool, is_declared: bool) -> tuple[str, str]:
    """How sure it is that the later count is the period's own, and that it is a total with an earlier error."""
    observed, before = row["observed"], row["expected_low"]
    # A quarter of average size would have counted this much by itself.
    looks_like_own = is_near(observed, before / row["earlier_quarter"]) if row["reading"] == "year_to_date" else False
    if is_small:
        likely = wording.OWN_COUNT_UNLIKELY, wording.CORRECTION_LIKELY
        return (text.UNDECIDED, text.UNDECIDED) if looks_like_own else likely
    if not is_declared:
        return wording.OWN_COUNT_LIKELY, wording.CORRECTION_UNLIKELY
    if looks_like_own or observed <= before / 2:
        return wording.OWN_COUNT_DECLARED, wording.CORRECTION_UNLIKELY
    return text.UNDECIDED, text.UNDECIDED


def _own_total_text(row: Row, own_total: float | None) -> str | None:
    if own_total is None or row["is_related_hidden"]:
        return None
    if not row["is_hidden"]:
        return count(own_total)
    # A hidden count is at least 1 and under the threshold; so much may be said about the sum.
    earlier = own_total - row["observed"]
    return text.between(count(earlier + 1), count(earlier + row["hide_below"] - 1))


def _counts(
    targets: Sequence[Row],
    row: Row,
    *,
    is_shown: bool,
    in_period: float | None,
    year_to_date: float | None,
    to_date: float | None,
) -> dict[str, Any]:
    if not is_shown:
        in_period = year_to_date = to_date = None
    return {
        "count_in_period": _whole(in_period),
        "count_year_to_date": _whole(year_to_date),
        "count_to_date": _whole(to_date),
        "target_share_text_da": target_text(targets, row, year_to_date, to_date),
    }


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def counting_mode_changed(row: Row, targets: Sequence[Row], current: str) -> list[Reading]:
    """A declared change inside a year: the declaration holds, or the figure was counted as before."""
    is_shown = not (row["is_hidden"] or row["is_related_hidden"])
    was_total, is_total = row["expected_mode"] == "year_to_date", row["judged"] == "year_to_date"
    observed, before = row["observed"], row["earlier_count"]
    total = row["count_year_to_date"] if is_shown else None
    declared = Reading(
        diagnosis_id="none",
        assumption_da=wording.counted_as(
            current,
            row["judged"],
            row["period_type"],
            count(total) if total is not None and not is_total else None,
            is_declared=True,
        ),
        period_id=row["period_id"],
        certainty_da=text.UNDECIDED if row["is_consistent"] else wording.MODE_IMPOSSIBLE,
        fits=row["is_consistent"],
        **_counts(
            targets,
            row,
            is_shown=is_shown,
            in_period=row["count_in_period"],
            year_to_date=row["count_year_to_date"],
            to_date=row["count_to_date"],
        ),
    )
    as_before = Reading(
        diagnosis_id="cumulative_in_period" if was_total else "own_count_in_cumulative",
        assumption_da=wording.counted_as(current, row["expected_mode"], row["period_type"], None, is_declared=False),
        period_id=row["period_id"],
        certainty_da=text.UNDECIDED if row["is_consistent"] else wording.MODE_LIKELY,
        fits=not (was_total and observed < before),
        **_counts(
            targets,
            row,
            is_shown=is_shown,
            in_period=None if was_total else observed,
            year_to_date=observed if was_total else None,
            to_date=None,
        ),
    )
    return [declared, as_before] if declared.fits else [as_before, declared]
