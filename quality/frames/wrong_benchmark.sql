-- One row per benchmark that an agreement measures from: whether it is of the kind that the registry names for the
-- indicator, and of the area's own municipality and year.
with baselines as (
    select * from registry.agreement_baselines where benchmark_area_id is not null and benchmark_area_id <> ''
),

areas as (
    select area_id, area_type, municipality_code, is_synthetic from marts.dim_area
),

indicators as (
    select indicator_id, benchmark_kind, source_id, measure_type from marts.dim_indicator
),

compared as (
    select
        baselines.*,
        areas.is_synthetic,
        areas.municipality_code,
        benchmarks.area_type as benchmark_type,
        benchmarks.municipality_code as benchmark_municipality_code,
        indicators.benchmark_kind,
        indicators.source_id,
        indicators.measure_type
    from baselines
    inner join areas on areas.area_id = baselines.area_id
    inner join areas as benchmarks on benchmarks.area_id = baselines.benchmark_area_id
    inner join indicators on indicators.indicator_id = baselines.indicator_id
),

final as (
    select
        concat_ws('|', helhedsplan_id, area_id, indicator_id, benchmark_area_id) as row_key,
        source_id,
        helhedsplan_id,
        area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        coalesce(is_synthetic, false) as is_synthetic,
        cast([] as varchar[]) as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        case
            when benchmark_area_id = area_id then true
            when benchmark_kind in ('rest_of_municipality', 'municipality')
                then benchmark_type <> 'kommune'
                or benchmark_municipality_code is distinct from municipality_code
            when benchmark_kind = 'country' then benchmark_type <> 'land'
            when benchmark_kind in ('all_helhedsplaner', 'social_housing') then benchmark_type <> 'reference'
            else false
        end as judged,
        benchmark_area_id,
        benchmark_kind,
        benchmark_type,
        benchmark_municipality_code is distinct from municipality_code
        and benchmark_type = 'kommune' as is_other_municipality,
        measure_type
    from compared
)

select * from final
