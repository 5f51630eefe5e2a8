{#
    First and last day of a period as delivered: `2022`, `2022K3`, `2019/20` (school year, 1 August to 31 July) or an ISO
    date. A list year is the day of the list, 1 December. NULL for NULL.
#}
{% macro period_start_date(period_id, period_type) -%}
    cast(case
        when {{ period_type }} = 'list_year' and length({{ period_id }}) = 4 then {{ period_id }} || '-12-01'
        when length({{ period_id }}) = 4 then {{ period_id }} || '-01-01'
        when length({{ period_id }}) = 6 then substr({{ period_id }}, 1, 4) || '-' || case substr({{ period_id }}, 6, 1)
            when '1' then '01-01' when '2' then '04-01' when '3' then '07-01' when '4' then '10-01' end
        when length({{ period_id }}) = 7 then substr({{ period_id }}, 1, 4) || '-08-01'
        when length({{ period_id }}) = 10 then {{ period_id }}
    end as date)
{%- endmacro %}

{% macro period_end_date(period_id, period_type) -%}
    cast(case
        when {{ period_type }} = 'list_year' and length({{ period_id }}) = 4 then {{ period_id }} || '-12-01'
        when length({{ period_id }}) = 4 then {{ period_id }} || '-12-31'
        when length({{ period_id }}) = 6 then substr({{ period_id }}, 1, 4) || '-' || case substr({{ period_id }}, 6, 1)
            when '1' then '03-31' when '2' then '06-30' when '3' then '09-30' when '4' then '12-31' end
        when length({{ period_id }}) = 7
            then cast(cast(substr({{ period_id }}, 1, 4) as integer) + 1 as {{ dbt.type_string() }}) || '-07-31'
        when length({{ period_id }}) = 10 then {{ period_id }}
    end as date)
{%- endmacro %}

{# The calendar year a period begins in, as a number. #}
{% macro period_year(period_id) -%}
    cast(substr({{ period_id }}, 1, 4) as integer)
{%- endmacro %}

{# 1 to 4 for a quarter, 0 for anything longer. #}
{% macro period_quarter(period_id) -%}
    case when length({{ period_id }}) = 6 then cast(substr({{ period_id }}, 6, 1) as integer) else 0 end
{%- endmacro %}

{# The later and the earlier of two days, where a missing day is no limit. #}
{% macro later_of(day, other_day) -%}
    case when {{ other_day }} is null or {{ day }} > {{ other_day }} then {{ day }} else {{ other_day }} end
{%- endmacro %}

{% macro earlier_of(day, other_day) -%}
    case when {{ other_day }} is null or {{ day }} < {{ other_day }} then {{ day }} else {{ other_day }} end
{%- endmacro %}

{# Whether what holds between two days holds for the whole of a period; whether it begins or ends within it. #}
{% macro holds_throughout(valid_from, valid_to, start_date, end_date) -%}
    (({{ valid_from }} is null or {{ valid_from }} <= {{ start_date }})
    and ({{ valid_to }} is null or {{ valid_to }} >= {{ end_date }}))
{%- endmacro %}

{% macro changes_within(valid_from, valid_to, start_date, end_date) -%}
    (coalesce({{ valid_from }} > {{ start_date }} and {{ valid_from }} <= {{ end_date }}, false)
    or coalesce({{ valid_to }} >= {{ start_date }} and {{ valid_to }} < {{ end_date }}, false))
{%- endmacro %}

{# The quarter that a day lies in: `2022-07-01` → `2022K3`. #}
{% macro quarter_of(day) -%}
    {%- set iso_day = "cast(" ~ day ~ " as " ~ dbt.type_string() ~ ")" -%}
    substr({{ iso_day }}, 1, 4) || case
        when substr({{ iso_day }}, 6, 2) <= '03' then 'K1'
        when substr({{ iso_day }}, 6, 2) <= '06' then 'K2'
        when substr({{ iso_day }}, 6, 2) <= '09' then 'K3'
        else 'K4'
    end
{%- endmacro %}
