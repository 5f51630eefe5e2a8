-- What is usual for areas that can be held up against each other, and by how much they differ beyond what their size explains.
with funnels as (
    select * from {{ ref("int_funnels") }}
),

points as (
    select funnel_number, z from {{ ref("fct_funnel_point") }} where z is not null
),

ends as (
    select
        funnel_number,
        {{ funnel_end("z", "0.1") }} as low_end,
        {{ funnel_end("z", "0.9") }} as high_end
    from points
    group by funnel_number
),

spreads as (
    select
        points.funnel_number,
        {{ funnel_over_dispersion("points.z", "ends.low_end", "ends.high_end") }} as over_dispersion
    from points
    inner join ends on points.funnel_number = ends.funnel_number
    group by points.funnel_number
),

final as (
    select
        funnels.funnel_number,
        funnels.indicator_id,
        funnels.period_id,
        funnels.period_type,
        funnels.instrument,
        funnels.area_type,
        funnels.source_id,
        funnels.age_band,
        funnels.is_synthetic,
        funnels.areas,
        funnels.hidden_areas,
        funnels.is_drawn,
        cast(case when funnels.is_drawn then funnels.common_share end as {{ type_double() }}) as common_share,
        cast(spreads.over_dispersion as {{ type_double() }}) as over_dispersion,
        funnels.least_n,
        funnels.most_n
    from funnels
    left join spreads on funnels.funnel_number = spreads.funnel_number
)

select * from final
