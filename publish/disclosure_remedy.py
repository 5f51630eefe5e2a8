"""What must be hidden beside what the models hide, where families of areas cross each other or years make up a mean.

The models make each family safe. Where one figure is in several, an outsider may still put two sums together; then
figures that break the chain are written to `quality.suppression_extra`, which the models read at their next run.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from publish.disclosure import MEMORY, judge
from publish.disclosure_links import has_table
from publish.disclosure_sums import collect

if TYPE_CHECKING:
    import pandas as pd

_MOST_ROUNDS = 40
_KEY = "area_id, indicator_id, period_id, period_type, instrument"


def protect(warehouse: Path) -> bool:
    """Write anew what else must be hidden. Returns whether the set is another than before: models must then run."""
    with duckdb.connect(str(warehouse), config=MEMORY) as connection:
        if not _is_built(connection):
            return False
        before = connection.execute(f"select distinct {_KEY} from quality.suppression_extra order by all").fetchall()
        find_extras(connection)
        after = connection.execute(f"select distinct {_KEY} from outsider_extra order by all").fetchall()
        if after != before:
            connection.execute("begin transaction")
            connection.execute("delete from quality.suppression_extra")
            connection.execute("insert into quality.suppression_extra by name from outsider_extra")
            connection.execute("commit")
        return after != before


def find_extras(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the temporary table `outsider_extra`, until no hidden number comes out or nothing is left to hide."""
    connection.execute(_PREVIEW)
    if has_table(connection, "facts", "fct_delivered_change"):
        connection.execute("create or replace temp view mart_revision as from facts.fct_delivered_change")
    for _ in range(_MOST_ROUNDS):
        cells = judge(collect(connection, "temp")).cells
        if not cells["verdict"].isin(["leak", "unproven"]).any() or not _hide_more(connection, cells):
            return


def _is_built(connection: duckdb.DuckDBPyConnection) -> bool:
    needed = (
        ("facts", "fct_indicator_observed"),
        ("intermediate", "int_indicator_suppressions"),
        ("marts", "dim_area_group"),
        ("marts", "dim_period"),
        ("quality", "suppression_extra"),
    )
    return all(has_table(connection, schema, table) for schema, table in needed)


# The figures as they would be published if nothing more were hidden than the models do and `outsider_extra` says.
_PREVIEW = f"""
create or replace temp table outsider_extra as select {_KEY} from quality.suppression_extra limit 0;
create or replace temp view dim_area as from marts.dim_area;
create or replace temp view dim_area_group as from marts.dim_area_group;
create or replace temp view dim_indicator as from marts.dim_indicator;
create or replace temp view dim_period as from marts.dim_period;
create or replace temp table outsider_kept_back as
select {_KEY}, bool_and(reason = 'unreliable') as is_uncertain
from intermediate.int_indicator_suppressions where reason <> 'extra' group by all;
create or replace temp view fct_indicator_value as
select
    observed.* replace (
        case when hidden.area_id is null then observed.value end as value,
        case when hidden.area_id is null then observed.numerator end as numerator,
        case when hidden.area_id is null then observed.denominator end as denominator,
        case when hidden.area_id is null or observed.value_status <> 'observed' then observed.value_status
            else 'suppressed' end as value_status
    ),
    case when hidden.is_uncertain then 'few_answers' when hidden.area_id is not null then 'few_persons' end
        as suppression_reason
from facts.fct_indicator_observed as observed
left join (
    select {_KEY}, bool_and(is_uncertain) as is_uncertain
    from (select * from outsider_kept_back union all select *, false from outsider_extra)
    group by all
) as hidden using ({_KEY})
"""

# For each block where a hidden number comes out, one shown figure of its sums: the total of a group, which is part of
# nothing else; or the mean that its year is part of; or the smallest other part; or the whole. At last one from other
# sums of its block.
_CANDIDATES = f"""
with leaking as (
    select leak.block, min(case when tie.number_id = leak.number_id then 0 else 10 end) as farness, outsider_sum.*
    from outsider_judged as leak
    inner join outsider_judged as tied on leak.block = tied.block
    inner join outsider_tie as tie on tied.number_id = tie.number_id
    inner join outsider_sum on tie.sum_id = outsider_sum.sum_id
    where leak.verdict in ('leak', 'unproven')
    group by all
),

families as (
    select * from leaking where whole_id is not null and counted = 'persons'
),

candidates as (
    select families.block, member.part_id as area_id, families.indicator_id, families.period_id,
        families.period_type, families.instrument, 2 + families.farness as resort, member.low as persons
    from families
    inner join outsider_member as member
        using (family_id, counted, indicator_id, period_id, period_type, instrument)
    where member.number_id is null and member.low > 0
    union all
    select block, whole_id, indicator_id, period_id, period_type, instrument,
        case when family_id like 'group %' then 0 else 3 end + farness, whole_low
    from families
    where whole_number_id is null
    {{means}}
)

select distinct {_KEY}
from (
    select *, row_number() over (partition by block order by resort, persons, area_id) as place
    from candidates
)
where place = 1
"""

_MEANS = """
    union all
    select leaking.block, mean.area_id, mean.indicator_id, mean.period_id, mean.period_type, mean.instrument,
        case when mean.period_type = 'list_year' then 1 else 3 end + leaking.farness, 0
    from leaking
    inner join outsider_mean_sum as mean_sum on leaking.sum_id = mean_sum.sum_id
    inner join outsider_mean as mean
        on mean_sum.area_id = mean.area_id and mean_sum.indicator_id = mean.indicator_id
        and mean_sum.instrument = mean.instrument and mean_sum.list_year = mean.list_year
    where mean.number_id is null
"""


def _hide_more(connection: duckdb.DuckDBPyConnection, cells: "pd.DataFrame") -> bool:
    """Add one figure for each block where a number comes out. Returns False when there is none left to add."""
    connection.register("outsider_judged", cells[["number_id", "block", "verdict"]])
    means = _MEANS if has_table(connection, "main", "outsider_mean_sum") else ""
    added = connection.execute(f"insert into outsider_extra by name {_CANDIDATES.format(means=means)}").fetchall()
    connection.unregister("outsider_judged")
    return bool(added[0][0])
