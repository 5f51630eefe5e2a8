with delivered as (
    select * from {{ source("raw", "registration_event") }}
),

final as (
    select
        load_id,
        line,
        source_id,
        event_date,
        helhedsplan_id,
        area_id,
        activity_id,
        event_type,
        participants,
        duration_minutes,
        referred_to,
        reported_by
    from delivered
)

select * from final
