"""The explanations that would make a figure fit, the best first: which figures then hold, and how sure that is.

A figure that may not be shown gives none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from danish import quality as text

Row = dict[str, Any]
Show = Callable[[float], str]

# How near the earlier figure a corrected one must lie, as a factor up or down, to be possible and to be likely.
NEAR = 1.5
VERY_NEAR = 1.25
FACTORS = ((10, "factor_ten"), (100, "factor_hundred"))


@dataclass(frozen=True)
class Reading:
    """One explanation, as `readings_json` holds it. `fits`: nothing else has to be wrong for it to hold."""

    diagnosis_id: str
    assumption_da: str
    period_id: str | None
    certainty_da: str
    fits: bool
    count_in_period: int | None = None
    count_year_to_date: int | None = None
    count_to_date: int | None = None
    target_share_text_da: str | None = None


def slips(row: Row, show: Show, is_right: Callable[[float], bool], certainty: str) -> list[Reading]:
    value = row["observed"]
    return [
        corrected(row, diagnosis_id, text.slipped(show(found), factor, is_too_large=found < value), certainty)
        for factor, diagnosis_id in FACTORS
        for found in (value / factor, value * factor)
        if value and is_right(found)
    ]


def is_near(value: float, reference: float, factor: float = NEAR) -> bool:
    return value > 0 and reference > 0 and 1 / factor <= value / reference <= factor


def corrected(row: Row, diagnosis_id: str, assumption: str, certainty: str) -> Reading:
    return Reading(diagnosis_id, assumption, row["period_id"], certainty, fits=True)


def real_change(row: Row) -> Reading:
    return Reading("real_change_or_unknown", text.REAL_CHANGE, row["period_id"], text.UNDECIDED, fits=True)
