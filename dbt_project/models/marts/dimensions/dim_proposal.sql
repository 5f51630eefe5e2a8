with proposals as (
    select * from {{ ref("proposals") }}
),

final as (
    select
        proposal_id,
        helhedsplan_id,
        theme_da,
        activity_da,
        target_group_da,
        success_criterion_da,
        source
    from proposals
)

select * from final
