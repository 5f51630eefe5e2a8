-- One row per registration that follows a cumulative count in its series and is itself declared as counted the same way,
-- or not declared at all. `judged` is the most it can be, `lowest` the least the earlier one can have been; where the model
-- has put the earlier one right, that one.
with registrations as (
    select *
    from registration_rows
    where period_id is not null and reported_count is not null and not is_duplicate
),

readings as (
    select * from facts.fct_registration_reading
),

judgements as (
    select * from count_judgements
),

candidates as (
    select
        registrations.*,
        earlier.counting_mode as reading,
        earlier.row_key as earlier_row_key,
        earlier.period_id as earlier_period_id,
        earlier.reported_count as earlier_count,
        earlier.qualifier as earlier_qualifier,
        earlier.count_low as earlier_count_low,
        earlier.is_hidden as is_earlier_hidden,
        earlier.period_end_date as earlier_end_date,
        row_number() over (
            partition by registrations.row_key order by earlier.period_start_date desc
        ) as distance
    from registrations
    inner join registrations as earlier
        on earlier.series_key = registrations.series_key
        and earlier.period_type = registrations.period_type
        and earlier.period_start_date < registrations.period_start_date
    where earlier.counting_mode in ('year_to_date', 'project_to_date')
        and registrations.counting_mode in (earlier.counting_mode, 'unknown')
        and (
            earlier.counting_mode = 'project_to_date'
            or extract(year from earlier.period_start_date) = extract(year from registrations.period_start_date)
        )
),

pairs as (
    select * from candidates where distance = 1
),

own_count as (
    select
        registration_id,
        count_year_to_date,
        count_to_date
    from readings
    where reading = 'period'
),

final as (
    select
        pairs.row_key,
        pairs.source_id,
        pairs.helhedsplan_id,
        pairs.area_id,
        cast(null as varchar) as indicator_id,
        pairs.activity_id,
        pairs.measure_id,
        pairs.period_id,
        cast(null as varchar) as instrument,
        pairs.earlier_period_id as related_period_id,
        pairs.is_synthetic,
        [pairs.row_key, pairs.earlier_row_key] as evidence,
        cast(pairs.reported_count as double) as observed,
        cast(pairs.earlier_count as double) as expected_low,
        cast(null as double) as expected_high,
        pairs.is_hidden,
        pairs.is_earlier_hidden as is_related_hidden,
        pairs.count_high as judged,
        least(pairs.earlier_count_low, coalesce(judgements.earlier_total, pairs.earlier_count_low)) as lowest,
        judgements.diagnosis_id as judged_diagnosis_id,
        judgements.certainty,
        judgements.is_newest,
        pairs.period_type,
        pairs.reading,
        pairs.counting_mode,
        pairs.qualifier,
        pairs.earlier_qualifier,
        pairs.hide_below,
        pairs.is_additive,
        extract(quarter from pairs.earlier_end_date) as earlier_quarter,
        pairs.earlier_end_date + interval 1 day = pairs.period_start_date as is_next_period,
        cast(own_count.count_year_to_date as double) as own_count_year_to_date,
        cast(own_count.count_to_date as double) as own_count_to_date
    from pairs
    left join judgements on judgements.row_key = pairs.row_key
    left join own_count on own_count.registration_id = pairs.registration_id
)

select * from final
