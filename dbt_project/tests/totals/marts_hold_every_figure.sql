-- Every figure is published, and every comparison that was offered stands in the marts. Keys are unique there, so equal numbers of
-- rows are equal rows: none was lost in a join, none doubled by one.
with compared as (
    select min(area_id) as area_id, min(indicator_id) as indicator_id, count(*) as points
    from {{ ref("int_area_points") }}
    where is_compared
    group by area_number, indicator_number
),

offered as (
    select area_id, indicator_id, count(*) as offers
    from {{ ref("int_benchmark_offers") }}
    group by area_id, indicator_id
),

starts as (
    select starts.area_id, starts.indicator_id, count(*) as starts
    from {{ ref("int_agreement_starts") }} as starts
    inner join {{ ref("int_area_points") }} as points on starts.point_id = points.point_id
    where points.is_compared
    group by starts.area_id, starts.indicator_id
),

-- A figure that nothing is offered for has a row that says so, unless its own start is all that its indicator asks for.
expected as (
    select
        sum(compared.points * offered.offers) as against_others,
        sum(
            case
                when offered.offers is not null then 0
                when indicators.benchmark_kind = 'agreement_start' then compared.points - coalesce(starts.starts, 0)
                else compared.points
            end
        ) as against_nothing,
        sum(starts.starts) as against_starts
    from compared
    inner join {{ ref("dim_indicator") }} as indicators on compared.indicator_id = indicators.indicator_id
    left join offered on compared.area_id = offered.area_id and compared.indicator_id = offered.indicator_id
    left join starts on compared.area_id = starts.area_id and compared.indicator_id = starts.indicator_id
),

counted as (
    select
        'fct_indicator_value' as table_name,
        (select count(*) from {{ ref("int_indicator_values_ranked") }})
        + (select count(*) from {{ ref("fct_area_total") }} where is_made or is_told) as expected_rows,
        (select count(*) from {{ ref("fct_indicator_value") }}) as rows_there
    union all
    select
        'mart_area_vs_baseline',
        coalesce(against_others, 0) + coalesce(against_nothing, 0) + coalesce(against_starts, 0),
        (select count(*) from {{ ref("mart_area_vs_baseline") }})
    from expected
    union all
    select
        'mart_funnel',
        (select count(*) from {{ ref("fct_funnel_point") }}),
        (select count(*) from {{ ref("mart_funnel") }})
    union all
    select
        'fct_activity_count',
        (
            select count(*)
            from (
                select distinct
                    {{ series_columns() }}, period_id, case when period_id is null then registration_id else '' end as lone
                from {{ ref("fct_registration") }}
            ) as registered
        ),
        (select count(*) from {{ ref("fct_activity_count") }})
    union all
    select
        'mart_activity_progress',
        (select count(*) from {{ ref("fct_activity_count") }}) + (select count(*) from {{ ref("fct_plan_count_summed") }}),
        (select count(*) from {{ ref("mart_activity_progress") }} where not is_unreported)
),

final as (
    select table_name, expected_rows, rows_there
    from counted
    where expected_rows <> rows_there
)

select * from final
