-- One row per figure that could repeat the year before: of the area's figures from one source, how many have the very
-- same numerator and denominator as the year before, and how many could have.
with steps as (
    select * from indicator_jumps
),

-- Where the area may have been copied, all its figures of the two years, not only those that were looked at more closely.
places as (
    select distinct area_id, source_id, period_type, period_id, reference_period_id from steps where is_repeat
),

figures as (
    select points.*
    from indicator_points as points
    inner join (
        select area_id, source_id, period_type, period_id from places
        union
        select area_id, source_id, period_type, reference_period_id from places
    ) as seen using (area_id, source_id, period_type, period_id)
    where points.value is not null
        and points.is_preferred
        and (points.numerator > 0 or points.measure_type = 'count')
),

counted as (
    select
        places.area_id,
        places.source_id,
        places.period_type,
        places.period_id,
        count(*) as figures,
        count(*) filter (
            where later.value = earlier.value
                and later.numerator is not distinct from earlier.numerator
                and later.denominator is not distinct from earlier.denominator
        ) as repeats
    from places
    inner join figures as later
        on later.area_id = places.area_id
        and later.source_id = places.source_id
        and later.period_type = places.period_type
        and later.period_id = places.period_id
    inner join figures as earlier
        on earlier.series_hash = later.series_hash
        and earlier.period_id = places.reference_period_id
    group by places.area_id, places.source_id, places.period_type, places.period_id
),

final as (
    select
        steps.row_key,
        steps.source_id,
        cast(null as varchar) as helhedsplan_id,
        steps.area_id,
        steps.indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        steps.period_id,
        steps.instrument,
        steps.reference_period_id as related_period_id,
        steps.is_synthetic,
        [steps.row_key, steps.reference_row_key] as evidence,
        cast(steps.value as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        steps.is_hidden,
        steps.is_reference_hidden as is_related_hidden,
        -- One figure may stay the same by chance; at least four, and nine in ten of all, do not.
        steps.is_repeat and coalesce(counted.repeats >= 4 and counted.repeats >= 0.9 * counted.figures, false) as judged,
        counted.repeats,
        counted.figures,
        steps.measure_type,
        steps.qualifier
    from steps
    left join counted
        on counted.area_id = steps.area_id
        and counted.source_id = steps.source_id
        and counted.period_type = steps.period_type
        and counted.period_id = steps.period_id
)

select * from final
