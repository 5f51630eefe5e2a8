"""A curious reader who wants to know hidden counts: nothing but published tables, sums, and integer programming.

It shares no code with the project's own proof, so that both need not be wrong in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import Any

import duckdb
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Slice = tuple[str, str, str, str]  # indicator, period, kind of period, survey
Cell = tuple[str, Slice]
Sum = tuple[float, float, dict[Cell, float]]  # least, most, coefficient of each hidden count
_MOST = 1e5  # nothing hidden is larger, and the solver finds its way sooner
_UNCERTAIN = ("few_answers", "wide_interval")
_AVERAGED = {"uden_tilknytning_18_64", "doemte_18_plus"}  # the lists print means of the two latest years


@dataclass
class Seen:
    """What a reader has read: each shown figure's people and persons, and which figures are hidden."""

    whole_of: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    valid: dict[str, tuple[str, str]] = field(default_factory=dict)
    shown: dict[Cell, tuple[float, float]] = field(default_factory=dict)
    percent: dict[Cell, tuple[float, float]] = field(default_factory=dict)
    people: dict[Cell, float] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    secret: set[Cell] = field(default_factory=set)


def read(connection: duckdb.DuckDBPyConnection, schema: str, instead: Iterable[str] = ()) -> Seen:
    """Read the tables in `schema`; figures of `instead`, table expressions like fct_indicator_value, are believed
    rather than the ones shown, where they differ."""
    seen = Seen()
    for area, kind, parent, begins, ends in connection.execute(
        f"select area_id, area_type, parent_area_id, coalesce(valid_from, '0001-01-01'::date)::varchar,"
        f" coalesce(valid_to, '9999-12-31'::date)::varchar from {schema}.dim_area"
    ).fetchall():
        seen.whole_of[area] = (kind, parent)
        seen.valid[area] = (begins, ends)
        if parent is not None and kind != "reference":
            seen.parts[parent].append(area)
    for group, member in connection.execute(
        f"select group_area_id, member_area_id from {schema}.dim_area_group"
    ).fetchall():
        seen.groups[group].append(member)
    rows = list(_figures(connection, schema, f"{schema}.fct_indicator_value", "is_preferred"))
    rows += [row for table in instead for row in _figures(connection, schema, table, "value_status = 'observed'")]
    of_same_age: dict[tuple[Any, ...], float] = {}
    for row in rows:
        if row["denominator"] is not None and row["measure_type"] == "proportion":
            of_same_age[_ages(row)] = row["denominator"]
    for row in rows:
        _note(seen, row, of_same_age)
    return seen


def _figures(connection: duckdb.DuckDBPyConnection, schema: str, table: str, chosen: str) -> Iterator[dict[str, Any]]:
    has_reason = "suppression_reason" in [
        name for (name, *_) in connection.execute(f"describe select * from {table}").fetchall()
    ]
    cursor = connection.execute(
        "select area_id, indicator_id, period_id, period_type, instrument, value, numerator, denominator, value_status,"
        f" {'suppression_reason' if has_reason else 'null'} as reason, measure_type, age_from, age_to"
        f" from {table} as figure"
        f" join (select indicator_id, measure_type, age_from, age_to from {schema}.dim_indicator) using (indicator_id)"
        f" where {chosen} and measure_type in ('proportion', 'count') and value_status in ('observed', 'suppressed')"
        " order by all"
    )
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(names, row, strict=True))


def _ages(row: dict[str, Any]) -> tuple[Any, ...]:
    own = row["indicator_id"] if row["age_from"] is None and row["age_to"] is None else None
    of_survey = row["indicator_id"] if row["period_type"] == "survey_wave" else None
    return (
        row["area_id"], row["period_id"], row["period_type"], row["instrument"], row["age_from"], row["age_to"], own,
        of_survey,
    )  # fmt: skip


def _note(seen: Seen, row: dict[str, Any], of_same_age: dict[tuple[Any, ...], float]) -> None:
    cell = (row["area_id"], (row["indicator_id"], row["period_id"], row["period_type"], row["instrument"]))
    people = row["denominator"] if row["denominator"] is not None else of_same_age.get(_ages(row))
    if row["value_status"] == "suppressed":
        seen.hidden.add(cell)
        if row["reason"] not in _UNCERTAIN:
            seen.secret.add(cell)
    elif cell in seen.hidden:
        return
    if people is not None:
        seen.people[cell] = people
    if row["value"] is not None:
        half = 0.5 * 10 ** -_decimals(row["value"])
        seen.percent[cell] = (row["value"] - half, row["value"] + half)
    if row["numerator"] is not None and row["denominator"]:
        seen.percent[cell] = (100 * row["numerator"] / row["denominator"],) * 2
    if row["value_status"] != "observed":
        return
    count = row["value"] if row["measure_type"] == "count" else row["numerator"]
    if count is not None:
        seen.shown[cell] = (count, count)
    elif people is not None:
        least, most = seen.percent[cell]
        seen.shown[cell] = (max(0.0, least / 100 * people), min(people, most / 100 * people))


def _decimals(value: float) -> int:
    return next((places for places in range(4) if abs(value - round(value, places)) < 1e-9), 9)


def ends(seen: Seen) -> dict[Cell, tuple[float, float]]:
    """The least and the most that each secret count can be, for all that can be read."""
    sums = [*_of_areas(seen), *_of_years(seen), *_of_names(seen)]
    found: dict[Cell, tuple[float, float]] = {cell: (0.0, seen.people.get(cell, inf)) for cell in seen.secret}
    for block in _blocks(sums):
        found |= _solve(seen, block)
    return {cell: found[cell] for cell in seen.secret}


def betrayed(seen: Seen) -> dict[Cell, tuple[float, float]]:
    """The secret counts that come out to fewer than five values, or as surely under five."""
    return {
        cell: (least, most)
        for cell, (least, most) in ends(seen).items()
        if most > 0 and (most - least < 4 - 1e-6 or most < 5 - 1e-6)
    }


def _of_areas(seen: Seen) -> Iterator[Sum]:
    slices = {slice_ for _, slice_ in seen.hidden}
    for whole, parts in [*seen.parts.items(), *seen.groups.items()]:
        kind = seen.whole_of[whole][0]
        covering = [
            part for part in parts
            if not (kind == "kommune" and seen.whole_of[part][0] == "helhedsplan")
        ]  # fmt: skip
        for slice_ in slices:
            members = [(part, slice_) for part in covering]
            hidden = {cell: 1.0 for cell in members if cell in seen.hidden}
            known = [seen.shown[cell] for cell in members if cell in seen.shown]
            all_told = kind != "kommune" and all(
                cell in seen.hidden or cell in seen.shown or not _stood(seen, cell) for cell in members
            )
            total = (whole, slice_)
            if total in seen.hidden:
                hidden[total] = -1.0
                low, high = 0.0, 0.0
            elif total in seen.shown:
                low, high = seen.shown[total]
            else:
                continue
            least, most = low - sum(end for _, end in known), high - sum(end for end, _ in known)
            if hidden and (most >= 0 or total in seen.hidden):
                yield (least if all_told else -inf, most, hidden)


def _stood(seen: Seen, cell: Cell) -> bool:
    area, (_, period, _, _) = cell
    begins, ends_on = seen.valid[area]
    return begins[:4] <= period[:4] <= ends_on[:4]


def _of_years(seen: Seen) -> Iterator[Sum]:
    areas = {cell[0] for cell in seen.hidden if cell[1][0] in _AVERAGED}
    for area in areas:
        for indicator in _AVERAGED:
            for year in range(2010, 2031):
                terms = [((area, (indicator, str(year), "list_year", "")), 2.0)]
                terms += [((area, (indicator, str(year - back), "year", "")), -1.0) for back in (1, 2)]
                hidden = {cell: weight for cell, weight in terms if cell in seen.hidden}
                shown = [(cell, weight) for cell, weight in terms if cell not in seen.hidden]
                if not hidden or any(cell not in seen.percent for cell, _ in shown):
                    continue
                people = {cell: _people_near(seen, cell) for cell in hidden}
                if any(number is None for number in people.values()):
                    continue
                told = [sorted(weight * end for end in seen.percent[cell]) for cell, weight in shown]
                scale = max(number or 1.0 for number in people.values()) / 100
                # A guess at how many people there were is about one percent off, and so is what follows from it.
                unsure = 0.01 if any(cell not in seen.people for cell in hidden) else 0.0
                least, most = sum(end for end, _ in told), sum(end for _, end in told)
                yield (
                    -scale * (most + unsure * abs(most)),
                    -scale * (least - unsure * abs(least)),
                    {cell: weight * 100 * scale / (people[cell] or 1.0) for cell, weight in hidden.items()},
                )


def _people_near(seen: Seen, cell: Cell) -> float | None:
    """How many people there were, else in the nearest year that says."""
    if cell in seen.people:
        return seen.people[cell]
    area, (indicator, period, _, _) = cell
    years = [
        (abs(int(at[1][1][:4]) - int(period[:4])), number)
        for at, number in seen.people.items()
        if at[0] == area and at[1][0] == indicator
    ]
    return min(years)[1] if years else None


def _of_names(seen: Seen) -> Iterator[Sum]:
    """A share's numerator under a name of its own."""
    for area, slice_ in list(seen.hidden):
        other = (f"{slice_[0]}_antal", *slice_[1:])
        if (area, other) in seen.hidden:
            yield (0.0, 0.0, {(area, slice_): 1.0, (area, other): -1.0})
        elif (area, other) in seen.shown:
            yield (*seen.shown[area, other], {(area, slice_): 1.0})


def _blocks(sums: list[Sum]) -> Iterator[list[Sum]]:
    leader: dict[Cell, Cell] = {}

    def first(cell: Cell) -> Cell:
        leader.setdefault(cell, cell)
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for _, _, members in sums:
        for one, other in pairwise(members):
            leader[first(one)] = first(other)
    blocks: dict[Cell, list[Sum]] = defaultdict(list)
    for told in sums:
        blocks[first(next(iter(told[2])))].append(told)
    yield from blocks.values()


def _solve(seen: Seen, block: list[Sum]) -> dict[Cell, tuple[float, float]]:
    """The ends of a block, or within them what was found in time; where its sums cannot all be true, those of the one
    that says most of each count."""
    cells = sorted({cell for _, _, members in block for cell in members})
    found = _bounded(seen, cells, block)
    if found is not None:
        return found
    closest: dict[Cell, tuple[float, float]] = {}
    for told in block:
        alone = _bounded(seen, sorted(told[2]), [told]) or {}
        for cell, (least, most) in alone.items():
            if cell not in closest or most - least < closest[cell][1] - closest[cell][0]:
                closest[cell] = (least, most)
    return closest


def _bounded(seen: Seen, cells: list[Cell], block: list[Sum]) -> dict[Cell, tuple[float, float]] | None:
    matrix = np.array([[members.get(cell, 0.0) for cell in cells] for _, _, members in block])
    problem: dict[str, Any] = {
        "integrality": [0 if slice_[2] == "list_year" else 1 for _, slice_ in cells],
        "bounds": Bounds(np.zeros(len(cells)), [np.floor(seen.people.get(cell, _MOST)) for cell in cells]),
        "options": {"time_limit": 0.5},
        "constraints": LinearConstraint(
            matrix, [least - 1e-6 for least, _, _ in block], [most + 1e-6 for _, most, _ in block]
        ),
    }  # fmt: skip
    found = {}
    for place, cell in enumerate(cells):
        if cell not in seen.secret:
            continue
        goal = np.eye(1, len(cells), place)[0]
        least, most = milp(goal, **problem), milp(-goal, **problem)
        if least.status == 2 or most.status == 2:
            return None
        found[cell] = (
            0.0 if least.fun is None else float(least.fun),
            inf if most.fun is None else float(-most.fun),
        )
    return found
