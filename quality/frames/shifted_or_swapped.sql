-- One row per indicator figure that follows a comparable one, and whether it is another area's: the two have changed places,
-- or the rows of several areas have moved by a line.
with jumps as (
    select * from indicator_jumps
),

final as (
    select
        row_key,
        source_id,
        cast(null as varchar) as helhedsplan_id,
        area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        [row_key, other_row_key, reference_row_key] as evidence,
        cast(value as double) as observed,
        case when measure_type in ('proportion', 'count') then greatest(lowest, 0) else lowest end as expected_low,
        case when measure_type = 'proportion' then least(highest, 100) else highest end as expected_high,
        is_hidden,
        is_reference_hidden or is_other_hidden as is_related_hidden,
        misplacement is not null as judged,
        misplacement,
        other_area_id,
        cast(other_value as double) as other_value,
        measure_type,
        qualifier,
        cast(reference_value as double) as reference_value,
        reference_qualifier,
        reference_period_id
    from jumps
)

select * from final
