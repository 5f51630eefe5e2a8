-- One row per figure that follows a comparable one and tells how many persons it is counted among: whether that number
-- jumped.
with steps as (
    select * from indicator_jumps where denominator is not null and reference_denominator is not null
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
        reference_period_id as related_period_id,
        is_synthetic,
        [row_key, reference_row_key] as evidence,
        cast(denominator as double) as observed,
        reference_denominator / 1.5 as expected_low,
        reference_denominator * 1.5 as expected_high,
        is_hidden,
        is_reference_hidden as is_related_hidden,
        is_denominator_jump and misplacement is null as judged,
        cast(reference_denominator as double) as reference_denominator,
        cast(value as double) as value,
        cast(reference_value as double) as reference_value,
        -- The share stands still although the number of persons jumped: numerator and denominator went together.
        is_outside,
        measure_type,
        qualifier
    from steps
)

select * from final
