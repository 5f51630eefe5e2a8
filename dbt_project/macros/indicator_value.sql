{#
    A figure in its indicator's unit: as delivered, else worked out from numerator and denominator. A share is in percent.
    0 of 0 is nothing, not 0.
#}
{% macro indicator_value(measure_type, unit, delivered_value, numerator, denominator, rate_per="1.0") -%}
    case
        when {{ delivered_value }} is not null then {{ delivered_value }}
        when {{ measure_type }} = 'count' then {{ numerator }}
        when {{ measure_type }} = 'rate' then coalesce({{ rate_per }}, 1.0) * {{ numerator }} / nullif({{ denominator }}, 0)
        when {{ measure_type }} = 'mean' or {{ unit }} <> '%' then {{ numerator }} / nullif({{ denominator }}, 0)
        else 100.0 * {{ numerator }} / nullif({{ denominator }}, 0)
    end
{%- endmacro %}

{#
    The share between 0 and 1 that limits are worked out from: the counts if both are known, else the printed percent. So
    too where answers are weighted: their counts are unweighted, and another number of answers is as good as theirs.
#}
{% macro indicator_share(measure_type, value, numerator, denominator, n_effective=none) -%}
    case
        when {{ measure_type }} <> 'proportion' or {{ value }} is null then null
        {%- if n_effective %}
        when {{ n_effective }} <> {{ denominator }} then {{ value }} / 100.0
        {%- endif %}
        when {{ numerator }} is not null and {{ denominator }} > 0 then {{ numerator }} / {{ denominator }}
        else {{ value }} / 100.0
    end
{%- endmacro %}

{# The figure that limits belong to, in the indicator's unit: a share unrounded, everything else as it is shown. #}
{% macro indicator_estimate(value, share) -%}
    coalesce(100.0 * {{ share }}, {{ value }})
{%- endmacro %}

{# Whether a printed share and the share that its counts give differ by more than a point, which no rounding makes. #}
{% macro contradicts_its_counts(measure_type, value, estimate) -%}
    coalesce({{ measure_type }} = 'proportion' and abs({{ value }} - {{ estimate }}) > 1, false)
{%- endmacro %}

{# A difference between the figures that limits belong to, where both have limits, else between those that are shown. #}
{% macro shown_difference(value, estimate, low, other_value, other_estimate, other_low) -%}
    case
        when {{ low }} is not null and {{ other_low }} is not null then round({{ estimate }} - {{ other_estimate }}, 9)
        else {{ value }} - {{ other_value }}
    end
{%- endmacro %}

{# The smallest change of an indicator worth telling: the registry's, else the project's for shares and means with a scale. #}
{% macro relevant_change() -%}
    coalesce(
        relevant_change,
        case
            when measure_type = 'proportion' then {{ var("relevant_change_points") }}
            when measure_type = 'mean' then {{ var("relevant_change_of_scale") }} * (max_value - min_value)
        end
    )
{%- endmacro %}
