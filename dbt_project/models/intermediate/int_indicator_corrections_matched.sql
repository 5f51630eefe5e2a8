-- Which current value each correction means, and whether it is still the value that the correction was written for.
{{ config(materialized="table") }}

with corrections as (
    select * from {{ ref("int_corrections_in_force") }}
),

delivered as (
    select * from {{ ref("int_indicator_values_delivered") }}
),

matched as (
    select
        corrections.correction_id,
        corrections.action,
        corrections.value as corrected_value,
        corrections.expect_value,
        corrections.reason,
        delivered.load_id,
        delivered.line,
        delivered.delivered_value,
        corrections.expect_value is null
        or coalesce(abs(corrections.expect_value - delivered.delivered_value) < 0.000001, false) as is_as_expected,
        corrections.action = 'replace'
        and coalesce(abs(corrections.value - delivered.delivered_value) < 0.000001, false) as is_mended
    from corrections
    inner join delivered
        on corrections.area_id = delivered.area_id
        and corrections.indicator_id = delivered.indicator_id
        and corrections.period_id = delivered.period_id
        and coalesce(corrections.source_id, delivered.source_id) = delivered.source_id
        and coalesce(corrections.instrument, delivered.instrument) = delivered.instrument
    where delivered.is_current
),

final as (
    select
        *,
        row_number() over (partition by load_id, line order by correction_id) as correction_number
    from matched
)

select * from final
