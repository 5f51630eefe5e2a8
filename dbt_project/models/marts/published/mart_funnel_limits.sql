-- The limits of each funnel at fixed numbers of persons, from the one below its smallest area to the one above its largest.
with funnels as (
    select * from {{ ref("fct_funnel") }} where is_drawn
),

sizes as (
    {{ funnel_grid() }}
),

final as (
    select
        funnels.indicator_id,
        funnels.period_id,
        funnels.period_type,
        funnels.instrument,
        funnels.area_type,
        funnels.source_id,
        funnels.age_band,
        funnels.is_synthetic,
        cast(sizes.n as integer) as n,
        {{ funnel_limits("sizes.n", "funnels.common_share", "funnels.over_dispersion") }},
        cast(100.0 * funnels.common_share as {{ type_double() }}) as centre,
        funnels.over_dispersion,
        funnels.areas,
        funnels.hidden_areas
    from funnels
    inner join sizes on sizes.next_n > funnels.least_n and sizes.previous_n < funnels.most_n
)

select * from final
