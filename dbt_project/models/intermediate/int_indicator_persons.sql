-- The persons that each preferred figure counts, and the others that it does not, with what decides whether it is shown.
-- A table, since hiding reads it once for each level of areas.
{{ config(materialized="table") }}

with observed as (
    select * from {{ ref("fct_indicator_observed") }} where value_status in ('observed', 'suppressed')
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

measured as (
    select
        observed.area_id,
        {{ slice_columns("observed") }},
        areas.area_type,
        areas.parent_area_id,
        areas.municipality_area_id,
        thresholds.threshold,
        observed.is_preferred,
        -- What the supplier has hidden may not be worked out here either.
        observed.value_status = 'suppressed' as is_withheld,
        coalesce(observed.value_status = 'observed' and {{ rests_on_few(
            "indicators.measure_type",
            "observed.period_type",
            "observed.value",
            "observed.numerator",
            "observed.denominator",
            "observed.share",
            "thresholds.threshold",
        ) }}, false)
        -- What is too uncertain to be shown is hidden with the same care: what is hidden can nowhere be worked out.
        or observed.unreliability is not null as rests_on_few,
        case
            when observed.value_status <> 'observed' then null
            when indicators.measure_type = 'count' then observed.value
            when indicators.measure_type = 'mean' then observed.denominator
            else coalesce(observed.numerator, observed.share * observed.denominator)
        end as persons,
        case
            when observed.value_status = 'observed' and indicators.measure_type = 'proportion'
                then observed.denominator - coalesce(observed.numerator, observed.share * observed.denominator)
        end as others
    from observed
    left join areas on observed.area_id = areas.area_id
    left join indicators on observed.indicator_id = indicators.indicator_id
    left join thresholds
        on observed.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
),

final as (
    select * from measured where is_preferred or rests_on_few
)

select * from final
