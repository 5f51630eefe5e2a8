{#
    95 % limits by the kind of measure, and limits of differences. For shares, p lies between 0 and 1, n is the number of
    persons or answers behind it (the effective number, where answers are weighted), and every result is a share too.
    Each formula stands here and nowhere else. A formula whose n or spread is not known gives NULL.

    Quantiles of the standard normal distribution, two-sided 95 % and 99.8 %, and four times in five; tests/dbt checks
    them against scipy. Those of Student's t and of Poisson counts are the seeds student_t_quantiles and poisson_limits.
#}
{% macro z_95() %}{{ return("1.959963984540054") }}{% endmacro %}
{% macro z_998() %}{{ return("3.090232306167813") }}{% endmacro %}
{% macro z_power_80() %}{{ return("0.8416212335729143") }}{% endmacro %}

{# Whether limits can be given at all: a share between 0 and 1 of a known number of persons. #}
{% macro has_limits(p, n) -%}
    ({{ n }} > 0 and {{ p }} between 0 and 1)
{%- endmacro %}

{#
    Wilson's score interval, 95 %: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212; method 3 in R. G. Newcombe,
    Statistics in Medicine 17 (1998) 857–872. NULL without a usable share and n.
#}
{% macro wilson_low(p, n) -%}
    case when {{ has_limits(p, n) }} then greatest(0.0, {{ wilson_centre(p, n) }} - {{ wilson_half_width(p, n) }}) end
{%- endmacro %}

{% macro wilson_high(p, n) -%}
    case when {{ has_limits(p, n) }} then least(1.0, {{ wilson_centre(p, n) }} + {{ wilson_half_width(p, n) }}) end
{%- endmacro %}

{% macro wilson_centre(p, n) -%}
    ({{ p }} + {{ z_95() }} * {{ z_95() }} / (2.0 * {{ n }})) / (1.0 + {{ z_95() }} * {{ z_95() }} / {{ n }})
{%- endmacro %}

{% macro wilson_half_width(p, n) -%}
    {{ z_95() }} * sqrt({{ p }} * (1.0 - {{ p }}) / {{ n }} + {{ z_95() }} * {{ z_95() }} / (4.0 * {{ n }} * {{ n }}))
    / (1.0 + {{ z_95() }} * {{ z_95() }} / {{ n }})
{%- endmacro %}

{#
    Limits of a number of events, seen as a Poisson count: exact under 10 (F. Garwood, Biometrika 28 (1936) 437–442; the
    seed poisson_limits, joined by the count), Byar's approximation from 10 on (N. E. Breslow & N. E. Day, Statistical
    Methods in Cancer Research II (1987), section 2.3).
#}
{% macro events_low(events, exact_low) -%}
    case when {{ events }} >= 10 then {{ byar_low(events) }} else {{ exact_low }} end
{%- endmacro %}

{% macro events_high(events, exact_high) -%}
    case when {{ events }} >= 10 then {{ byar_high(events) }} else {{ exact_high }} end
{%- endmacro %}

{% macro byar_low(events) -%}
    {{ events }} * power(1.0 - 1.0 / (9.0 * {{ events }}) - {{ z_95() }} / (3.0 * sqrt({{ events }})), 3)
{%- endmacro %}

{% macro byar_high(events) -%}
    ({{ events }} + 1.0)
    * power(1.0 - 1.0 / (9.0 * ({{ events }} + 1.0)) + {{ z_95() }} / (3.0 * sqrt({{ events }} + 1.0)), 3)
{%- endmacro %}

{#
    Half the width of the limits of a mean of n values: t · s / √n (Student, Biometrika 6 (1908) 1–25). `t` comes from the
    seed student_t_quantiles, joined by degrees of freedom; beyond the seed it is worked out.
#}
{% macro mean_half_width(standard_deviation, n, t) -%}
    case
        when {{ n }} > 1 and {{ standard_deviation }} >= 0
            then {{ student_t(z_95(), t, "(" ~ n ~ " - 1.0)") }} * {{ standard_deviation }} / sqrt({{ n }})
    end
{%- endmacro %}

{#
    The quantile of Student's t beside the normal quantile z: from the seed, else from Fisher's expansion in 1/df, which
    beyond 200 degrees of freedom is right to nine decimals (M. Abramowitz & I. A. Stegun, Handbook of Mathematical
    Functions (1964), 26.7.5).
#}
{% macro student_t(z, t, degrees_of_freedom) -%}
    {%- set z = z | float -%}
    {%- set first = (z ** 2 + 1) / 4 -%}
    {%- set second = (5 * z ** 4 + 16 * z ** 2 + 3) / 96 -%}
    {%- set third = (3 * z ** 6 + 19 * z ** 4 + 17 * z ** 2 - 15) / 384 -%}
    {%- set df = degrees_of_freedom -%}
    coalesce(
        {{ t }},
        case
            when {{ df }} > 200
                then {{ z }} * (1.0 + ({{ first }} + ({{ second }} + {{ third }} / {{ df }}) / {{ df }}) / {{ df }})
        end
    )
{%- endmacro %}

{#
    The 95 % limits of a figure in its indicator's unit, by its kind of measure: a share Wilson, a number of events or
    their rate Poisson, a mean Student's t; none for a ratio and for a number that counts what there is (is_stock).
    `side` is low or high. The columns are those of int_indicator_values_computed beside the two seeds.
#}
{% macro figure_limit(side) -%}
    {%- set events = events_low if side == "low" else events_high -%}
    {%- set sign = "-" if side == "low" else "+" -%}
    case
        when measure_type = 'proportion'
            then 100.0 * {{ wilson_low("share", "denominator") if side == "low" else wilson_high("share", "denominator") }}
        when measure_type = 'count' and not coalesce(is_stock, false)
            then {{ events("value", "exact_" ~ side) }}
        when measure_type = 'rate' and denominator > 0
            then coalesce(rate_per, 1) / denominator * ({{ events("numerator", "exact_" ~ side) }})
        when measure_type = 'mean'
            then value {{ sign }} {{ mean_half_width("standard_deviation", "denominator", "t_975") }}
    end
{%- endmacro %}

{# The same for the rest of a municipality, which has counts alone: a mean without its spread has none. #}
{% macro rest_limit(side) -%}
    {%- set events = events_low if side == "low" else events_high -%}
    {%- set wilson = wilson_low if side == "low" else wilson_high -%}
    case measure_type
        when 'proportion' then 100.0 * {{ wilson("kind_share", "kind_denominator") }}
        when 'rate'
            then coalesce(rate_per, 1.0) / kind_denominator * ({{ events("kind_numerator", "exact_" ~ side) }})
    end
{%- endmacro %}

{#
    The limits of the difference d = x1 − x2 of two independent figures from the limits of each (MOVER): d − √((x1 − low1)²
    + (high2 − x2)²) and d + √((high1 − x1)² + (x2 − low2)²). G. Y. Zou & A. Donner, Statistics in Medicine 27 (2008)
    1693–1702. With Wilson limits it is Newcombe's hybrid score interval without continuity correction, method 10 in
    R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890. The difference between two differences is the same once more.
#}
{% macro difference_low(x1, low1, x2, high2) -%}
    ({{ x1 }} - {{ x2 }}
    - sqrt(({{ x1 }} - {{ low1 }}) * ({{ x1 }} - {{ low1 }}) + ({{ high2 }} - {{ x2 }}) * ({{ high2 }} - {{ x2 }})))
{%- endmacro %}

{% macro difference_high(x1, high1, x2, low2) -%}
    ({{ x1 }} - {{ x2 }}
    + sqrt(({{ high1 }} - {{ x1 }}) * ({{ high1 }} - {{ x1 }}) + ({{ x2 }} - {{ low2 }}) * ({{ x2 }} - {{ low2 }})))
{%- endmacro %}

{#
    The smallest change from a share p that a test at the 5 % level finds four times in five with n1 and n2 persons, upward
    or downward, whichever takes more: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd ed. (1988),
    chapter 6, solved for the second share. NULL at 0 and 1, and where no change is large enough.
#}
{% macro detectable_difference(p, n1, n2) -%}
    {%- set nearer = "least(" ~ p ~ ", 1.0 - " ~ p ~ ")" -%}
    {%- set angle -%}
        asin(sqrt({{ nearer }})) + ({{ z_95() }} + {{ z_power_80() }}) * sqrt(1.0 / {{ n1 }} + 1.0 / {{ n2 }}) / 2.0
    {%- endset -%}
    case
        when {{ p }} > 0 and {{ p }} < 1 and {{ n1 }} > 0 and {{ n2 }} > 0
            then case
                when {{ angle }} < {{ half_pi() }} then sin({{ angle }}) * sin({{ angle }}) - {{ nearer }}
            end
    end
{%- endmacro %}
{% macro half_pi() %}{{ return("1.5707963267948966") }}{% endmacro %}

{# The same for any figure with limits: half the width of the limits of the change, set up to four times in five. #}
{% macro detectable_by_limits(low, high) -%}
    ({{ high }} - {{ low }}) / 2.0 * ({{ z_95() }} + {{ z_power_80() }}) / {{ z_95() }}
{%- endmacro %}

{#
    How many of n comparisons at 95 % limits would look different if none were: limits of the binomial distribution with
    probability 5 %. Up to 1000 they are the seed chance_limits; beyond, its normal approximation.
#}
{% macro chance_limit(n, sign) -%}
    greatest(0.0, round(0.05 * {{ n }} {{ sign }} {{ z_95() }} * sqrt(0.05 * 0.95 * {{ n }}), 0))
{%- endmacro %}
