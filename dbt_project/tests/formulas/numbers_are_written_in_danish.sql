-- Thousands, halves away from zero, a true minus, and no minus nought: the same cases as danish/format.py must pass.
with cases as (
    select 0.0 as value, '0' as whole, '0,0' as one, '0,00' as two
    union all select 29.25, '29', '29,3', '29,25'
    union all select 2.675, '3', '2,7', '2,68'
    union all select 0.5, '1', '0,5', '0,50'
    union all select 2.5, '3', '2,5', '2,50'
    union all select -0.04, '0', '0,0', '−0,04'
    union all select -18.55, '−19', '−18,6', '−18,55'
    union all select 999.95, '1.000', '1.000,0', '999,95'
    union all select 1500, '1.500', '1.500,0', '1.500,00'
    union all select 1234567.891, '1.234.568', '1.234.567,9', '1.234.567,89'
    union all select 5932654000, '5.932.654.000', '5.932.654.000,0', '5.932.654.000,00'
),

computed as (
    select
        *,
        {{ danish_number("value", 0) }} as computed_whole,
        {{ danish_number("value", 1) }} as computed_one,
        {{ danish_number("value", 2) }} as computed_two
    from cases
),

final as (
    select *
    from computed
    where coalesce(computed_whole <> whole or computed_one <> one or computed_two <> two, true)
)

select * from final
