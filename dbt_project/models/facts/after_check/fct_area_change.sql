-- Each figure of an area with the number of the comparable point that its change is measured from, see fct_area_start (the
-- agreement's baseline if it is registered, else the first), and the test of its course up to then. Narrow, since every figure is
-- looked up in it.
{{ config(materialized="view") }}

with series as (
    select * from {{ ref("int_area_series") }}
),

agreement_starts as (
    select * from {{ ref("int_agreement_starts") }}
),

first_points as (
    select * from {{ ref("fct_area_start") }} where series_id is not null
),

steady as (
    select * from {{ ref("int_area_steady") }}
),

registered_starts as (
    select agreement_starts.point_id, agreement_starts.start_point_id
    from agreement_starts
    inner join {{ ref("int_area_points") }} as points on agreement_starts.point_id = points.point_id
    inner join {{ ref("int_area_series") }} as own on agreement_starts.point_id = own.point_id
    inner join {{ ref("int_area_points") }} as starts
        on agreement_starts.start_point_id = starts.point_id
        and {{ is_same_age_band("points.age_band", "starts.age_band") }}
    inner join {{ ref("int_area_series") }} as start_series
        on agreement_starts.start_point_id = start_series.point_id and own.segment = start_series.segment
    where start_series.is_usable
),

paired as (
    select
        series.point_id,
        case
            when not series.is_usable then null
            when registered_starts.point_id is not null then registered_starts.start_point_id
            when series.trend_points > 1 then first_points.point_id
        end as start_point_id,
        case
            when not series.is_usable or series.trend_points > 1 or registered_starts.point_id is not null then null
            else first_points.break_reason_da
        end as break_reason_da,
        series.trend_points,
        series.trend_method,
        series.slope,
        series.trend_statistic
    from series
    left join first_points on series.series_id = first_points.series_id
    left join registered_starts on series.point_id = registered_starts.point_id
),

final as (
    select
        paired.point_id,
        paired.start_point_id,
        paired.break_reason_da is not null as is_broken,
        paired.break_reason_da,
        paired.trend_points,
        paired.trend_method,
        paired.slope,
        paired.trend_statistic,
        cast(case when steady.point_id is null then 0 when paired.trend_statistic > 0 then 1 else -1 end as integer)
            as trend_sign
    from paired
    left join steady on paired.point_id = steady.point_id
)

select * from final
