-- One row per share that was delivered with both numerator and denominator. `judged` is what the two give; it must lie
-- within what the printed share can stand for. A survey's share is weighted, and its answers are not.
with shares as (
    select *
    from indicator_rows
    where measure_type = 'proportion'
        and period_type <> 'survey_wave'
        and value is not null
        and numerator is not null
        and denominator > 0
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
        [row_key] as evidence,
        value as observed,
        100.0 * numerator / denominator - half_step as expected_low,
        100.0 * numerator / denominator + half_step as expected_high,
        is_hidden,
        false as is_related_hidden,
        100.0 * numerator / denominator as judged,
        -- A hair of room, so that a share exactly on the edge of its rounding is no finding.
        value_low - 1e-9 as lowest,
        value_high + 1e-9 as highest,
        numerator,
        denominator,
        measure_type,
        qualifier
    from shares
)

select * from final
