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
