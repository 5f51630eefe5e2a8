{#
    Tables and views on DuckDB, which can replace one in a single statement. dbt's own way for all engines makes each beside
    the old one, renames both and drops the old: nine statements for a table, where the rows of most are few and a statement
    costs dbt more than it costs the engine. Other engines keep dbt's way.
#}
{% materialization table, adapter="duckdb" %}
    {% set relation = this.incorporate(type="table") %}
    {{ drop_what_is_no(relation) }}
    {{ run_hooks(pre_hooks) }}
    {% call statement("main") %}
        {% if config.get("contract").enforced %}{{ get_assert_columns_equivalent(sql) }}{% endif %}
        create or replace table {{ relation }} as (
            {{ get_select_subquery(sql) if config.get("contract").enforced else sql }}
        )
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({"relations": [relation]}) }}
{% endmaterialization %}

{% materialization view, adapter="duckdb" %}
    {% set relation = this.incorporate(type="view") %}
    {{ drop_what_is_no(relation) }}
    {{ run_hooks(pre_hooks) }}
    {% call statement("main") %}
        {% if config.get("contract").enforced %}{{ get_assert_columns_equivalent(sql) }}{% endif %}
        create or replace view {{ relation }} as (
            {{ sql }}
        )
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({"relations": [relation]}) }}
{% endmaterialization %}

{# A view cannot replace a table, nor a table a view. #}
{% macro drop_what_is_no(relation) %}
    {% set existing = load_cached_relation(relation) %}
    {% if existing is not none and existing.type != relation.type %}
        {% do adapter.drop_relation(existing) %}
    {% endif %}
{% endmacro %}
