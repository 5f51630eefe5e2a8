{# Why nobody can tell whether a figure meets a limit; NULL where they can. #}
{% macro unknown_reason() -%}
    case when is_met = 'unknown' then {{ sentences([absent_figure_sentence(), absent_limit_sentence(), disputed_limit_sentence()]) }} end
{%- endmacro %}

{% macro absent_figure_sentence() -%}
    case
        when exact_value is not null then null
        when absence = 'suppressed' then 'Tallet er skjult, så personer ikke kan kendes.'
        when absence = 'under_clarification' then 'Tallet er under afklaring: der er et åbent, kritisk fund på det.'
        when absence = 'area_too_small' then 'Tallet opgøres ikke, fordi området er for lille.'
        when absence = 'not_applicable' then 'Tallet findes ikke for området.'
        when absence = 'years_missing'
            then 'Tallet mangler: der er ikke tal for alle de år, gennemsnittet skal regnes af.'
        when absence = 'sources_differ'
            then 'Tallet mangler: årene er fra forskellige kilder, og dem regnes der ikke gennemsnit af.'
        else 'Tallet mangler: det er ikke leveret til denne liste.'
    end
{%- endmacro %}

{% macro absent_limit_sentence() -%}
    case when threshold_low is null then 'Grænsen til denne liste er ikke oplyst.' end
{%- endmacro %}

{# Where both the figure and the limits are there, the range of one of them decides; of a figure with a reservation, its own. #}
{% macro disputed_limit_sentence() -%}
    case
        when exact_value is null or threshold_low is null then null
        when value_low = value_high
            then 'Kilderne er uenige om grænsen, ' || {{ danish_number("threshold_low", 2) }} || ' eller '
                || {{ danish_number("threshold_high", 2) }} || ', og svaret afhænger af den.'
        else 'Tallet er oplyst med forbehold, og svaret afhænger af det.'
    end
{%- endmacro %}
