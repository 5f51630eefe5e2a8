"""The judged table: one row per registration that the model has judged, for the frames of the checks to select from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from quality.counts import copies, judge
from quality.counts.judge import Judged
from quality.counts.mechanisms import MECHANISMS
from quality.counts.series import Floats, Series, Whole, arrange

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

TABLE = "count_judgements"
DIAGNOSES = {
    "own_count_in_cumulative": "own_count_in_cumulative",
    "cumulative_in_period": "cumulative_in_period",
    "cumulative_since_start": "cumulative_in_period",
    "factor_ten": "factor_ten",
    "factor_ten_short": "factor_ten",
    "factor_hundred": "factor_hundred",
    "factor_hundred_short": "factor_hundred",
    "repeated": "repeated",
    "small_correction": "small_correction",
    "stray": "real_change_or_unknown",
    "jump": "real_change_or_unknown",
}
_NAMES = tuple(dict.fromkeys(DIAGNOSES.values()))
_CHECKS = {"factor_ten": "unit_or_scale_error", "factor_hundred": "unit_or_scale_error", "repeated": "stale_repeat"}
# Series judged at once: so many that the arrays stay under some hundred megabytes.
_AT_ONCE = 3_000
# The limits that are told hold all but one in a hundred of the figures that nothing is behind.
_TAIL = 0.005
COLUMNS = {
    "row_key": "varchar", "earlier_row_key": "varchar", "own_count": "double", "earlier_total": "double",
    "odds": "double", "limit_odds": "double", "is_fall": "boolean", "check_id": "varchar", "mechanism": "varchar",
    "diagnosis_id": "varchar", "certainty": "double", "second_diagnosis_id": "varchar", "second_certainty": "double",
    "true_count": "double", "second_true_count": "double", "low": "double", "high": "double", "is_newest": "boolean",
    "is_repeat": "boolean", "repeat_chance": "double", "is_copied_together": "boolean", "points": "integer",
}  # fmt: skip
_REPORTS = """
    select
        row_key,
        series_key || '|' || period_type as series_key,
        concat_ws('|', source_id, helhedsplan_id, period_type) as plan_key,
        concat_ws('|', source_id, helhedsplan_id, area_id, activity_id, period_type) as group_key,
        case
            when period_type = 'quarter'
                then 4 * extract(year from period_start_date) + extract(quarter from period_start_date) - 1
            else extract(year from period_start_date)
        end as period,
        case
            when not is_duplicate and qualifier in ('exact', 'about') and reported_count_max is null
                then cast(reported_count as double)
        end as count,
        counting_mode,
        period_type = 'quarter' as is_quarter
    from registration_rows
    where period_id is not null and period_start_date is not null and period_type in ('quarter', 'year', 'school_year')
    -- Of contradicting reports one stands for the place; none of them has a count here.
    qualify row_number() over (partition by series_key, period_type, period_start_date order by row_key) = 1
    order by plan_key, series_key, period
"""


def make(connection: "duckdb.DuckDBPyConnection") -> None:
    """Creates the temporary table from `registration_rows`, once per connection."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    connection.execute(f"create temporary table if not exists {TABLE} ({columns})")
    if connection.execute(f"select count(*) from {TABLE}").fetchall()[0][0]:
        return
    reports = connection.execute(_REPORTS).df()
    for is_quarter, per_year in ((True, 4), (False, 1)):
        part = reports[reports["is_quarter"] == is_quarter]
        for some in _portions(part):
            judged = _judged(some.reset_index(drop=True), per_year)
            connection.register("judged_frame", judged)
            connection.execute(f"insert into {TABLE} select {', '.join(COLUMNS)} from judged_frame")
            connection.unregister("judged_frame")


def _portions(reports: "pd.DataFrame") -> Iterator["pd.DataFrame"]:
    """Whole plans together, since their series learn from each other."""
    if reports.empty:
        return
    starts_series = reports["series_key"] != reports["series_key"].shift()
    starts_plan = reports["plan_key"] != reports["plan_key"].shift()
    number = starts_series.cumsum()
    portion = (number.where(starts_plan).ffill() // _AT_ONCE).astype(int)
    for _, some in reports.groupby(portion, sort=False):
        yield some


def _judged(reports: "pd.DataFrame", per_year: int) -> "pd.DataFrame":
    import pandas as pd

    series = arrange(reports, per_year)
    told = judge.judge(series)
    together, _ = copies.copied(series, told, series.groups)
    row, column = np.nonzero(~np.isnan(told.own))
    place = row, column
    keys = reports["row_key"].to_numpy()
    names, shares, truths = _explanations(told, place)
    picked = told.mechanism[place]
    mechanism = np.where(picked >= 0, np.array([*MECHANISMS, ""])[picked], "")
    diagnosis = np.array([DIAGNOSES.get(name, "none") for name in mechanism], dtype=object)
    order = np.argsort(-shares, axis=1)
    best = np.array([_NAMES.index(name) if name in _NAMES else 0 for name in diagnosis], dtype=np.int64)
    second = np.where(order[:, 0] == best, order[:, 1], order[:, 0])
    everyone = np.arange(len(row))
    low, high = _limits(told, place)
    own, base = told.own[place], told.base[place]
    newest = np.where(~np.isnan(series.counts), np.arange(series.counts.shape[1]), -1).max(axis=1)
    is_fall = own < 0
    copied = together[place] & (picked < 0)
    check = np.array(
        [_CHECKS.get(name, "sudden_change") if name != "none" else None for name in diagnosis], dtype=object
    )
    check = np.where(is_fall & (picked >= 0), "cumulative_decrease", check)
    return pd.DataFrame({
        "row_key": keys[series.rows[place]],
        "earlier_row_key": _earlier(series, keys)[place],
        "own_count": own,
        "earlier_total": base,
        "odds": np.maximum(told.odds[place], -99),
        "limit_odds": judge.limits(series, told.square)[place],
        "is_fall": is_fall,
        "check_id": np.where(copied, "stale_repeat", check),
        "mechanism": np.where(copied, "repeated", mechanism),
        "diagnosis_id": np.where(copied, "repeated", diagnosis),
        "certainty": np.where(copied, 1.0, shares[everyone, best]),
        "second_diagnosis_id": np.array(names)[second],
        "second_certainty": shares[everyone, second],
        "true_count": told.truth[place],
        "second_true_count": truths[everyone, second],
        "low": low,
        "high": high,
        "is_newest": column == newest[row],
        "is_repeat": copies.repeats(series)[place],
        "repeat_chance": told.chance[place],
        "is_copied_together": together[place],
        "points": (~np.isnan(series.counts)).sum(axis=1)[row],
    })  # fmt: skip


def _explanations(told: Judged, place: tuple[Whole, Whole]) -> tuple[tuple[str, ...], Floats, Floats]:
    """How the odds are shared between the diagnoses (what is left of one is that nothing is behind it), and the true
    count by the likeliest mechanism of each."""
    weights = told.weights[place]
    top = np.maximum(weights.max(axis=1, initial=0), 0)
    parts = np.exp(weights - top[:, None])
    whole = parts.sum(axis=1) + np.exp(-top)
    shares = np.zeros((len(weights), len(_NAMES)))
    truths = np.full((len(weights), len(_NAMES)), np.nan)
    likeliest = np.full((len(weights), len(_NAMES)), -np.inf)
    for number, name in enumerate(MECHANISMS):
        at = _NAMES.index(DIAGNOSES[name])
        shares[:, at] += parts[:, number] / whole
        better = weights[:, number] > likeliest[:, at]
        likeliest[better, at] = weights[better, number]
        truths[better, at] = told.truths[place][better, number]
    return _NAMES, shares, truths


def _limits(told: Judged, place: tuple[Whole, Whole]) -> tuple[Floats, Floats]:
    """Between what the figure was expected, on the scale it was reported on; nan where nothing is behind it
    and where the figure lies inside all the same."""
    from scipy.stats import nbinom

    low, high = np.full(len(place[0]), np.nan), np.full(len(place[0]), np.nan)
    asked = told.mechanism[place] >= 0
    at = place[0][asked], place[1][asked]
    mean = np.maximum(told.level[at] * told.share[at], 0.05)
    size = mean / (told.linear[at] - 1 + told.square[at] * mean / told.span[at])
    chance = size / (size + mean)
    low[asked] = told.base[at] + nbinom.ppf(_TAIL, size, chance)
    high[asked] = told.base[at] + nbinom.ppf(1 - _TAIL, size, chance)
    # What is odd for another reason than its size (a total that repeats, a change that lasts) has no limits to tell.
    total = told.base[place] + told.own[place]
    is_inside = (total >= low) & (total <= high)
    return np.where(is_inside, np.nan, low), np.where(is_inside, np.nan, high)


def _earlier(series: Series, keys: Whole) -> Whole:
    """The row key of the latest report before each, whatever its mode; None before the first."""
    found = np.full(series.counts.shape, None, dtype=object)
    last = np.full(len(series.counts), None, dtype=object)
    for column in range(series.counts.shape[1]):
        found[:, column] = last
        known = ~np.isnan(series.counts[:, column])
        last[known] = keys[series.rows[known, column]]
    return found
