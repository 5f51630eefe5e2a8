-- Where a series is broken, so that nothing is measured across it: the first list under a rule set whose limit for a fixed
-- share was another, because the share was counted in another way (education in 2018); and the day from which an area's
-- borders are others.
{{ config(materialized="table") }}

with rules as (
    select * from {{ ref("statutory_rules") }}
),

border_changes as (
    select * from {{ ref("int_area_border_changes") }}
),

series as (
    select distinct area_id, indicator_id, period_type from {{ ref("fct_indicator_observed") }}
),

consecutive as (
    select
        indicator_id,
        valid_from_list_year,
        threshold,
        averaging_years,
        lag(threshold) over (partition by criterion_id order by valid_from_list_year) as earlier_threshold,
        lag(averaging_years) over (partition by criterion_id order by valid_from_list_year) as earlier_averaging_years
    from rules
),

counted_differently as (
    select distinct
        indicator_id,
        cast(cast(valid_from_list_year as {{ dbt.type_string() }}) || '-12-01' as date) as first_date
    from consecutive
    where threshold <> earlier_threshold or averaging_years <> earlier_averaging_years
),

breaks as (
    select series.area_id, series.indicator_id, series.period_type, counted_differently.first_date, 'method' as reason
    from series
    inner join counted_differently
        on series.indicator_id = counted_differently.indicator_id and series.period_type = 'list_year'
    union all
    select series.area_id, series.indicator_id, series.period_type, border_changes.changed_on, 'borders'
    from series
    inner join border_changes on series.area_id = border_changes.area_id
),

final as (
    select
        area_id,
        indicator_id,
        period_type,
        first_date,
        min(reason) as reason,
        {{ break_reason("min(reason)", "first_date") }} as reason_da
    from breaks
    group by area_id, indicator_id, period_type, first_date
)

select * from final
