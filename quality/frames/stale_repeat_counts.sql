-- One row per count that the model has judged; `judged` says that it repeats the one before. A running total that stands
-- still where more was to be expected is a warning, and so is each of three or more measures repeated together; a single
-- count of a period is told for information, where it is large enough for that to be seldom.
with points as (
    select * from count_points
),

final as (
    select
        *,
        coalesce(check_id = 'stale_repeat', false)
        or (is_repeat and counting_mode = 'period' and repeat_chance < 0.05 and check_id is null) as judged,
        case when check_id = 'stale_repeat' then 'warning' else 'info' end as severity
    from points
)

select * from final
