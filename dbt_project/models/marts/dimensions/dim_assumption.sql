with assumptions as (
    select * from {{ ref("assumptions") }}
),

final as (
    select
        assumption_id,
        text_da,
        source
    from assumptions
)

select * from final
