-- The figures whose benchmark has none from the same survey and period. A table, so that the engine knows how few there are:
-- otherwise it keeps all figures at hand to find them among. Distinct, though they are so anyway: without it the engine may pair
-- every figure with every period before it leaves out those that have their own.
{{ config(materialized="table") }}

with offered as (
    select * from {{ ref("int_benchmark_offers") }}
),

benchmarks as (
    select * from {{ ref("int_benchmark_points") }}
),

final as (
    select distinct points.point_id, offered.baseline_kind, offered.baseline_area_id, offered.is_only_baseline
    from {{ ref("int_area_points") }} as points
    inner join offered on points.area_id = offered.area_id and points.indicator_id = offered.indicator_id
    left join benchmarks on {{ number_of_same_slice("offered.baseline_area_number", "points") }} = benchmarks.point_id
    where points.is_compared and benchmarks.point_id is null
)

select * from final
