-- The figure that an area's agreement measures from, for each later figure of the same kind. Where an area has had two
-- agreements, the newest that had begun counts. A table, so that the engine knows how few there are.
{{ config(materialized="table") }}

with baselines as (
    select * from {{ ref("agreement_baselines") }}
),

plans as (
    select * from {{ ref("dim_area") }} where area_type = 'helhedsplan'
),

matched as (
    select
        points.point_id,
        points.area_id,
        points.indicator_id,
        points.period_id,
        points.period_type,
        points.instrument,
        starts.point_id as start_point_id,
        starts.period_id as start_period_id,
        row_number() over (
            partition by points.point_id
            order by
                case when plans.valid_from > points.end_date then 1 else 0 end,
                plans.valid_from desc nulls last,
                baselines.helhedsplan_id
        ) as preference
    from {{ ref("int_area_points") }} as points
    inner join baselines
        on points.area_id = baselines.area_id and points.indicator_id = baselines.indicator_id
    inner join {{ ref("int_area_points") }} as starts
        on baselines.area_id = starts.area_id
        and baselines.indicator_id = starts.indicator_id
        and baselines.period_id = starts.period_id
        and points.period_type = starts.period_type
        and points.instrument = starts.instrument
        and starts.start_date < points.start_date
    left join plans on baselines.helhedsplan_id = plans.area_id
),

final as (
    select point_id, area_id, indicator_id, period_id, period_type, instrument, start_point_id, start_period_id
    from matched
    where preference = 1
)

select * from final
