{# For tests that count anew what the largest tables hold: up to ten areas of each kind, real and invented ones. #}
{% macro areas_all_over_the_country() -%}
    select min(area_id) as area_id
    from {{ ref("dim_area") }}
    group by area_type, is_synthetic, substr(municipality_code, 1, 1)
{%- endmacro %}
