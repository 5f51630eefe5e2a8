{# The names of the columns of each of these sources, in small letters, by unique_id; a table that is not there has none. #}
{% macro columns_of_tables(sources) %}
    {{ return(adapter.dispatch("columns_of_tables")(sources)) }}
{% endmacro %}

{% macro default__columns_of_tables(sources) %}
    {% set found = {} %}
    {% for source in sources %}
        {% set relation = adapter.get_relation(source.database, source.schema, source.identifier) %}
        {% if relation is not none %}
            {% set columns = adapter.get_columns_in_relation(relation) | map(attribute="name") | map("lower") | list %}
            {% do found.update({source.unique_id: columns}) %}
        {% endif %}
    {% endfor %}
    {{ return(found) }}
{% endmacro %}

{# One question for all of them: while it is answered nothing else is built. #}
{% macro duckdb__columns_of_tables(sources) %}
    {% set known = run_query(
        "select table_schema || '.' || table_name, lower(column_name) from information_schema.columns"
        ~ " where table_catalog = current_database()"
    ).rows %}
    {% set found = {} %}
    {% for source in sources %}
        {% set columns = known | selectattr(0, "equalto", source.schema ~ "." ~ source.identifier) | map(attribute=1) | list %}
        {% do found.update({source.unique_id: columns}) %}
    {% endfor %}
    {{ return(found) }}
{% endmacro %}
