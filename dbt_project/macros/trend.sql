{#
    The course of a figure over time: the sums of a straight line through points (t, y) with weights w, and the tests that
    are made of them. `s` is the prefix of the columns that hold the sums: s_w, s_wt, s_wtt, s_wy, s_wty, s_wyy. The sums are
    taken up to and including each point, so that every point has its own course behind it.
#}

{# The columns of the sums over a window. A point that does not count has the weight NULL. #}
{% macro running_sums(prefix, w, t, y, window) -%}
    {%- for name, term in [
        ("w", w),
        ("wt", w ~ " * " ~ t),
        ("wtt", w ~ " * " ~ t ~ " * " ~ t),
        ("wy", w ~ " * " ~ y),
        ("wty", w ~ " * " ~ t ~ " * " ~ y),
        ("wyy", w ~ " * " ~ y ~ " * " ~ y),
    ] %}
    sum({{ term }}) over {{ window }} as {{ prefix }}_{{ name }}{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Sums of squares and products about the weighted means. #}
{% macro spread_t(s) -%}({{ s }}_wtt - {{ s }}_wt * {{ s }}_wt / {{ s }}_w){%- endmacro %}
{% macro spread_y(s) -%}({{ s }}_wyy - {{ s }}_wy * {{ s }}_wy / {{ s }}_w){%- endmacro %}
{% macro spread_ty(s) -%}({{ s }}_wty - {{ s }}_wt * {{ s }}_wy / {{ s }}_w){%- endmacro %}

{% macro slope(s) -%}({{ spread_ty(s) }} / {{ spread_t(s) }}){%- endmacro %}

{#
    Chi-square for linear trend in shares, as its root z: Σn(p − p̄)(t − t̄) / √(p̄(1 − p̄) Σn(t − t̄)²), where y is the share
    in percent and w its n. W. G. Cochran, Biometrics 10 (1954) 417–451; P. Armitage, Biometrics 11 (1955) 375–386.
    NULL where every share is 0 or every share is 1.
#}
{% macro linear_trend_z(s) -%}
    {%- set share = "(" ~ s ~ "_wy / " ~ s ~ "_w / 100.0)" -%}
    case
        when {{ s }}_w > 0 and {{ share }} > 0 and {{ share }} < 1 and {{ spread_t(s) }} > 0
            then {{ spread_ty(s) }} / 100.0 / sqrt({{ share }} * (1.0 - {{ share }}) * {{ spread_t(s) }})
    end
{%- endmacro %}

{#
    The slope over its standard error in a weighted regression with k points, Student's t with k − 2 degrees of freedom.
    `least_scatter` is the least that the points are taken to scatter about the line, per degree of freedom: 1 where the
    weights are 1 / standard error², so that points which happen to lie closer than their uncertainty allows do not count
    for more than it says (R. T. Birge, Physical Review 40 (1932) 207–227); 0 where nothing is known but the points.
    NULL where the points do not differ.
#}
{% macro regression_t(s, k, least_scatter) -%}
    {%- set scatter = "greatest(" ~ least_scatter ~ ", (" ~ spread_y(s) ~ " - " ~ spread_ty(s) ~ " * " ~ slope(s) ~ ") / ("
        ~ k ~ " - 2.0))" -%}
    case
        when {{ k }} > 2 and {{ spread_t(s) }} > 0 and {{ spread_y(s) }} > 1e-12 * {{ s }}_wyy
            then {{ slope(s) }} * sqrt({{ spread_t(s) }} / greatest({{ scatter }}, 1e-12 * {{ spread_y(s) }} / {{ k }}))
    end
{%- endmacro %}

{# What decides the sign of the slope, and the same when one point (w, t, y) is left out: the sums less the point. #}
{% macro slope_sign(s) -%}
    ({{ s }}_w * {{ s }}_wty - {{ s }}_wt * {{ s }}_wy)
{%- endmacro %}

{% macro slope_sign_without(s, w, t, y) -%}
    (({{ s }}_w - {{ w }}) * ({{ s }}_wty - {{ w }} * {{ t }} * {{ y }})
    - ({{ s }}_wt - {{ w }} * {{ t }}) * ({{ s }}_wy - {{ w }} * {{ y }}))
{%- endmacro %}
