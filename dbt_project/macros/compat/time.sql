{#
    The day that decides what has expired. BAROMETER_TODAY sets it; a plain `dbt build` uses the day it was started.
#}
{% macro today() -%}
    cast('{{ env_var("BAROMETER_TODAY", "") or run_started_at.strftime("%Y-%m-%d") }}' as date)
{%- endmacro %}

{# Days from one date to a later one. #}
{% macro days_between(earlier, later) -%}
    {{ dbt.datediff(earlier, later, "day") }}
{%- endmacro %}
