with cases as (
    select {{ danish_period("'2022K3'") }} as computed, '3. kvartal 2022' as expected
    union all select {{ danish_period("'2019/20'") }}, 'skoleåret 2019/20'
    union all select {{ danish_period("'2022-11-04'") }}, '4. november 2022'
    union all select {{ danish_period("'2021'") }}, '2021'
    union all select {{ danish_two_periods("'2022K2'", "'2022K3'") }}, '2. og 3. kvartal 2022'
    union all select {{ danish_two_periods("'2021K4'", "'2022K1'") }}, '4. kvartal 2021 og 1. kvartal 2022'
    union all select {{ danish_in_period("'2019'", "'list_year'") }}, 'på listen 1. december 2019'
    union all select {{ danish_in_period("'2022-11-01'", "'election'") }}, 'den 1. november 2022'
    union all select {{ danish_in_period("'2020'", "'year'") }}, 'i 2020'
    union all select {{ danish_mid_sentence("'Andel trygge'") }}, 'andel trygge'
    union all select {{ danish_mid_sentence("'SSP-sager'") }}, 'SSP-sager'
    union all select {{ danish_value("29.2", "1", "'%'") }}, '29,2 %'
    union all select {{ danish_difference("-18.6", "1", "'%'") }}, '18,6 procentpoint'
    union all select {{ danish_qualifier("'at_least'") }} || {{ danish_number("60") }}, 'mindst 60'
    union all select {{ sentences(["'En.'", "cast(null as " ~ dbt.type_string() ~ ")", "'To.'"]) }}, 'En. To.'
),

final as (
    select * from cases where coalesce(computed <> expected, true)
)

select * from final
