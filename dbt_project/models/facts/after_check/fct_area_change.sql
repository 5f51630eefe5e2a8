-- Each figure of an area with the comparable point that its change is measured from and the test of its course up to then.
{{ config(materialized="view") }}

with points as (
    select * from {{ ref("int_area_points") }}
),

changes as (
    select * from {{ ref("int_area_changes") }}
),

final as (
    select
        points.point_id,
        {{ point_columns("points") }},
        points.source_id,
        points.source_reference,
        points.value,
        points.numerator,
        points.denominator,
        points.n_effective,
        points.ci_low,
        points.ci_high,
        points.qualifier,
        points.value_status,
        points.suppression_reason,
        points.is_flagged,
        points.is_under_clarification,
        points.is_synthetic,
        points.share,
        points.estimate,
        points.contradicts_its_counts,
        changes.start_point_id,
        changes.start_period_id,
        changes.start_value,
        changes.start_estimate,
        changes.start_ci_low,
        changes.start_ci_high,
        changes.start_n,
        changes.start_share,
        changes.is_broken,
        changes.break_reason_da,
        changes.trend_points,
        changes.trend_method,
        changes.slope,
        changes.trend_statistic,
        changes.trend_sign
    from changes
    inner join points on changes.point_id = points.point_id
)

select * from final
