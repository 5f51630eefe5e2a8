{# A row's key as text. #}
{% macro key_text(key) -%}
    {%- for column in key -%}
        '{{ ", " if not loop.first }}{{ column }} ' || coalesce(cast({{ column }} as {{ dbt.type_string() }}), '(tom)')
        {{- " || " if not loop.last }}
    {%- else -%}
        cast(null as {{ dbt.type_string() }})
    {%- endfor -%}
{%- endmacro %}

{#
    on-run-end: which rules of `rows_hold` are broken and in which rows, since a test itself can only count; the first five of
    each. A row is named by its key alone: no figure of it may stand in a log.
#}
{% macro tell_broken_rows(results) %}
    {% if execute %}
        {% for result in results if result.status == "fail" and result.node.test_metadata
            and result.node.test_metadata.name == "rows_hold" %}
            {% set table = result.node.attached_node.split(".") | last %}
            {% set broken = run_query(
                "select * from (" ~ result.node.compiled_code ~ ") as broken order by broken_rule, broken_row limit 5"
            ) %}
            {% for row in broken.rows %}
                {% do log("Brudt regel i " ~ table ~ ": " ~ row[0] ~ (row[1] or ""), info=true) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
