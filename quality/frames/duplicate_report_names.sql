-- One row per two activities of a plan that have reported the same measure for the same places; `judged` says that all
-- their counts are the same, which is one thing under two names. At least four periods, three of them different.
with registrations as (
    select *
    from registration_rows
    where period_id is not null and reported_count is not null and not is_duplicate
),

pairs as (
    select
        later.source_id,
        later.helhedsplan_id,
        later.area_id,
        earlier.activity_id as first_activity_id,
        later.activity_id,
        later.measure_id,
        later.period_type,
        count(*) as periods,
        count(*) filter (where later.reported_count = earlier.reported_count) as same_periods,
        count(distinct case when later.reported_count > 0 then later.reported_count end) as counts,
        min(later.period_id) as first_period_id,
        max(later.period_id) as period_id,
        arg_max(later.row_key, later.period_start_date) as row_key,
        arg_max(earlier.row_key, later.period_start_date) as earlier_row_key,
        arg_max(later.reported_count, later.period_start_date) as observed,
        bool_or(later.is_hidden or earlier.is_hidden) as is_hidden,
        bool_or(later.is_synthetic) as is_synthetic
    from registrations as later
    inner join registrations as earlier
        on earlier.source_id = later.source_id
        and earlier.helhedsplan_id = later.helhedsplan_id
        and earlier.area_id = later.area_id
        and earlier.measure_id = later.measure_id
        and earlier.period_type = later.period_type
        and earlier.period_id = later.period_id
        and earlier.counting_mode = later.counting_mode
        and earlier.activity_id < later.activity_id
    group by all
),

final as (
    select
        concat_ws(
            '|', source_id, helhedsplan_id, area_id, first_activity_id, activity_id, measure_id, period_type
        ) as row_key,
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
        [row_key, earlier_row_key] as evidence,
        cast(observed as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        is_hidden as is_related_hidden,
        periods >= 4 and same_periods = periods and counts >= 3 as judged,
        first_activity_id,
        first_period_id,
        periods,
        'warning' as severity
    from pairs
)

select * from final
