with delivered as (
    select * from {{ source("raw", "indicator_value") }}
),

final as (
    select
        load_id,
        line,
        source_id,
        area_id,
        indicator_id,
        period_id,
        period_type,
        coalesce(instrument, '') as instrument,
        nullif(trim(source_reference), '') as source_reference,
        value as delivered_value,
        numerator,
        denominator,
        standard_deviation,
        coalesce(qualifier, 'exact') as qualifier,
        coalesce(value_status, 'observed') as value_status,
        nullif(trim(printed_label), '') as printed_label,
        note,
        -- What the row is about, in the sender's own words and in the order of raw.quarantine.key_text.
        trim(coalesce(area_text, ''))
        || '|' || coalesce(municipality_code, '')
        || '|' || trim(coalesce(indicator_text, ''))
        || '|' || coalesce(period_id, '')
        || '|' || coalesce(instrument, '') as key_text
    from delivered
)

select * from final
