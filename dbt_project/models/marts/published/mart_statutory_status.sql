-- Whether the figures of a list meet the conditions of each status, beside the official lists.
{% set statuses = ["is_udsat", "is_parallelsamfund", "is_omdannelsesomraade", "is_forebyggelsesomraade"] %}

with statutory_areas as (
    select * from {{ ref("fct_statutory_area") }}
),

conditions as (
    select * from {{ ref("fct_statutory_condition") }}
),

criteria as (
    select * from {{ ref("mart_statutory_criteria") }}
),

figures as (
    select * from {{ ref("fct_statutory_measure") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

residents as (
    select * from figures where indicator_id = 'beboere'
),

counted as (
    select
        area_id,
        list_year,
        criteria_group,
        sum(case when is_met = 'yes' then 1 else 0 end) as met,
        sum(case when is_met = 'unknown' then 1 else 0 end) as unknown
    from criteria
    group by area_id, list_year, criteria_group
),

asked as (
    select
        statutory_areas.area_id,
        statutory_areas.list_year,
        conditions.rule_set,
        conditions.status_id,
        conditions.years_needed,
        {{ meets_limit(
            "'ge'",
            "residents.value_low",
            "residents.value_high",
            "conditions.min_residents",
            "conditions.min_residents",
        ) }} as has_residents,
        case
            when counted.met >= conditions.criteria_needed then 'yes'
            when counted.met + counted.unknown < conditions.criteria_needed then 'no'
            else 'unknown'
        end as has_criteria,
        case
            when conditions.extra_indicator_id is null then 'yes'
            else {{ meets_limit(
                "conditions.extra_comparator",
                "extra.value_low",
                "extra.value_high",
                "conditions.extra_threshold",
                "conditions.extra_threshold",
            ) }}
        end as has_extra
    from statutory_areas
    inner join conditions on statutory_areas.list_year = conditions.list_year
    left join counted
        on statutory_areas.area_id = counted.area_id
        and statutory_areas.list_year = counted.list_year
        and conditions.criteria_group = counted.criteria_group
    left join residents
        on statutory_areas.area_id = residents.area_id and statutory_areas.list_year = residents.list_year
    left join figures as extra
        on statutory_areas.area_id = extra.area_id
        and statutory_areas.list_year = extra.list_year
        and conditions.extra_indicator_id = extra.indicator_id
),

this_year as (
    select
        *,
        {{ all_of(["has_residents", "has_criteria", "has_extra"]) }} as is_met_this_year
    from asked
),

-- A status that needs several lists in a row asks the earlier ones for the conditions of a parallelsamfund.
earlier_years as (
    select
        this_year.area_id,
        this_year.list_year,
        this_year.status_id,
        sum(case when earlier.is_met_this_year = 'yes' then 1 else 0 end) as years_met,
        sum(case when earlier.is_met_this_year = 'no' then 1 else 0 end) as years_not_met
    from this_year
    left join this_year as earlier
        on this_year.area_id = earlier.area_id
        and earlier.status_id = 'is_parallelsamfund'
        and earlier.list_year < this_year.list_year
        and earlier.list_year > this_year.list_year - this_year.years_needed
    group by this_year.area_id, this_year.list_year, this_year.status_id
),

decided as (
    select
        this_year.*,
        case
            when this_year.is_met_this_year = 'no' or earlier_years.years_not_met > 0 then 'no'
            when this_year.is_met_this_year = 'yes' and earlier_years.years_met = this_year.years_needed - 1 then 'yes'
            else 'unknown'
        end as answer
    from this_year
    inner join earlier_years
        on this_year.area_id = earlier_years.area_id
        and this_year.list_year = earlier_years.list_year
        and this_year.status_id = earlier_years.status_id
),

-- A status that the rules of that year do not know has no conditions to meet.
answered as (
    select
        area_id,
        list_year,
        max(rule_set) as rule_set,
        {%- for status in statuses %}
        coalesce(max(case when status_id = '{{ status }}' then answer end), 'no') as {{ status }}{{ "," if not loop.last }}
        {%- endfor %}
    from decided
    group by area_id, list_year
),

final as (
    select
        statutory_areas.area_id,
        statutory_areas.list_year,
        answered.rule_set,
        cast(residents.value as integer) as residents,
        cast(coalesce(counted.met, 0) as integer) as criteria_met,
        cast(coalesce(counted.unknown, 0) as integer) as criteria_unknown,
        {%- for status in statuses %}
        answered.{{ status }},
        {%- endfor %}
        statutory_areas.official_status,
        statutory_areas.official_source,
        coalesce(areas.is_synthetic, false) as is_synthetic
    from statutory_areas
    inner join answered
        on statutory_areas.area_id = answered.area_id and statutory_areas.list_year = answered.list_year
    left join counted
        on statutory_areas.area_id = counted.area_id
        and statutory_areas.list_year = counted.list_year
        and counted.criteria_group = 'udsat'
    left join residents
        on statutory_areas.area_id = residents.area_id and statutory_areas.list_year = residents.list_year
    left join areas on statutory_areas.area_id = areas.area_id
)

select * from final
