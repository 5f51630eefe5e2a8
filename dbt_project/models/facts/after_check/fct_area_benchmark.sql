-- Every figure of an area with all that it is held up against, and which of them it is shown against: the indicator's own, else
-- another that has a figure; never its own past. Only figures that are held up against several are put in order, since most of
-- them have one.
{{ config(materialized="view") }}
{% set figure = ["source_id", "source_reference", "value", "numerator", "denominator", "n_effective", "ci_low", "ci_high",
    "qualifier", "value_status", "suppression_reason", "is_flagged", "is_under_clarification", "is_synthetic", "share", "estimate",
    "contradicts_its_counts"] %}

with benchmarks as (
    select * from {{ ref("int_area_benchmarks") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

ordered as (
    select
        several.point_id,
        several.baseline_kind,
        row_number() over (
            partition by several.point_id
            order by
                case
                    when several.baseline_kind = 'agreement_start' then 5
                    when several.baseline_kind = indicators.benchmark_kind and several.baseline_value is not null then 0
                    when indicators.benchmark_kind = 'rest_of_municipality' and several.baseline_kind = 'municipality' then 1
                    when several.baseline_kind = indicators.benchmark_kind then 2
                    when several.baseline_value is not null then 3
                    else 4
                end,
                several.baseline_kind
        ) as preference
    from {{ ref("int_area_benchmarks") }} as several
    inner join indicators on several.indicator_id = indicators.indicator_id
    where not several.is_only_baseline
),

final as (
    select
        benchmarks.point_id,
        {{ point_columns("benchmarks") }},
        {% for column in figure -%}
        benchmarks.{{ column }},
        {% endfor -%}
        benchmarks.baseline_kind,
        benchmarks.baseline_area_id,
        benchmarks.baseline_period_id,
        benchmarks.baseline_value,
        benchmarks.baseline_numerator,
        benchmarks.baseline_denominator,
        benchmarks.baseline_share,
        benchmarks.baseline_estimate,
        benchmarks.baseline_ci_low,
        benchmarks.baseline_ci_high,
        benchmarks.baseline_qualifier,
        benchmarks.baseline_status,
        benchmarks.baseline_source_reference,
        benchmarks.is_baseline_flagged,
        benchmarks.is_baseline_under_clarification,
        benchmarks.is_same_instrument,
        benchmarks.is_same_period,
        benchmarks.is_same_period_type,
        benchmarks.is_same_age_band,
        benchmarks.age_band,
        benchmarks.baseline_age_band,
        coalesce(ordered.preference, 1) = 1 and benchmarks.baseline_kind <> 'agreement_start' as is_main_baseline
    from benchmarks
    left join ordered
        on benchmarks.point_id = ordered.point_id and benchmarks.baseline_kind = ordered.baseline_kind
)

select * from final
