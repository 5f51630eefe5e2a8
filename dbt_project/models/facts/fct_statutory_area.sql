-- The areas and list years that anything is known of: figures of the list, or a place on one. Lists of 1 December only.
with observed as (
    select * from {{ ref("fct_indicator_observed") }} where period_type = 'list_year'
),

membership as (
    select * from {{ ref("statutory_list_membership") }}
),

december_lists as (
    select
        area_id,
        cast(substr(cast(list_date as {{ dbt.type_string() }}), 1, 4) as integer) as list_year,
        list_type
    from membership
    where substr(cast(list_date as {{ dbt.type_string() }}), 6, 5) = '12-01'
),

official as (
    select
        area_id,
        list_year,
        {{ dbt.listagg("list_type", "', '", "order by list_type") }} as official_status
    from december_lists
    group by area_id, list_year
),

known as (
    select area_id, {{ period_year("period_id") }} as list_year from observed
    union
    select area_id, list_year from december_lists
),

final as (
    select
        known.area_id,
        known.list_year,
        official.official_status,
        case
            when official.official_status is not null
                then 'Statens liste 1. december ' || cast(known.list_year as {{ dbt.type_string() }})
        end as official_source
    from known
    left join official on known.area_id = official.area_id and known.list_year = official.list_year
)

select * from final
