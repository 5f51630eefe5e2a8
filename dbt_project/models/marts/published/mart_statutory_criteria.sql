-- Which conditions the figures of a list meet. It says nothing of what an area is: that is the ministry's to decide.
with statutory_areas as (
    select * from {{ ref("fct_statutory_area") }}
),

limits as (
    select * from {{ ref("fct_statutory_limit") }}
),

indicator_values as (
    select *
    from {{ ref("fct_indicator_value") }}
    where period_type = 'list_year' and is_preferred and instrument = ''
),

areas as (
    select * from {{ ref("dim_area") }}
),

measured as (
    select
        statutory_areas.area_id,
        statutory_areas.list_year,
        limits.rule_set,
        limits.criterion_id,
        limits.criteria_group,
        limits.comparator,
        limits.name_da,
        limits.threshold_low,
        limits.threshold_high,
        indicator_values.value,
        {{ least_possible("indicator_values.value", "indicator_values.qualifier") }} as value_low,
        {{ most_possible("indicator_values.value", "indicator_values.qualifier") }} as value_high,
        cast(indicator_values.value as decimal(18, 6)) as exact_value,
        cast(
            coalesce(indicator_values.numerator, indicator_values.value * indicator_values.denominator / 100.0)
            as decimal(18, 6)
        ) as persons,
        cast(indicator_values.denominator as decimal(18, 6)) as denominator,
        coalesce(areas.is_synthetic, false) as is_synthetic
    from statutory_areas
    inner join limits on statutory_areas.list_year = limits.list_year
    left join areas on statutory_areas.area_id = areas.area_id
    left join indicator_values
        on statutory_areas.area_id = indicator_values.area_id
        and limits.indicator_id = indicator_values.indicator_id
        and statutory_areas.list_year = {{ period_year("indicator_values.period_id") }}
        and not indicator_values.is_under_clarification
),

-- Of two printed limits, the distance is to the nearer one.
limited as (
    select
        *,
        case
            when exact_value is null or threshold_high - exact_value < exact_value - threshold_low then threshold_high
            else threshold_low
        end as threshold
    from measured
),

final as (
    select
        area_id,
        list_year,
        rule_set,
        criterion_id,
        value,
        cast(threshold as {{ type_double() }}) as threshold,
        comparator as comparison,
        cast(exact_value - threshold as {{ type_double() }}) as margin_points,
        cast(
            {{ persons_to_limit("comparator", "persons", "denominator * threshold / 100") }} as integer
        ) as margin_persons,
        {{ meets_limit("comparator", "value_low", "value_high", "threshold_low", "threshold_high") }} as is_met,
        is_synthetic,
        criteria_group,
        name_da,
        cast(threshold_low as {{ type_double() }}) as threshold_low,
        cast(threshold_high as {{ type_double() }}) as threshold_high
    from limited
)

select * from final
