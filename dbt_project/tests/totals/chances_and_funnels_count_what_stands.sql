-- The number of comparisons on a page is the number of newest figures there that were judged, counted anew for the newest
-- year of some areas of each kind, all over the country: a fault in the counting hits all alike. And the common share of a
-- funnel is its areas' persons together.
with chosen as (
    {{ areas_all_over_the_country() }}
),

periods as (
    select * from {{ ref("dim_period") }}
),

newest as (
    select
        comparisons.area_id,
        comparisons.comparison,
        row_number() over (
            partition by comparisons.area_id, comparisons.indicator_id, comparisons.instrument
            order by
                case when comparisons.period_type = 'list_year' then 1 else 0 end,
                periods.end_date desc,
                periods.start_date desc,
                comparisons.period_id desc,
                comparisons.period_type desc
        ) as age
    from {{ ref("mart_area_vs_baseline") }} as comparisons
    inner join chosen on comparisons.area_id = chosen.area_id
    inner join periods
        on comparisons.period_id = periods.period_id and comparisons.period_type = periods.period_type
    where comparisons.is_main_baseline
),

recounted as (
    select
        area_id,
        sum(case when comparison <> 'not_compared' then 1 else 0 end) as comparisons,
        sum(case when comparison in ('better', 'worse') then 1 else 0 end) as different
    from newest
    where age = 1
    group by area_id
),

told as (
    select
        area_id,
        comparisons,
        different,
        row_number() over (partition by area_id order by from_year desc) as age
    from {{ ref("mart_chance") }}
    where page = 'area'
),

chances as (
    select recounted.area_id
    from recounted
    left join told on recounted.area_id = told.area_id and told.age = 1
    where recounted.comparisons <> coalesce(told.comparisons, 0) or recounted.different <> coalesce(told.different, 0)
),

points as (
    select
        funnel_number,
        count(*) as areas,
        sum(share * n_effective) / sum(n_effective) as common_share
    from {{ ref("fct_funnel_point") }}
    group by funnel_number
),

funnels as (
    select funnels.indicator_id
    from {{ ref("fct_funnel") }} as funnels
    left join points on funnels.funnel_number = points.funnel_number
    where funnels.areas <> coalesce(points.areas, 0)
        or (funnels.is_drawn and abs(funnels.common_share - points.common_share) > 1e-9)
),

final as (
    select 'mart_chance' as table_name, area_id as broken_row from chances
    union all
    select 'fct_funnel', indicator_id from funnels
)

select * from final
