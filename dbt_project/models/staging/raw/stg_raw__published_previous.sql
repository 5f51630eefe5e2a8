with published as (
    select * from {{ source("raw", "published_previous") }}
),

final as (
    select
        build_id,
        published_at,
        kind,
        area_id,
        indicator_id,
        helhedsplan_id,
        activity_id,
        measure_id,
        period_id,
        source_id,
        coalesce(instrument, '') as instrument,
        source_reference,
        value,
        verdict,
        load_id,
        period_type,
        aspect,
        coalesce(is_corrected, false) as is_corrected,
        coalesce(is_computed, false) as is_computed,
        coalesce(is_flagged, false) as is_flagged
    from published
)

select * from final
