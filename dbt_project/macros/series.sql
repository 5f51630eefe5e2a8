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

{# The columns that make one series of comparable points: nothing is measured from one series to another. #}
{% macro comparable_columns(alias=none) -%}
    {%- for column in ["area_id", "indicator_id", "period_type", "instrument", "age_band", "season", "segment"] -%}
        {{ alias ~ "." if alias }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro is_comparable(left, right) -%}
    {%- for column in ["area_id", "indicator_id", "period_type", "instrument", "age_band", "season", "segment"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
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
