{#
    Whether a figure meets a limit, where either may lie in a range (`mindst`, `højst`, two printed limits): yes or no only
    when every possible pair says so. The figures are exact decimals; NULL at an end of the figure's range means "no bound".
#}
{% macro meets_limit(comparator, value_low, value_high, limit_low, limit_high) -%}
    case
        when {{ limit_low }} is null then 'unknown'
        when {{ comparator }} = 'gt' and {{ value_low }} > {{ limit_high }} then 'yes'
        when {{ comparator }} = 'gt' and {{ value_high }} <= {{ limit_low }} then 'no'
        when {{ comparator }} = 'ge' and {{ value_low }} >= {{ limit_high }} then 'yes'
        when {{ comparator }} = 'ge' and {{ value_high }} < {{ limit_low }} then 'no'
        when {{ comparator }} = 'lt' and {{ value_high }} < {{ limit_low }} then 'yes'
        when {{ comparator }} = 'lt' and {{ value_low }} >= {{ limit_high }} then 'no'
        else 'unknown'
    end
{%- endmacro %}

{# The lower and upper end of what a delivered figure can be. #}
{% macro least_possible(value, qualifier) -%}
    case when {{ qualifier }} <> 'at_most' then cast({{ value }} as decimal(20, 10)) end
{%- endmacro %}

{% macro most_possible(value, qualifier) -%}
    case when {{ qualifier }} <> 'at_least' then cast({{ value }} as decimal(20, 10)) end
{%- endmacro %}

{# yes if all are yes, no if any is no, else unknown. #}
{% macro all_of(answers) -%}
    case
        when {% for answer in answers %}{{ answer }} = 'no'{{ " or " if not loop.last }}{% endfor %} then 'no'
        when {% for answer in answers %}{{ answer }} = 'yes'{{ " and " if not loop.last }}{% endfor %} then 'yes'
        else 'unknown'
    end
{%- endmacro %}

{#
    A share in percent as its counts have it, where they are known and the printed one is theirs, rounded to as many decimals
    as it has; else the figure as it is. A printed 39,6 of counts that make 40,1 is not theirs, and no page may say both.
#}
{% macro share_of_counts(value, numerator, denominator) -%}
    case
        when abs(100.0 * {{ numerator }} / nullif({{ denominator }}, 0) - {{ value }}) <= 1e-9 + case
            when {{ value }} = round({{ value }}, 0) then 0.5
            when {{ value }} = round({{ value }}, 1) then 0.05
            else 0.005
        end
            then 100.0 * {{ numerator }} / {{ denominator }}
        else {{ value }}
    end
{%- endmacro %}

{#
    How many persons the verdict rests on: above the limit, the fewest who would bring the figure out of it; below, with a
    minus, the fewest who would bring it in. `at_limit` are the persons that the limit stands for. Persons worked out of a
    share are whole at four decimals. NULL where the persons lie on the other side of the limit than the printed figure.
#}
{% macro persons_to_limit(comparator, persons, at_limit, value, limit) -%}
    {%- set over -%}round({{ persons }} - {{ at_limit }}, 4){%- endset -%}
    case
        when {{ comparator }} = 'gt' and {{ over }} > 0 and {{ value }} > {{ limit }} then ceil({{ over }})
        when {{ comparator }} = 'gt' and {{ over }} <= 0 and {{ value }} <= {{ limit }} then -(floor(-{{ over }}) + 1)
        when {{ comparator }} = 'ge' and {{ over }} >= 0 and {{ value }} >= {{ limit }} then floor({{ over }}) + 1
        when {{ comparator }} = 'ge' and {{ over }} < 0 and {{ value }} < {{ limit }} then -ceil(-{{ over }})
    end
{%- endmacro %}

{# Why a published figure cannot be used; NULL where it can. #}
{% macro absence_of_figure(prefix="") -%}
    case
        when {{ prefix }}is_under_clarification then 'under_clarification'
        when {{ prefix }}value is null then coalesce({{ prefix }}value_status, 'not_delivered')
    end
{%- endmacro %}

{#
    The steps from limits to margins, for the criteria and the conditions alike. They read the steps `statutory_areas`, `limits`,
    `figures` and `areas`, and leave `answered`. Of two printed limits, the distance is to the nearer one. What is counted in
    persons itself is its own number of persons.
#}
{% macro held_against_limits(persons) -%}
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
        figures.absence,
        {{ persons }} as persons,
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

limited as (
    select
        *,
        case
            when exact_value is null or threshold_high - exact_value < exact_value - threshold_low then threshold_high
            else threshold_low
        end as threshold
    from measured
),

answered as (
    select
        *,
        {{ meets_limit("comparator", "value_low", "value_high", "threshold_low", "threshold_high") }} as is_met
    from limited
)
{%- endmacro %}
