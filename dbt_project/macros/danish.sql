{#
    Numbers, dates and periods as a Danish reader expects them; the same rules as danish/format.py. Rounding happens here
    and nowhere earlier. Arguments are used several times: pass columns, not long expressions.
#}

{#
    `1234.5, 1` → `1.234,5`. Halves are rounded away from zero; a minus is a true minus; −0,04 is 0,0. Up to 999 billion.
    Almost every number is small and has no sign, and takes a tenth of the time that the others do.
#}
{% macro danish_number(value, decimals=0) -%}
    case
        when {{ value }} >= 0 and {{ value }} < 999
            then {{ "replace(" if decimals }}cast(
                cast(cast({{ value }} as decimal(18, 8)) as decimal(18, {{ decimals }})) as {{ dbt.type_string() }}
            ){{ ", '.', ',')" if decimals }}
        else {{ danish_long_number(value, decimals) }}
    end
{%- endmacro %}

{% macro danish_long_number(value, decimals) -%}
    {%- set scaled = "cast(round(abs(cast(" ~ value ~ " as decimal(28, 8))) * " ~ 10 ** decimals ~ ", 0) as bigint)" -%}
    {#- A leading 1 keeps the noughts: twelve digits before the comma and the decimals after, from the second place on. -#}
    {%- set digits = "cast(" ~ 10 ** (12 + decimals) ~ " + " ~ scaled ~ " as " ~ dbt.type_string() ~ ")" -%}
    (case when {{ value }} < 0 and {{ scaled }} <> 0 then '−' else '' end
    || trim(leading '0.' from
        substr({{ digits }}, 2, 3) || '.' || substr({{ digits }}, 5, 3)
        || '.' || substr({{ digits }}, 8, 3) || '.' || substr({{ digits }}, 11, 2)
    )
    || substr({{ digits }}, 13, 1)
    {%- if decimals %}
    || ',' || substr({{ digits }}, 14, {{ decimals }})
    {%- endif -%}
    )
{%- endmacro %}

{# A number with as many decimals as the indicator's registry says (0 to 2). #}
{% macro danish_decimals(value, decimals_column) -%}
    case coalesce({{ decimals_column }}, 1)
        when 0 then {{ danish_number(value, 0) }}
        when 1 then {{ danish_number(value, 1) }}
        else {{ danish_number(value, 2) }}
    end
{%- endmacro %}

{# `29.2, %` → `29,2 %`; `6, karakterpoint` → `6,0 karakterpoint`. #}
{% macro danish_value(value, decimals_column, unit) -%}
    ({{ danish_decimals(value, decimals_column) }} || ' ' || {{ unit }})
{%- endmacro %}

{# The size of a difference, without its sign: `−18.6, %` → `18,6 procentpoint`. #}
{% macro danish_difference(value, decimals_column, unit) -%}
    {{ danish_difference_of(danish_decimals("abs(" ~ value ~ ")", decimals_column), unit) }}
{%- endmacro %}

{# The same of a number that is written already. #}
{% macro danish_difference_of(number, unit) -%}
    ({{ number }} || ' ' || case when {{ unit }} = '%' then 'procentpoint' else {{ unit }} end)
{%- endmacro %}

{# Whether a difference is nothing once it is rounded to what is shown. #}
{% macro is_shown_as_nought(value, decimals_column) -%}
    {{ is_written_nought(danish_decimals("abs(" ~ value ~ ")", decimals_column)) }}
{%- endmacro %}

{% macro is_written_nought(number) -%}
    ({{ number }} in ('0', '0,0', '0,00'))
{%- endmacro %}

{# `29.2` → `29 %`. #}
{% macro danish_percent(value, decimals=0) -%}
    ({{ danish_number(value, decimals) }} || ' %')
{%- endmacro %}

{# The reservation a number was delivered with, as a prefix. #}
{% macro danish_qualifier(qualifier) -%}
    case {{ qualifier }} when 'about' then 'ca. ' when 'at_least' then 'mindst ' when 'at_most' then 'højst ' else '' end
{%- endmacro %}

{# `2022K3` → `3. kvartal 2022`; `2019/20` → `skoleåret 2019/20`; an ISO date as a day; a year as it is. #}
{% macro danish_period(period_id) -%}
    case
        when length({{ period_id }}) = 6 then substr({{ period_id }}, 6, 1) || '. kvartal ' || substr({{ period_id }}, 1, 4)
        when length({{ period_id }}) = 7 then 'skoleåret ' || {{ period_id }}
        when length({{ period_id }}) = 10 then {{ danish_day(period_id) }}
        else {{ period_id }}
    end
{%- endmacro %}

{# `2022-11-14` → `14. november 2022`. #}
{% macro danish_day(iso_date) -%}
    (cast(cast(substr({{ iso_date }}, 9, 2) as integer) as {{ dbt.type_string() }}) || '. '
    || case substr({{ iso_date }}, 6, 2)
        when '01' then 'januar' when '02' then 'februar' when '03' then 'marts' when '04' then 'april'
        when '05' then 'maj' when '06' then 'juni' when '07' then 'juli' when '08' then 'august'
        when '09' then 'september' when '10' then 'oktober' when '11' then 'november' when '12' then 'december'
    end || ' ' || substr({{ iso_date }}, 1, 4))
{%- endmacro %}

{# Two periods in one phrase: `2022K2, 2022K3` → `2. og 3. kvartal 2022`, otherwise `2021 og 3. kvartal 2022`. #}
{% macro danish_two_periods(earlier, later) -%}
    case
        when length({{ earlier }}) = 6 and length({{ later }}) = 6 and substr({{ earlier }}, 1, 4) = substr({{ later }}, 1, 4)
            then substr({{ earlier }}, 6, 1) || '. og ' || {{ danish_period(later) }}
        else {{ danish_period(earlier) }} || ' og ' || {{ danish_period(later) }}
    end
{%- endmacro %}

{# A period with its preposition: `i 2020`, `på listen 1. december 2019`, `den 14. november 2022`. #}
{% macro danish_in_period(period_id, period_type) -%}
    (case
        when {{ period_type }} = 'list_year' and length({{ period_id }}) = 4 then 'på listen 1. december '
        when length({{ period_id }}) = 10 then 'den '
        else 'i '
    end || {{ danish_period(period_id) }})
{%- endmacro %}

{# A registry's name inside a sentence: its first letter small, unless it begins with an abbreviation (`SSP-sager`). #}
{% macro danish_mid_sentence(name) -%}
    case
        when substr({{ name }}, 2, 1) = lower(substr({{ name }}, 2, 1))
            then lower(substr({{ name }}, 1, 1)) || substr({{ name }}, 2)
        else {{ name }}
    end
{%- endmacro %}
