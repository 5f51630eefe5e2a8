-- Each share of an area beside the limits of what is usual for areas of its size. A hidden figure has no row.
with points as (
    select * from {{ ref("fct_funnel_point") }}
),

-- The few funnels get their words before the many areas join them.
funnels as (
    select
        *,
        cast(100.0 * common_share as {{ type_double() }}) as centre,
        {{ funnel_reason("areas", "hidden_areas") }} as reason_da
    from {{ ref("fct_funnel") }}
),

limited as (
    select
        funnels.*,
        points.area_id,
        points.value,
        points.share,
        points.n_effective,
        points.is_flagged,
        {{ funnel_limits("points.n_effective", "funnels.common_share", "funnels.over_dispersion") }}
    from points
    inner join funnels on points.funnel_number = funnels.funnel_number
),

final as (
    select
        indicator_id,
        period_id,
        period_type,
        instrument,
        area_type,
        source_id,
        age_band,
        is_synthetic,
        area_id,
        value,
        n_effective,
        low_998,
        low_95,
        high_95,
        high_998,
        case
            when not is_drawn then 'not_compared'
            when 100.0 * share > high_998 then 'far_above'
            when 100.0 * share > high_95 then 'above'
            when 100.0 * share < low_998 then 'far_below'
            when 100.0 * share < low_95 then 'below'
            else 'within'
        end as funnel_position,
        areas,
        centre,
        over_dispersion,
        is_drawn,
        reason_da,
        is_flagged,
        hidden_areas
    from limited
)

select * from final
