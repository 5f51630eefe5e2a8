with measures as (
    select * from {{ ref("measures") }}
),

final as (
    select
        measure_id,
        name_da,
        unit,
        is_additive
    from measures
)

select * from final
