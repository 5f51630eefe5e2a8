-- The figures of the build that readers have in front of them now.
with published as (
    select * from {{ ref("stg_raw__published_previous") }}
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
        instrument,
        source_reference,
        value,
        verdict,
        load_id
    from published
)

select * from final
