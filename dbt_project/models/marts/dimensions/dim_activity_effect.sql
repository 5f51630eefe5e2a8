with activity_effects as (
    select * from {{ ref("activity_effects") }}
),

final as (
    select
        activity_id,
        criterion_id,
        effect,
        source,
        note_da
    from activity_effects
)

select * from final
