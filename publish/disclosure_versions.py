"""Figures that are told more than once and not alike: by a second source, before they were delivered anew, in a build
that is still kept. An outsider may take hidden parts out of any of them, so each is held against them by itself, then
any two of them, then all at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import permutations
from typing import Any

import duckdb
import numpy as np

from publish import disclosure_persons
from publish.disclosure_bounds import Bounds, Flags, Floats, Integers, Sums, bounds
from publish.disclosure_links import has_table

BUILD = "build "


@dataclass(frozen=True)
class Version:
    """The sums of one version: each stands in the place of the sum `replaced`, -1 where there is none. `told` numbers
    the figures a sum is made of, alike in all versions. `builds` are the kept builds that tell them, oldest first."""

    builds: tuple[str, ...]
    told: Integers
    replaced: Integers
    sum_low: Floats
    sum_high: Floats
    entry_sum: Integers
    entry_number: Integers
    entry_coefficient: Floats


# A source may tell one figure in several places; the first of each make one version, the second the next.
_SECOND_SOURCES = """
(
    select *, row_number() over (
        partition by area_id, indicator_id, period_id, period_type, instrument, source_id order by source_reference
    ) as place
    from {schema}.fct_indicator_value
    where not is_preferred and value_status = 'observed'
)
"""

_EARLIER_VALUES = """
(
    select shown.* replace (cast(revision.old_value as double) as value, null as numerator),
        row_number() over (
            partition by area_id, indicator_id, period_id, shown.period_type, instrument order by revision.known_to desc
        ) as place
    from {schema}.fct_indicator_value as shown
    inner join (
        select area_id, indicator_id, period_id, coalesce(instrument, '') as instrument, old_value, known_to
        from {schema}.mart_revision
        where indicator_id is not null and old_value is not null
    ) as revision using (area_id, indicator_id, period_id, instrument)
    where shown.is_preferred and shown.value_status = 'observed'
)
"""

# Only versions of shown figures in families with a hidden one, and only where they differ from what is shown.
_FAMILIES_TOLD = """
create or replace temp table outsider_relative as
select family_id, part_id as area_id from outsider_part
union
select family_id, whole_id from outsider_part;

create or replace temp table outsider_version_touched as
select distinct touched.* replace (version.version_id as version_id)
from outsider_touched as touched
inner join outsider_relative as relative using (family_id)
inner join outsider_told as version
    on relative.area_id = version.area_id and touched.counted = version.counted
    and touched.indicator_id = version.indicator_id and touched.period_id = version.period_id
    and touched.period_type = version.period_type and touched.instrument = version.instrument
left join outsider_cell as cell
    on version.area_id = cell.area_id and version.counted = cell.counted
    and version.indicator_id = cell.indicator_id and version.period_id = cell.period_id
    and version.period_type = cell.period_type and version.instrument = cell.instrument
where cell.number_id is null
    and (version.low is distinct from cell.low or version.high is distinct from cell.high);

create or replace temp table outsider_version_cell as
with asked as (
    select distinct
        touched.version_id, relative.area_id, touched.counted, touched.indicator_id, touched.period_id,
        touched.period_type, touched.instrument
    from outsider_version_touched as touched
    inner join outsider_relative as relative using (family_id)
)

select
    asked.*,
    cell.number_id,
    cell.people,
    case when cell.number_id is null then coalesce(version.low, cell.low) end as low,
    case when cell.number_id is null then coalesce(version.high, cell.high) end as high,
    case when cell.number_id is null then coalesce(version.denominator, cell.denominator) end as denominator
from asked
left join (select * exclude (version_id) from outsider_cell) as cell
    using (area_id, counted, indicator_id, period_id, period_type, instrument)
left join outsider_told as version
    using (version_id, area_id, counted, indicator_id, period_id, period_type, instrument)
where cell.area_id is not null or version.area_id is not null
"""


def add(connection: duckdb.DuckDBPyConnection, schema: str, builds: Mapping[str, str]) -> bool:
    """Make `outsider_version_touched` and `outsider_version_cell`; returns whether any family is told otherwise."""
    told = [
        disclosure_persons.told_by(
            schema,
            _SECOND_SOURCES.format(schema=schema),
            "concat_ws(' ', 'source', published.source_id, published.place)",
            "true",
        )
    ]
    if has_table(connection, schema, "mart_revision"):
        told.append(
            disclosure_persons.told_by(
                schema, _EARLIER_VALUES.format(schema=schema), "concat_ws(' ', 'earlier', published.place)", "true"
            )
        )
    told += [
        disclosure_persons.told_by(
            schema, f"read_parquet('{file}')", f"'{BUILD}{name}'",
            "published.is_preferred and published.value_status = 'observed'",
        )
        for name, file in builds.items()
    ]  # fmt: skip
    connection.execute(f"create or replace temp table outsider_told as {' union all '.join(told)}")
    connection.execute(_FAMILIES_TOLD)
    found = connection.execute("select exists (from outsider_version_touched)").fetchall()[0][0]
    if not found:
        connection.execute("drop table if exists outsider_version_sum; drop table if exists outsider_version_tie")
    return bool(found)


def read(connection: duckdb.DuckDBPyConnection) -> list[Version]:
    """The sums of each version, in the order of their names."""
    if not has_table(connection, "main", "outsider_version_sum"):
        return []
    sums = connection.execute(
        """
        select version.sum_id, version.version_id, coalesce(base.sum_id, -1) as replaced, version.sum_low,
            version.sum_high,
            dense_rank() over (
                order by family_id, counted, indicator_id, period_id, period_type, instrument
            ) as told
        from outsider_version_sum as version
        left join outsider_sum as base
            using (family_id, counted, indicator_id, period_id, period_type, instrument)
        order by version.sum_id
        """
    ).fetchnumpy()
    ties = connection.execute(
        "select sum_id, number_id, coefficient from outsider_version_tie order by all"
    ).fetchnumpy()
    return [_version(str(name), sums, ties, sums["version_id"] == name) for name in np.unique(sums["version_id"])]


def _version(name: str, sums: Mapping[str, Any], ties: Mapping[str, Any], is_own: Flags) -> Version:
    places = np.full(len(is_own), -1, dtype=np.int64)
    places[is_own] = np.arange(is_own.sum())
    entry_sum = places[np.asarray(ties["sum_id"], dtype=np.int64)]
    is_own_entry = entry_sum >= 0
    return Version(
        builds=(name.removeprefix(BUILD),) if name.startswith(BUILD) else (),
        told=np.asarray(sums["told"], dtype=np.int64)[is_own],
        replaced=np.asarray(sums["replaced"], dtype=np.int64)[is_own],
        sum_low=np.asarray(sums["sum_low"], dtype=float)[is_own],
        sum_high=np.asarray(sums["sum_high"], dtype=float)[is_own],
        entry_sum=entry_sum[is_own_entry],
        entry_number=np.asarray(ties["number_id"], dtype=np.int64)[is_own_entry],
        entry_coefficient=np.asarray(ties["coefficient"], dtype=float)[is_own_entry],
    )


def together(versions: Sequence[Version], block: Integers) -> Iterator[Version]:
    """What a reader gets who believes two versions at once, or all: of figures that several tell, the first one's.

    `block` is the block of each number. Versions that speak of no block in common, or of the same figures alike, say
    nothing more together than each by itself.
    """
    found = [pair for pair in permutations(versions, 2) if _tell_more_together(*pair, block)]
    for first, second in found:
        yield _laid_over(first, second)
    for first in versions:
        others = [second for one, second in found if one is first]
        if len(others) > 1:
            yield reduce(_laid_over, others, first)


def _tell_more_together(first: Version, second: Version, block: Integers) -> bool:
    """Whether both speak of one block, and the second of figures there that the first leaves out."""
    is_linked = np.isin(block[first.entry_number], block[second.entry_number]).any()
    return bool(is_linked and not np.isin(second.told, first.told).all())


def _laid_over(first: Version, second: Version) -> Version:
    """The sums of the first, and of the second those that the first does not tell."""
    is_new = ~np.isin(second.told, first.told)
    places = np.cumsum(is_new) - 1 + len(first.told)
    is_new_entry = is_new[second.entry_sum]
    return Version(
        builds=tuple(sorted({*first.builds, *second.builds})),
        told=np.concatenate([first.told, second.told[is_new]]),
        replaced=np.concatenate([first.replaced, second.replaced[is_new]]),
        sum_low=np.concatenate([first.sum_low, second.sum_low[is_new]]),
        sum_high=np.concatenate([first.sum_high, second.sum_high[is_new]]),
        entry_sum=np.concatenate([first.entry_sum, places[second.entry_sum[is_new_entry]]]),
        entry_number=np.concatenate([first.entry_number, second.entry_number[is_new_entry]]),
        entry_coefficient=np.concatenate([first.entry_coefficient, second.entry_coefficient[is_new_entry]]),
    )


def bounds_of(sums: Sums, found: Bounds, version: Version) -> tuple[Integers, Bounds]:
    """The numbers that a version speaks of, directly or through other sums, and their ends if it is believed."""
    touched = np.isin(found.block, np.unique(found.block[version.entry_number]))
    numbers = np.flatnonzero(touched)
    place = np.full(len(touched), -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    is_kept = touched[sums.entry_number] & ~np.isin(sums.entry_sum, version.replaced)
    kept_sums, entry_sum = np.unique(sums.entry_sum[is_kept], return_inverse=True)
    return numbers, bounds(
        Sums(
            low=sums.low[numbers],
            high=sums.high[numbers],
            is_whole=sums.is_whole[numbers],
            sum_low=np.concatenate([sums.sum_low[kept_sums], version.sum_low]),
            sum_high=np.concatenate([sums.sum_high[kept_sums], version.sum_high]),
            entry_sum=np.concatenate([entry_sum, version.entry_sum + len(kept_sums)]),
            entry_number=np.concatenate([place[sums.entry_number[is_kept]], place[version.entry_number]]),
            entry_coefficient=np.concatenate([sums.entry_coefficient[is_kept], version.entry_coefficient]),
        )
    )
