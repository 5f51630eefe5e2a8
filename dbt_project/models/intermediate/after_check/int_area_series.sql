-- The figures of areas as points of comparable series: same area, indicator, kind of period, survey and ages, no break in
-- between; quarters only with the same quarter of other years. Beside each point stand the sums up to and including it
-- that a straight line is made of. Only points that are shown, not under clarification and not
-- contradicted by their own counts take part.
{{ config(materialized="table") }}

with points as (
    select * from {{ ref("int_area_points") }} where is_compared
),

crossed as (
    select
        points.point_id,
        count(*) as segment,
        max(breaks.first_date) as last_break
    from {{ ref("int_area_points") }} as points
    inner join {{ ref("int_series_breaks") }} as breaks
        on points.area_id = breaks.area_id
        and points.indicator_id = breaks.indicator_id
        and points.period_type = breaks.period_type
        and points.start_date >= breaks.first_date
    where points.is_compared
    group by points.point_id
),

-- The kinds of series that one indicator of one area may have, numbered.
kinds as (
    select distinct
        period_type,
        instrument,
        coalesce(age_band, '') as age_band,
        case period_type when 'quarter' then {{ period_quarter("period_id") }} else 0 end as season
    from {{ ref("int_area_points") }}
    where is_compared
),

numbered_kinds as (
    select *, cast(row_number() over (order by period_type, instrument, age_band, season) as integer) as kind_number
    from kinds
),

placed as (
    select
        points.point_id,
        {{ series_number("points.area_number", "points.indicator_number", "numbered_kinds.kind_number",
            "coalesce(crossed.segment, 0)") }} as series_id,
        numbered_kinds.kind_number,
        points.period_number,
        coalesce(crossed.segment, 0) as segment,
        crossed.last_break,
        points.estimate,
        points.measure_type = 'proportion' as is_share,
        points.value_status = 'observed'
        and points.value is not null
        and not points.is_under_clarification
        and not points.contradicts_its_counts as is_usable,
        {{ days_between("cast('2000-01-01' as date)", "points.start_date") }} / 365.25 as years,
        case
            when points.measure_type = 'proportion' and points.share is not null then points.n_effective
            when points.measure_type <> 'proportion' and points.ci_high > points.ci_low
                then power(2.0 * {{ z_95() }} / (points.ci_high - points.ci_low), 2)
        end as weight_if_usable
    from points
    inner join numbered_kinds
        on points.period_type = numbered_kinds.period_type
        and points.instrument = numbered_kinds.instrument
        and coalesce(points.age_band, '') = numbered_kinds.age_band
        and case points.period_type when 'quarter' then {{ period_quarter("points.period_id") }} else 0 end
            = numbered_kinds.season
    left join crossed on points.point_id = crossed.point_id
),

-- A share with its n is tested as a count, anything else by a regression, weighted by how wide the limits are.
weighed as (
    select
        point_id,
        series_id,
        kind_number,
        period_number,
        segment,
        last_break,
        estimate,
        is_share,
        is_usable,
        years,
        case when is_usable then weight_if_usable end as weight,
        case when is_usable then 1.0 end as one
    from placed
),

{% set window -%}
(
        partition by weighed.series_id
        order by period_number
        rows between unbounded preceding and current row
    )
{%- endset %}

summed as (
    select
        *,
        cast(count(one) over {{ window }} as integer) as trend_points,
        cast(count(weight) over {{ window }} as integer) as weighed_points,
        {{ running_sums("s", "weight", "years", "estimate", window) }}
    from weighed
),

-- Sums without weights are wanted for the few series that hold a figure whose weight is not known.
with_unweighed as (
    select distinct series_id from weighed where is_usable and weight is null
),

summed_unweighed as (
    select
        weighed.point_id,
        {{ running_sums("p", "one", "years", "estimate", window) }}
    from weighed
    inner join with_unweighed on weighed.series_id = with_unweighed.series_id
),

final as (
    select
        summed.*,
        summed_unweighed.p_w,
        summed_unweighed.p_wt,
        summed_unweighed.p_wtt,
        summed_unweighed.p_wy,
        summed_unweighed.p_wty,
        summed_unweighed.p_wyy
    from summed
    left join summed_unweighed on summed.point_id = summed_unweighed.point_id
)

select * from final
