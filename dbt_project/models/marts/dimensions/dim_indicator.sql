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
        is_fixed,
        rate_per,
        coalesce(is_stock, false) as is_stock,
        cast({{ relevant_change() }} as {{ type_double() }}) as relevant_change
    from indicators
)

select * from final
