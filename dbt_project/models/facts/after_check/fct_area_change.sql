-- Each figure of an area with the comparable point that its change is measured from and the test of its course up to then.
{{ config(materialized="view") }}

with changes as (
    select * from {{ ref("int_area_changes") }}
),

starts as (
    select * from {{ ref("int_area_starts") }}
),

final as (
    select
        changes.point_id,
        changes.start_point_id,
        starts.period_id as start_period_id,
        starts.value as start_value,
        starts.estimate as start_estimate,
        starts.ci_low as start_ci_low,
        starts.ci_high as start_ci_high,
        starts.n_effective as start_n,
        starts.share as start_share,
        changes.is_broken,
        changes.break_reason_da,
        changes.trend_points,
        changes.trend_method,
        changes.slope,
        changes.trend_statistic,
        changes.trend_sign
    from changes
    left join starts on changes.start_point_id = starts.point_id
)

select * from final
