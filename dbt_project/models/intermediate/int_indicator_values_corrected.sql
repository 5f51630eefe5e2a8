-- What we know now, with the registry's corrections laid over it.
with delivered as (
    select * from {{ ref("int_indicator_values_delivered") }}
),

corrections as (
    select * from {{ ref("int_indicator_corrections_matched") }}
),

current_values as (
    select * from delivered where is_current
),

applied as (
    select
        current_values.*,
        corrections.correction_id,
        corrections.action as correction_action,
        corrections.corrected_value,
        corrections.reason as correction_reason
    from current_values
    left join corrections
        on current_values.load_id = corrections.load_id
        and current_values.line = corrections.line
        and corrections.is_as_expected
        and corrections.correction_number = 1
),

final as (
    select
        load_id,
        line,
        file_name,
        loaded_at,
        source_id,
        area_id,
        indicator_id,
        period_id,
        period_type,
        instrument,
        source_reference,
        qualifier,
        printed_label,
        correction_id,
        case
            when correction_action = 'replace' then corrected_value
            when correction_action = 'hide' then null
            else delivered_value
        end as delivered_value,
        -- A replaced value no longer belongs to the numerator it was delivered with.
        case when correction_action in ('replace', 'hide') then null else numerator end as numerator,
        case when correction_action = 'hide' then null else denominator end as denominator,
        case when correction_action in ('replace', 'hide') then null else standard_deviation end as standard_deviation,
        case correction_action when 'hide' then 'not_applicable' when 'replace' then 'observed' else value_status end
            as value_status,
        coalesce(correction_reason, note) as note,
        coalesce(correction_action in ('replace', 'hide'), false) as is_corrected,
        coalesce(correction_action = 'flag', false) as is_flagged_by_correction
    from applied
)

select * from final
