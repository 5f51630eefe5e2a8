-- A funnel says of how many areas it is made: each stands in it once, and none is lost.
with funnels as (
    select funnel_number, areas from {{ ref("fct_funnel") }}
),

points as (
    select funnel_number, count(*) as area_count
    from {{ ref("fct_funnel_point") }}
    group by funnel_number
),

final as (
    select funnels.funnel_number, funnels.areas, points.area_count
    from funnels
    full join points on funnels.funnel_number = points.funnel_number
    where funnels.areas is distinct from points.area_count
)

select * from final
