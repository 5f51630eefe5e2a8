-- One row per count that the model has judged; `judged` is the log odds of what is behind it where that is a factor of
-- ten or a hundred, `highest` what they may be.
with points as (
    select * from count_points
),

-- What two measures have swapped is told as that.
swaps as (
    select row_key from count_swaps
),

-- A count of which nobody said how it was counted is told of as a sudden change.
final as (
    select
        *,
        case when check_id = 'unit_or_scale_error' and counting_mode <> 'unknown' and row_key not in (select row_key from swaps) then odds else least(odds, limit_odds) end as judged,
        limit_odds as highest
    from points
)

select * from final
