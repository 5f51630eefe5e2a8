{# A double-precision number: dbt.type_float() is single precision on DuckDB, which would round published figures. #}
{% macro type_double() %}{{ return(adapter.dispatch("type_double", "boligbarometer")()) }}{% endmacro %}
{% macro default__type_double() %}{{ return("double") }}{% endmacro %}
{% macro postgres__type_double() %}{{ return("double precision") }}{% endmacro %}
