with corrections as (
    select * from {{ ref("corrections") }}
),

final as (
    select *
    from corrections
    where status = 'active' and (valid_until is null or valid_until >= {{ today() }})
)

select * from final
