-- The persons that each preferred figure counts, and the others that it does not, with what decides whether it is shown.
-- A table, since hiding reads it once for each level of areas.
{{ config(materialized="table") }}

with observed as (
    select * from {{ ref("fct_indicator_observed") }} where value_status in ('observed', 'suppressed')
),

printed_alone as (
    select * from {{ ref("int_indicator_shares_printed_alone") }}
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

-- Who are so and so old in an area are the same people whatever is asked about them: a share that is printed alone is a
-- share of the people that another of the same ages is printed with.
known_people as (
    select
        printed_alone.area_id,
        {{ slice_columns("printed_alone") }},
        max(others.denominator) as people
    from printed_alone
    inner join indicators
        on coalesce(indicators.age_from, -1) = printed_alone.age_from
        and coalesce(indicators.age_to, -1) = printed_alone.age_to
    inner join {{ ref("fct_indicator_observed") }} as others
        on printed_alone.area_id = others.area_id
        and indicators.indicator_id = others.indicator_id
        and printed_alone.period_id = others.period_id
        and printed_alone.period_type = others.period_type
        and printed_alone.instrument = others.instrument
    where indicators.measure_type = 'proportion'
    group by printed_alone.area_id, {{ slice_columns("printed_alone") }}
),

with_people as (
    select
        observed.area_id,
        {{ slice_columns("observed") }},
        observed.source_id,
        observed.value,
        observed.numerator,
        observed.share,
        observed.value_status,
        observed.is_preferred,
        observed.unreliability,
        indicators.measure_type,
        coalesce(
            observed.denominator,
            case
                when indicators.measure_type <> 'proportion' or observed.value_status <> 'observed' then null
                when observed.numerator > 0 and observed.share > 0 then round(observed.numerator / observed.share, 0)
                else known_people.people
            end
        ) as denominator
    from observed
    left join indicators on observed.indicator_id = indicators.indicator_id
    left join known_people
        on observed.area_id = known_people.area_id and {{ same_slice("observed", "known_people") }}
),

measured as (
    select
        observed.area_id,
        {{ slice_columns("observed") }},
        areas.municipality_area_id,
        thresholds.threshold,
        observed.is_preferred,
        -- What the supplier has hidden may not be worked out here either.
        observed.value_status = 'suppressed' as is_withheld,
        coalesce(observed.value_status = 'observed' and {{ rests_on_few(
            "observed.measure_type",
            "observed.value",
            "observed.numerator",
            "observed.denominator",
            "observed.share",
            "thresholds.threshold",
        ) }}, false) as rests_on_few,
        -- What is too uncertain to be shown names nobody: others are not hidden for its sake.
        observed.unreliability is not null
        or (
            observed.value_status = 'observed'
            and {{ rests_on_few_answers("observed.period_type", "observed.denominator") }}
        ) as is_unreliable,
        case
            when observed.value_status <> 'observed' then null
            when observed.measure_type = 'count' then observed.value
            when observed.measure_type = 'mean' then observed.denominator
            else coalesce(observed.numerator, observed.share * observed.denominator)
        end as persons,
        case
            when observed.value_status = 'observed' and observed.measure_type = 'proportion'
                then observed.denominator - coalesce(observed.numerator, observed.share * observed.denominator)
        end as others
    from with_people as observed
    left join areas on observed.area_id = areas.area_id
    left join thresholds
        on observed.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
),

final as (
    select * from measured where is_preferred or rests_on_few or is_unreliable
)

select * from final
