-- The benchmarks of the figures that changes are measured from: what the benchmark's own change is measured from. Few figures
-- are one, so that none is looked up among all the others.
with benchmarks as (
    select * from {{ ref("int_area_benchmarks") }}
),

starts as (
    select * from {{ ref("fct_area_start") }}
),

final as (
    select
        benchmarks.point_id,
        benchmarks.baseline_kind,
        benchmarks.baseline_area_id,
        cast(benchmarks.baseline_value as {{ type_double() }}) as baseline_value,
        cast(benchmarks.baseline_estimate as {{ type_double() }}) as baseline_estimate,
        cast(benchmarks.baseline_ci_low as {{ type_double() }}) as baseline_ci_low,
        cast(benchmarks.baseline_ci_high as {{ type_double() }}) as baseline_ci_high
    from benchmarks
    inner join starts on benchmarks.point_id = starts.point_id
    where benchmarks.is_same_instrument and benchmarks.is_same_period and benchmarks.is_same_age_band
        and benchmarks.baseline_status = 'observed'
        and not benchmarks.is_baseline_under_clarification
        -- Only a share has an estimate of its own.
        and not {{ contradicts_its_counts("'proportion'", "benchmarks.baseline_value", "benchmarks.baseline_estimate") }}
)

select * from final
