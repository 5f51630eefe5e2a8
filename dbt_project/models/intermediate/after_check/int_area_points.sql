-- The figures that areas are described by: one per area, indicator, period and instrument, with its dates, its ages,
-- its share, and the estimate that its limits belong to. A table, since courses and comparisons read it several times. What
-- follows joins and puts in order by the numbers given here, which mean nothing outside the build: numbers are compared in a
-- part of the time that five texts take.
{{ config(materialized="table") }}

with indicator_values as (
    select * from {{ ref("fct_indicator_value") }} where is_preferred
),

areas as (
    select *, cast(row_number() over (order by area_id) as integer) as area_number from {{ ref("dim_area") }}
),

indicators as (
    select *, cast(row_number() over (order by indicator_id) as integer) as indicator_number from {{ ref("dim_indicator") }}
),

periods as (
    select *, cast(row_number() over (order by start_date, period_id, period_type) as integer) as period_number
    from {{ ref("dim_period") }}
),

instruments as (
    select instrument, cast(row_number() over (order by instrument) as integer) as instrument_number
    from (select distinct instrument from {{ ref("fct_indicator_value") }}) as named
),

described as (
    select
        {{ point_number("areas.area_number", "indicators.indicator_number", "periods.period_number",
            "instruments.instrument_number") }} as point_id,
        areas.area_number,
        indicators.indicator_number,
        periods.period_number,
        instruments.instrument_number,
        indicator_values.area_id,
        indicator_values.indicator_id,
        indicator_values.period_id,
        indicator_values.period_type,
        indicator_values.instrument,
        indicator_values.source_id,
        indicator_values.source_reference,
        indicator_values.value,
        indicator_values.numerator,
        indicator_values.denominator,
        indicator_values.n_effective,
        indicator_values.ci_low,
        indicator_values.ci_high,
        indicator_values.qualifier,
        indicator_values.value_status,
        indicator_values.suppression_reason,
        indicator_values.is_flagged,
        indicator_values.is_under_clarification,
        indicator_values.is_synthetic,
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
    inner join instruments on indicator_values.instrument = instruments.instrument
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
