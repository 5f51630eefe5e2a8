-- One row per registration with a count; `judged` is the reporter's own doubt.
with registrations as (
    select * from registration_rows where reported_count is not null
),

final as (
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
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        false as is_related_hidden,
        coalesce(is_doubted, false) as judged,
        qualifier,
        reported_count_max,
        comment
    from registrations
)

select * from final
