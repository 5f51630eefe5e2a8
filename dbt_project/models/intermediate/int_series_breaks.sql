-- Where a series of the state's lists breaks: the first list under a rule set whose limit for a fixed share was another,
-- because the share was counted in another way (education in 2018).
with rules as (
    select * from {{ ref("statutory_rules") }}
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

final as (
    select distinct
        indicator_id,
        'list_year' as period_type,
        cast(cast(valid_from_list_year as {{ dbt.type_string() }}) || '-12-01' as date) as first_date
    from consecutive
    where threshold <> earlier_threshold or averaging_years <> earlier_averaging_years
)

select * from final
