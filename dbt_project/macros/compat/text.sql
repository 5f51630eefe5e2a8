{# The `group`th part of the first place in a text that a regular expression finds; empty or NULL where there is none. #}
{% macro text_part(text, pattern, group) -%}
    {{ return(adapter.dispatch("text_part", "boligbarometer")(text, pattern, group)) }}
{%- endmacro %}
{% macro default__text_part(text, pattern, group) -%}
    regexp_extract({{ text }}, '{{ pattern }}', {{ group }})
{%- endmacro %}
{% macro postgres__text_part(text, pattern, group) -%}
    (regexp_match({{ text }}, '{{ pattern }}'))[{{ group }}]
{%- endmacro %}
