-- The conditions beside the criteria, and how far each figure is from them: the number of residents, and from 2018 on the share
-- of non-western residents. A status that asks for several lists in a row asks each of them the same.
with statutory_areas as (
    select * from {{ ref("fct_statutory_area") }}
),

conditions as (
    select * from {{ ref("fct_statutory_condition") }} where years_needed = 1
),

figures as (
    select * from {{ ref("fct_statutory_measure") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

asked as (
    select distinct
        list_year,
        rule_set,
        'beboere' as criterion_id,
        cast(null as {{ dbt.type_string() }}) as criteria_group,
        'beboere' as indicator_id,
        'ge' as comparator,
        cast(min_residents as decimal(18, 6)) as threshold
    from conditions
    union all
    select distinct
        list_year,
        rule_set,
        extra_indicator_id || case when criteria_group <> 'udsat' then '_' || criteria_group else '' end,
        criteria_group,
        extra_indicator_id,
        extra_comparator,
        extra_threshold
    from conditions
    where extra_indicator_id is not null
),

limits as (
    select
        asked.*,
        asked.threshold as threshold_low,
        asked.threshold as threshold_high,
        indicators.name_da
    from asked
    left join indicators on asked.indicator_id = indicators.indicator_id
),

{{ held_against_limits(
    "case when limits.indicator_id = 'beboere' then figures.value "
    ~ "else coalesce(figures.numerator, figures.value * figures.denominator / 100) end"
) }},

final as (
    select
        area_id,
        list_year,
        rule_set,
        criterion_id as condition_id,
        criteria_group,
        name_da,
        cast(exact_value as {{ type_double() }}) as value,
        cast(threshold as {{ type_double() }}) as threshold,
        comparator as comparison,
        cast(exact_value - threshold as {{ type_double() }}) as margin_points,
        cast(
            {{ persons_to_limit(
                "comparator",
                "persons",
                "case when criterion_id = 'beboere' then threshold else denominator * threshold / 100 end",
                "exact_value",
                "threshold",
            ) }} as integer
        ) as margin_persons,
        is_met,
        basis,
        {{ unknown_reason() }} as reason_da,
        is_synthetic
    from answered
)

select * from final
