-- One row per delivered indicator figure, with its place: its series and itself as numbers, for the frames that sort and
-- match millions of rows; its day, its kind of area and the limits of its indicator. Sums of parts that nobody delivered
-- are no deliveries.
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

final as (
    select
        figures.*,
        hash(
            figures.area_id, figures.indicator_id, figures.period_type, figures.source_id, figures.instrument
        ) as series_hash,
        hash(
            figures.area_id, figures.indicator_id, figures.period_type, figures.period_id, figures.source_id,
            figures.instrument, figures.source_reference
        ) as row_hash,
        indicators.measure_type,
        indicators.min_value,
        indicators.max_value,
        indicators.age_from,
        indicators.age_to,
        areas.area_type,
        areas.municipality_code,
        coalesce(periods.start_date, try_cast(figures.period_id as date)) as start_date,
        coalesce(cast(periods.start_date as varchar), figures.period_id) as sort_key
    from figures
    left join indicators on indicators.indicator_id = figures.indicator_id
    left join periods
        on periods.period_id = figures.period_id
        and periods.period_type = figures.period_type
    left join areas on areas.area_id = figures.area_id
)

select * from final
