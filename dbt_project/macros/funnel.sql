{#
    Funnel plots of shares: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
    Medicine 24 (2005) 1185–1202. Everything is reckoned on the arcsine scale, where the spread of a share does not depend on
    the share: F. J. Anscombe, Biometrika 35 (1948) 246–254. Shares lie between 0 and 1, n is the number of persons behind one,
    `common` the share of all areas together. Nothing here is asked of fewer areas than `fewest_areas_of_a_funnel`,
    nor where too many are hidden: those are no random ones, but mostly the ones with the fewest persons counted.
#}
{% macro has_funnel() -%}
    measure_type = 'proportion' and area_type in ('afdeling', 'boligomraade', 'helhedsplan')
{%- endmacro %}

{# Whether a figure is shown and sure enough to stand in a funnel; the columns are those of int_area_points. #}
{% macro is_in_funnel() -%}
    coalesce(
        share between 0 and 1 and n_effective >= 1 and qualifier = 'exact'
        and not is_under_clarification and not contradicts_its_counts,
        false
    )
{%- endmacro %}

{# What makes figures stand in one funnel; ages that nobody knows are the same ages. #}
{% macro funnel_key() -%}
    indicator_number, period_number, instrument_number, area_type, source_id, age_band, is_synthetic
{%- endmacro %}

{% macro same_funnel(points, funnels) -%}
    {% for column in ["indicator_number", "period_number", "instrument_number", "area_type", "source_id", "is_synthetic"] -%}
    {{ points }}.{{ column }} = {{ funnels }}.{{ column }} and{{ " " }}
    {%- endfor -%}
    coalesce({{ points }}.age_band, '') = coalesce({{ funnels }}.age_band, '')
{%- endmacro %}

{% macro funnel_angle(share, n) -%}
    asin(sqrt(({{ share }} * {{ n }} + 0.375) / ({{ n }} + 0.75)))
{%- endmacro %}

{# How many standard deviations a share lies from the common one, were size the only thing that tells areas apart. #}
{% macro funnel_z(share, n, common) -%}
    2.0 * sqrt({{ n }} + 0.5) * ({{ funnel_angle(share, n) }} - asin(sqrt({{ common }})))
{%- endmacro %}

{#
    The end of the tenth that is pulled in, see funnel_over_dispersion: the value at the place 1 + (count − 1) · `part` among
    all in order, between two places the mean by distance (the usual quantile; R. J. Hyndman & Y. Fan, The American
    Statistician 50 (1996) 361–365, definition 7).
#}
{% macro funnel_end(z, part) -%}
    percentile_cont({{ part }}) within group (order by {{ z }})
{%- endmacro %}

{#
    By how much areas differ beyond what their size explains: the mean of the squared z, a tenth of them at each end pulled
    in to the tenth beside them, so that a few outliers do not hide themselves; at least 1. D. J. Spiegelhalter, "Handling
    over-dispersion of performance indicators", Quality and Safety in Health Care 14 (2005) 347–351.
#}
{% macro funnel_over_dispersion(z, low_end, high_end) -%}
    greatest(1.0, avg(power(least(greatest({{ z }}, {{ low_end }}), {{ high_end }}), 2)))
{%- endmacro %}

{#
    The share of n persons that lies `normal` · √over-dispersion standard deviations from the common one, `sign` + above or −
    below it: the inverse of funnel_z, so that a share is beyond it exactly when its z is. NULL where there is no common one.
#}
{% macro funnel_limit(n, common, over_dispersion, normal, sign) -%}
    {%- set angle -%}
        asin(sqrt({{ common }})) {{ sign }} {{ normal }} * sqrt({{ over_dispersion }}) / (2.0 * sqrt({{ n }} + 0.5))
    {%- endset -%}
    {%- set ended = "least(" ~ angle ~ ", " ~ half_pi() ~ ")" if sign == "+" else "greatest(" ~ angle ~ ", 0.0)" -%}
    case
        when {{ common }} is not null and {{ over_dispersion }} is not null
            then least(1.0, greatest(0.0, (({{ n }} + 0.75) * power(sin({{ ended }}), 2) - 0.375) / {{ n }}))
    end
{%- endmacro %}

{# The four limits as columns in percent, from the names of n and of the columns of fct_funnel. #}
{% macro funnel_limits(n, common, over_dispersion) -%}
    {%- for name, normal, sign in [
        ("low_998", z_998(), "-"), ("low_95", z_95(), "-"), ("high_95", z_95(), "+"), ("high_998", z_998(), "+")
    ] -%}
    cast(100.0 * {{ funnel_limit(n, common, over_dispersion, normal, sign) }} as {{ type_double() }}) as {{ name }}
    {{- "," if not loop.last }}
    {% endfor -%}
{%- endmacro %}

{# Why a funnel is not drawn; empty where it is. #}
{% macro funnel_reason(areas, hidden_areas) -%}
    case
        when {{ areas }} < {{ var("fewest_areas_of_a_funnel") }}
            then 'Kun ' || {{ danish_number(areas) }}
                || case when {{ areas }} = 1 then ' område' else ' områder' end
                || ' har et tal af samme art, periode og kilde, hvor antallet er oplyst og må vises.'
                || ' Der skal mindst {{ var("fewest_areas_of_a_funnel") }} til, før det kan siges, hvad der er sædvanligt.'
        when {{ hidden_areas }} > {{ var("most_hidden_of_a_funnel") }} * ({{ areas }} + {{ hidden_areas }})
            then {{ danish_number(hidden_areas) }} || ' af ' || {{ danish_number(areas ~ " + " ~ hidden_areas) }}
                || ' områder har et skjult tal. De skjulte er ikke tilfældige, så hvad der er sædvanligt for resten,'
                || ' er det ikke for alle.'
    end
{%- endmacro %}

{# Numbers of persons that limits are given for, each a fifth larger than the one before, with its neighbours. #}
{% macro funnel_grid() -%}
    {%- set sizes = [] -%}
    {%- for step in range(77) -%}
        {%- set size = (2 ** (step / 4)) | round | int -%}
        {%- if size not in sizes %}{% do sizes.append(size) %}{% endif -%}
    {%- endfor -%}
    {%- for size in sizes %}
    select
        {{ size }} as n,
        {{ sizes[loop.index0 - 1] if loop.index0 else 0 }} as previous_n,
        {{ sizes[loop.index] if not loop.last else 10 * size }} as next_n
    {{ "union all" if not loop.last }}
    {%- endfor %}
{%- endmacro %}
