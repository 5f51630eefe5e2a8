-- One row per registration with a declared way of counting that follows another such one in its series and in its
-- calendar year; at New Year a change is no fault.
with declared as (
    select *
    from registration_rows
    where period_id is not null
        and reported_count is not null
        and not is_duplicate
        and counting_mode <> 'unknown'
),

ordered as (
    select
        *,
        lag(row_key) over series as earlier_row_key,
        lag(period_id) over series as earlier_period_id,
        lag(period_start_date) over series as earlier_start_date,
        lag(counting_mode) over series as earlier_counting_mode,
        lag(reported_count) over series as earlier_count,
        lag(qualifier) over series as earlier_qualifier,
        lag(is_hidden) over series as is_earlier_hidden
    from declared
    window series as (partition by series_key, period_type order by period_start_date)
),

readings as (
    select
        registration_id,
        count_in_period,
        count_year_to_date,
        count_to_date,
        is_consistent
    from facts.fct_registration_reading
    where is_declared
),

final as (
    select
        ordered.row_key,
        ordered.source_id,
        helhedsplan_id,
        area_id,
        cast(null as varchar) as indicator_id,
        activity_id,
        measure_id,
        period_id,
        cast(null as varchar) as instrument,
        earlier_period_id as related_period_id,
        is_synthetic,
        [row_key, earlier_row_key] as evidence,
        cast(reported_count as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        is_earlier_hidden as is_related_hidden,
        counting_mode as judged,
        earlier_counting_mode as expected_mode,
        period_type,
        qualifier,
        cast(earlier_count as double) as earlier_count,
        earlier_qualifier,
        cast(readings.count_in_period as double) as count_in_period,
        cast(readings.count_year_to_date as double) as count_year_to_date,
        cast(readings.count_to_date as double) as count_to_date,
        coalesce(readings.is_consistent, true) as is_consistent
    from ordered
    left join readings on readings.registration_id = ordered.registration_id
    where extract(year from earlier_start_date) = extract(year from period_start_date)
)

select * from final
