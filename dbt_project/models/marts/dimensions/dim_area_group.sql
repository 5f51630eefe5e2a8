with area_groups as (
    select * from {{ ref("area_groups") }}
),

final as (
    select
        group_area_id,
        member_area_id,
        source
    from area_groups
)

select * from final
