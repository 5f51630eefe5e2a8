-- Which shares of areas can be held up against each other: of one kind of area, period and survey, from one source, of the same
-- ages, and with a known number of persons; and what they have in common. Only what is shown takes part, so that it can be
-- worked out from published figures and tells of no hidden one. A table, since figures are looked up in it.
{{ config(materialized="table") }}

with points as (
    select
        *,
        {{ is_in_funnel() }} as is_known
    from {{ ref("int_area_points") }}
    where {{ has_funnel() }}
),

grouped as (
    select
        {{ funnel_key() }},
        min(indicator_id) as indicator_id,
        min(period_id) as period_id,
        min(period_type) as period_type,
        min(instrument) as instrument,
        cast(sum(case when is_known then 1 else 0 end) as integer) as areas,
        cast(sum(case when value_status = 'suppressed' then 1 else 0 end) as integer) as hidden_areas,
        sum(case when is_known then share * n_effective end) / sum(case when is_known then n_effective end) as common_share,
        min(case when is_known then n_effective end) as least_n,
        max(case when is_known then n_effective end) as most_n
    from points
    group by {{ funnel_key() }}
),

final as (
    select
        *,
        cast(row_number() over (order by {{ funnel_key() }}) as integer) as funnel_number,
        areas >= {{ var("fewest_areas_of_a_funnel") }}
        and hidden_areas <= {{ var("most_hidden_of_a_funnel") }} * (areas + hidden_areas) as is_drawn
    from grouped
    where areas > 0
)

select * from final
