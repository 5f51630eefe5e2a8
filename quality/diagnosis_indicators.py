"""Explanations of indicators: a slip of unit, a share written as a fraction, a real change."""

from danish import quality as text
from danish import quality_indicators as wording
from quality.diagnosis import VERY_NEAR, Reading, Row, Show, corrected, is_near, real_change, slips


def outside_valid_range(row: Row, show: Show) -> list[Reading]:
    """A value outside its scale: a slip of unit, if that brings it inside."""
    low, high = row["lowest"], row["highest"]

    def is_inside(value: float) -> bool:
        return (low is None or value >= low) and high is not None and value <= high

    is_slip_possible = row["figure"] == "value" and not row["is_hidden"]
    # A factor of ten is enough where it is enough; a larger slip would only be a rarer one.
    return slips(row, show, is_inside, text.SLIP_POSSIBLE)[:1] if is_slip_possible else []


def share_mismatch(row: Row, show: Show) -> list[Reading]:
    """A share that its counts do not give: a slip of unit in the share, if that makes them agree. »Mindst 40 %« has no
    upper end to agree within."""
    if row["is_hidden"] or row["lowest"] is None or row["highest"] is None:
        return []
    value, implied = row["observed"], row["judged"]
    rounding = (row["highest"] - row["lowest"]) / 2

    def is_right(found: float, factor: float) -> bool:
        return abs(found - implied) <= rounding * factor

    if 0 < value <= 1 and is_right(100 * value, 100):
        return [corrected(row, "share_as_fraction", wording.as_fraction(show(100 * value)), wording.FITS_COUNTS)]
    return slips(row, show, lambda found: is_right(found, max(found / value, 1)), wording.FITS_COUNTS)


def sudden_change(row: Row, show: Show) -> list[Reading]:
    """A jump: a share written as a fraction, a slip of unit, or a real change."""
    if row["is_hidden"] or row["is_related_hidden"]:
        return [real_change(row)]
    value, before = row["observed"], row["reference_value"]
    if row["measure_type"] == "proportion" and 0 < value <= 1 < before and is_near(100 * value, before):
        as_fraction = wording.as_fraction(show(100 * value))
        return [corrected(row, "share_as_fraction", as_fraction, text.SLIP_LIKELY), real_change(row)]
    likely = slips(row, show, lambda found: is_near(found, before, VERY_NEAR), text.SLIP_LIKELY)
    possible = slips(row, show, lambda found: is_near(found, before), text.SLIP_POSSIBLE)
    return [*likely, real_change(row), *([] if likely else possible)]
