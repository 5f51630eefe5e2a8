-- The figures of areas as points of comparable series: same area, indicator, kind of period, survey and ages, no break in
-- between; quarters only with the same quarter of other years. Beside each point stand the sums up to and including it
-- that a straight line is made of. Only points that are shown, not under clarification and not
-- contradicted by their own counts take part.
{{ config(materialized="table") }}

with points as (
    select
        *,
        value_status = 'observed'
        and value is not null
        and not is_under_clarification
        and not contradicts_its_counts as is_usable
    from {{ ref("int_area_points") }}
    where is_compared
),

breaks as (
    select * from {{ ref("int_series_breaks") }}
),

crossed as (
    select
        {{ point_columns("points") }},
        count(*) as segment,
        max(breaks.first_date) as last_break
    from points
    inner join breaks
        on points.area_id = breaks.area_id
        and points.indicator_id = breaks.indicator_id
        and points.period_type = breaks.period_type
        and points.start_date >= breaks.first_date
    group by {{ point_columns("points") }}
),

-- A share with its n is tested as a count, anything else by a regression, weighted by how wide the limits are.
weighed as (
    select
        {{ point_columns("points") }},
        coalesce(points.age_band, '') as age_band,
        case points.period_type when 'quarter' then {{ period_quarter("points.period_id") }} else 0 end as season,
        coalesce(crossed.segment, 0) as segment,
        crossed.last_break,
        points.start_date,
        points.value,
        points.estimate,
        points.share,
        points.ci_low,
        points.ci_high,
        points.n_effective,
        points.measure_type = 'proportion' as is_share,
        points.is_usable,
        {{ days_between("cast('2000-01-01' as date)", "points.start_date") }} / 365.25 as years,
        case
            when not points.is_usable then null
            when points.measure_type = 'proportion' and points.share is not null then points.n_effective
            when points.measure_type <> 'proportion' and points.ci_high > points.ci_low
                then power(2.0 * {{ z_95() }} / (points.ci_high - points.ci_low), 2)
        end as weight,
        case when points.is_usable then 1.0 end as one
    from points
    left join crossed on {{ same_point("points", "crossed") }}
),

{% set window -%}
(
        partition by {{ comparable_columns() }}
        order by start_date, period_id
        rows between unbounded preceding and current row
    )
{%- endset %}

final as (
    select
        *,
        cast(count(one) over {{ window }} as integer) as trend_points,
        cast(count(weight) over {{ window }} as integer) as weighed_points,
        {{ running_sums("s", "weight", "years", "estimate", window) }},
        {{ running_sums("p", "one", "years", "estimate", window) }}
    from weighed
)

select * from final
