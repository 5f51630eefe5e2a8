{#
    on-run-end: one row in quality.build for each invocation that touched facts or marts. The gate reads it. Facts are new
    as soon as one of them was built, and need a new check; marts carry a check only when all of them were built after it.
#}
{% macro record_build(results) %}
    {% if execute and results %}
        {% set attempted = results | map(attribute="node.unique_id") | list %}
        {% set built = results | selectattr("status", "equalto", "success") | map(attribute="node.unique_id") | list %}
        {% set facts = models_of_schema("facts", after_check=false) %}
        {% set marts = models_of_schema("marts", after_check=true) %}
        {% set has_facts = facts | select("in", built) | list | length > 0 %}
        {% set has_marts = marts | reject("in", built) | list | length == 0 %}
        {% set failed = ["error", "fail", "runtime error"] %}
        {% set errors = results | map(attribute="status") | map("string") | select("in", failed) | list | length %}
        {% if (facts + marts) | select("in", attempted) | list %}
            {% set finished_at = modules.datetime.datetime.now(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f") %}
            insert into {{ source("quality", "build") }}
                (invocation_id, finished_at, has_facts, has_marts, errors, quality_run_id)
            select
                '{{ invocation_id }}',
                cast('{{ finished_at }}' as {{ dbt.type_timestamp() }}),
                {{ has_facts }},
                {{ has_marts }},
                {{ errors }},
                {% if has_marts -%}
                (select max(run_id) from {{ source("quality", "run") }}
                 where finished_at = (select max(finished_at) from {{ source("quality", "run") }}))
                {%- else -%}
                cast(null as {{ dbt.type_string() }})
                {%- endif %}
        {% endif %}
    {% endif %}
{% endmacro %}

{% macro models_of_schema(schema, after_check) %}
    {% set found = [] %}
    {% for node in graph.nodes.values() if node.resource_type == "model" and node.schema == schema %}
        {% if ("after_check" in node.tags) == after_check %}
            {% do found.append(node.unique_id) %}
        {% endif %}
    {% endfor %}
    {{ return(found) }}
{% endmacro %}
