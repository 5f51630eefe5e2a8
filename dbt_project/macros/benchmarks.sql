{# Whether an area's figures are held up against those of all others, wherever they lie. The columns are those of dim_area. #}
{% macro is_shared_benchmark() -%}
    (area_type = 'land' or area_id in ('ref-alle-helhedsplaner', 'ref-alle-helhedsplaner-eksempel', 'ref-almene-boliger'))
{%- endmacro %}
