{# A count that could point at persons: above nought and under the threshold. Nought itself is shown: it names nobody. #}
{% macro is_small_count(count, threshold) -%}
    (({{ count }}) > 0 and ({{ count }}) < {{ threshold }})
{%- endmacro %}

{#
    Whether a figure rests on so few that it is not shown: its numerator, the rest of its denominator, its denominator, a
    count itself, or a survey share on too few answers. `share` stands in for a numerator that was not delivered.
#}
{% macro rests_on_few(measure_type, period_type, value, numerator, denominator, share, threshold) -%}
    {%- set worked_out = "round(" ~ share ~ " * " ~ denominator ~ ", 0)" -%}
    {%- set others = denominator ~ " - coalesce(" ~ numerator ~ ", " ~ worked_out ~ ")" %}
    (
        coalesce({{ is_small_count(numerator, threshold) }}, false)
        or coalesce({{ measure_type }} = 'count' and {{ is_small_count(value, threshold) }}, false)
        or coalesce({{ denominator }} < {{ threshold }}, false)
        or coalesce(
            {{ measure_type }} = 'proportion'
            and (
                {{ is_small_count(worked_out, threshold) }}
                or {{ is_small_count(others, threshold) }}
            ),
            false
        )
        or coalesce({{ period_type }} = 'survey_wave' and {{ denominator }} < {{ var("minimum_answers") }}, false)
    )
{%- endmacro %}
