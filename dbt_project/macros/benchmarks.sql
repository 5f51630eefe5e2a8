{# Whether an area's figures are held up against those of all others, wherever they lie. The columns are those of dim_area. #}
{% macro is_shared_benchmark() -%}
    (area_type = 'land' or area_id in ('ref-alle-helhedsplaner', 'ref-alle-helhedsplaner-eksempel', 'ref-almene-boliger'))
{%- endmacro %}

{# What a verdict on a comparison is the same verdict for, though the benchmark of another build was the rest or the whole. #}
{% macro benchmark_slot(baseline_kind) -%}
    case {{ baseline_kind }} when 'rest_of_municipality' then 'municipality' else {{ baseline_kind }} end
{%- endmacro %}

{# Whether two numbers are the same, or both none. #}
{% macro is_same_number(left, right) -%}
    ({{ left }} is null and {{ right }} is null) or coalesce(abs({{ left }} - {{ right }}) <= 0.000000001, false)
{%- endmacro %}
