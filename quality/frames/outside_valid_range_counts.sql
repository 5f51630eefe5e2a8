-- One row per count that was reported: it cannot be under 0.
with final as (
    select
        row_key,
        source_id,
        helhedsplan_id,
        area_id,
        cast(null as varchar) as indicator_id,
        activity_id,
        measure_id,
        period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        [row_key] as evidence,
        cast(reported_count as double) as observed,
        cast(0 as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        false as is_related_hidden,
        cast(reported_count as double) as judged,
        cast(0 as double) as lowest,
        cast(null as double) as highest,
        'count' as figure,
        'count' as measure_type,
        qualifier
    from registration_rows
    where reported_count is not null
)

select * from final
