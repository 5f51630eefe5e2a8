-- What is usual for areas that can be held up against each other, and by how much they differ beyond what their size explains.
with points as (
    select * from {{ ref("fct_funnel_point") }} where is_drawn
),

ends as (
    select
        funnel_number,
        {{ funnel_end("z", "0.1") }} as low_end,
        {{ funnel_end("z", "0.9") }} as high_end
    from points
    group by funnel_number
),

final as (
    select
        points.funnel_number,
        points.indicator_id,
        points.period_id,
        points.period_type,
        points.instrument,
        points.area_type,
        points.source_id,
        points.age_band,
        points.is_synthetic,
        points.areas,
        points.hidden_areas,
        points.common_share,
        cast({{ funnel_over_dispersion("points.z", "ends.low_end", "ends.high_end") }} as {{ type_double() }})
            as over_dispersion,
        min(points.n_effective) as least_n,
        max(points.n_effective) as most_n
    from points
    inner join ends on points.funnel_number = ends.funnel_number
    group by
        points.funnel_number,
        points.indicator_id,
        points.period_id,
        points.period_type,
        points.instrument,
        points.area_type,
        points.source_id,
        points.age_band,
        points.is_synthetic,
        points.areas,
        points.hidden_areas,
        points.common_share
)

select * from final
