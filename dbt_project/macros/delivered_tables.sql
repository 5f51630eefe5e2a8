{#
    on-run-start: the tables that ingest and check write must be there before models read them, also before the first
    ingest and check. They are defined in models/staging/__sources.yml alone; a column added there is added here.
#}
{% macro create_delivered_tables() %}
    {% if execute %}
        {% for source in graph.sources.values() | sort(attribute="unique_id") %}
            {% set relation = api.Relation.create(
                database=source.database, schema=source.schema, identifier=source.identifier
            ) %}
            {% do run_query("create schema if not exists " ~ relation.without_identifier()) %}
            {% set existing = load_relation(relation) %}
            {% if existing is none %}
                {% do run_query(delivered_table_ddl(relation, source.columns.values())) %}
            {% else %}
                {% do add_missing_columns(existing, source.columns.values()) %}
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

{% macro add_missing_columns(relation, columns) %}
    {% set present = adapter.get_columns_in_relation(relation) | map(attribute="name") | map("lower") | list %}
    {% for column in columns if column.name not in present %}
        {% do run_query("alter table " ~ relation ~ " add column " ~ column.name ~ " " ~ column.data_type) %}
    {% endfor %}
{% endmacro %}
