-- Which share worked out from answers each correction means, and whether it is still the value that it was written for: such
-- a share is printed nowhere, so its first decimal decides.
{{ config(materialized="table") }}

with corrections as (
    select * from {{ ref("int_corrections_in_force") }}
),

shares as (
    select * from {{ ref("int_survey_shares") }}
),

matched as (
    select
        shares.area_id,
        {{ survey_share_columns("shares") }},
        corrections.correction_id,
        corrections.action,
        corrections.value as corrected_value,
        corrections.reason,
        shares.value as delivered_value,
        corrections.expect_value is null
        or coalesce(abs(corrections.expect_value - shares.value) < 0.05, false) as is_as_expected,
        false as is_mended
    from corrections
    inner join shares
        on corrections.area_id = shares.area_id
        and corrections.indicator_id = shares.indicator_id
        and corrections.period_id = shares.period_id
        and coalesce(corrections.source_id, shares.source_id) = shares.source_id
        and coalesce(corrections.instrument, shares.instrument) = shares.instrument
),

final as (
    select
        *,
        row_number() over (
            partition by area_id, {{ survey_share_columns() }} order by correction_id
        ) as correction_number
    from matched
)

select * from final
