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
        load_id
    from published
)

select * from final
