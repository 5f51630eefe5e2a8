-- Every figure of an area with all that it is held up against: the rest of its municipality where both counts are known, else
-- the municipality; the country; all helhedsplaner; social housing; the start of its agreement. One row per benchmark.
{{ config(materialized="view") }}
{% set figure = ["point_id", "area_id", "indicator_id", "period_id", "period_type", "instrument", "source_id", "source_reference",
    "value", "numerator", "denominator", "n_effective", "ci_low", "ci_high", "qualifier", "value_status", "suppression_reason",
    "is_flagged", "is_under_clarification", "is_synthetic", "share", "estimate", "contradicts_its_counts", "age_band"] %}
{% set own = figure + ["area_type", "measure_type", "unit", "rate_per", "start_date"] %}
{% set theirs = ["area_id", "period_id", "period_type", "instrument", "age_band", "value", "numerator", "denominator",
    "n_effective", "share", "ci_low", "ci_high", "qualifier", "value_status", "source_reference", "is_flagged",
    "is_under_clarification"] %}

with indicators as (
    select * from {{ ref("dim_indicator") }}
),

agreement_starts as (
    select * from {{ ref("int_agreement_starts") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

poisson_limits as (
    select * from {{ ref("poisson_limits") }}
),

offered as (
    select * from {{ ref("int_benchmark_offers") }}
),

benchmarks as (
    select * from {{ ref("int_benchmark_points") }}
),

-- Almost all have the benchmark's figure from the same survey and period; otherwise the nearest is shown but not compared with.
of_same_period as (
    select
        {% for column in own -%}
        points.{{ column }},
        {% endfor -%}
        offered.baseline_kind,
        offered.baseline_area_id as wanted_area_id,
        offered.is_only_baseline,
        {% for column in theirs -%}
        benchmarks.{{ column }} as baseline_{{ column }}{{ "," if not loop.last }}
        {% endfor %}
    from {{ ref("int_area_points") }} as points
    inner join offered on points.area_id = offered.area_id and points.indicator_id = offered.indicator_id
    inner join benchmarks on {{ number_of_same_slice("offered.baseline_area_number", "points") }} = benchmarks.point_id
    where points.is_compared
),

unanswered as (
    select * from {{ ref("int_area_unanswered") }}
),

alone as (
    select
        {% for column in own -%}
        points.{{ column }},
        {% endfor -%}
        unanswered.baseline_kind,
        unanswered.baseline_area_id as wanted_area_id,
        unanswered.is_only_baseline
    from {{ ref("int_area_points") }} as points
    inner join unanswered on points.point_id = unanswered.point_id
),

by_distance as (
    select
        alone.*,
        {% for column in theirs -%}
        benchmarks.{{ column }} as baseline_{{ column }},
        {% endfor -%}
        row_number() over (
            partition by alone.point_id, alone.baseline_kind
            order by
                case when alone.instrument = benchmarks.instrument then 0 else 1 end,
                abs({{ days_between("benchmarks.start_date", "alone.start_date") }}),
                benchmarks.start_date desc,
                benchmarks.period_type,
                benchmarks.instrument
        ) as distance
    from alone
    inner join benchmarks
        on alone.wanted_area_id = benchmarks.area_id
        and alone.indicator_id = benchmarks.indicator_id
),

found as (
    select * from of_same_period
    union all
    select
        {% for column in own -%}
        {{ column }},
        {% endfor -%}
        baseline_kind,
        wanted_area_id,
        is_only_baseline,
        {% for column in theirs -%}
        baseline_{{ column }}{{ "," if not loop.last }}
        {% endfor %}
    from by_distance
    where distance = 1
),

candidates as (
    select
        found.*,
        found.instrument = found.baseline_instrument as is_same_instrument,
        found.period_id = found.baseline_period_id and found.period_type = found.baseline_period_type as is_same_period,
        found.period_type = found.baseline_period_type as is_same_period_type,
        {{ is_same_age_band("found.age_band", "found.baseline_age_band") }} as is_same_age_band,
        thresholds.threshold
    from found
    left join thresholds
        on found.source_id = thresholds.source_id and found.area_type = thresholds.area_type
),

nearest as (
    select
        *,
        baseline_kind = 'municipality'
        and measure_type in ('proportion', 'mean', 'rate')
        and is_same_instrument
        and is_same_period
        and is_same_age_band
        -- A survey of the municipality need not hold the area's answers, and weighted ones are not told by their counts.
        and period_type <> 'survey_wave'
        and coalesce(n_effective = denominator and baseline_n_effective = baseline_denominator, false)
        and value_status = 'observed'
        and baseline_value_status = 'observed'
        -- Of a municipality whose share is not that of its counts there is no telling what its rest is.
        and not {{ contradicts_its_counts("measure_type", "baseline_value", "100.0 * baseline_share") }}
        and coalesce(
            numerator <= baseline_numerator
            and denominator < baseline_denominator
            and baseline_denominator - denominator >= threshold
            and (
                measure_type in ('mean', 'rate')
                or (
                    not {{ is_small_count("baseline_numerator - numerator", "threshold") }}
                    and baseline_denominator - denominator >= baseline_numerator - numerator
                    and not {{ is_small_count(
                        "baseline_denominator - denominator - baseline_numerator + numerator", "threshold"
                    ) }}
                )
            ),
            false
        ) as has_rest
    from candidates
),

with_rest as (
    select
        *,
        case when has_rest then 'rest_of_municipality' else baseline_kind end as kind,
        case when has_rest then baseline_numerator - numerator else baseline_numerator end as kind_numerator,
        case when has_rest then baseline_denominator - denominator else baseline_denominator end as kind_denominator
    from nearest
),

valued as (
    select
        with_rest.*,
        case
            when not has_rest then baseline_value
            else {{ indicator_value("measure_type", "unit", "cast(null as " ~ type_double() ~ ")", "kind_numerator",
                "kind_denominator", "rate_per") }}
        end as kind_value,
        case when has_rest and measure_type = 'proportion' then kind_numerator / kind_denominator else baseline_share end
            as kind_share,
        poisson_limits.exact_low,
        poisson_limits.exact_high
    from with_rest
    left join poisson_limits
        on with_rest.has_rest and with_rest.measure_type = 'rate' and with_rest.kind_numerator = poisson_limits.events
),

delivered as (
    select
        {% for column in figure -%}
        {{ column }},
        {% endfor -%}
        kind as baseline_kind,
        baseline_area_id,
        baseline_period_id,
        kind_value as baseline_value,
        kind_numerator as baseline_numerator,
        kind_denominator as baseline_denominator,
        kind_share as baseline_share,
        {{ indicator_estimate("kind_value", "kind_share") }} as baseline_estimate,
        case when has_rest then {{ rest_limit("low") }} else baseline_ci_low end as baseline_ci_low,
        case when has_rest then {{ rest_limit("high") }} else baseline_ci_high end as baseline_ci_high,
        baseline_qualifier,
        baseline_value_status as baseline_status,
        baseline_source_reference,
        baseline_is_flagged as is_baseline_flagged,
        baseline_is_under_clarification as is_baseline_under_clarification,
        is_same_instrument,
        is_same_period,
        is_same_period_type,
        is_same_age_band,
        baseline_age_band,
        is_only_baseline
    from valued
),

agreement_start as (
    select
        {% for column in figure -%}
        compared.{{ column }},
        {% endfor -%}
        'agreement_start' as baseline_kind,
        starts.area_id as baseline_area_id,
        starts.period_id as baseline_period_id,
        starts.value as baseline_value,
        starts.numerator as baseline_numerator,
        starts.denominator as baseline_denominator,
        starts.share as baseline_share,
        starts.estimate as baseline_estimate,
        starts.ci_low as baseline_ci_low,
        starts.ci_high as baseline_ci_high,
        starts.qualifier as baseline_qualifier,
        starts.value_status as baseline_status,
        starts.source_reference as baseline_source_reference,
        starts.is_flagged as is_baseline_flagged,
        starts.is_under_clarification as is_baseline_under_clarification,
        true as is_same_instrument,
        false as is_same_period,
        true as is_same_period_type,
        {{ is_same_age_band("compared.age_band", "starts.age_band") }} as is_same_age_band,
        starts.age_band as baseline_age_band,
        false as is_only_baseline
    from {{ ref("int_area_points") }} as compared
    inner join agreement_starts
        on compared.point_id = agreement_starts.point_id
    inner join {{ ref("int_area_points") }} as starts
        on agreement_starts.start_point_id = starts.point_id
    where compared.is_compared
),

-- An area that nothing was delivered for to compare with still has its row, which says so. What was offered has always found
-- a figure, if only one of another period.
offered_nothing as (
    select points.area_id, points.indicator_id
    from (select distinct area_id, indicator_id from {{ ref("int_area_points") }} where is_compared) as points
    left join offered on points.area_id = offered.area_id and points.indicator_id = offered.indicator_id
    where offered.area_id is null
),

without_benchmark as (
    select
        {% for column in figure -%}
        compared.{{ column }},
        {% endfor -%}
        coalesce(indicators.benchmark_kind, 'municipality') as baseline_kind,
        cast(null as {{ dbt.type_string() }}) as baseline_area_id,
        cast(null as {{ dbt.type_string() }}) as baseline_period_id,
        cast(null as {{ type_double() }}) as baseline_value,
        cast(null as {{ type_double() }}) as baseline_numerator,
        cast(null as {{ type_double() }}) as baseline_denominator,
        cast(null as {{ type_double() }}) as baseline_share,
        cast(null as {{ type_double() }}) as baseline_estimate,
        cast(null as {{ type_double() }}) as baseline_ci_low,
        cast(null as {{ type_double() }}) as baseline_ci_high,
        'exact' as baseline_qualifier,
        cast(null as {{ dbt.type_string() }}) as baseline_status,
        cast(null as {{ dbt.type_string() }}) as baseline_source_reference,
        false as is_baseline_flagged,
        false as is_baseline_under_clarification,
        false as is_same_instrument,
        false as is_same_period,
        false as is_same_period_type,
        false as is_same_age_band,
        cast(null as {{ dbt.type_string() }}) as baseline_age_band,
        false as is_only_baseline
    from {{ ref("int_area_points") }} as compared
    inner join offered_nothing
        on compared.area_id = offered_nothing.area_id and compared.indicator_id = offered_nothing.indicator_id
    inner join indicators on compared.indicator_id = indicators.indicator_id
    left join agreement_starts
        on compared.point_id = agreement_starts.point_id
        and indicators.benchmark_kind = 'agreement_start'
    where compared.is_compared and agreement_starts.area_id is null
),

final as (
    select * from delivered
    union all
    select * from agreement_start
    union all
    select * from without_benchmark
)

select * from final
