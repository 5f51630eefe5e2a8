-- Which conditions the figures of a list meet. It says nothing of what an area is: that is the ministry's to decide.
with statutory_areas as (
    select * from {{ ref("fct_statutory_area") }}
),

limits as (
    select * from {{ ref("fct_statutory_limit") }}
),

figures as (
    select * from {{ ref("fct_statutory_measure") }}
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
        figures.value as exact_value,
        figures.value_low,
        figures.value_high,
        figures.basis,
        coalesce(figures.numerator, figures.value * figures.denominator / 100) as persons,
        figures.denominator,
        coalesce(areas.is_synthetic, false) as is_synthetic
    from statutory_areas
    inner join limits on statutory_areas.list_year = limits.list_year
    left join areas on statutory_areas.area_id = areas.area_id
    left join figures
        on statutory_areas.area_id = figures.area_id
        and statutory_areas.list_year = figures.list_year
        and limits.indicator_id = figures.indicator_id
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
        cast(exact_value as {{ type_double() }}) as value,
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
        cast(threshold_high as {{ type_double() }}) as threshold_high,
        basis
    from limited
)

select * from final
