-- One row per registration that the model of counts has judged, beside the latest report before it: what the frames of
-- sudden_change, unit_or_scale_error and stale_repeat select from.
with registrations as (
    select * from registration_rows
),

judgements as (
    select * from count_judgements
),

-- What the year had counted before, where it is known: then a count of the period gives a total.
readings as (
    select registration_id, max(count_year_to_date - count_in_period) as earlier_in_year
    from facts.fct_registration_reading
    where reading = 'period'
    group by registration_id
),

final as (
    select
        registrations.row_key,
        registrations.source_id,
        registrations.helhedsplan_id,
        registrations.area_id,
        cast(null as varchar) as indicator_id,
        registrations.activity_id,
        registrations.measure_id,
        registrations.period_id,
        cast(null as varchar) as instrument,
        earlier.period_id as related_period_id,
        registrations.is_synthetic,
        [registrations.row_key, earlier.row_key] as evidence,
        cast(registrations.reported_count as double) as observed,
        case when not isnan(judgements.low) then judgements.low end as expected_low,
        case when not isnan(judgements.high) then judgements.high end as expected_high,
        registrations.is_hidden,
        coalesce(earlier.is_hidden, false) as is_related_hidden,
        'count' as measure_type,
        registrations.period_type,
        registrations.qualifier,
        registrations.counting_mode,
        extract(year from registrations.period_start_date) as calendar_year,
        cast(earlier.reported_count as double) as reference_value,
        coalesce(earlier.qualifier, 'exact') as reference_qualifier,
        earlier.counting_mode as reference_mode,
        extract(year from earlier.period_start_date) as reference_year,
        readings.earlier_in_year,
        judgements.* exclude (row_key, earlier_row_key, low, high)
    from judgements
    inner join registrations on registrations.row_key = judgements.row_key
    left join registrations as earlier on earlier.row_key = judgements.earlier_row_key
    left join readings on readings.registration_id = registrations.registration_id
)

select * from final
