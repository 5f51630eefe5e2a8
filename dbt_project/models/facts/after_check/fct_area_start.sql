-- The figures that changes are measured from: the first comparable point of each series, and those that agreements begin with.
-- Beside the first of a series stands why no earlier figure counts, if there is one.
with breaks as (
    select * from {{ ref("int_series_breaks") }}
),

instrument_changes as (
    select * from {{ ref("int_instrument_changes") }}
),

first_points as (
    select
        series.series_id,
        series.point_id,
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

reasoned as (
    select
        series_id,
        point_id,
        case
            when first_of_age_band < first_of_segment then break_reason_da
            when first_of_instrument < first_of_age_band then 'Brud i serien: de tidligere tal tæller andre aldre.'
            when first_of_all < first_of_instrument
                then coalesce(instrument_change_reason_da, 'Brud i serien: de tidligere tal er fra en anden undersøgelse.')
        end as break_reason_da
    from first_points
),

chosen as (
    select point_id from reasoned
    union
    select start_point_id from {{ ref("int_agreement_starts") }}
),

final as (
    select
        points.point_id,
        points.area_id,
        reasoned.series_id,
        points.period_id,
        points.value,
        points.estimate,
        points.ci_low,
        points.ci_high,
        points.n_effective,
        points.share,
        reasoned.break_reason_da
    from {{ ref("int_area_points") }} as points
    inner join chosen on points.point_id = chosen.point_id
    left join reasoned on points.point_id = reasoned.point_id
)

select * from final
