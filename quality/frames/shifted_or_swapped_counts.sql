-- One row per count that the model has judged; `judged` says that it and the count of another measure of the activity
-- have each other's place.
with points as (
    select * from count_points
),

swaps as (
    select * from count_swaps
),

final as (
    select
        points.* replace (
            [points.row_key, swaps.other_row_key] as evidence,
            points.is_related_hidden or coalesce(swaps.is_other_hidden, false) as is_related_hidden
        ),
        swaps.row_key is not null as judged,
        swaps.other_measure_id,
        swaps.other_observed
    from points
    left join swaps on swaps.row_key = points.row_key
)

select * from final
