with targets as (
    select * from {{ ref("targets") }}
),

final as (
    select
        target_id,
        helhedsplan_id,
        activity_id,
        measure_id,
        indicator_id,
        comparator,
        target_value,
        target_basis,
        valid_from,
        valid_to,
        adopted_on,
        superseded_on,
        source,
        assumption_id
    from targets
)

select * from final
