-- Two groups of 300 at 30 %: sin²(arcsin √0,3 + (1,96 + 0,842) × √(2/300) / 2) − 0,3 = 10,91 percentage points; the same
-- at 70 %, where the larger change is the downward one. Nothing at 0 and 1, nor where no change is large enough.
with cases as (
    select 0.3 as p, 300 as n, 0.109124 as expected
    union all select 0.7, 300, 0.109124
    union all select 0.05, 60, 0.164275
    union all select 0.5, 4, null
    union all select 0.0, 300, null
    union all select 1.0, 300, null
    union all select 0.3, 0, null
    union all select null, 300, null
    union all select 0.3, null, null
),

-- Half of a 95 % interval of 10, set up from 1,96 to 1,96 + 0,842.
by_limits as (
    select -6.0 as low, 4.0 as high, 7.147032395012141 as expected
    union all select 2.0, 2.0, 0.0
    union all select null, 4.0, null
),

computed as (
    select
        *,
        {{ detectable_difference("p", "n", "n") }} as computed
    from cases
),

final as (
    select p, n
    from computed
    where (expected is null) <> (computed is null) or abs(expected - computed) > 0.000001
    union all
    select low, high
    from by_limits
    where
        coalesce(abs(expected - {{ detectable_by_limits("low", "high") }}) > 0.000001, expected is not null)
        or (expected is null and {{ detectable_by_limits("low", "high") }} is not null)
)

select * from final
