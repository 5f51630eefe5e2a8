-- What the figures of an indicator of an area may be held up against: its municipality, the country, all helhedsplaner, social
-- housing; only benchmarks that have figures of the indicator at all.
{{ config(materialized="table") }}

with areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

agreement_starts as (
    select * from {{ ref("int_agreement_starts") }}
),

-- Invented areas are held up against invented wholes alone, and real ones against real ones.
shared_benchmarks as (
    select
        area_id as baseline_area_id,
        is_synthetic,
        case
            when area_type = 'land' then 'country'
            when area_id in ('ref-alle-helhedsplaner', 'ref-alle-helhedsplaner-eksempel') then 'all_helhedsplaner'
            when area_id = 'ref-almene-boliger' then 'social_housing'
        end as baseline_kind
    from areas
    where {{ is_shared_benchmark() }}
),

benchmark_areas as (
    select area_id, 'municipality' as baseline_kind, municipality_area_id as baseline_area_id
    from areas
    where municipality_area_id is not null
    union all
    select areas.area_id, shared_benchmarks.baseline_kind, shared_benchmarks.baseline_area_id
    from areas
    inner join shared_benchmarks on areas.is_synthetic = shared_benchmarks.is_synthetic
),

described as (
    select distinct area_id, area_number, indicator_id from {{ ref("int_benchmark_points") }}
),

started as (
    select distinct area_id, indicator_id from agreement_starts
),

final as (
    select
        benchmark_areas.area_id,
        described.indicator_id,
        benchmark_areas.baseline_kind,
        benchmark_areas.baseline_area_id,
        described.area_number as baseline_area_number,
        count(*) over (partition by benchmark_areas.area_id, described.indicator_id) = 1
        and started.area_id is null as is_only_baseline
    from benchmark_areas
    inner join described on benchmark_areas.baseline_area_id = described.area_id
    -- A ratio is to something of the area's own region, as incomes are; elsewhere it is another ratio.
    inner join indicators
        on described.indicator_id = indicators.indicator_id
        and (indicators.measure_type <> 'ratio' or benchmark_areas.baseline_kind = 'municipality')
    left join started
        on benchmark_areas.area_id = started.area_id and described.indicator_id = started.indicator_id
)

select * from final
