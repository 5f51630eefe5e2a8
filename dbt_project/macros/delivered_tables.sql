{#
    on-run-start: the tables that ingest and check write must be there before models read them, also before the first
    ingest and check. They are defined in models/staging/__sources.yml alone; a column added there is added here.
#}
{% macro create_delivered_tables() %}
    {% if execute %}
        {% set sources = graph.sources.values() | sort(attribute="unique_id") %}
        {% for one in sources | unique(attribute="schema") %}
            {% set schema = api.Relation.create(database=one.database, schema=one.schema) %}
            {% do run_query("create schema if not exists " ~ schema) %}
        {% endfor %}
        {% set present = columns_of_tables(sources) %}
        {% for source in sources %}
            {% set relation = api.Relation.create(
                database=source.database, schema=source.schema, identifier=source.identifier
            ) %}
            {% set columns = present.get(source.unique_id, []) %}
            {% if not columns %}
                {% do run_query(delivered_table_ddl(relation, source.columns.values())) %}
            {% else %}
                {% for column in source.columns.values() if column.name not in columns %}
                    {% do run_query("alter table " ~ relation ~ " add column " ~ column.name ~ " " ~ column.data_type) %}
                {% endfor %}
            {% endif %}
        {% endfor %}
        {# A hook that returns no SQL of its own is rolled back otherwise. #}
        {% do adapter.commit() %}
    {% endif %}
{% endmacro %}

{% macro delivered_table_ddl(relation, columns) %}
    create table {{ relation }} (
        {%- for column in columns %}
        {{ column.name }} {{ column.data_type }}{{ "," if not loop.last }}
        {%- endfor %}
    )
{% endmacro %}
