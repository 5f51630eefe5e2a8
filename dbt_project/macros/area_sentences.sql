{# Sentences about totals of areas and about changes of borders. #}

{# Why a total was not summed from its parts; NULL where it could be. #}
{% macro total_note() -%}
    case state
        when 'borders_changed' then 'Ikke lagt sammen: områdets dele er ændret i perioden.'
        when 'sources_differ' then 'Ikke lagt sammen: delenes tal er fra hver sin kilde.'
        when 'without_counts' then 'Ikke lagt sammen: antallet bag delenes tal er ikke oplyst.'
        when 'parts_missing'
            then 'Ikke lagt sammen: ' || cast(parts_expected - parts_counted as {{ dbt.type_string() }}) || ' af '
                || cast(parts_expected as {{ dbt.type_string() }})
                || ' dele mangler' || case when parts_hidden > 0 then ' eller er for små til at blive vist' else '' end || '.'
    end
{%- endmacro %}

{# `Lagt sammen af 3 områder` #}
{% macro total_source() -%}
    'Lagt sammen af ' || cast(parts_expected as {{ dbt.type_string() }})
    || case when parts_expected = 1 then ' område' else ' områder' end
{%- endmacro %}

{# Where a count of the whole plan comes from that nobody reported. #}
{% macro summed_areas_source() -%}
    'Lagt sammen af ' || cast(area_count as {{ dbt.type_string() }})
    || case when area_count = 1 then ' områdes indberetning' else ' områders indberetninger' end
{%- endmacro %}

{# Why a series is broken. #}
{% macro break_reason(reason, first_date) -%}
    case {{ reason }}
        when 'borders'
            then 'Brud i serien: områdets grænser er andre fra ' || {{ danish_day("cast(" ~ first_date ~ " as " ~ dbt.type_string() ~ ")") }} || '.'
        else 'Brud i serien: tallene før og efter er opgjort på hver sin måde.'
    end
{%- endmacro %}

{# Whether chance alone may have made the difference between the change and the benchmark's. #}
{% macro may_be_as_the_benchmark() -%}
    coalesce(change_gap_ci_low <= 0 and change_gap_ci_high >= 0, false)
{%- endmacro %}

{#
    How sure the change is, and whether it is another one than the benchmark's. The course is one of all comparable figures; a
    change since a start among them, or one whose limits are not known, is not said to be more than it is.
#}
{% macro change_certainty_phrase() -%}
    case
        when change_ci_low > 0 or change_ci_high < 0
            then case when change < 0 then 'Faldet' else 'Stigningen' end || ' er mere end tilfældige udsving kan forklare'
        else 'Set over alle ' || {{ danish_number("trend_points") }} || ' sammenlignelige tal er '
            || case when change < 0 then 'faldet' else 'stigningen' end || ' mere end tilfældige udsving kan forklare'
            || case
                when change_ci_low is not null then '; forskellen på ' || {{ danish_period("start_period_id") }} || ' og '
                    || {{ danish_period("period_id") }} || ' alene kan skyldes tilfældige udsving'
                else ''
            end
    end
    || case
        when {{ may_be_as_the_benchmark() }}
            then '; om det gik anderledes end i ' || baseline_text || ', kan ikke afgøres.'
        else '.'
    end
{%- endmacro %}
