-- One row per plan, area, activity, measure and period; `judged` is how many of its registrations contradict each other.
with registrations as (
    select * from registration_rows where period_id is not null and reported_count is not null
),

final as (
    select
        concat_ws('|', series_key, period_id) as row_key,
        source_id,
        helhedsplan_id,
        area_id,
        cast(null as varchar) as indicator_id,
        activity_id,
        measure_id,
        period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        bool_or(is_synthetic) as is_synthetic,
        list(row_key order by row_key) as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        bool_or(is_hidden) as is_hidden,
        bool_or(is_hidden) as is_related_hidden,
        count(*) filter (where is_duplicate) as judged
    from registrations
    group by series_key, source_id, helhedsplan_id, area_id, activity_id, measure_id, period_id
)

select * from final
