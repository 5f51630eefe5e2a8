{#
    A number or a text that is the same for rows whose columns are, NULL being a value of its own. Rows that differ may share
    it, though hardly ever.
#}
{% macro row_hash(columns) -%}
    {{ return(adapter.dispatch("row_hash", "boligbarometer")(columns)) }}
{%- endmacro %}
{% macro default__row_hash(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- do texts.append("coalesce(cast(" ~ column ~ " as " ~ dbt.type_string() ~ "), '')") -%}
    {%- endfor -%}
    {{ dbt.hash(texts | join(" || '|' || ")) }}
{%- endmacro %}
{% macro duckdb__row_hash(columns) -%}
    hash({{ columns | join(", ") }})
{%- endmacro %}

{#
    Which rows may share their columns with another: a condition that all who do meet, and hardly any other. Numbers are put
    together in a part of the time that several texts take, so that only those few are held up against each other.
#}
{% macro may_be_repeated(relation, columns) -%}
    {{ row_hash(columns) }} in (
        select {{ row_hash(columns) }} from {{ relation }} group by {{ row_hash(columns) }} having count(*) > 1
    )
{%- endmacro %}
