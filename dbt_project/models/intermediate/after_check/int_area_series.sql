-- The figures of areas as points of comparable series: same area, indicator, kind of period, survey and ages, no break in
-- between; quarters only with the same quarter of other years. Beside each point stand the sums up to and including it
-- that a straight line is made of, and its test. Only points that are shown, not under clarification and not
-- contradicted by their own counts take part.
{{ config(materialized="table") }}

with points as (
    select * from {{ ref("int_area_points") }} where is_compared
),

student_t as (
    select * from {{ ref("student_t_quantiles") }}
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

-- How each course is tested: a share with its n by chi-square, anything else by a regression.
with_method as (
    select
        summed.*,
        {% for column in ["p_w", "p_wt", "p_wtt", "p_wy", "p_wty", "p_wyy"] -%}
        summed_unweighed.{{ column }},
        {% endfor -%}
        case
            when not summed.is_usable then null
            when summed.is_share and summed.weighed_points = summed.trend_points then 'chi_square'
            when summed.weighed_points = summed.trend_points then 'weighted_regression'
            else 'regression'
        end as trend_method,
        student_t.t_999
    from summed
    left join summed_unweighed on summed.point_id = summed_unweighed.point_id
    left join student_t on summed.trend_points - 2 = student_t.degrees_of_freedom
),

tested as (
    select
        *,
        case
            when trend_method = 'chi_square' and trend_points >= {{ var("trend_points_of_shares") }}
                then {{ linear_trend_z("s") }}
            when trend_method = 'weighted_regression' and trend_points >= {{ var("trend_points_of_others") }}
                then {{ regression_t("s", "trend_points", "1.0") }}
            when trend_method = 'regression' and trend_points >= {{ var("trend_points_of_others") }}
                then {{ regression_t("p", "trend_points", "0.0") }}
        end as trend_statistic,
        case
            when trend_method = 'chi_square' then {{ z_998() }}
            else {{ student_t(z_998(), "t_999", "(trend_points - 2.0)") }}
        end as trend_limit,
        case
            when trend_points > 1 and trend_method = 'regression' then {{ slope("p") }}
            when trend_points > 1 then {{ slope("s") }}
        end as slope
    from with_method
),

judged as (
    select *, coalesce(is_usable and abs(trend_statistic) >= trend_limit, false) as is_found
    from tested
),

-- The sums are kept where the test found a course: those are gone over once more with each point left out.
final as (
    select
        point_id,
        series_id,
        kind_number,
        period_number,
        segment,
        last_break,
        estimate,
        is_usable,
        years,
        weight,
        trend_points,
        trend_method,
        cast(slope as {{ type_double() }}) as slope,
        cast(trend_statistic as {{ type_double() }}) as trend_statistic,
        is_found,
        {% for sum in ["w", "wt", "wy", "wty"] -%}
        case when is_found then case when trend_method = 'regression' then p_{{ sum }} else s_{{ sum }} end end
            as found_{{ sum }}{{ "," if not loop.last }}
        {% endfor %}
    from judged
)

select * from final
