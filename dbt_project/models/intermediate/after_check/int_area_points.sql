-- The figures that areas are described by: one per area, indicator, period and instrument, with its dates and its share.
with indicator_values as (
    select * from {{ ref("fct_indicator_value") }} where is_preferred
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

periods as (
    select * from {{ ref("dim_period") }}
),

final as (
    select
        indicator_values.*,
        areas.municipality_area_id,
        -- Areas that are judged. What stands on the other side of a comparison is not judged itself.
        areas.area_type in ('afdeling', 'boligomraade', 'helhedsplan')
        or (areas.area_type = 'reference' and substr(areas.area_id, 1, 4) <> 'ref-') as is_compared,
        indicators.measure_type,
        periods.start_date,
        periods.end_date,
        {{ indicator_share(
            "indicators.measure_type",
            "indicator_values.value",
            "indicator_values.numerator",
            "indicator_values.denominator",
        ) }} as share
    from indicator_values
    inner join areas on indicator_values.area_id = areas.area_id
    inner join indicators on indicator_values.indicator_id = indicators.indicator_id
    inner join periods
        on indicator_values.period_id = periods.period_id
        and indicator_values.period_type = periods.period_type
)

select * from final
