-- Shares that are printed without the people they are shares of, by people of one age. A table, since it is nearly always
-- empty and the join to it must not be planned as if it were not.
{{ config(materialized="table") }}

with observed as (
    select * from {{ ref("fct_indicator_observed") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

final as (
    select distinct
        observed.area_id,
        observed.indicator_id,
        observed.period_id,
        observed.period_type,
        observed.instrument,
        coalesce(indicators.age_from, -1) as age_from,
        coalesce(indicators.age_to, -1) as age_to
    from observed
    inner join indicators on observed.indicator_id = indicators.indicator_id
    where observed.value_status = 'observed'
        and observed.denominator is null
        and observed.period_type <> 'survey_wave'
        and indicators.measure_type = 'proportion'
        and (indicators.age_from is not null or indicators.age_to is not null)
)

select * from final
