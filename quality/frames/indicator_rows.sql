-- One row per delivered indicator figure: the key of its series, its own key, the limits of its indicator, what the
-- value can be once its printed decimals and the reservation it was delivered with are taken into account, and whether
-- the models keep it from being shown. Sums of parts that nobody delivered are no deliveries.
with figures as (
    select * from facts.fct_indicator_observed where not is_computed
),

indicators as (
    select * from marts.dim_indicator
),

periods as (
    select period_id, period_type, start_date from marts.dim_period
),

areas as (
    select area_id, area_type, municipality_code from marts.dim_area
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
        concat_ws('|', area_id, indicator_id, period_type, source_id, instrument) as series_key,
        concat_ws(
            '|', area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
        ) as row_key,
        -- The same two keys as numbers, for the frames that sort or match millions of rows.
        hash(area_id, indicator_id, period_type, source_id, instrument) as series_hash,
        hash(area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference) as row_hash,
        case
            when value = round(value, 0) then 0.5
            when value = round(value, 1) then 0.05
            when value = round(value, 2) then 0.005
            when value = round(value, 3) then 0.0005
            else 0.0
        end as half_step,
        0.05 * abs(value) as about_margin
    from figures
),

joined as (
    select
        rounded.*,
        indicators.measure_type,
        indicators.min_value,
        indicators.max_value,
        indicators.age_from,
        indicators.age_to,
        areas.area_type,
        areas.municipality_code,
        coalesce(periods.start_date, try_cast(rounded.period_id as date)) as start_date,
        coalesce(cast(periods.start_date as varchar), rounded.period_id) as sort_key,
        coalesce(thresholds.threshold, 5) as hide_below,
        suppressed.area_id is not null as is_hidden
    from rounded
    left join indicators on indicators.indicator_id = rounded.indicator_id
    left join periods
        on periods.period_id = rounded.period_id
        and periods.period_type = rounded.period_type
    left join areas on areas.area_id = rounded.area_id
    left join thresholds
        on thresholds.source_id = rounded.source_id
        and thresholds.area_type = areas.area_type
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
