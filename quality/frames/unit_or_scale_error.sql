-- One row per indicator figure that follows a comparable one: the factor that would bring it back to its series, 1 where
-- none is needed.
with jumps as (
    select * from indicator_jumps where misplacement is null
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
        [row_key, reference_row_key] as evidence,
        cast(value as double) as observed,
        case when measure_type in ('proportion', 'count') then greatest(lowest, 0) else lowest end as expected_low,
        case when measure_type = 'proportion' then least(highest, 100) else highest end as expected_high,
        is_hidden,
        is_reference_hidden as is_related_hidden,
        cast(coalesce(slip_factor, 1) as double) as judged,
        measure_type,
        qualifier,
        cast(reference_value as double) as reference_value,
        reference_qualifier,
        reference_period_id,
        basis,
        implied
    from jumps
)

select * from final
