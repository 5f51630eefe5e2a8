"""Proof that hidden numbers stay hidden: works out, as an outsider could, how closely each of them can be known.

Suppression itself is done in the models. This audit does not trust it: it reads the finished tables, ties every hidden
number to what is shown, and reports each that comes out too closely, beside figures that stand where none may.
"""

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from danish import publish as text
from publish import disclosure_activities, disclosure_builds, disclosure_tables, disclosure_versions
from publish.disclosure_bounds import Bounds, bounds
from publish.disclosure_links import has_table
from publish.disclosure_sums import Hidden, collect

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# What does not fit is written to the disk beside the warehouse.
MEMORY: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "4GB", "preserve_insertion_order": False}
_LEAST_SPREAD = 4
_CELLS_NAMED = 20
_BETRAYED = ("leak", "unproven")


@dataclass(frozen=True)
class Audit:
    """What the audit found. `leaks` are Danish sentences, empty when nothing can be seen or worked out. `cells` has one
    row for each hidden number with its bounds and verdict. `betraying_builds` are earlier builds, still kept, that show
    what is now hidden."""

    leaks: list[str]
    primary: int
    secondary: int
    seconds: float
    activity_counts: int = 0
    blocks: int = 0
    solved_blocks: int = 0
    betraying_builds: list[str] = field(default_factory=list)
    cells: "pd.DataFrame | None" = field(default=None, repr=False, compare=False)


NOTHING = Audit(leaks=[], primary=0, secondary=0, seconds=0.0)


def audit(connection: duckdb.DuckDBPyConnection, schema: str = "marts", marts_dir: Path | None = None) -> Audit:
    """Look at the tables in `schema`, and at the builds still kept in `marts_dir`, as a curious reader would."""
    started = perf_counter()
    builds = disclosure_builds.figures_of(marts_dir) if marts_dir else {}
    judged = judge(collect(connection, schema, builds))
    cells = judged.cells
    told_of_activities, hidden_counts = disclosure_activities.leaks(connection, schema)
    leaks = [
        *disclosure_tables.breaches(connection, schema),
        *told_of_activities,
        *disclosure_activities.told(connection, schema),
        *_named(connection, schema, cells[cells["verdict"].isin(_BETRAYED)]),
    ]
    primary, secondary = _counts(connection, len(cells[cells["counted"] == "persons"]))
    return Audit(
        leaks=leaks,
        primary=primary,
        secondary=secondary,
        activity_counts=hidden_counts,
        seconds=perf_counter() - started,
        blocks=judged.blocks,
        solved_blocks=judged.solved_blocks,
        betraying_builds=sorted(
            {*judged.betraying_builds, *disclosure_builds.betraying(connection, schema, marts_dir)} if marts_dir else ()
        ),
        cells=cells,
    )


@dataclass(frozen=True)
class Judged:
    """`cells`: the hidden numbers with `low`, `high` and `verdict`: safe, leak, unproven (the solver gave up), nought,
    which names nobody, or open, which is hidden as too uncertain and no secret. `betraying_builds`: builds still kept
    whose figures, put in place of these, tell one; of builds that only tell it together, the oldest."""

    cells: "pd.DataFrame"
    blocks: int
    solved_blocks: int
    betraying_builds: list[str]


def judge(hidden: Hidden) -> Judged:
    """Whatever a reader believes of figures that are told twice, no hidden number may come out."""
    found = bounds(hidden.sums)
    low, high, verdict = found.low.copy(), found.high.copy(), _verdicts(hidden.cells, found)
    betraying: list[str] = []
    for version in chain(hidden.versions, disclosure_versions.together(hidden.versions, found.block)):
        if not set(betraying).isdisjoint(version.builds):
            continue
        numbers, told = disclosure_versions.bounds_of(hidden.sums, found, version)
        otherwise = _verdicts(hidden.cells.iloc[numbers], told)
        is_worse = np.isin(otherwise, _BETRAYED) & ~np.isin(verdict[numbers], _BETRAYED)
        if version.builds:
            betraying += version.builds[:1] if is_worse.any() else ()
            continue
        worse = numbers[is_worse]
        low[worse], high[worse], verdict[worse] = told.low[is_worse], told.high[is_worse], otherwise[is_worse]
    cells = hidden.cells.assign(low=low, high=high, verdict=verdict, block=found.block)
    return Judged(cells, found.blocks, found.solved_blocks, betraying)


def _verdicts(cells: "pd.DataFrame", found: Bounds) -> "NDArray[np.str_]":
    threshold = cells["threshold"].to_numpy(dtype=float)
    is_close = (found.high - found.low < _LEAST_SPREAD) | (found.high < threshold)
    is_close &= (cells["counted"].to_numpy() == "persons") | (found.low < threshold)
    is_open = ~cells["is_protected"].to_numpy(dtype=bool)
    return np.select(
        [is_open, found.high <= 0, is_close, ~found.is_exact], ["open", "nought", *_BETRAYED], default="safe"
    )


def _named(connection: duckdb.DuckDBPyConnection, schema: str, leaks: "pd.DataFrame") -> list[str]:
    if leaks.empty:
        return []
    columns = ["verdict", "counted", "area_id", "indicator_id", "period_id"]
    connection.register("outsider_leaks", leaks[columns].sort_values(columns).head(_CELLS_NAMED))
    rows = connection.execute(
        f"""
        select leak.verdict, leak.counted, coalesce(area.name_da, leak.area_id),
            coalesce(indicator.name_da, leak.indicator_id), leak.period_id
        from outsider_leaks as leak
        left join {schema}.dim_area as area using (area_id)
        left join {schema}.dim_indicator as indicator using (indicator_id)
        order by leak.verdict, leak.counted, leak.area_id, leak.indicator_id, leak.period_id
        """
    ).fetchall()
    connection.unregister("outsider_leaks")
    sentences = [
        text.derivable(area, indicator, period, counted)
        if verdict == "leak"
        else text.unproven(area, indicator, period)
        for verdict, counted, area, indicator, period in rows
    ]
    return sentences + ([text.more_cells(len(leaks) - _CELLS_NAMED)] if len(leaks) > _CELLS_NAMED else [])


def _counts(connection: duckdb.DuckDBPyConnection, hidden: int) -> tuple[int, int]:
    """How many numbers are hidden for their own sake, and how many for the sake of another."""
    if not has_table(connection, "intermediate", "int_indicator_suppressions"):
        return hidden, 0
    rows = connection.execute(
        """
        select count(*) filter (where is_primary), count(*) filter (where not is_primary)
        from (
            select bool_or(reason = 'few') as is_primary
            from intermediate.int_indicator_suppressions
            where reason <> 'unreliable'
            group by area_id, indicator_id, period_id, period_type, instrument
        )
        """
    ).fetchall()
    return int(rows[0][0]), int(rows[0][1])
