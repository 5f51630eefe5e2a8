-- On every day one target is in force for a count: no two versions that were adopted on one day are valid on the same day.
-- And a period is held against none that it should not be: one that is valid and not superseded on the period's last day,
-- and no other such one was adopted later, up to that day; before the first was adopted, the first.
with targets as (
    select
        *,
        coalesce(activity_id, '') || '|' || coalesce(measure_id, '') || '|' || coalesce(indicator_id, '') as counted,
        coalesce(adopted_on, cast('1900-01-01' as date)) as adopted,
        coalesce(valid_from, cast('1900-01-01' as date)) as first_day,
        coalesce(valid_to, cast('9999-12-30' as date)) as last_day,
        coalesce(superseded_on, cast('9999-12-31' as date)) as ended_on
    from {{ ref("dim_target") }}
),

two_at_once as (
    select earlier.target_id, later.target_id as other_target_id, cast(null as {{ dbt.type_string() }}) as period_id
    from targets as earlier
    inner join targets as later
        on earlier.helhedsplan_id = later.helhedsplan_id
        and earlier.counted = later.counted
        and earlier.target_id < later.target_id
        and earlier.adopted = later.adopted
        and earlier.first_day <= later.last_day
        and later.first_day <= earlier.last_day
        and earlier.first_day < later.ended_on
        and later.first_day < earlier.ended_on
),

held as (
    select progress.*, periods.end_date
    from {{ ref("mart_activity_progress") }} as progress
    inner join {{ ref("dim_period") }} as periods
        on progress.period_id = periods.period_id and progress.period_type = periods.period_type
    where progress.target_id is not null and not progress.is_unreported
),

not_in_force as (
    select held.target_id, cast(null as {{ dbt.type_string() }}) as other_target_id, held.period_id
    from held
    left join targets
        on held.target_id = targets.target_id
        and held.helhedsplan_id = targets.helhedsplan_id
        and held.end_date between targets.first_day and targets.last_day
        and held.end_date < targets.ended_on
        and held.target_value = targets.target_value
    where targets.target_id is null
),

adopted_later as (
    select held.target_id, newer.target_id as other_target_id, held.period_id
    from held
    inner join targets as own on held.target_id = own.target_id
    inner join targets as newer
        on own.helhedsplan_id = newer.helhedsplan_id
        and own.counted = newer.counted
        and (
            (own.adopted < newer.adopted and newer.adopted <= held.end_date)
            or (own.adopted > held.end_date and newer.adopted < own.adopted)
        )
        and held.end_date between newer.first_day and newer.last_day
        and held.end_date < newer.ended_on
),

final as (
    select * from two_at_once
    union all
    select * from not_in_force
    union all
    select * from adopted_later
)

select * from final
