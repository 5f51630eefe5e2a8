with indicators as (
    select * from {{ ref("indicators") }}
),

final as (
    select
        indicator_id,
        name_da,
        definition_da,
        measure_type,
        unit,
        direction,
        theme_da,
        goal_da,
        source_id,
        benchmark_kind,
        period_type,
        decimals,
        min_value,
        max_value,
        expected_lag_months,
        age_from,
        age_to,
        owner,
        is_fixed
    from indicators
)

select * from final
