"""The last figures of each series of one area, with its benchmark: what its curves are drawn from.

They are picked here and not by a question in SQL, which over so few rows would take longer than all the rest of a page.
No number is worked out.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from dashboards import queries_figures
from dashboards.queries import Row
from publish.marts import Published

if TYPE_CHECKING:
    import pyarrow as pa

_FACTS, _COMPARISONS = "fct_indicator_value", "mart_area_vs_baseline"
# A figure of an area, in the order in which its place among others is looked up.
_KEY = ("indicator_id", "instrument", "period_type", "period_id")
_OF_FIGURE = (
    "area_id", *_KEY, "source_id", "source_reference", "value", "numerator", "denominator", "ci_low", "ci_high",
    "n_effective", "value_status", "suppression_reason", "qualifier", "is_flagged", "is_under_clarification",
    "is_corrected", "is_synthetic",
)  # fmt: skip
_OF_BENCHMARK = (
    "baseline_kind", "baseline_area_id", "baseline_period_id", "baseline_value", "baseline_qualifier", "trend",
    "trend_reason_da",
)  # fmt: skip
_PERIODS = "select period_id, period_type, name_da, end_date from dim_period"
_NAMES = "select area_id, name_da from dim_area where area_id in (select unnest(?))"

_Key = tuple[str, ...]
_Columns = dict[str, list[Any]]
_Periods = dict[tuple[str, str], tuple[str | None, date | None]]


def latest(published: Published, area_id: str, until: date | None, most: int) -> list[Row]:
    """The figures of an area in that many of the last periods of each series, in the order of `queries_figures.series`.

    `until` leaves out figures of periods that end later; figures of a period without dates are all kept. They have what
    a curve is drawn from, and not what the comparison with the benchmark came to.
    """
    facts = published.columns(_FACTS, [*_OF_FIGURE, "is_preferred"], [area_id])
    keys = _keys(facts)
    preferred = _values(facts["is_preferred"])
    periods = _periods(published)
    ends = [periods.get((kind, period), (None, None))[1] for _, _, kind, period in keys]
    dated = [
        place for place, end in enumerate(ends) if preferred[place] and (end is None or until is None or end <= until)
    ]
    places = sorted(
        _of_last_periods(dated, keys, ends, most),
        key=lambda place: (*keys[place][:2], ends[place] or date.min, keys[place][3]),
    )
    columns = _picked(facts, places, _OF_FIGURE) | _benchmarks(published, area_id, [keys[place] for place in places])
    named = [
        periods.get(key, (None, None))[0] for key in zip(columns["period_type"], columns["period_id"], strict=True)
    ]
    columns["period_name"] = [name or period for name, period in zip(named, columns["period_id"], strict=True)]
    columns["period_end"] = [ends[place] for place in places]
    ranges = _delivered_twice(facts, keys, preferred)
    for side, name in enumerate(("value_low", "value_high")):
        limits = [ranges.get(keys[place], (None, None))[side] for place in places]
        columns[name] = [
            value if limit is None else limit for value, limit in zip(columns["value"], limits, strict=True)
        ]
    names = tuple(columns)
    found = [dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return queries_figures.with_names(published, found)


def _of_last_periods(places: Sequence[int], keys: Sequence[_Key], ends: Sequence[date | None], most: int) -> list[int]:
    series: dict[_Key, list[int]] = defaultdict(list)
    for place in places:
        series[keys[place][:3]].append(place)
    kept: list[int] = []
    for members in series.values():
        last = nlargest(most, [end for place in members if (end := ends[place]) is not None])
        for place in members:
            end = ends[place]
            if end is None or end >= last[-1]:
                kept.append(place)
    return kept


def _delivered_twice(
    facts: "pa.Table", keys: Sequence[_Key], preferred: Sequence[bool]
) -> dict[_Key, tuple[float | None, float | None]]:
    """The lowest and highest of the values that were delivered for one figure, where there are several."""
    several = {key for key, is_preferred in zip(keys, preferred, strict=True) if not is_preferred}
    if not several:
        return {}
    values: dict[_Key, list[float]] = {key: [] for key in several}
    for key, value in zip(keys, _values(facts["value"]), strict=True):
        if key in several and value is not None:
            values[key].append(value)
    return {key: (min(given, default=None), max(given, default=None)) for key, given in values.items()}


def _benchmarks(published: Published, area_id: str, keys: Sequence[_Key]) -> _Columns:
    """The main benchmark of each figure; no value where it has none."""
    comparisons = published.columns(_COMPARISONS, [*_KEY, *_OF_BENCHMARK, "is_main_baseline"], [area_id])
    main = _values(comparisons["is_main_baseline"])
    at = {key: place for place, key in enumerate(_keys(comparisons)) if main[place]}
    found = _picked(comparisons, [at.get(key) for key in keys], _OF_BENCHMARK)
    area_ids = found["baseline_area_id"]
    names = _names(published, set(area_ids) - {None})
    return found | {"baseline_name": [names.get(area_id) for area_id in area_ids]}


def _periods(published: Published) -> _Periods:
    return {
        (row["period_type"], row["period_id"]): (row["name_da"], row["end_date"]) for row in published.rows(_PERIODS)
    }


def _names(published: Published, area_ids: set[str]) -> dict[str, str | None]:
    return {row["area_id"]: row["name_da"] for row in published.rows(_NAMES, [sorted(area_ids)])}


def _keys(rows: "pa.Table") -> list[_Key]:
    return list(zip(*(_values(rows[name]) for name in _KEY), strict=True))


def _picked(table: "pa.Table", places: Sequence[int | None], names: Sequence[str]) -> _Columns:
    """Some rows of a table; no values where the place is None."""
    import pyarrow as pa

    picked = table.select(names).take(pa.array(places, pa.int64()))
    return {name: _values(picked[name]) for name in names}


def _values(column: "pa.ChunkedArray") -> list[Any]:
    """The cells of a column as Python values; one by one, as the library does it, takes ten times as long."""
    import pyarrow as pa

    found: list[Any] = []
    for chunk in column.chunks:
        if pa.types.is_decimal(chunk.type):
            chunk = chunk.cast(pa.float64())
        if pa.types.is_dictionary(chunk.type):
            texts = [*chunk.dictionary.to_pylist(), None]
            found += [texts[code] for code in chunk.indices.fill_null(len(texts) - 1).to_numpy().tolist()]
        elif chunk.null_count or pa.types.is_string(chunk.type) or pa.types.is_date(chunk.type):
            found += chunk.to_pylist()
        else:
            found += chunk.to_numpy(zero_copy_only=False).tolist()
    return found
