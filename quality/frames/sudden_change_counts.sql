-- One row per count that the model has judged; `judged` is the log odds that something else than a slip of unit, a
-- repetition or a fall of a total is behind it, `highest` what they may be.
with points as (
    select * from count_points
),

-- What two measures have swapped is told as that.
swaps as (
    select row_key from count_swaps
),

-- Nobody said how an unknown count was counted: a rise may be a running total, and so may a fall after New Year.
final as (
    select
        *,
        case
            when counting_mode = 'unknown' and (reference_value is null or observed >= reference_value) then null
            when counting_mode = 'unknown' and reference_mode = 'unknown' and calendar_year <> reference_year then null
            when counting_mode = 'unknown' and check_id is not null then odds
            when check_id = 'sudden_change' and row_key not in (select row_key from swaps) then odds
            else least(odds, limit_odds)
        end as judged,
        limit_odds as highest
    from points
)

select * from final
