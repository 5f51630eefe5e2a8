-- Worked out once with scipy; the limits lie on the arcsine scale, where they are the same distance from the middle both ways.
with cases as (
    select 100 as n, 0.25 as common, 1.0 as over_dispersion, 12.763797465 as low_998, 16.817329787 as low_95,
        33.767361141 as high_95, 39.235633973 as high_998
    union all select 100, 0.25, 4.0, 4.225360336, 10.086481462, 43.340716227, 54.673527215
    union all select 400, 0.25, 4.0, 12.952240562, 16.988808773, 33.875336924, 39.323957078
    union all select 12, 0.5, 1.0, 9.256630798, 22.034970426, 77.965029574, 90.743369202
    -- So few persons that a limit is the end of the scale.
    union all select 6, 0.05, 1.0, 0.0, 0.0, 30.658725017, 55.18558831
    union all select 5, 0.9, 2.0, 3.695124969, 35.517727146, 100.0, 100.0
),

computed as (
    select
        n,
        low_998 as expected_low_998,
        low_95 as expected_low_95,
        high_95 as expected_high_95,
        high_998 as expected_high_998,
        {{ funnel_limits("n", "common", "over_dispersion") }}
    from cases
),

distances as (
    select 0.2 as share, 100 as n, 0.23076923076923078 as common, -0.694924 as z
    union all select 0.6, 100, 0.23076923076923078, 7.703676
    union all select 0.2, 400, 0.23076923076923078, -1.470677
),

final as (
    select n
    from computed
    where coalesce(
        abs(low_998 - expected_low_998) > 0.0000001 or abs(low_95 - expected_low_95) > 0.0000001
        or abs(high_95 - expected_high_95) > 0.0000001 or abs(high_998 - expected_high_998) > 0.0000001,
        true
    )
    union all
    select n
    from distances
    where coalesce(abs(z - {{ funnel_z("share", "n", "common") }}) > 0.000001, true)
)

select * from final
