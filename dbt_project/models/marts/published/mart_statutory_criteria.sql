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

{{ held_against_limits("coalesce(figures.numerator, figures.value * figures.denominator / 100)") }},

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
            {{ persons_to_limit("comparator", "persons", "denominator * threshold / 100", "exact_value", "threshold") }} as integer
        ) as margin_persons,
        is_met,
        is_synthetic,
        criteria_group,
        name_da,
        cast(threshold_low as {{ type_double() }}) as threshold_low,
        cast(threshold_high as {{ type_double() }}) as threshold_high,
        basis,
        {{ unknown_reason() }} as reason_da
    from answered
)

select * from final
