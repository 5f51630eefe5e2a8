-- The figure that each list asks for, of each area: the list's own where it was delivered, else the mean of the years that the
-- list asks for, from other sources. One missing year leaves no mean, and then stands why. Exact decimals; NULL bounds where
-- there is no bound.
with statutory_areas as (
    select * from {{ ref("fct_statutory_area") }}
),

measures as (
    select * from {{ ref("int_statutory_measures") }}
),

indicator_values as (
    select *
    from {{ ref("fct_indicator_value") }}
    where period_type in ('list_year', 'year') and is_preferred and instrument = ''
),

listed as (
    select *, {{ period_year("period_id") }} as list_year from indicator_values where period_type = 'list_year'
),

-- A share of a register is judged unrounded, as its counts have it; what the state printed on a list stands as it is printed.
unrounded as (
    select
        *,
        {{ share_of_counts("value", "numerator", "denominator") }} as unrounded_value
    from indicator_values
    where period_type = 'year'
),

yearly as (
    select
        area_id,
        indicator_id,
        {{ period_year("period_id") }} as data_year,
        source_id,
        cast(unrounded_value as decimal(20, 10)) as value,
        {{ least_possible("unrounded_value", "qualifier") }} as value_low,
        {{ most_possible("unrounded_value", "qualifier") }} as value_high,
        cast(numerator as decimal(20, 10)) as numerator,
        cast(denominator as decimal(20, 10)) as denominator,
        {{ absence_of_figure() }} as absence
    from unrounded
),

averaged as (
    select
        statutory_areas.area_id,
        measures.list_year,
        measures.indicator_id,
        measures.averaging_years,
        count(*) as years_told,
        count(case when yearly.absence is null then 1 end) as years_known,
        min(yearly.absence) as absence,
        min(yearly.source_id) as source_id,
        min(yearly.source_id) = max(yearly.source_id) as is_one_source,
        -- Thirds that make a whole together are a whole again at eight decimals.
        cast(round(sum(yearly.value) / count(*), 8) as decimal(20, 10)) as value,
        case when count(yearly.value_low) = count(*)
            then cast(round(sum(yearly.value_low) / count(*), 8) as decimal(20, 10)) end as value_low,
        case when count(yearly.value_high) = count(*)
            then cast(round(sum(yearly.value_high) / count(*), 8) as decimal(20, 10)) end as value_high,
        case when measures.averaging_years = 1 then min(yearly.numerator) end as numerator,
        case when count(yearly.denominator) = count(*) then sum(yearly.denominator) / count(*) end as denominator
    from statutory_areas
    inner join measures on statutory_areas.list_year = measures.list_year
    inner join yearly
        on statutory_areas.area_id = yearly.area_id
        and measures.indicator_id = yearly.indicator_id
        and yearly.data_year <= measures.last_data_year
        and yearly.data_year > measures.last_data_year - measures.averaging_years
    group by statutory_areas.area_id, measures.list_year, measures.indicator_id, measures.averaging_years
),

from_lists as (
    select
        listed.area_id,
        listed.list_year,
        listed.indicator_id,
        'list' as basis,
        listed.source_id,
        case when not listed.is_under_clarification then cast(listed.value as decimal(20, 10)) end as value,
        case when not listed.is_under_clarification then {{ least_possible("listed.value", "listed.qualifier") }} end
            as value_low,
        case when not listed.is_under_clarification then {{ most_possible("listed.value", "listed.qualifier") }} end
            as value_high,
        case when not listed.is_under_clarification then cast(listed.numerator as decimal(20, 10)) end as numerator,
        case when not listed.is_under_clarification then cast(listed.denominator as decimal(20, 10)) end as denominator,
        {{ absence_of_figure("listed.") }} as absence
    from listed
),

-- What stands in the way of a mean; NULL where nothing does.
obstructed as (
    select
        *,
        case
            when years_known < years_told then absence
            when years_told < averaging_years then 'years_missing'
            when not is_one_source then 'sources_differ'
        end as obstacle
    from averaged
),

from_means as (
    select
        averaged.area_id,
        averaged.list_year,
        averaged.indicator_id,
        case when averaged.obstacle is null then 'mean' end as basis,
        case when averaged.obstacle is null then averaged.source_id end as source_id,
        case when averaged.obstacle is null then averaged.value end as value,
        case when averaged.obstacle is null then averaged.value_low end as value_low,
        case when averaged.obstacle is null then averaged.value_high end as value_high,
        case when averaged.obstacle is null then averaged.numerator end as numerator,
        case when averaged.obstacle is null then cast(averaged.denominator as decimal(20, 10)) end as denominator,
        averaged.obstacle as absence
    from obstructed as averaged
    left join listed
        on averaged.area_id = listed.area_id
        and averaged.list_year = listed.list_year
        and averaged.indicator_id = listed.indicator_id
    where listed.area_id is null
),

final as (
    select * from from_lists
    union all
    select * from from_means
)

select * from final
