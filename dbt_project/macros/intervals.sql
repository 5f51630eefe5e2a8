{#
    Limits for shares and differences between shares. p is a share between 0 and 1, n the number of persons or answers
    behind it; every result is a share too. Each formula stands here and nowhere else.

    Quantiles of the standard normal distribution; tests/dbt checks them against scipy.stats.norm.ppf.
#}
{% macro z_95() %}{{ return("1.959963984540054") }}{% endmacro %}
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
    Newcombe's hybrid score interval for p1 − p2 of independent shares, without continuity correction: method 10 in
    R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890. low_/high_ are the Wilson limits of each share.
#}
{% macro newcombe_low(p1, low1, p2, high2) -%}
    ({{ p1 }} - {{ p2 }}
    - sqrt(({{ p1 }} - {{ low1 }}) * ({{ p1 }} - {{ low1 }}) + ({{ high2 }} - {{ p2 }}) * ({{ high2 }} - {{ p2 }})))
{%- endmacro %}

{% macro newcombe_high(p1, high1, p2, low2) -%}
    ({{ p1 }} - {{ p2 }}
    + sqrt(({{ high1 }} - {{ p1 }}) * ({{ high1 }} - {{ p1 }}) + ({{ p2 }} - {{ low2 }}) * ({{ p2 }} - {{ low2 }})))
{%- endmacro %}

{#
    The difference between two differences, d1 − d2, each with its own limits (MOVER): G. Y. Zou & A. Donner,
    Statistics in Medicine 27 (2008) 1693–1702. With Wilson limits throughout it extends method 10 above.
#}
{% macro difference_of_differences_low(d1, low1, d2, high2) -%}
    {{ newcombe_low(d1, low1, d2, high2) }}
{%- endmacro %}

{% macro difference_of_differences_high(d1, high1, d2, low2) -%}
    {{ newcombe_high(d1, high1, d2, low2) }}
{%- endmacro %}

{#
    The smallest difference between shares of n1 and n2 persons that a test at the 5 % level finds four times in five:
    (z of 97.5 % + z of 80 %) × √(p(1 − p)(1/n1 + 1/n2)); J. L. Fleiss, B. Levin & M. C. Paik, Statistical Methods for
    Rates and Proportions, 3rd ed. (2003), section 4.2, with the variance at p. NULL at 0 and 1, where it says nothing.
#}
{% macro detectable_difference(p, n1, n2) -%}
    case
        when {{ p }} > 0 and {{ p }} < 1 and {{ n1 }} > 0 and {{ n2 }} > 0
            then ({{ z_95() }} + {{ z_power_80() }})
                * sqrt({{ p }} * (1.0 - {{ p }}) * (1.0 / {{ n1 }} + 1.0 / {{ n2 }}))
    end
{%- endmacro %}
