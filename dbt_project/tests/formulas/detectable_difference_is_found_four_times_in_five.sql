-- Two groups of 300 at 30 %: (1,96 + 0,842) × √(0,3 × 0,7 × 2/300) = 10,48 percentage points. Nothing at 0 and 1.
with cases as (
    select 0.3 as p, 300 as n, 0.10483 as expected
    union all select 0.0, 300, null
    union all select 1.0, 300, null
    union all select 0.3, 0, null
),

computed as (
    select
        *,
        {{ detectable_difference("p", "n", "n") }} as computed
    from cases
),

final as (
    select *
    from computed
    where (expected is null) <> (computed is null) or abs(expected - computed) > 0.00001
)

select * from final
