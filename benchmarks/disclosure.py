"""How long it takes to hide what must be hidden in a national build, and to prove that it stays hidden.

    python -m benchmarks.disclosure [--areas 8000] [--indicators 40] [--periods 60] [--small 0.02]

The areas are invented: departments in housing areas in municipalities in regions in the country, a share per indicator
and year, and a small part of the departments' numerators under the threshold.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

import duckdb

from publish import disclosure

_PROJECT = Path(__file__).parents[1] / "dbt_project"
_MEMORY = "4GB"
_MODELS = (
    "int_indicator_shares_printed_alone",
    "int_indicator_persons",
    "int_indicator_suppressions_first",
    "int_indicator_suppressions",
)

_AREAS = """
create schema facts; create schema marts; create schema registry; create schema staging; create schema intermediate;
create table marts.dim_area as
with numbered as (
    select i, 1 + i % 98 as municipality, 1 + (1 + i % 98) % 5 as region from range({areas} - 104) as departments(i)
)
select 'a' || i as area_id, 'afdeling' as area_type, 'a' || i as name_da, 'o' || (i // 5 * 98 // 98) as parent_area_id,
    'k' || (1 + i // 5 % 98) as municipality_area_id, null::date as valid_from, null::date as valid_to
from numbered where i < ({areas} - 104) * 5 // 6
union all
select distinct 'o' || (i // 5), 'boligomraade', 'o' || (i // 5), 'k' || (1 + i // 5 % 98), 'k' || (1 + i // 5 % 98),
    null, null
from numbered where i < ({areas} - 104) * 5 // 6
union all
select 'k' || k, 'kommune', 'k' || k, 'r' || (k % 5), 'k' || k, null, null from range(1, 99) as municipalities(k)
union all
select 'r' || r, 'region', 'r' || r, 'dk', null, null, null from range(5) as regions(r)
union all
select 'dk', 'land', 'dk', null, null, null, null;
create table marts.dim_area_group (group_area_id varchar, member_area_id varchar, source varchar);
create table marts.dim_indicator as
select 'i' || i as indicator_id, 'i' || i as name_da, 'proportion' as measure_type, '%' as unit, 1 as decimals,
    i as age_from, null::integer as age_to
from range({indicators}) as indicators(i);
create table marts.dim_period as
select cast(1960 + p as varchar) as period_id, 'year' as period_type, make_date(1960 + p, 1, 1) as start_date,
    make_date(1960 + p, 12, 31) as end_date
from range({periods}) as periods(p);
create table registry.indicator_relations (indicator_id varchar, relation varchar, related_indicator_id varchar);
create table registry.suppression_rules (source_id varchar, area_type varchar, threshold integer);
insert into registry.suppression_rules values ('lbf', null, 5);
create table intermediate.int_suppression_thresholds as
select distinct 'lbf' as source_id, area_type, 5 as threshold from marts.dim_area;
create table staging.stg_quality__suppression_extra (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar
);
"""

# A municipality holds three times the people of its housing areas; the others are counted with it alone.
_FIGURES = """
create table facts.fct_indicator_observed as
with departments as (
    select area_id, parent_area_id, municipality_area_id, indicator_id, period_id,
        150 + hash(area_id, indicator_id) % 400 as denominator,
        hash(area_id, indicator_id, period_id) % 10000 / 10000.0 as chance,
        hash(period_id, area_id, indicator_id) % 1000 as spread
    from marts.dim_area cross join marts.dim_indicator cross join marts.dim_period
    where area_type = 'afdeling'
),

counted as (
    select *, case when chance < {small} then 1 + spread % 4 else 5 + spread % 40 end as numerator from departments
),

housing_areas as (
    select parent_area_id as area_id, any_value(municipality_area_id) as parent_area_id, indicator_id, period_id,
        sum(numerator) as numerator, sum(denominator) as denominator
    from counted group by all
),

municipalities as (
    select housing.parent_area_id as area_id, any_value(area.parent_area_id) as parent_area_id, indicator_id, period_id,
        3 * sum(numerator) as numerator, 3 * sum(denominator) as denominator
    from housing_areas as housing inner join marts.dim_area as area on housing.parent_area_id = area.area_id
    group by housing.parent_area_id, indicator_id, period_id
),

regions as (
    select parent_area_id as area_id, indicator_id, period_id, sum(numerator) as numerator,
        sum(denominator) as denominator
    from municipalities group by all
),

figures as (
    select area_id, indicator_id, period_id, numerator, denominator from counted
    union all by name
    select area_id, indicator_id, period_id, numerator, denominator from housing_areas
    union all by name
    select area_id, indicator_id, period_id, numerator, denominator from municipalities
    union all by name
    select area_id, indicator_id, period_id, numerator, denominator from regions
    union all by name
    select 'dk' as area_id, indicator_id, period_id, sum(numerator), sum(denominator) from regions group by all
)

select area_id, indicator_id, period_id, 'year' as period_type, '' as instrument, 'lbf' as source_id,
    '' as source_reference, 100.0 * numerator / denominator as value, numerator / denominator as share,
    cast(numerator as double) as numerator, cast(denominator as double) as denominator, 'observed' as value_status,
    true as is_preferred, 'load' as load_id, null::varchar as unreliability
from figures
"""

_PUBLISHED = """
create table marts.fct_indicator_value as
select fact.area_id, fact.indicator_id, fact.period_id, fact.period_type, fact.source_id, fact.instrument,
    fact.source_reference, case when hidden.area_id is null then fact.value end as value,
    case when hidden.area_id is null then fact.numerator end as numerator,
    case when hidden.area_id is null then fact.denominator end as denominator,
    case when hidden.area_id is null then 'observed' else 'suppressed' end as value_status,
    hidden.suppression_reason,
    fact.is_preferred, fact.load_id
from facts.fct_indicator_observed as fact
left join (
    select area_id, indicator_id, period_id,
        case when bool_or(reason = 'few') then 'few_persons' else 'other_areas' end as suppression_reason
    from intermediate.int_indicator_suppressions
    group by all
) as hidden using (area_id, indicator_id, period_id);
create table marts.mart_area_vs_baseline (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
    source_id varchar, value double, numerator double, denominator double, value_status varchar,
    baseline_area_id varchar, baseline_period_id varchar, start_period_id varchar, baseline_kind varchar, gap double,
    change double, change_gap double
);
create table marts.mart_activity_progress (
    helhedsplan_id varchar, area_id varchar, activity_id varchar, measure_id varchar, period_id varchar,
    reported_count bigint
)
"""


def main() -> None:
    """Build, hide, prove, and print the seconds of each."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.areas, asked.indicators, asked.periods, asked.small)


def measure(folder: Path, areas: int, indicators: int, periods: int, small: float) -> disclosure.Audit:
    """The proof of an invented warehouse in the folder; what each step took is printed."""
    hiding = _hiding_sql(folder)
    size = {"areas": areas, "indicators": indicators, "periods": periods, "small": small}
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute(f"set memory_limit = '{_MEMORY}'; set preserve_insertion_order = false")
        connection.execute(_AREAS.format(**size))
        connection.execute(_FIGURES.format(**size))
        rows = connection.execute("select count(*) from facts.fct_indicator_observed").fetchall()[0][0]
        print(f"{rows:,} figures")
        started, busy = perf_counter(), process_time()
        for model, sql in hiding.items():
            connection.execute(f"create table intermediate.{model} as {sql}")
        print(f"hidden in {perf_counter() - started:.1f} s ({process_time() - busy:.1f} s of processor time)")
        connection.execute(_PUBLISHED)
        busy = process_time()
        audit = disclosure.audit(connection)
    print(f"proved in {audit.seconds:.1f} s ({process_time() - busy:.1f} s of processor time)")
    print(f"{audit.primary:,} figures hidden for their own sake, {audit.secondary:,} for another's")
    print(f"{audit.blocks:,} blocks, {audit.solved_blocks:,} of them solved; {len(audit.leaks)} leaks")
    return audit


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--areas", type=int, default=8000)
    parser.add_argument("--indicators", type=int, default=40)
    parser.add_argument("--periods", type=int, default=60)
    parser.add_argument("--small", type=float, default=0.02)
    return parser.parse_args()


def _hiding_sql(folder: Path) -> dict[str, str]:
    """The models' own SQL, as dbt compiles it for a warehouse in `folder`."""
    subprocess.run(
        [
            sys.executable, "-c", "from dbt.cli.main import cli; cli()", "compile", "--quiet",
            "--select", *_MODELS, "--target-path", str(folder / "target"),
            "--log-path", str(folder / "logs"),
        ],
        cwd=_PROJECT,
        env={**os.environ, "BAROMETER_DATA": str(folder), "DBT_PROFILES_DIR": str(_PROJECT), "DO_NOT_TRACK": "1"},
        check=True,
        capture_output=True,
    )  # fmt: skip
    compiled = folder / "target" / "compiled"
    (folder / "warehouse.duckdb").unlink(missing_ok=True)
    return {model: next(compiled.rglob(f"models/**/{model}.sql")).read_text(encoding="utf-8") for model in _MODELS}


if __name__ == "__main__":
    main()
