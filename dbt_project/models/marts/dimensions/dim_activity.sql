with activities as (
    select * from {{ ref("activities") }}
),

final as (
    select
        activity_id,
        name_da,
        helhedsplan_id,
        theme_da,
        started_in
    from activities
)

select * from final
