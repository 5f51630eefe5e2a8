-- One row per report that the calendar of a plan asks for: of one reporter, for one activity and period, with the last day
-- it was due and the day it came.
with calendar as (
    select * from registry.reporting_calendar
),

registrations as (
    select * from registration_rows where period_id is not null and reported_date is not null
),

due as (
    select
        registrations.*,
        calendar.days_after,
        cast(registrations.period_end_date + to_days(cast(calendar.days_after as integer)) as date) as due_date
    from registrations
    inner join calendar
        on calendar.helhedsplan_id = registrations.helhedsplan_id
        and calendar.activity_id = registrations.activity_id
        and calendar.measure_id = registrations.measure_id
    where registrations.period_end_date >= coalesce(calendar.valid_from, registrations.period_end_date)
        and registrations.period_start_date <= coalesce(calendar.valid_to, registrations.period_start_date)
        and (
            (calendar.cadence = 'quarterly' and registrations.period_type = 'quarter')
            or (calendar.cadence = 'yearly' and registrations.period_type = 'year')
        )
),

reports as (
    select
        helhedsplan_id,
        activity_id,
        period_id,
        reported_by,
        min(source_id) as source_id,
        case when count(distinct measure_id) = 1 then min(measure_id) end as measure_id,
        bool_or(is_synthetic) as is_synthetic,
        list(row_key order by row_key) as evidence,
        min(reported_date) as reported_date,
        max(due_date) as due_date
    from due
    group by helhedsplan_id, activity_id, period_id, reported_by
),

final as (
    select
        concat_ws('|', helhedsplan_id, activity_id, period_id, reported_by) as row_key,
        source_id,
        helhedsplan_id,
        helhedsplan_id as area_id,
        cast(null as varchar) as indicator_id,
        activity_id,
        measure_id,
        period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        cast(reported_date - due_date as double) as judged,
        reported_date,
        due_date,
        'count' as measure_type
    from reports
)

select * from final
