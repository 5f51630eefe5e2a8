{# The columns that make one series of registrations: one count, of one activity, in one area of one plan. #}
{% macro series_columns(alias=none) -%}
    {%- for column in ["helhedsplan_id", "area_id", "activity_id", "measure_id"] -%}
        {{ alias ~ "." if alias }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro same_series(left, right) -%}
    {%- for column in ["helhedsplan_id", "area_id", "activity_id", "measure_id"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# The columns that make one point: one figure of one area in one period, from one survey. #}
{% macro point_columns(alias=none) -%}
    {%- for column in ["area_id", "indicator_id", "period_id", "period_type", "instrument"] -%}
        {{ alias ~ "." if alias }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro same_point(left, right) -%}
    {%- for column in ["area_id", "indicator_id", "period_id", "period_type", "instrument"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#
    One number for a point, and one for a series of comparable points, of the numbers of what makes them: texts take several
    times as long to join and to put in order. They stand for the same only within one build.
#}
{% macro point_number(area, indicator, period, instrument) -%}
    ((cast({{ area }} as bigint) * 10000 + {{ indicator }}) * 100000 + {{ period }}) * 1000 + {{ instrument }}
{%- endmacro %}

{# The number of another area's figure of the same indicator, period and survey. #}
{% macro number_of_same_slice(area, point) -%}
    {{ point_number(area, point ~ ".indicator_number", point ~ ".period_number", point ~ ".instrument_number") }}
{%- endmacro %}

{% macro series_number(area, indicator, kind, segment) -%}
    ((cast({{ area }} as bigint) * 10000 + {{ indicator }}) * 10000 + {{ kind }}) * 1000 + {{ segment }}
{%- endmacro %}

{# One figure of one source, wherever it is delivered again. #}
{% macro same_figure(left, right) -%}
    {%- for column in ["area_id", "indicator_id", "period_id", "source_id", "instrument", "source_reference"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# The columns of counts that a plan and its areas report of the same thing at the same time. #}
{% macro same_time_columns(alias=none) -%}
    {%- for column in ["helhedsplan_id", "activity_id", "measure_id", "period_id", "counting_mode"] -%}
        {{ alias ~ "." if alias }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro same_time(left, right) -%}
    {%- for column in ["helhedsplan_id", "activity_id", "measure_id", "period_id", "counting_mode"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
