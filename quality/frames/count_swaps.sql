-- Counts of two measures of one activity and period that have each other's place: both are doubtful, and each lies
-- where the other was expected.
with points as (
    select *
    from count_points
    where check_id in ('sudden_change', 'unit_or_scale_error')
),

final as (
    select
        points.row_key,
        other.row_key as other_row_key,
        other.measure_id as other_measure_id,
        other.observed as other_observed,
        other.is_hidden as is_other_hidden
    from points
    inner join points as other
        on other.source_id = points.source_id
        and other.helhedsplan_id = points.helhedsplan_id
        and other.area_id = points.area_id
        and other.activity_id = points.activity_id
        and other.period_id = points.period_id
        and other.measure_id <> points.measure_id
    where points.observed between other.expected_low and other.expected_high
        and other.observed between points.expected_low and points.expected_high
    qualify row_number() over (partition by points.row_key order by other.row_key) = 1
)

select * from final
