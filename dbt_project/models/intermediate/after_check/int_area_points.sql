-- The figures that areas are described by: one per area, indicator, period and instrument, with its dates, its ages,
-- its share, and the estimate that its limits belong to. A table, since courses and comparisons read it several times.
{{ config(materialized="table") }}

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

described as (
    select
        indicator_values.*,
        areas.municipality_area_id,
        -- Areas that are judged. What stands on the other side of a comparison is not judged itself.
        areas.area_type in ('afdeling', 'boligomraade', 'helhedsplan')
        or (areas.area_type = 'reference' and substr(areas.area_id, 1, 4) <> 'ref-') as is_compared,
        areas.area_type,
        indicators.measure_type,
        indicators.unit,
        indicators.rate_per,
        {{ age_band("indicator_values.printed_label", "indicators.age_from", "indicators.age_to") }} as age_band,
        periods.start_date,
        periods.end_date,
        {{ indicator_share(
            "indicators.measure_type",
            "indicator_values.value",
            "indicator_values.numerator",
            "indicator_values.denominator",
            "indicator_values.n_effective",
        ) }} as share
    from indicator_values
    inner join areas on indicator_values.area_id = areas.area_id
    inner join indicators on indicator_values.indicator_id = indicators.indicator_id
    inner join periods
        on indicator_values.period_id = periods.period_id
        and indicator_values.period_type = periods.period_type
),

estimated as (
    select
        *,
        {{ indicator_estimate("value", "share") }} as estimate
    from described
),

final as (
    select
        *,
        {{ contradicts_its_counts("measure_type", "value", "estimate") }} as contradicts_its_counts
    from estimated
)

select * from final
