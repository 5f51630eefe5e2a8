-- One row per series and period that a report is owed for: every period inside the series' span; from its last one on
-- those for which the same partner has delivered anything; and those that the calendar says, as far as anybody of the
-- plan has delivered. `judged` says that there is none. Where a partner has delivered nothing at all for a period, the
-- series of that partner are one row.
with registrations as (
    select *, coalesce(reported_by, '') as reporter
    from registration_rows
    where period_id is not null
        and period_type in ('quarter', 'year', 'school_year')
),

numbered as (
    select
        *,
        case
            when period_type = 'quarter'
                then 4 * extract(year from period_start_date) + extract(quarter from period_start_date) - 1
            else extract(year from period_start_date)
        end as number
    from registrations
),

delivered as (
    select distinct
        source_id, helhedsplan_id, area_id, activity_id, measure_id, series_key, period_type, number
    from numbered
),

periods as (
    select source_id, helhedsplan_id, reporter, period_type, number, max(period_id) as period_id
    from numbered
    group by all
),

-- A series belongs to whoever reported it last.
series as (
    select
        source_id, helhedsplan_id, area_id, activity_id, measure_id, series_key, period_type,
        arg_max(reporter, number) as reporter,
        min(number) as first_number,
        max(number) as last_number,
        arg_max(row_key, number) as last_row_key,
        bool_or(is_synthetic) as is_synthetic
    from numbered
    group by source_id, helhedsplan_id, area_id, activity_id, measure_id, series_key, period_type
),

calendar as (
    select
        helhedsplan_id,
        activity_id,
        measure_id,
        4 * extract(year from valid_from) + extract(quarter from valid_from) - 1 as from_number,
        coalesce(4 * extract(year from valid_to) + extract(quarter from valid_to) - 1, 99999) as to_number
    from registry.reporting_calendar
    where cadence = 'quarterly'
),

plan_periods as (
    select source_id, helhedsplan_id, period_type, max(number) as last_number
    from numbered
    group by all
),

reporter_periods as (
    select source_id, helhedsplan_id, reporter, period_type, max(number) as last_number
    from numbered
    group by all
),

spans as (
    select
        series.*,
        calendar.activity_id is not null as is_in_calendar,
        case
            when calendar.activity_id is not null
                then greatest(series.last_number, least(calendar.to_number, plan_periods.last_number))
            else greatest(series.last_number, reporter_periods.last_number)
        end as owed_until
    from series
    inner join plan_periods using (source_id, helhedsplan_id, period_type)
    inner join reporter_periods using (source_id, helhedsplan_id, reporter, period_type)
    left join calendar
        on calendar.helhedsplan_id = series.helhedsplan_id
        and calendar.activity_id = series.activity_id
        and calendar.measure_id = series.measure_id
        and series.period_type = 'quarter'
),

owed as (
    select spans.*, unnest(range(cast(first_number as bigint), cast(owed_until as bigint) + 1)) as number
    from spans
),

missing as (
    select
        owed.*,
        delivered.number is null as is_missing,
        case when delivered.number is not null or periods.number is not null then owed.series_key end as own_series_key
    from owed
    left join delivered
        on delivered.series_key = owed.series_key
        and delivered.period_type = owed.period_type
        and delivered.number = owed.number
    left join periods
        on periods.source_id = owed.source_id
        and periods.helhedsplan_id = owed.helhedsplan_id
        and periods.reporter = owed.reporter
        and periods.period_type = owed.period_type
        and periods.number = owed.number
),

-- What an activity that has ended no longer reports is one finding, for the first period without.
grouped as (
    select
        source_id,
        helhedsplan_id,
        reporter,
        period_type,
        number,
        own_series_key,
        count(*) as series_count,
        case when count(distinct area_id) = 1 then any_value(area_id) else helhedsplan_id end as area_id,
        case when count(distinct activity_id) = 1 then any_value(activity_id) end as activity_id,
        case when count(distinct activity_id || '|' || measure_id) = 1 then any_value(measure_id) end as measure_id,
        bool_or(is_missing) as is_missing,
        bool_and(number > last_number + 1) as is_later_silence,
        list(last_row_key order by last_row_key) as evidence,
        bool_or(is_synthetic) as is_synthetic
    from missing
    group by source_id, helhedsplan_id, reporter, period_type, number, own_series_key
),

final as (
    select
        concat_ws(
            '|', source_id, helhedsplan_id, reporter, coalesce(own_series_key, ''), period_type, number
        ) as row_key,
        source_id,
        helhedsplan_id,
        area_id,
        cast(null as varchar) as indicator_id,
        activity_id,
        measure_id,
        case
            when period_type = 'quarter'
                then cast(number // 4 as varchar) || 'K' || cast(number % 4 + 1 as varchar)
            when period_type = 'school_year'
                then cast(number as varchar) || '/' || lpad(cast((number + 1) % 100 as varchar), 2, '0')
            else cast(number as varchar)
        end as period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        evidence[:5] as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        is_missing and not is_later_silence as judged,
        reporter,
        series_count,
        own_series_key is null as is_whole_reporter
    from grouped
)

select * from final
