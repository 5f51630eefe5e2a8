-- Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3; and 0 of 12, where the normal approximation fails.
with cases as (
    select 81.0 / 263 as p, 263 as n, 0.2553 as low, 0.3662 as high
    union all select 15.0 / 148, 148, 0.0624, 0.1605
    union all select 0.0, 20, 0.0000, 0.1611
    union all select 1.0 / 29, 29, 0.0061, 0.1718
    union all select 1.0, 12, 0.7575, 1.0000
),

computed as (
    select
        *,
        {{ wilson_low("p", "n") }} as computed_low,
        {{ wilson_high("p", "n") }} as computed_high
    from cases
),

nothing as (
    select 1.2 as p, 10 as n
    union all select 0.5, 0
    union all select 0.5, null
    union all select null, 10
),

final as (
    select p, n
    from computed
    where coalesce(abs(computed_low - low) > 0.00005 or abs(computed_high - high) > 0.00005, true)
    union all
    select p, n
    from nothing
    where {{ wilson_low("p", "n") }} is not null or {{ wilson_high("p", "n") }} is not null
)

select * from final
