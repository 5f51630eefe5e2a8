{#
    Shares of weighted answers. Every formula stands here and nowhere else; docs/method.md says what they leave out.

    Kish's effective number of answers: as many equally weighted answers would give the same variance. L. Kish, Survey
    Sampling (1965), section 11.7; L. Kish, J. Official Statistics 8 (1992) 183–200. Equal weights give the number itself.
#}
{% macro kish_n(sum_of_weights, sum_of_squared_weights) -%}
    cast({{ sum_of_weights }} as {{ type_double() }}) * cast({{ sum_of_weights }} as {{ type_double() }})
    / nullif(cast({{ sum_of_squared_weights }} as {{ type_double() }}), 0)
{%- endmacro %}

{#
    The finite population: drawing n of N makes the variance 1 − n/N times as large, so that the answers count as
    n_effective/(1 − n/N): the same variance at that number. W. G. Cochran, Sampling Techniques, 3rd ed. (1977), section 2.6.
    A population not larger than its answers corrects nothing: then one of the two numbers is wrong.
#}
{% macro finite_population_n(n_effective, answers, population) -%}
    case
        when {{ population }} > {{ answers }} then {{ n_effective }} / (1.0 - cast({{ answers }} as {{ type_double() }}) / {{ population }})
        else {{ n_effective }}
    end
{%- endmacro %}

{#
    Why a survey's share is too uncertain to be shown, whoever worked it out: too few answers, or too wide an interval.
    NULL where it may be shown, and for a figure that is no survey's share.
#}
{% macro survey_unreliability(measure_type, period_type, value_status, answers, ci_low, ci_high) -%}
    case
        when {{ measure_type }} <> 'proportion' or {{ period_type }} <> 'survey_wave' or {{ value_status }} <> 'observed'
            then null
        when {{ answers }} < {{ var("minimum_answers") }} then 'few_answers'
        -- A hair of room: exactly 30 points is wide, however the last decimals fall.
        when {{ ci_high }} - {{ ci_low }} >= {{ var("widest_survey_interval") }} - 0.000000001 then 'wide_interval'
    end
{%- endmacro %}

{# How a figure that was worked out here, and not printed anywhere, names its source. #}
{% macro answers_reference(instrument) -%}
    ('Beregnet af de enkelte svar, ' || {{ instrument }})
{%- endmacro %}

{# The columns that, with an area, make one share of a survey's answers. #}
{% macro survey_share_columns(alias=none) -%}
    {%- for column in ["source_id", "indicator_id", "instrument", "period_id", "period_type"] -%}
        {{ alias ~ "." if alias }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro same_survey_share(left, right) -%}
    {%- for column in ["source_id", "indicator_id", "instrument", "period_id", "period_type"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
