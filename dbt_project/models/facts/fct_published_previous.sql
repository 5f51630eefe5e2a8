-- The figures and verdicts of the build that readers have in front of them now.
{{ config(materialized="view") }}

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
        load_id,
        period_type,
        aspect,
        is_corrected,
        is_computed,
        is_flagged
    from published
)

select * from final
