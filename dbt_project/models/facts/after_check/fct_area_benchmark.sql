-- Every figure of an area with what it is held up against: the rest of its municipality where both counts are known, else
-- the municipality; the country; all helhedsplaner; social housing; the start of its agreement. One row per benchmark.

with points as (
    select * from {{ ref("int_area_points") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

agreement_starts as (
    select * from {{ ref("int_agreement_starts") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

compared as (
    select * from points where is_compared
),

-- Invented areas are held up against invented wholes alone, and real ones against real ones.
shared_benchmarks as (
    select
        area_id as baseline_area_id,
        is_synthetic,
        case
            when area_type = 'land' then 'country'
            when area_id in ('ref-alle-helhedsplaner', 'ref-alle-helhedsplaner-eksempel') then 'all_helhedsplaner'
            when area_id = 'ref-almene-boliger' then 'social_housing'
        end as baseline_kind
    from areas
    where area_type = 'land'
        or area_id in ('ref-alle-helhedsplaner', 'ref-alle-helhedsplaner-eksempel', 'ref-almene-boliger')
),

benchmark_areas as (
    select area_id, 'municipality' as baseline_kind, municipality_area_id as baseline_area_id
    from areas
    where municipality_area_id is not null
    union all
    select areas.area_id, shared_benchmarks.baseline_kind, shared_benchmarks.baseline_area_id
    from areas
    inner join shared_benchmarks on areas.is_synthetic = shared_benchmarks.is_synthetic
),

-- The benchmark's figure from the same survey and period if there is one; otherwise the nearest, which is shown but not
-- compared with.
candidates as (
    select
        compared.area_id,
        compared.indicator_id,
        compared.period_id,
        compared.period_type,
        compared.instrument,
        compared.measure_type,
        compared.value_status,
        compared.numerator,
        compared.denominator,
        thresholds.threshold,
        benchmark_areas.baseline_kind,
        benchmarks.area_id as baseline_area_id,
        benchmarks.period_id as baseline_period_id,
        benchmarks.value as baseline_value,
        benchmarks.qualifier as baseline_qualifier,
        benchmarks.numerator as baseline_numerator,
        benchmarks.denominator as baseline_denominator,
        benchmarks.share as baseline_share,
        benchmarks.value_status as baseline_status,
        benchmarks.source_reference as baseline_source_reference,
        benchmarks.is_flagged as is_baseline_flagged,
        benchmarks.is_under_clarification as is_baseline_under_clarification,
        compared.instrument = benchmarks.instrument as is_same_instrument,
        compared.period_id = benchmarks.period_id and compared.period_type = benchmarks.period_type as is_same_period,
        compared.period_type = benchmarks.period_type as is_same_period_type,
        row_number() over (
            partition by
                compared.area_id,
                compared.indicator_id,
                compared.period_id,
                compared.period_type,
                compared.instrument,
                benchmark_areas.baseline_kind
            order by
                case when compared.instrument = benchmarks.instrument then 0 else 1 end,
                case
                    when compared.period_id = benchmarks.period_id and compared.period_type = benchmarks.period_type then 0
                    else 1
                end,
                abs({{ days_between("benchmarks.start_date", "compared.start_date") }}),
                benchmarks.start_date desc,
                benchmarks.period_type,
                benchmarks.instrument
        ) as distance
    from compared
    inner join benchmark_areas on compared.area_id = benchmark_areas.area_id
    inner join points as benchmarks
        on benchmark_areas.baseline_area_id = benchmarks.area_id
        and compared.indicator_id = benchmarks.indicator_id
    left join areas on compared.area_id = areas.area_id
    left join thresholds
        on compared.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
),

nearest as (
    select
        *,
        baseline_kind = 'municipality'
        and measure_type in ('proportion', 'mean')
        and is_same_instrument
        and is_same_period
        and value_status = 'observed'
        and baseline_status = 'observed'
        and coalesce(
            numerator <= baseline_numerator
            and denominator < baseline_denominator
            and baseline_denominator - denominator >= threshold
            and (
                measure_type = 'mean'
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
    where distance = 1
),

with_rest as (
    select
        {{ point_columns() }},
        measure_type,
        case when has_rest then 'rest_of_municipality' else baseline_kind end as baseline_kind,
        baseline_area_id,
        baseline_period_id,
        case when has_rest then baseline_numerator - numerator else baseline_numerator end as baseline_numerator,
        case when has_rest then baseline_denominator - denominator else baseline_denominator end as baseline_denominator,
        has_rest,
        baseline_value,
        baseline_share,
        baseline_qualifier,
        baseline_status,
        baseline_source_reference,
        is_baseline_flagged,
        is_baseline_under_clarification,
        is_same_instrument,
        is_same_period,
        is_same_period_type
    from nearest
),

delivered as (
    select
        {{ point_columns() }},
        baseline_kind,
        baseline_area_id,
        baseline_period_id,
        case
            when not has_rest then baseline_value
            when measure_type = 'mean' then baseline_numerator / baseline_denominator
            else 100.0 * baseline_numerator / baseline_denominator
        end as baseline_value,
        baseline_numerator,
        baseline_denominator,
        case
            when has_rest and measure_type = 'proportion' then baseline_numerator / baseline_denominator
            else baseline_share
        end as baseline_share,
        baseline_qualifier,
        baseline_status,
        baseline_source_reference,
        is_baseline_flagged,
        is_baseline_under_clarification,
        is_same_instrument,
        is_same_period,
        is_same_period_type
    from with_rest
),

agreement_start as (
    select
        {{ point_columns("compared") }},
        'agreement_start' as baseline_kind,
        starts.area_id as baseline_area_id,
        starts.period_id as baseline_period_id,
        starts.value as baseline_value,
        starts.numerator as baseline_numerator,
        starts.denominator as baseline_denominator,
        starts.share as baseline_share,
        starts.qualifier as baseline_qualifier,
        starts.value_status as baseline_status,
        starts.source_reference as baseline_source_reference,
        starts.is_flagged as is_baseline_flagged,
        starts.is_under_clarification as is_baseline_under_clarification,
        true as is_same_instrument,
        false as is_same_period,
        true as is_same_period_type
    from compared
    inner join agreement_starts
        on {{ same_point("compared", "agreement_starts") }}
    inner join points as starts
        on agreement_starts.area_id = starts.area_id
        and agreement_starts.indicator_id = starts.indicator_id
        and agreement_starts.start_period_id = starts.period_id
        and agreement_starts.period_type = starts.period_type
        and agreement_starts.instrument = starts.instrument
),

-- An area that nothing was delivered for to compare with still has its row, which says so.
without_benchmark as (
    select
        {{ point_columns("compared") }},
        coalesce(indicators.benchmark_kind, 'municipality') as baseline_kind,
        cast(null as {{ dbt.type_string() }}) as baseline_area_id,
        cast(null as {{ dbt.type_string() }}) as baseline_period_id,
        cast(null as {{ type_double() }}) as baseline_value,
        cast(null as {{ type_double() }}) as baseline_numerator,
        cast(null as {{ type_double() }}) as baseline_denominator,
        cast(null as {{ type_double() }}) as baseline_share,
        'exact' as baseline_qualifier,
        cast(null as {{ dbt.type_string() }}) as baseline_status,
        cast(null as {{ dbt.type_string() }}) as baseline_source_reference,
        false as is_baseline_flagged,
        false as is_baseline_under_clarification,
        false as is_same_instrument,
        false as is_same_period,
        false as is_same_period_type
    from compared
    inner join indicators on compared.indicator_id = indicators.indicator_id
    left join delivered on {{ same_point("compared", "delivered") }}
    left join agreement_start
        on {{ same_point("compared", "agreement_start") }}
        and indicators.benchmark_kind = 'agreement_start'
    where delivered.area_id is null and agreement_start.area_id is null
),

final as (
    select * from delivered
    union all
    select * from agreement_start
    union all
    select * from without_benchmark
)

select * from final
