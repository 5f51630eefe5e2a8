{#
    A registry on DuckDB, which reads the file itself: one statement makes the table anew, with the types that stand beside
    the seed. dbt's own way for all engines first reads the file in Python, looks at what is there, drops it, makes the
    table and only then fills it. The file is the one in the project that runs, also where dbt keeps what it read of a
    project that has since been moved.
#}
{% materialization seed, adapter="duckdb" %}
    {% set relation = this.incorporate(type="table") %}
    {% set types = [] %}
    {% for column, type in config.get("column_types", {}).items() %}
        {% do types.append("'" ~ column ~ "': '" ~ type ~ "'") %}
    {% endfor %}
    {{ drop_what_is_no(relation) }}
    {{ run_hooks(pre_hooks) }}
    {% call statement("main") %}
        create or replace table {{ relation }} as (
            select *
            from read_csv(
                '{{ (invocation_args_dict.project_dir ~ "/" ~ model.original_file_path) | replace("'", "''") }}',
                header = true, delim = ',', quote = '"', escape = '"', nullstr = '', types = { {{- types | join(", ") -}} }
            )
        )
    {% endcall %}
    {# dbt asks what was read. #}
    {% do store_result("agate_table", response="OK", agate_table=load_result("main").table) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({"relations": [relation]}) }}
{% endmaterialization %}
