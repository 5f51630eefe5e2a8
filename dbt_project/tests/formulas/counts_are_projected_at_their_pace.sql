-- x · (1 + r), and 1.96 · √(φ · x · r · (1 + r)) to both sides of what is still to come, with at least three events in the
-- variance; worked out once with numpy. Beside it the bounds of what chance alone makes different among many comparisons.
with projections as (
    select 100 as so_far, 1.0 as time_left, 1.0 as dispersion, 200 as expected, 172 as low, 228 as high
    union all select 100, 1.0, 4.0, 200, 144, 256
    -- Few events vary as three, and the least is never below what is counted; nothing is left of the time.
    union all select 2, 0.5, 1.0, 3, 2, 6
    union all select 0, 1.0, 1.0, 0, 0, 5
    union all select 100, 0.0, 1.0, 100, 100, 100
    union all select null, 1.0, 1.0, null, null, null
    union all select 100, null, 1.0, null, null, null
),

chances as (
    select 1001 as comparisons, 37 as low, 64 as high
    union all select 2000, 81, 119
    union all select 5000, 220, 280
),

steps as (
    select 99 as number, 1 as expected
    union all select 100, 10
    union all select 2438, 100
    union all select 10000, 1000
    union all select 100000, 10000
),

final as (
    select 'projection' as formula, so_far as failing_case
    from projections
    where
        coalesce({{ projected_count("so_far", "time_left") }}, -1) <> coalesce(expected, -1)
        or (time_left is not null and so_far is not null and (
            {{ projected_limit("low", "so_far", "time_left", "dispersion") }} <> low
            or {{ projected_limit("high", "so_far", "time_left", "dispersion") }} <> high
        ))
    union all
    select 'chance', comparisons
    from chances
    where {{ chance_limit("comparisons", "-") }} <> low or {{ chance_limit("comparisons", "+") }} <> high
    union all
    select 'step', number
    from steps
    where {{ step_of_two_figures("number") }} <> expected
)

select * from final
