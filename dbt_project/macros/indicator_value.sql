{#
    A figure in its indicator's unit: as delivered, else worked out from numerator and denominator. A share is in percent.
    0 of 0 is nothing, not 0.
#}
{% macro indicator_value(measure_type, unit, delivered_value, numerator, denominator) -%}
    case
        when {{ delivered_value }} is not null then {{ delivered_value }}
        when {{ measure_type }} = 'count' then {{ numerator }}
        when {{ measure_type }} = 'mean' or {{ unit }} <> '%' then {{ numerator }} / nullif({{ denominator }}, 0)
        else 100.0 * {{ numerator }} / nullif({{ denominator }}, 0)
    end
{%- endmacro %}

{# The share between 0 and 1 that limits are worked out from: the counts if both are known, else the printed percent. #}
{% macro indicator_share(measure_type, value, numerator, denominator) -%}
    case
        when {{ measure_type }} <> 'proportion' or {{ value }} is null then null
        when {{ numerator }} is not null and {{ denominator }} > 0 then {{ numerator }} / {{ denominator }}
        else {{ value }} / 100.0
    end
{%- endmacro %}
