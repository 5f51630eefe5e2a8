-- The areas and list years that anything is known of: figures of the list, a place on one, or an area's figures from other
-- sources for all the years that a criterion of that list asks for. Lists of 1 December only.
with observed as (
    select * from {{ ref("fct_indicator_observed") }} where period_type = 'list_year'
),

yearly as (
    select * from {{ ref("fct_indicator_observed") }}
    where period_type = 'year' and instrument = '' and is_preferred and value is not null
),

measures as (
    select * from {{ ref("int_statutory_measures") }} where is_criterion
),

areas as (
    select * from {{ ref("dim_area") }} where area_type = 'boligomraade'
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

from_other_sources as (
    select distinct yearly.area_id, measures.list_year
    from yearly
    inner join areas on yearly.area_id = areas.area_id
    inner join measures
        on yearly.indicator_id = measures.indicator_id
        and {{ period_year("yearly.period_id") }} <= measures.last_data_year
        and {{ period_year("yearly.period_id") }} > measures.last_data_year - measures.averaging_years
    group by yearly.area_id, measures.list_year, measures.indicator_id, measures.averaging_years
    having count(*) = measures.averaging_years
),

known as (
    select area_id, {{ period_year("period_id") }} as list_year from observed
    union
    select area_id, list_year from december_lists
    union
    select area_id, list_year from from_other_sources
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
