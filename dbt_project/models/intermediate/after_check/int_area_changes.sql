-- Each figure of an area with the comparable point that its change is measured from (the agreement's baseline if it is
-- registered, else the first) and the test of its course up to then.
{{ config(materialized="table") }}

with series as (
    select * from {{ ref("int_area_series") }}
),

agreement_starts as (
    select * from {{ ref("int_agreement_starts") }}
),

breaks as (
    select * from {{ ref("int_series_breaks") }}
),

instrument_changes as (
    select * from {{ ref("int_instrument_changes") }}
),

student_t as (
    select * from {{ ref("student_t_quantiles") }}
),

-- The first point of each series, and whether there are figures before it that cannot be compared with it.
first_points as (
    select
        series.series_id,
        series.point_id,
        {% for column in ["period_id", "value", "estimate", "ci_low", "ci_high", "n_effective", "share"] -%}
        points.{{ column }},
        {% endfor -%}
        breaks.reason_da as break_reason_da,
        instrument_changes.reason_da as instrument_change_reason_da,
        min(points.start_date) over (
            partition by points.area_id, points.indicator_id, points.period_type
        ) as first_of_all,
        min(points.start_date) over (
            partition by points.area_id, points.indicator_id, points.period_type, points.instrument
        ) as first_of_instrument,
        min(points.start_date) over (
            partition by
                points.area_id, points.indicator_id, points.period_type, points.instrument, coalesce(points.age_band, '')
        ) as first_of_age_band,
        min(points.start_date) over (
            partition by
                points.area_id,
                points.indicator_id,
                points.period_type,
                points.instrument,
                coalesce(points.age_band, ''),
                series.segment
        ) as first_of_segment
    from {{ ref("int_area_points") }} as points
    inner join {{ ref("int_area_series") }} as series on points.point_id = series.point_id
    left join breaks
        on points.area_id = breaks.area_id
        and points.indicator_id = breaks.indicator_id
        and points.period_type = breaks.period_type
        and series.last_break = breaks.first_date
    left join instrument_changes on {{ same_point("points", "instrument_changes") }}
    where series.is_usable and series.trend_points = 1
),

registered_starts as (
    select
        agreement_starts.point_id,
        starts.point_id as start_point_id,
        starts.period_id as start_period_id,
        starts.value as start_value,
        starts.estimate as start_estimate,
        starts.ci_low as start_ci_low,
        starts.ci_high as start_ci_high,
        starts.n_effective as start_n,
        starts.share as start_share
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
        series.*,
        case
            when not series.is_usable then null
            when registered_starts.point_id is not null then registered_starts.start_point_id
            when series.trend_points > 1 then first_points.point_id
        end as start_point_id,
        case
            when not series.is_usable then null
            when registered_starts.point_id is not null then registered_starts.start_period_id
            when series.trend_points > 1 then first_points.period_id
        end as start_period_id,
        coalesce(registered_starts.start_value, first_points.value) as start_value,
        {% for column in ["estimate", "ci_low", "ci_high", "share"] -%}
        case when registered_starts.point_id is not null then registered_starts.start_{{ column }}
            else first_points.{{ column }} end as start_{{ column }},
        {% endfor -%}
        case when registered_starts.point_id is not null then registered_starts.start_n else first_points.n_effective end
            as start_n,
        case
            when not series.is_usable or series.trend_points > 1 or registered_starts.point_id is not null then null
            when first_points.first_of_age_band < first_points.first_of_segment
                then first_points.break_reason_da
            when first_points.first_of_instrument < first_points.first_of_age_band
                then 'Brud i serien: de tidligere tal tæller andre aldre.'
            when first_points.first_of_all < first_points.first_of_instrument
                then coalesce(
                    first_points.instrument_change_reason_da,
                    'Brud i serien: de tidligere tal er fra en anden undersøgelse.'
                )
        end as break_reason_da,
        case
            when not series.is_usable then null
            when series.is_share and series.weighed_points = series.trend_points then 'chi_square'
            when series.weighed_points = series.trend_points then 'weighted_regression'
            else 'regression'
        end as trend_method,
        student_t.t_999
    from series
    left join first_points on series.series_id = first_points.series_id
    left join registered_starts on series.point_id = registered_starts.point_id
    left join student_t on series.trend_points - 2 = student_t.degrees_of_freedom
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
    from paired
),

-- Only courses that the test finds are gone over once more with each point left out.
shown as (
    select * from tested where is_usable and abs(trend_statistic) >= trend_limit
),

steady as (
    select shown.point_id
    from shown
    inner join {{ ref("int_area_series") }} as series
        on shown.series_id = series.series_id
        and series.period_number <= shown.period_number
        and series.is_usable
    group by shown.point_id
    having min(
        case
            when shown.trend_method = 'regression'
                then {{ slope_sign("shown.p") }} * {{ slope_sign_without("shown.p", "1.0", "series.years", "series.estimate") }}
            else {{ slope_sign("shown.s") }}
                * {{ slope_sign_without("shown.s", "series.weight", "series.years", "series.estimate") }}
        end
    ) > 0
),

final as (
    select
        tested.point_id,
        tested.start_point_id,
        tested.start_period_id,
        case when tested.start_period_id is not null then tested.start_value end as start_value,
        case when tested.start_period_id is not null then tested.start_estimate end as start_estimate,
        case when tested.start_period_id is not null then tested.start_ci_low end as start_ci_low,
        case when tested.start_period_id is not null then tested.start_ci_high end as start_ci_high,
        case when tested.start_period_id is not null then tested.start_n end as start_n,
        case when tested.start_period_id is not null then tested.start_share end as start_share,
        tested.break_reason_da is not null as is_broken,
        tested.break_reason_da,
        tested.trend_points,
        tested.trend_method,
        cast(tested.slope as {{ type_double() }}) as slope,
        cast(tested.trend_statistic as {{ type_double() }}) as trend_statistic,
        cast(case when steady.point_id is null then 0 when tested.trend_statistic > 0 then 1 else -1 end as integer)
            as trend_sign
    from tested
    left join steady on tested.point_id = steady.point_id
)

select * from final
