with delivered as (
    select * from {{ source("raw", "registration") }}
),

final as (
    select
        load_id,
        line,
        source_id,
        helhedsplan_id,
        -- An empty area means the whole plan.
        coalesce(nullif(area_id, ''), helhedsplan_id) as area_id,
        activity_id,
        measure_id,
        nullif(period_id, '') as period_id,
        nullif(period_type, '') as period_type,
        coalesce(counting_mode, 'unknown') as counting_mode,
        reported_count,
        reported_count_max,
        coalesce(qualifier, 'exact') as qualifier,
        coalesce(has_repeats, 'unknown') as has_repeats,
        coalesce(is_doubted, false) as is_doubted,
        reported_by,
        reported_date,
        comment,
        nullif(trim(source_reference), '') as source_reference,
        -- What the row is about, in the sender's own words and in the order of raw.quarantine.key_text.
        trim(coalesce(area_text, ''))
        || '|' || trim(coalesce(activity_text, ''))
        || '|' || trim(coalesce(measure_text, ''))
        || '|' || coalesce(period_id, '') as key_text
    from delivered
)

select * from final
