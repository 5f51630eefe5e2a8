-- Exact decimals: 60,0 is not above 60, 3 × 0,72 = 2,16 is reached, and two printed limits decide only when both agree.
with paces as (
    select 30.0 as target_share, 31.0 as time_share, 'on_track' as expected
    union all select 27.0, 30.0, 'on_track'
    union all select 26.9, 30.0, 'behind'
    union all select 33.0, 30.0, 'on_track'
    union all select 33.1, 30.0, 'ahead'
    union all select 99.9, 100.0, 'behind'
    union all select 100.0, 100.0, 'on_track'
    union all select null, 50.0, null
),

limits as (
    select 'gt' as comparator, 60.0 as value, 60.0 as limit_low, 60.0 as limit_high, 'no' as expected
    union all select 'gt', 60.1, 60.0, 60.0, 'yes'
    union all select 'lt', 55.0, 55.0, 55.0, 'no'
    union all select 'lt', 54.9, 55.0, 55.0, 'yes'
    union all select 'ge', 2.16, 3 * 0.72, 3 * 0.72, 'yes'
    union all select 'ge', 2.07, 1.98, 2.03, 'yes'
    union all select 'ge', 2.00, 1.98, 2.03, 'unknown'
    union all select 'ge', 1.97, 1.98, 2.03, 'no'
    union all select 'ge', 2.07, null, null, 'unknown'
    union all select 'gt', null, 60.0, 60.0, 'unknown'
),

persons as (
    -- 1 of 1,000 too many for 40 %: one person decides. Exactly 400 is not above.
    select 'gt' as comparator, 401.0 as persons, 400.0 as at_limit, 1 as expected
    union all select 'gt', 400.0, 400.0, -1
    union all select 'ge', 20.0, 20.0, 1
    union all select 'ge', 19.0, 20.0, -1
    union all select 'lt', 19.0, 20.0, null
),

final as (
    select 'pace' as formula, cast(target_share as {{ dbt.type_string() }}) as failing_case
    from paces
    where coalesce({{ pace("target_share", "time_share") }}, '') <> coalesce(expected, '')
    union all
    select 'limit', comparator || coalesce(cast(value as {{ dbt.type_string() }}), '')
    from limits
    where {{ meets_limit("comparator", "value", "value", "limit_low", "limit_high") }} <> expected
    union all
    select 'persons', comparator || cast(persons as {{ dbt.type_string() }})
    from persons
    where coalesce({{ persons_to_limit("comparator", "persons", "at_limit", "persons", "at_limit") }}, -999) <> coalesce(expected, -999)
)

select * from final
