-- The figures of `indicator_points`, with what the value can be once its printed decimals and the reservation it was
-- delivered with are taken into account, and whether the models keep it from being shown.
with points as (
    select * from indicator_points
),

thresholds as (
    select * from intermediate.int_suppression_thresholds
),

suppressed as (
    select distinct area_id, indicator_id, period_id, period_type, instrument
    from intermediate.int_indicator_suppressions
),

-- 19.3 was printed with one decimal and is anything from 19.25 to 19.35; 54 is anything from 53.5 to 54.5.
rounded as (
    select
        *,
        case
            when value = round(value, 0) then 0.5
            when value = round(value, 1) then 0.05
            when value = round(value, 2) then 0.005
            when value = round(value, 3) then 0.0005
            else 0.0
        end as half_step,
        0.05 * abs(value) as about_margin
    from points
),

joined as (
    select
        rounded.*,
        coalesce(thresholds.threshold, 5) as hide_below,
        suppressed.area_id is not null as is_hidden
    from rounded
    left join thresholds
        on thresholds.source_id = rounded.source_id
        and thresholds.area_type = rounded.area_type
    left join suppressed
        on suppressed.area_id = rounded.area_id
        and suppressed.indicator_id = rounded.indicator_id
        and suppressed.period_id = rounded.period_id
        and suppressed.period_type = rounded.period_type
        and suppressed.instrument = rounded.instrument
),

final as (
    select
        *,
        case qualifier
            when 'at_most' then null
            when 'about' then value - greatest(half_step, about_margin)
            else value - half_step
        end as value_low,
        case qualifier
            when 'at_least' then null
            when 'about' then value + greatest(half_step, about_margin)
            else value + half_step
        end as value_high,
        -- The count behind the figure is itself the small one; otherwise another one would come out of it.
        coalesce(least(numerator, denominator - numerator) < hide_below, false)
        or coalesce(denominator < hide_below, false)
        or coalesce(measure_type = 'count' and value < hide_below, false) as is_small
    from joined
)

select * from final
