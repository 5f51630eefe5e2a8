-- What each status asks for in each list year.
with statuses as (
    select * from {{ ref("statutory_statuses") }}
),

list_years as (
    select distinct list_year from {{ ref("fct_statutory_area") }}
),

final as (
    select
        list_years.list_year,
        statuses.rule_set,
        statuses.status_id,
        statuses.criteria_group,
        statuses.min_residents,
        statuses.criteria_needed,
        statuses.extra_indicator_id,
        statuses.extra_comparator,
        cast(statuses.extra_threshold as decimal(18, 6)) as extra_threshold,
        statuses.years_needed,
        statuses.name_da
    from list_years
    inner join statuses
        on list_years.list_year >= statuses.valid_from_list_year
        and list_years.list_year <= coalesce(statuses.valid_to_list_year, list_years.list_year)
)

select * from final
