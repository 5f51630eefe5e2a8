{# The ages that a figure counts, as `15-29`: those in the label it was printed under, else the indicator's; NULL without. #}
{% macro age_band(printed_label, age_from, age_to) -%}
    coalesce(
        {{ printed_age(printed_label, 2) }} || '-' || {{ printed_age(printed_label, 4) }},
        cast({{ age_from }} as {{ dbt.type_string() }}) || '-' || cast({{ age_to }} as {{ dbt.type_string() }})
    )
{%- endmacro %}

{% macro printed_age(printed_label, group) -%}
    nullif({{ text_part(printed_label, "(^|[^0-9])([0-9]{1,2}) ?(-|–|til) ?([0-9]{1,2})[ -]*år", group) }}, '')
{%- endmacro %}

{# `15-29-årige` as it stands in a sentence. #}
{% macro age_band_phrase(age_band) -%}
    {{ age_band }} || '-årige'
{%- endmacro %}

{# Whether two figures count the same ages, as far as that is known. #}
{% macro is_same_age_band(age_band, other_age_band) -%}
    (coalesce({{ age_band }}, '') = coalesce({{ other_age_band }}, ''))
{%- endmacro %}
