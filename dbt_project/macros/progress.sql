{#
    Share of the target against share of the time. Within the tolerance (a part of the time gone) it is on track; at the
    end of the time only the full target is. NULL without both shares.
#}
{% macro pace(target_share, time_share) -%}
    case
        when {{ target_share }} is null or {{ time_share }} is null then null
        when {{ time_share }} >= 100 and {{ target_share }} < 100 then 'behind'
        when {{ target_share }} > {{ time_share }} * (1 + {{ var("on_track_tolerance") }}) then 'ahead'
        when {{ target_share }} < {{ time_share }} * (1 - {{ var("on_track_tolerance") }}) then 'behind'
        else 'on_track'
    end
{%- endmacro %}

{#
    One count less another, and its bounds: the least is the least less the most, and the other way round, never below
    nought. Of "ca." there are as many in the difference as in both.
#}
{% macro count_less(count, bound, other, suffix="", other_suffix="") -%}
    {%- set other_bound = {"": "", "_low": "_high", "_high": "_low", "_about": "_about"}[bound] -%}
    {%- set term = count ~ bound ~ suffix -%}
    {%- set other_term = other ~ other_bound ~ other_suffix -%}
    {%- if bound == "_about" -%}
    ({{ term }} + {{ other_term }})
    {%- elif bound == "_low" -%}
    case when {{ term }} is null then null else greatest({{ term }} - coalesce({{ other_term }}, {{ term }}), 0) end
    {%- else -%}
    ({{ term }} - {{ other_term }})
    {%- endif -%}
{%- endmacro %}

{#
    The reservation of a count that was worked out of others: the sum of "mindst 60" and 40 is "mindst 100"; with a "ca."
    among them, or with bounds to both sides, it is "ca.".
#}
{% macro count_qualifier(count, low, high, about) -%}
    case
        when {{ count }} is null then null
        when {{ about }} > 0 then 'about'
        when {{ low }} < {{ count }} and coalesce({{ high }} > {{ count }}, true) then 'about'
        when coalesce({{ high }} > {{ count }}, true) then 'at_least'
        when {{ low }} < {{ count }} then 'at_most'
        else 'exact'
    end
{%- endmacro %}

{#
    What a count comes to if its pace goes on: the count itself and as much again for each unit of time that is left.
    The limits are a 95 % prediction interval for the count that is still to come, where events come at an even pace
    (W. Nelson, IEEE Transactions on Reliability R-19 (1970) 42–49, in its normal form): variance x · r · (1 + r), with x
    events so far and r the time left over the time gone, times the dispersion of the quarters where it is known. Fewer than
    three events vary as three.
#}
{% macro projected_count(count, time_left) -%}
    round({{ count }} * (1.0 + {{ time_left }}), 0)
{%- endmacro %}

{% macro projected_limit(end, count, time_left, dispersion) -%}
    {%- set spread -%}
    {{ z_95() }} * sqrt({{ dispersion }} * greatest({{ count }}, 3) * {{ time_left }} * (1.0 + {{ time_left }}))
    {%- endset -%}
    {%- if end == "low" -%}
    floor({{ count }} + greatest({{ count }} * {{ time_left }} - {{ spread }}, 0.0))
    {%- else -%}
    ceil({{ count }} + {{ count }} * {{ time_left }} + {{ spread }})
    {%- endif -%}
{%- endmacro %}

{#
    `Fortsætter tempoet, bliver det ca. 1.900 samtaler den 30. september 2025 (mellem 1.700 og 2.100), 127 % af målet.`
    Two figures are what a projection can bear; its range is rounded outward, but never to less than is counted already.
    The columns keep the unrounded numbers.
#}
{% macro projection_sentence() -%}
    {%- set step = step_of_two_figures("projected_count") -%}
    {%- set rounded = "round(1.0 * projected_count / " ~ step ~ ", 0) * " ~ step -%}
    {%- set low = "floor(1.0 * projected_low / " ~ step ~ ") * " ~ step -%}
    {%- set high = "ceil(1.0 * projected_high / " ~ step ~ ") * " ~ step -%}
    {%- set least = "greatest(" ~ low ~ ", coalesce(pace_count_low, 0))" -%}
    case
        when projected_count is null or time_left = 0 then null
        else 'Fortsætter tempoet, bliver det ca. ' || {{ danish_number(rounded) }} || ' ' || measure_text
            || ' den ' || {{ danish_day("cast(pace_ends_on as " ~ dbt.type_string() ~ ")") }}
            || case
                when projected_high is null then ' (mindst ' || {{ danish_number(least) }} || ')'
                else ' (mellem ' || {{ danish_number(least) }} || ' og ' || {{ danish_number(high) }} || ')'
            end
            || ', ' || {{ danish_percent("100.0 * " ~ rounded ~ " / target_value") }}
            || case
                when target_basis = 'per_year' then ' af årets mål.'
                when target_basis = 'unclear' then ' af målet, hvis det gælder hele aftalen.'
                else ' af målet.'
            end
    end
{%- endmacro %}

{# What a number is rounded to for two figures to be left: 2.438 to hundreds. #}
{% macro step_of_two_figures(number) -%}
    (case
        when {{ number }} < 100 then 1
        when {{ number }} < 1000 then 10
        when {{ number }} < 10000 then 100
        when {{ number }} < 100000 then 1000
        else 10000
    end)
{%- endmacro %}
