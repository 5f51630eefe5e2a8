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

{#
    Several texts after each other, none of which may be NULL: engines differ on what a missing one makes of the whole. An
    engine that writes the whole anew for every `||` gets them all at once, which takes a third of the time.
#}
{% macro written(parts) -%}
    {{ return(adapter.dispatch("written", "boligbarometer")(parts)) }}
{%- endmacro %}
{% macro default__written(parts) -%}
    ({{ parts | join(" || ") }})
{%- endmacro %}
{% macro duckdb__written(parts) -%}
    concat({{ parts | join(", ") }})
{%- endmacro %}
