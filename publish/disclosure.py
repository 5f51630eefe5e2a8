"""Proof that hidden numbers stay hidden: works out, as an outsider could, how closely each of them can be known.

Suppression itself is done in the models. This audit does not trust it: it reads the finished tables, ties every hidden
number to what is shown, and reports each that comes out too closely, beside figures that stand where none may.
"""

from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from danish import publish as text
from publish import disclosure_activities, disclosure_builds, disclosure_tables
from publish.disclosure_bounds import bounds
from publish.disclosure_links import has_table
from publish.disclosure_sums import Hidden, collect

if TYPE_CHECKING:
    import pandas as pd

_LEAST_SPREAD = 4
_CELLS_NAMED = 20


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
    hidden = collect(connection, schema)
    cells, blocks, solved = judged(hidden)
    told_of_activities, hidden_counts = disclosure_activities.leaks(connection, schema)
    leaks = [
        *disclosure_tables.breaches(connection, schema),
        *told_of_activities,
        *disclosure_activities.told(connection, schema),
        *_named(connection, schema, cells[cells["verdict"].isin(["leak", "unproven"])]),
    ]
    primary, secondary = _counts(connection, len(cells[cells["counted"] == "persons"]))
    return Audit(
        leaks=leaks,
        primary=primary,
        secondary=secondary,
        activity_counts=hidden_counts,
        seconds=perf_counter() - started,
        blocks=blocks,
        solved_blocks=solved,
        betraying_builds=disclosure_builds.betraying(connection, schema, marts_dir) if marts_dir else [],
        cells=cells,
    )


def judged(hidden: Hidden) -> tuple["pd.DataFrame", int, int]:
    """The hidden numbers with `low`, `high` and `verdict`: safe, leak, unproven (the solver gave up) or nought,
    which names nobody."""
    found = bounds(hidden.sums)
    cells = hidden.cells.assign(low=found.low, high=found.high)
    threshold = cells["threshold"].to_numpy(dtype=float)
    is_close = (found.high - found.low < _LEAST_SPREAD) | (found.high < threshold)
    is_close &= (cells["counted"].to_numpy() == "persons") | (found.low < threshold)
    verdict = np.select(
        [found.high <= 0, is_close, ~found.is_exact],
        ["nought", "leak", "unproven"],
        default="safe",
    )
    return cells.assign(verdict=verdict, block=found.block), found.blocks, found.solved_blocks


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
            group by area_id, indicator_id, period_id, period_type, instrument
        )
        """
    ).fetchall()
    return int(rows[0][0]), int(rows[0][1])
