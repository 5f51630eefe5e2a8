{#
    The Danish sentences that stand beside the numbers: the area first, then the figure, the comparison, and how sure it is.
    Each takes columns by name. A sentence that has nothing to say is NULL; parts are joined by `sentences`.
#}

{# Several sentences after each other; those that are NULL are left out. #}
{% macro sentences(parts) -%}
    nullif(concat_ws(' '
        {%- for part in parts %},
        {{ part }}
        {%- endfor %}
    ), '')
{%- endmacro %}

{# Why there is no number. #}
{% macro status_text(value_status, suppression_reason="''") -%}
    case
        when {{ value_status }} = 'suppressed' and {{ suppression_reason }} = 'few_answers'
            then 'Skjult, fordi der er under {{ var("minimum_answers") }} svar.'
        when {{ value_status }} = 'suppressed' and {{ suppression_reason }} = 'wide_interval'
            then 'Skjult, fordi usikkerheden er {{ var("widest_survey_interval") }} procentpoint eller mere.'
        when {{ value_status }} = 'suppressed' and {{ suppression_reason }} = 'by_source'
            then 'Skjult af den, der har leveret tallet.'
        when {{ value_status }} = 'suppressed' then 'Skjult, fordi tallet er så lille, at personer kan kendes.'
        when {{ value_status }} = 'area_too_small' then 'Området er for lille til opgørelse.'
        when {{ value_status }} = 'not_delivered' then 'Ikke leveret.'
        when {{ value_status }} = 'not_applicable' then 'Kan ikke opgøres.'
    end
{%- endmacro %}

{# What an area is compared with, as it stands in a sentence. #}
{% macro baseline_phrase(baseline_kind, baseline_period_id) -%}
    case {{ baseline_kind }}
        when 'rest_of_municipality' then 'resten af kommunen'
        when 'municipality' then 'kommunen'
        when 'country' then 'hele landet'
        when 'all_helhedsplaner' then 'alle helhedsplaner'
        when 'social_housing' then 'almene boliger'
        when 'agreement_start' then 'aftalens udgangspunkt i ' || {{ danish_period(baseline_period_id) }}
    end
{%- endmacro %}

{# Whose figures they are: `kommunens tal`. #}
{% macro baseline_owner(baseline_kind) -%}
    case {{ baseline_kind }}
        when 'rest_of_municipality' then 'kommunens'
        when 'municipality' then 'kommunens'
        when 'country' then 'landets'
        when 'all_helhedsplaner' then 'helhedsplanernes'
        when 'social_housing' then 'de almene boligers'
        when 'agreement_start' then 'udgangspunktets'
    end
{%- endmacro %}

{#
    `(antal 375)` or `(antal ikke oplyst)`; for a survey `antal svar`; nothing for a count, which is its own number. `n` is
    written already.
#}
{% macro n_phrase(n, period_type, measure_type) -%}
    case
        when {{ measure_type }} = 'count' then ''
        when {{ n }} is null then ' (antal ikke oplyst)'
        when {{ period_type }} = 'survey_wave' then ' (antal svar ' || {{ n }} || ')'
        else ' (antal ' || {{ n }} || ')'
    end
{%- endmacro %}

{# Why a difference is not judged; NULL where it is. #}
{% macro comparison_reason() -%}
    case
        when value_status <> 'observed' then {{ status_text("value_status", "suppression_reason") }}
        when is_under_clarification then 'Kan ikke sammenlignes: tallet er under afklaring.'
        when is_baseline_under_clarification
            then 'Kan ikke sammenlignes: ' || {{ baseline_owner("baseline_kind") }} || ' tal er under afklaring.'
        when contradicts_its_counts
            then 'Kan ikke sammenlignes: andelen passer ikke med de antal, den er beregnet af.'
        when is_baseline_contradicted
            then 'Kan ikke sammenlignes: ' || {{ baseline_owner("baseline_kind") }}
                || ' andel passer ikke med de antal, den er beregnet af.'
        when baseline_area_id is null then 'Der er intet sammenligningstal i leverancen.'
        when baseline_status <> 'observed'
            then 'Kan ikke sammenlignes: ' || {{ baseline_owner("baseline_kind") }} || ' tal vises ikke.'
        when not is_same_instrument then 'Kan ikke sammenlignes: tallene er fra to forskellige undersøgelser.'
        when not is_same_age_band
            then 'Kan ikke sammenlignes: områdets tal er for ' || {{ age_band_phrase("age_band") }} || ', '
                || {{ baseline_owner("baseline_kind") }} || ' for ' || {{ age_band_phrase("baseline_age_band") }} || '.'
        when not is_same_period_type
            then 'Kan ikke sammenlignes: kun det ene af tallene er opgjort som på statens lister.'
        when not is_same_period and baseline_kind <> 'agreement_start'
            then 'Kan ikke sammenlignes: ' || {{ baseline_owner("baseline_kind") }} || ' tal er fra '
                || {{ danish_period("baseline_period_id") }} || ', områdets fra ' || {{ danish_period("period_id") }} || '.'
        when is_larger_than_its_whole
            then 'Kan ikke sammenlignes: området har flere i målgruppen end ' || {{ baseline_phrase("baseline_kind", "baseline_period_id") }}
                || ', som det er en del af; et af antallene er forkert.'
        when measure_type = 'count' and baseline_kind <> 'agreement_start'
            then 'Kan ikke sammenlignes: områderne er ikke lige store.'
        when measure_type = 'count' and gap_ci_low is null
            then 'Forskellen er ' || gap_text || '; om den er større end tilfældige udsving, er ikke vurderet.'
        when measure_type in ('mean', 'ratio') and gap_ci_low is null
            then 'Forskellen er ' || gap_text || '; usikkerheden kan ikke beregnes, fordi spredningen ikke er oplyst.'
        when gap_ci_low is null
            then 'Forskellen er ' || gap_text || '; usikkerheden kan ikke beregnes, fordi antallet ikke er oplyst.'
        when direction = 'neutral' then 'Tallet har ingen retning, der er bedre end en anden; forskellen vurderes ikke.'
    end
{%- endmacro %}

{# `Urbanplanen, andel …: 29,2 % i 2020 (antal ikke oplyst).` #}
{% macro area_figure_sentence() -%}
    case
        when value is null
            then area_name_da || ', ' || indicator_text || ' ' || {{ danish_in_period("period_id", "period_type") }}
                || ': ' || {{ danish_mid_sentence("status_text_da") }}
        else {{ written([
            "area_name_da", "', '", "indicator_text", "': '", danish_qualifier("qualifier"), "value_text", "' '",
            danish_in_period("period_id", "period_type"), "n_text", "'.'",
        ]) }}
    end
{%- endmacro %}

{# `Det er 6,1 procentpoint over resten af kommunen (23,1 %).` #}
{% macro gap_sentence() -%}
    case
        when gap is null then null
        when gap_text_is_nought then 'Det er det samme som ' || baseline_text || '.'
        else {{ written([
            "'Det er '", "gap_text", "case when gap > 0 then ' over ' else ' under ' end", "baseline_text", "' ('",
            "baseline_value_text", "').'",
        ]) }}
    end
{%- endmacro %}

{# How sure the difference is. #}
{% macro certainty_sentence() -%}
    case
        when comparison in ('better', 'worse') then 'Det er mere end tilfældige udsving kan forklare.'
        when comparison = 'similar' then 'Forskellen til ' || baseline_text || ' kan skyldes tilfældige udsving.'
        when gap is not null and gap_ci_low is null and measure_type in ('proportion', 'rate')
            then 'Usikkerheden kan ikke beregnes, fordi antallet ikke er oplyst.'
        when gap is not null and gap_ci_low is null and measure_type <> 'count'
            then 'Usikkerheden kan ikke beregnes, fordi spredningen ikke er oplyst.'
        when gap is not null and gap_ci_low is null
            then 'Om forskellen er større end tilfældige udsving, er ikke vurderet.'
        when gap is not null and gap_ci_low > 0 then 'Forskellen er større end tilfældige udsving.'
        when gap is not null and gap_ci_high < 0 then 'Forskellen er større end tilfældige udsving.'
        when gap is not null then 'Forskellen kan skyldes tilfældige udsving.'
        when value is null then null
        else reason_da
    end
{%- endmacro %}

{#
    What may be said about the course of a figure, and why not more: what it changed to since when, the change beyond the
    benchmark's, and how sure. It is never called an effect.
#}
{% macro trend_sentence() -%}
    case
        when trend = 'series_break' then break_reason_da
        when value is null then 'Kan ikke afgøres: tallet vises ikke.'
        when is_under_clarification then 'Kan ikke afgøres: tallet er under afklaring.'
        when contradicts_its_counts
            then 'Kan ikke afgøres: andelen passer ikke med de antal, den er beregnet af.'
        when trend in ('improving', 'worsening')
            then {{ written(["change_text", change_gap_phrase(), "'. '", change_certainty_phrase()]) }}
        when trend = 'no_change_larger_than'
            then 'Ingen ændring på mere end ' || {{ danish_difference(
                "relevant_change", "case when relevant_change = round(relevant_change, 0) then 0 else 2 end", "unit"
            ) }} || ' siden ' || {{ danish_period("start_period_id") }} || '.'
        when trend_points < 2 then 'Kan ikke afgøres: der er kun ét sammenligneligt tal.'
        when trend_sign * change > 0
            then change_text || '. Tallet har ingen retning, der er bedre end en anden; udviklingen vurderes ikke.'
        else {{ sentences([undecided_phrase(), detectable_phrase()]) }}
    end
{%- endmacro %}

{# Why a course cannot be told from chance. #}
{% macro undecided_phrase() -%}
    case
        when trend_points < {{ least_trend_points() }} and (change_ci_low > 0 or change_ci_high < 0)
            then {{ written([
                "change_text",
                "'. Det er mere end tilfældige udsving kan forklare, men om det er en udvikling, kan ikke afgøres af '",
                few_trend_points(), "' tal; der skal mindst '", least_trend_points("'"), "' til.'",
            ]) }}
        when change_ci_low > 0 or change_ci_high < 0
            then change_text || '. Om det er en udvikling, kan ikke afgøres: tallene imellem viser ingen sikker retning.'
        when trend_points < {{ least_trend_points() }}
            then {{ written([
                "'Kan ikke afgøres: der er kun '", few_trend_points(),
                "' sammenlignelige tal, og der skal mindst '", least_trend_points("'"), "' til.'",
            ]) }}
        when detectable_change is not null or change_ci_low is not null then 'Kan ikke afgøres.'
        when trend_method = 'regression' then 'Kan ikke afgøres: tallene viser ingen sikker retning, og usikkerheden på dem kendes ikke.'
        else 'Kan ikke afgøres, fordi usikkerheden på de enkelte tal ikke kendes.'
    end
{%- endmacro %}

{# `I et område med 300 i målgruppen skal ændringen være mindst 12,0 procentpoint, før den kan ses.` #}
{% macro detectable_phrase() -%}
    case
        when detectable_change is null or change_ci_low > 0 or change_ci_high < 0 then null
        else {{ written([
            "case when measure_type <> 'proportion' then 'Ændringen skal'"
            " when period_type = 'survey_wave' then " ~ written(["'Med '", "n_number", "' svar skal ændringen'"])
            ~ " else " ~ written(["'I et område med '", "n_number", "' i målgruppen skal ændringen'"]) ~ " end",
            "' være mindst '", danish_difference("detectable_change", "decimals", "unit"), "', før den kan ses.'",
        ]) }}
    end
{%- endmacro %}

{# How many comparable points a course takes; with a quote, as text. #}
{% macro least_trend_points(quote="") -%}
    case when trend_method = 'chi_square' then {{ quote ~ var("trend_points_of_shares") ~ quote }}
        else {{ quote ~ var("trend_points_of_others") ~ quote }} end
{%- endmacro %}

{# How many there are where they are too few, which is a number of one or two digits. #}
{% macro few_trend_points() -%}
    cast(trend_points as {{ dbt.type_string() }})
{%- endmacro %}

{# `Andelen er faldet fra 42,0 til 37,0 % siden 2018` #}
{% macro change_phrase() -%}
    {{ written([
        "case measure_type when 'proportion' then 'Andelen' when 'count' then 'Antallet' else 'Tallet' end",
        "case when change < 0 then ' er faldet fra ' else ' er steget fra ' end",
        danish_decimals("start_value", "decimals"), "' til '", danish_decimals("value", "decimals"), "' '", "unit",
        "' siden '", danish_period("start_period_id"),
    ]) }}
{%- endmacro %}

{#
    `, 3,0 procentpoint mere end i resten af kommunen`, or what happened there meanwhile if it went the other way; nothing
    where chance alone may have made the difference: it would be read as one.
#}
{% macro change_gap_phrase() -%}
    coalesce(
        case
            when change_gap is null or {{ may_be_as_the_benchmark() }} then null
            when {{ is_shown_as_nought("change_gap", "decimals") }} then ', lige så meget som i ' || baseline_text
            when baseline_change * change < 0
                then ', mens tallet i ' || baseline_text || ' er '
                    || case when baseline_change < 0 then 'faldet ' else 'steget ' end
                    || {{ danish_difference("baseline_change", "decimals", "unit") }}
            else ', ' || {{ danish_difference("change_gap", "decimals", "unit") }}
                || case when change_gap * change > 0 then ' mere end i ' else ' mindre end i ' end || baseline_text
        end,
        ''
    )
{%- endmacro %}

{# `Af 36 sammenligninger ville 2 se sådan ud ved et tilfælde.` #}
{% macro chance_sentence(comparisons, expected) -%}
    case
        when {{ comparisons }} > 0
            then 'Af ' || {{ danish_number(comparisons) }}
                || case when {{ comparisons }} = 1 then ' sammenligning ville ' else ' sammenligninger ville ' end
                || case when {{ expected }} < 1 then 'færre end 1' else {{ danish_number(expected) }} end
                || ' se sådan ud ved et tilfælde.'
    end
{%- endmacro %}

{# `ca. 10–15 deltagere pr. gang` #}
{% macro count_phrase() -%}
    {{ danish_qualifier("qualifier") }} || {{ danish_number("reported_count") }}
    || case
        when reported_count_max > reported_count then '–' || {{ danish_number("reported_count_max") }}
        else ''
    end
    || ' ' || measure_text
{%- endmacro %}

{# What time the count covers, as far as that is known. #}
{% macro coverage_phrase() -%}
    case
        when period_id is null then 'uden oplyst periode'
        when counting_mode = 'period' then {{ danish_in_period("period_id", "period_type") }}
        when counting_mode = 'year_to_date' and period_type = 'quarter'
            then 'fra nytår til og med ' || {{ danish_period("period_id") }}
        when counting_mode = 'year_to_date' then {{ danish_in_period("period_id", "period_type") }}
        when counting_mode = 'project_to_date' then 'i alt til og med ' || {{ danish_period("period_id") }}
        else 'indberettet for ' || {{ danish_period("period_id") }}
    end
{%- endmacro %}

{# `Tallet ligger mellem 3 og 48.` #}
{% macro count_range_sentence() -%}
    case
        when count_low < count_high
            and (count_low < reported_floor or count_high > reported_ceiling or is_under_clarification)
            then 'Tallet ligger mellem ' || {{ danish_number("count_low") }}
                || ' og ' || {{ danish_number("count_high") }} || '.'
    end
{%- endmacro %}

{# Which reports do not fit, for a figure that is under clarification. #}
{% macro clarification_sentence() -%}
    case
        when clarified_earlier_period_id is not null and clarified_period_id is not null
            then 'Under afklaring: indberetningerne for '
                || {{ danish_two_periods("clarified_earlier_period_id", "clarified_period_id") }} || ' passer ikke sammen.'
        when clarified_period_id is not null
            then 'Under afklaring: indberetningen for ' || {{ danish_period("clarified_period_id") }} || ' kan ikke stå alene.'
        else 'Under afklaring: indberetningen kan ikke stå alene.'
    end
{%- endmacro %}

{# Why a count or its status is not a plain number; NULL where it is. #}
{% macro progress_reason() -%}
    case
        when is_suppressed and is_reported_small then 'Under 5'
        when is_suppressed then 'Skjult, fordi tallet er så lille, at personer kan kendes.'
        when is_under_clarification then {{ sentences(["clarification_text", "range_text"]) }}
        when is_unreported and is_reported_for_areas
            then 'Kun indberettet for enkelte områder; deres tal kan ikke lægges sammen til hele planens.'
        when is_unreported then 'Ikke indberettet'
        when is_duplicate
            then 'To indberetninger for samme periode har forskellige tal: '
                || {{ danish_number("lowest_report") }} || ' og ' || {{ danish_number("highest_report") }}
                || '. Ingen af dem bruges.'
        when is_withdrawn then 'Tallet er trukket tilbage.'
        when period_id is null then 'Perioden er ikke oplyst.'
        when target_basis = 'unclear' then 'Det fremgår ikke, om målet gælder hele aftalen eller hvert år.'
        when counting_mode = 'unknown' and not is_rate
            then 'Det er ikke oplyst, om tallet gælder perioden alene eller er talt sammen.'
        when target_id is not null and target_share is null
            then 'Andelen af målet kan ikke regnes ud af det, der er indberettet.'
        when target_id is not null and case when target_basis = 'per_year' then is_year_doubted else is_total_doubted end
            then 'Der er et åbent spørgsmål til de tal, målet holdes op imod.'
        when target_id is not null and status = 'uncertain'
            then 'Om aktiviteten er foran eller bagud, afhænger af, hvor meget tallet er i alt; det er oplyst med forbehold.'
    end
{%- endmacro %}

{# The share of the target beside the share of time; both readings where the agreement does not say which it means. #}
{% macro target_sentence() -%}
    case
        when target_id is null or is_under_clarification or is_suppressed or is_duplicate or is_withdrawn then null
        when is_unreported
            then 'Målet er ' || target_text || '.'
        when target_basis = 'whole_agreement'
            then coalesce(
                {{ share_of_whole() }} || ' af målet på ' || target_text || '; ' || elapsed_text || ' af tiden er gået.',
                'Andelen af målet på ' || target_text || ' kan ikke opgøres, fordi tallet siden aftalens begyndelse ikke kendes.'
            )
        when target_basis = 'per_year'
            then coalesce(
                case
                    when {{ is_the_figure_told("count_year_to_date") }} then 'Det er '
                    else 'I alt ' || {{ in_the_year() }} || ': ' || {{ told_count("count_year_to_date") }} || ', som er '
                end || share_year_text || ' af årets mål på ' || target_text || '; '
                || elapsed_year_text || ' af året er gået.',
                'Andelen af årets mål på ' || target_text || ' kan ikke opgøres, fordi årets tal ikke kendes.'
            )
        else coalesce(
            {{ share_of_whole() }} || ' af målet på ' || target_text || ', hvis målet gælder hele aftalen ('
            || elapsed_text || ' af tiden er gået); ',
            'Gælder målet på ' || target_text
            || ' hele aftalen, kan andelen ikke opgøres, fordi tallet siden aftalens begyndelse ikke kendes; '
        ) || coalesce(
            'gælder målet pr. år, er det ' || case
                when {{ is_the_figure_told("count_year_to_date") }} then ''
                else {{ told_count("count_year_to_date") }} || ' ' || {{ in_the_year() }} || ', som er '
            end || share_year_text || ' af årets mål (' || elapsed_year_text || ' af året er gået).',
            'gælder målet pr. år, kan andelen ikke opgøres, fordi årets tal ikke kendes.'
        )
    end
{%- endmacro %}

{# The share of the target, with the figure it is of wherever that is another than the one the sentence begins with. #}
{% macro share_of_whole() -%}
    case
        when {{ is_the_figure_told("count_to_date") }} then 'Det er '
        else 'I alt siden planens begyndelse: ' || {{ told_count("count_to_date") }} || ', som er '
    end || share_whole_text
{%- endmacro %}

{% macro is_the_figure_told(count) -%}
    {{ count }} = reported_count and {{ count }} = coalesce(reported_count_max, reported_count)
{%- endmacro %}

{% macro told_count(count) -%}
    {{ danish_qualifier(count ~ "_qualifier") }} || {{ danish_number(count) }}
{%- endmacro %}

{% macro in_the_year() -%}
    case when period_type = 'quarter' then 'siden nytår' else {{ danish_in_period("period_id", "period_type") }} end
{%- endmacro %}

{% macro progress_status_sentence() -%}
    case
        when status in ('ahead', 'on_track') and time_share >= 100
            then case when target_basis = 'per_year' then 'Årets mål er ' else 'Målet er ' end
                || case when comparator = 'at_most' then 'holdt.' else 'nået.' end
        when status = 'ahead' then 'Aktiviteten er foran.'
        when status = 'on_track' then 'Aktiviteten er på vej.'
        when status = 'behind' then 'Aktiviteten er bagud.'
    end
{%- endmacro %}

{# The whole sentence about an activity. #}
{% macro progress_sentence() -%}
    {{ sentences([
        progress_head(),
        "case when is_under_clarification then reason_da when is_suppressed and not is_reported_small then reason_da end",
        "case when is_duplicate or is_withdrawn then reason_da end",
        progress_unknown_mode(),
        target_sentence(),
        progress_status_sentence(),
        "case when target_id is not null and not is_suppressed then 'Forudsætning: ' || assumption_da end",
    ]) }}
{%- endmacro %}

{# `En Fælles Indsats, Beboervejledning: ca. 650 samtaler i alt til og med 2022.` #}
{% macro progress_head() -%}
    area_name_da || ', ' || activity_name_da || ': '
    || case
        when is_suppressed and is_reported_small
            then 'under 5 ' || measure_text || coalesce(' ' || {{ danish_in_period("period_id", "period_type") }}, '') || '.'
        when reported_count is not null
            then count_text || case when measure_text like '%,%' then ', ' else ' ' end || {{ coverage_phrase() }} || '.'
        when is_unreported and is_reported_for_areas
            then measure_text || ' er kun indberettet for enkelte områder, og deres tal kan ikke lægges sammen.'
        when is_unreported then measure_text || ' er ikke indberettet.'
        else measure_text || coalesce(' ' || {{ danish_in_period("period_id", "period_type") }}, '') || '.'
    end
{%- endmacro %}

{% macro progress_unknown_mode() -%}
    case
        when counting_mode = 'unknown'
            and reported_count is not null
            and period_id is not null
            and not is_rate
            and not is_under_clarification
            then {{ sentences(["'Det er ikke oplyst, hvordan der er talt.'", "range_text"]) }}
    end
{%- endmacro %}

{# Why a whole has no share of its own, though some of its areas have answers. #}
{% macro incomplete_answers_note(covered_count, part_count) -%}
    'Der er svar fra ' || {{ danish_number(covered_count) }} || ' af ' || {{ danish_number(part_count) }}
    || ' områder; et tal for dem under ét ville ikke dække hele området.'
{%- endmacro %}

{# Answers that cannot all come from the population that is registered. #}
{% macro population_too_small_note(answers, population) -%}
    'Der er ' || {{ danish_number(answers) }} || ' svar, men kun ' || {{ danish_number(population) }}
    || ' beboere er registreret for undersøgelsen; usikkerheden er regnet, som om der var mange flere.'
{%- endmacro %}

{# Why a survey's figure has no earlier one to be measured from. #}
{% macro instrument_change_sentence() -%}
    'Brud i serien: tallet for ' || {{ danish_period("earlier_period_id") }} || ' er fra ' || earlier_instrument_name_da
    || ', tallet for ' || {{ danish_period("period_id") }} || ' fra ' || instrument_name_da || '.'
{%- endmacro %}
