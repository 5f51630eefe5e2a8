-- Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10, cases (a) to (h).
with cases as (
    select 56.0 / 70 as p1, 70 as n1, 48.0 / 80 as p2, 80 as n2, 0.0524 as low, 0.3339 as high
    union all select 9.0 / 10, 10, 3.0 / 10, 10, 0.1705, 0.8090
    union all select 6.0 / 7, 7, 2.0 / 7, 7, 0.0582, 0.8062
    union all select 5.0 / 56, 56, 0.0, 29, -0.0381, 0.1926
    union all select 0.0, 10, 0.0, 20, -0.1611, 0.2775
    union all select 0.0, 10, 0.0, 10, -0.2775, 0.2775
    union all select 1.0, 10, 0.0, 20, 0.6791, 1.0000
    union all select 1.0, 10, 0.0, 10, 0.6075, 1.0000
),

limited as (
    select
        *,
        {{ wilson_low("p1", "n1") }} as low1,
        {{ wilson_high("p1", "n1") }} as high1,
        {{ wilson_low("p2", "n2") }} as low2,
        {{ wilson_high("p2", "n2") }} as high2
    from cases
),

computed as (
    select
        *,
        {{ difference_low("p1", "low1", "p2", "high2") }} as computed_low,
        {{ difference_high("p1", "high1", "p2", "low2") }} as computed_high
    from limited
),

-- Without the limits of one of the two there are none of their difference.
nothing as (
    select 0.5 as p1, 0.4 as low1, 0.6 as high1, 0.3 as p2, cast(null as {{ type_double() }}) as low2,
        cast(null as {{ type_double() }}) as high2
    union all select null, null, null, 0.3, 0.2, 0.4
),

final as (
    select p1, p2
    from computed
    where coalesce(abs(computed_low - low) > 0.00005 or abs(computed_high - high) > 0.00005, true)
    union all
    select p1, p2
    from nothing
    where
        {{ difference_low("p1", "low1", "p2", "high2") }} is not null
        or {{ difference_high("p1", "high1", "p2", "low2") }} is not null
)

select * from final
