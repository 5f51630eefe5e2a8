-- Each figure of an area with the number of the comparable point that its change is measured from, see fct_area_start, and the
-- test of its course up to then. Narrow, since every figure is looked up in it.
{{ config(materialized="view") }}

with changes as (
    select * from {{ ref("int_area_changes") }}
),

final as (
    select
        point_id,
        start_point_id,
        break_reason_da is not null as is_broken,
        break_reason_da,
        trend_points,
        trend_method,
        slope,
        trend_statistic,
        trend_sign
    from changes
)

select * from final
