-- What we know now, in the indicator's unit.
with corrected as (
    select * from {{ ref("int_indicator_values_corrected") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

measured as (
    select
        corrected.*,
        indicators.measure_type,
        case
            when corrected.value_status = 'observed'
                then {{ indicator_value(
                    "indicators.measure_type",
                    "indicators.unit",
                    "corrected.delivered_value",
                    "corrected.numerator",
                    "corrected.denominator",
                ) }}
        end as value
    from corrected
    left join indicators on corrected.indicator_id = indicators.indicator_id
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
        measure_type,
        period_id,
        period_type,
        instrument,
        source_reference,
        value,
        numerator,
        denominator,
        {{ indicator_share("measure_type", "value", "numerator", "denominator") }} as share,
        qualifier,
        case
            when value_status = 'observed' and value is null and denominator = 0 then 'not_applicable'
            when value_status = 'observed' and value is null then 'not_delivered'
            else value_status
        end as value_status,
        printed_label,
        note,
        correction_id,
        is_corrected,
        is_flagged_by_correction
    from measured
)

select * from final
