-- Each figure that stands in a funnel, and how far it lies from what the areas have in common.
with points as (
    select * from {{ ref("int_area_points") }} where {{ has_funnel() }} and {{ is_in_funnel() }}
),

funnels as (
    select * from {{ ref("int_funnels") }}
),

final as (
    select
        funnels.funnel_number,
        points.area_id,
        points.value,
        points.share,
        points.n_effective,
        points.is_flagged,
        cast(case
            when funnels.is_drawn then {{ funnel_z("points.share", "points.n_effective", "funnels.common_share") }}
        end as {{ type_double() }}) as z
    from points
    inner join funnels on {{ same_funnel("points", "funnels") }}
)

select * from final
