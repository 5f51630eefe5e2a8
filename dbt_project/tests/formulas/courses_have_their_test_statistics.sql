-- Worked out once: z with statsmodels (ordinal association · √(N/(N − 1))), t with statsmodels' weighted regression. One point of
-- each course has no weight: a hidden year, a year before a break. The sums are those that the marts take of their windows.
with points as (
    -- A share that rises, n the same; one that turns, n not the same and a year missing between.
    select 'rising share' as course, 1 as t, 10.0 as y, 100.0 as w
    union all select 'rising share', 2, 14.0, 100.0
    union all select 'rising share', 3, 20.0, 100.0
    union all select 'rising share', 4, 24.0, 100.0
    union all select 'rising share', 5, 33.0, 100.0
    union all select 'rising share', 6, 90.0, null
    union all select 'turning share', 1, 60.0, 50.0
    union all select 'turning share', 2, 50.0, 80.0
    union all select 'turning share', 3, 40.0, 70.0
    union all select 'turning share', 5, 25.0, 40.0
    -- Nobody, everybody, a single year, no year at all.
    union all select 'nobody', 1, 0.0, 100.0
    union all select 'nobody', 2, 0.0, 100.0
    union all select 'everybody', 1, 100.0, 100.0
    union all select 'everybody', 2, 100.0, 100.0
    union all select 'one year', 1, 30.0, 100.0
    union all select 'hidden years', 1, 30.0, null
    union all select 'hidden years', 2, 40.0, null
    -- Eight figures: without known uncertainty, with little of it, with more than they scatter by, and all of them alike.
    union all select 'figures', 1, 10.0, 1.0
    union all select 'figures', 2, 12.0, 1.0
    union all select 'figures', 3, 11.0, 1.0
    union all select 'figures', 4, 15.0, 1.0
    union all select 'figures', 5, 14.0, 1.0
    union all select 'figures', 6, 18.0, 1.0
    union all select 'figures', 7, 17.0, 1.0
    union all select 'figures', 8, 20.0, 1.0
    union all select 'figures', 9, 90.0, null
    union all select 'weighted figures', 1, 10.0, 1.0
    union all select 'weighted figures', 2, 12.0, 2.0
    union all select 'weighted figures', 3, 11.0, 1.0
    union all select 'weighted figures', 4, 15.0, 4.0
    union all select 'weighted figures', 5, 14.0, 1.0
    union all select 'weighted figures', 6, 18.0, 2.0
    union all select 'weighted figures', 7, 17.0, 1.0
    union all select 'weighted figures', 8, 20.0, 3.0
    union all select 'uncertain figures', 1, 10.0, 0.04
    union all select 'uncertain figures', 2, 12.0, 0.04
    union all select 'uncertain figures', 3, 11.0, 0.04
    union all select 'uncertain figures', 4, 15.0, 0.04
    union all select 'uncertain figures', 5, 14.0, 0.04
    union all select 'uncertain figures', 6, 18.0, 0.04
    union all select 'uncertain figures', 7, 17.0, 0.04
    union all select 'uncertain figures', 8, 20.0, 0.04
    union all select 'the same figure', 1, 10.0, 1.0
    union all select 'the same figure', 2, 10.0, 1.0
    union all select 'the same figure', 3, 10.0, 1.0
    union all select 'two figures', 1, 10.0, 1.0
    union all select 'two figures', 2, 12.0, 1.0
),

expected as (
    select 'rising share' as course, cast(null as {{ type_double() }}) as t_of_figures, 4.410734296764093 as z, 1 as sign
    union all select 'turning share', null, -3.524983735205047, -1
    union all select 'nobody', null, null, 0
    union all select 'everybody', null, null, 0
    union all select 'one year', null, null, 0
    union all select 'hidden years', null, null, null
    union all select 'figures', 7.182825202757482, null, 1
    union all select 'weighted figures', 8.129374065023427, null, 1
    union all select 'uncertain figures', 1.774488524564057, null, 1
    union all select 'the same figure', null, null, 0
    union all select 'two figures', null, null, 1
),

summed as (
    select
        course,
        row_number() over (partition by course order by t desc) as from_the_end,
        count(w) over (partition by course) as k,
        {{ running_sums("s", "w", "t", "y", "(partition by course order by t)") }}
    from points
),

computed as (
    select
        expected.*,
        {{ linear_trend_z("s") }} as computed_z,
        case
            when expected.course = 'uncertain figures' or expected.course = 'weighted figures' then {{ regression_t("s", "k", 1) }}
            else {{ regression_t("s", "k", 0) }}
        end as computed_t,
        sign({{ slope_sign("s") }}) as computed_sign
    from expected
    inner join summed on expected.course = summed.course
    where summed.from_the_end = 1
),

-- Whichever point is left out, these keep their sign; of two figures nothing is left that could slope.
left_out as (
    select
        summed.course,
        sign({{ slope_sign_without("s", "points.w", "points.t", "points.y") }}) as computed_sign,
        case summed.course when 'turning share' then -1 when 'two figures' then 0 else 1 end as expected_sign
    from summed
    inner join points on summed.course = points.course
    where
        summed.from_the_end = 1
        and summed.course in ('rising share', 'turning share', 'figures', 'two figures')
        and points.w is not null
),

final as (
    select course
    from computed
    where
        (course like '%share' or course in ('nobody', 'everybody', 'one year', 'hidden years'))
        and ((z is null) <> (computed_z is null) or abs(z - computed_z) > 0.000000001)
    union all
    select course
    from computed
    where
        course like '%figure%'
        and ((t_of_figures is null) <> (computed_t is null) or abs(t_of_figures - computed_t) > 0.000000001)
    union all
    select course
    from computed
    where coalesce(sign, 9) <> coalesce(computed_sign, 9)
    union all
    select course
    from left_out
    where coalesce(computed_sign, 9) <> expected_sign
)

select * from final
