-- Which current registration each correction means, and whether it is still the count that the correction was written for.
{{ config(materialized="table") }}

with corrections as (
    select * from {{ ref("int_corrections_in_force") }}
),

delivered as (
    select * from {{ ref("int_registrations_delivered") }}
),

matched as (
    select
        corrections.correction_id,
        corrections.action,
        corrections.value as corrected_value,
        corrections.counting_mode as corrected_counting_mode,
        corrections.expect_value,
        corrections.reason,
        delivered.registration_id,
        delivered.reported_count as delivered_value,
        corrections.expect_value is null
        or coalesce(corrections.expect_value = delivered.reported_count, false) as is_as_expected,
        (corrections.action = 'replace' and coalesce(corrections.value = delivered.reported_count, false))
        or (corrections.action = 'set_counting_mode' and corrections.counting_mode = delivered.counting_mode) as is_mended
    from corrections
    inner join delivered
        on corrections.helhedsplan_id = delivered.helhedsplan_id
        and coalesce(corrections.area_id, corrections.helhedsplan_id) = delivered.area_id
        and corrections.activity_id = delivered.activity_id
        and corrections.measure_id = delivered.measure_id
        and corrections.period_id = delivered.period_id
    where delivered.is_current
),

final as (
    select
        *,
        row_number() over (partition by registration_id order by correction_id) as correction_number
    from matched
)

select * from final
