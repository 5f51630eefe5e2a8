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
    -- Nobody, everybody, a single person; a share and a number that are not known.
    union all select 0.0, 30, 0.25, -4.561089
    union all select 1.0, 30, 0.25, 10.344426
    union all select 0.25, 1, 0.25, 0.286403
    union all select null, 30, 0.25, null
    union all select 0.2, null, 0.25, null
    union all select 0.2, 30, null, null
),

-- A tenth of eleven in order is one whole place, of ten nine tenths of one; a single area is its own ends.
in_order as (
    select 'eleven' as areas, 1.0 as z, 2.0 as low_end, 10.0 as high_end, 44.3636363636364 as over_dispersion
    {% for z in [2, 3, 4, 5, 6, 7, 8, 9, 10, 20] %}union all select 'eleven', {{ z }}.0, 2.0, 10.0, 44.3636363636364
    {% endfor %}
    {% for z in range(10) %}union all select 'ten', {{ z }}.0, 0.9, 8.1, 27.042
    {% endfor %}
    union all select 'alike', 0.2, 0.2, 0.2, 1.0
    union all select 'nothing', null, null, null, null
),

ends as (
    select areas, {{ funnel_end("z", "0.1") }} as low_end, {{ funnel_end("z", "0.9") }} as high_end
    from in_order
    group by areas
),

spreads as (
    select
        in_order.areas,
        min(in_order.low_end) as expected_low_end,
        min(in_order.high_end) as expected_high_end,
        min(in_order.over_dispersion) as expected_over_dispersion,
        min(ends.low_end) as low_end,
        min(ends.high_end) as high_end,
        case when count(in_order.z) > 0
            then {{ funnel_over_dispersion("in_order.z", "ends.low_end", "ends.high_end") }}
        end as over_dispersion
    from in_order
    inner join ends on in_order.areas = ends.areas
    group by in_order.areas
),

-- Ten areas are enough, and a fifth hidden is not too many.
reasons as (
    select 10 as areas, 0 as hidden_areas, true as is_drawn
    union all select 9, 0, false
    union all select 12, 3, true
    union all select 12, 4, false
    union all select 40, 10, true
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
    where
        (z is null) <> ({{ funnel_z("share", "n", "common") }} is null)
        or abs(z - {{ funnel_z("share", "n", "common") }}) > 0.000001
    union all
    select n
    from distances
    where
        common is null
        and (
            {{ funnel_limit("n", "common", "1.0", z_95(), "+") }} is not null
            or {{ funnel_limit("n", "0.25", "common", z_95(), "-") }} is not null
        )
    union all
    select -1
    from spreads
    where
        coalesce(abs(low_end - expected_low_end) > 0.000001, expected_low_end is not null)
        or coalesce(abs(high_end - expected_high_end) > 0.000001, expected_high_end is not null)
        or coalesce(abs(over_dispersion - expected_over_dispersion) > 0.000001, expected_over_dispersion is not null)
    union all
    select areas
    from reasons
    where is_drawn <> ({{ funnel_reason("areas", "hidden_areas") }} is null)
)

select * from final
