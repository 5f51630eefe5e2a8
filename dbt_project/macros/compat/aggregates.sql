{# Whether a condition holds for any row: bool_or exists on some engines only. #}
{% macro any_row(condition) -%}
    {{ return(adapter.dispatch("any_row", "boligbarometer")(condition)) }}
{%- endmacro %}
{% macro default__any_row(condition) -%}
    (max(case when {{ condition }} then 1 else 0 end) = 1)
{%- endmacro %}
