"""A figure as a reader meets it: the value in words, its place on the common axis, how sure it is."""

from collections.abc import Iterable
from typing import Any

from danish import format as form
from danish import page_sentences as say
from danish import pages as text
from danish import states
from dashboards.queries import Row

AXIS_LIMITS = (5, 10, 20, 30, 40, 60, 100)


def newest(rows: Iterable[Row]) -> list[Row]:
    """The last row of each series (area, indicator, instrument) in rows that come oldest first.

    A figure of the state's list stands only where there is no other: nobody publishes what to compare it with.
    """
    last: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row["area_id"], row["indicator_id"], row["instrument"])
        if key not in last or row["period_type"] != "list_year" or last[key]["period_type"] == "list_year":
            last[key] = row
    return list(last.values())


def of_newest_survey(rows: Iterable[Row]) -> list[Row]:
    """Of figures that several surveys give of one thing, those of the newest; an older one is another series."""
    every = list(rows)
    ends: dict[tuple[str, str], Any] = {}
    for row in every:
        key = (row["area_id"], row["indicator_id"])
        if row["period_end"] is not None and (key not in ends or ends[key] < row["period_end"]):
            ends[key] = row["period_end"]
    return [
        row
        for row in every
        if not row["instrument"] or row["period_end"] == ends.get((row["area_id"], row["indicator_id"]))
    ]


def series(rows: Iterable[Row]) -> list[list[Row]]:
    """The comparable series with at least two values: one indicator, instrument and kind of period, oldest first."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row["value"] is not None and row["period_end"] is not None:
            grouped.setdefault((row["indicator_id"], row["instrument"], row["period_type"]), []).append(row)
    return [points for points in grouped.values() if len(points) > 1]


def amount(row: Row, value: float) -> str:
    """A value in the indicator's unit: `29,2 %`, `6,0`."""
    return _in_unit(row, value, int(row["decimals"] or 0))


def _in_unit(row: Row, value: float, decimals: int) -> str:
    return form.percent(value, decimals) if row["unit"] == "%" else form.number(value, decimals)


def _with_reservation(row: Row, value: float, qualifier: str | None) -> str:
    """A value with the reservation it came with; a rough one is shown no finer than it was delivered."""
    most = int(row["decimals"] or 0)
    rough = form.QUALIFIERS[qualifier or "exact"]
    if not rough:
        return _in_unit(row, value, most)
    return rough + _in_unit(row, value, next((places for places in range(most) if round(value, places) == value), most))


def gap_unit(row: Row) -> str:
    """What a difference is counted in: percentage points between shares, else the indicator's own unit."""
    return text.POINTS if row["unit"] == "%" else str(row["unit"] or "")


def value_text(row: Row) -> str:
    """The value with its reservation, as a range while it is under clarification, or why there is none."""
    if row["value"] is None:
        why_hidden = states.HIDDEN.get(row["suppression_reason"])
        return why_hidden or states.VALUES.get(row["value_status"], text.NO_NUMBER)
    low, high = row["value_low"], row["value_high"]
    if row["is_under_clarification"] and low is not None and high is not None and low != high:
        return say.between(form.number(low, int(row["decimals"] or 0)), amount(row, high))
    return _with_reservation(row, row["value"], row["qualifier"])


def baseline_text(row: Row) -> str:
    """The benchmark's value with its reservation."""
    return _with_reservation(row, row["baseline_value"], row["baseline_qualifier"])


def sample_text(row: Row) -> str:
    if row["value"] is None:
        return ""
    is_survey = row["period_type"] == "survey_wave" or bool(row.get("instrument"))
    # How many answered, not how many they are worth: weighted answers are worth fewer.
    answers = (row["denominator"] or row["n_effective"]) if is_survey else None
    if row["measure_type"] == "mean" and row["denominator"] is not None and answers is None:
        return say.amount(row["denominator"])  # what is above the line is a sum of marks, and no part of the people
    return say.sample(row["numerator"], row["denominator"], answers, is_count=row["measure_type"] == "count")


def baseline_name(row: Row) -> str:
    """Whom the figure is held up against: a named municipality, else the kind of benchmark."""
    if row["baseline_kind"] == "municipality" and row["baseline_name"]:
        return str(row["baseline_name"])
    return text.BASELINE.get(row["baseline_kind"], row["baseline_name"] or "")


def baseline_period(row: Row) -> str:
    """The period of the benchmark; it may be of another kind than the figure's own, so it has no name of its own."""
    return form.period(row["baseline_period_id"]) if row["baseline_period_id"] else ""


def has_benchmark(row: Row) -> bool:
    """Whether there is a figure that this one can be held up against: a count of another place goes by its size."""
    is_of_another_size = row["measure_type"] == "count" and row["baseline_kind"] != "agreement_start"
    return row["baseline_value"] is not None and not is_of_another_size


def has_benchmark_of_its_period(row: Row) -> bool:
    """Whether a benchmark may be drawn at the figure's own place in time."""
    return has_benchmark(row) and row["baseline_period_id"] == row["period_id"]


def short_period(row: Row) -> str:
    """`2019` also for the state's list of 2019; the tables have the full name."""
    return str(row["period_id"] if row["period_type"] == "list_year" else row["period_name"])


def since_break(points: list[Row]) -> list[Row]:
    """The end of a series that may be compared: from its last break on."""
    breaks = [place for place, point in enumerate(points) if point["trend"] == "series_break"]
    return points[breaks[-1] :] if breaks else points


def toward_better(row: Row, gap: float | None) -> float | None:
    """A gap on the common axis, positive when better, in percent of the indicator's own scale.

    A share's scale is 0-100, so the unit is percentage points; a mean is divided by the width of its scale. That is
    fair between indicators because the end of the axis is equally far for all of them, and it does not depend on how
    common a thing is, as a ratio to the benchmark would. None for an indicator without a direction or a scale.
    """
    if gap is None or row["direction"] not in ("higher_is_better", "lower_is_better"):
        return None
    low, high = row["min_value"], row["max_value"]
    if row["measure_type"] == "proportion":
        width = 100.0
    elif low is not None and high is not None and high > low:
        width = float(high - low)
    else:
        return None
    return gap / width * 100 * (1 if row["direction"] == "higher_is_better" else -1)


def axis_limit(rows: Iterable[Row]) -> int:
    """The end of the common axis: the first of a few round numbers that holds every gap."""
    places = [abs(place) for row in rows if (place := toward_better(row, row["gap"])) is not None]
    return next((limit for limit in AXIS_LIMITS if limit >= max(places, default=0)), AXIS_LIMITS[-1])


def seems_worse(row: Row) -> bool:
    """Whether the figure lies on the wrong side of its benchmark, sure or not."""
    place = toward_better(row, row["gap"])
    return place is not None and place < 0


def gap_text(row: Row) -> str:
    """`+18,6`, `ca. −16` between rough figures, or an empty string where nothing can be subtracted."""
    if row["gap"] is None:
        return ""
    is_rough = any((row[column] or "exact") != "exact" for column in ("qualifier", "baseline_qualifier"))
    return f"{form.QUALIFIERS['about'] if is_rough else ''}{say.signed(row['gap'], int(row['gap_decimals'] or 0))}"


def gap_range(row: Row) -> str:
    """The limits of the gap in words, or an empty string where they are unknown."""
    low, high = row["gap_ci_low"], row["gap_ci_high"]
    if low is None or high is None:
        return ""
    decimals = int(row["decimals"] or 0)
    return say.between(say.signed(low, decimals), say.signed(high, decimals))


def certainty(row: Row) -> str:
    """How sure the comparison is, in the words of the published tables where it could not be made."""
    if row["comparison"] in text.CERTAINTY:
        return text.CERTAINTY[row["comparison"]]
    if row["reason_da"]:
        return str(row["reason_da"])
    return text.NO_BENCHMARK if row["baseline_value"] is None else ""


def source_text(row: Row) -> str:
    """Where the figure was read: the source's own reference, else the source's name."""
    return str(row["source_reference"] or row["source_name"] or row["source_id"])
