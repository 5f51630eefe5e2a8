with observed as (
    select * from {{ ref("fct_indicator_observed") }}
),

suppressions as (
    select
        area_id,
        indicator_id,
        period_id,
        period_type,
        instrument,
        {{ any_row("reason <> 'unreliable'") }} as names_persons
    from {{ ref("int_indicator_suppressions") }}
    group by area_id, indicator_id, period_id, period_type, instrument
),

flags as (
    select * from {{ ref("int_indicator_flags") }}
),

-- A finding that names no instrument speaks of all.
flagged as (
    select
        cells.area_id,
        cells.indicator_id,
        cells.period_id,
        cells.instrument,
        {{ any_row("flags.is_under_clarification") }} as is_under_clarification
    from {{ ref("fct_indicator_observed") }} as cells
    inner join flags
        on cells.area_id = flags.area_id
        and cells.indicator_id = flags.indicator_id
        and cells.period_id = flags.period_id
        and flags.instrument in ('', cells.instrument)
    group by cells.area_id, cells.indicator_id, cells.period_id, cells.instrument
),

unreliable as (
    select {{ point_columns() }}, min(unreliability) as unreliability
    from {{ ref("fct_indicator_observed") }}
    where unreliability is not null
    group by {{ point_columns() }}
),

marked as (
    select
        observed.*,
        case
            when observed.value_status = 'observed' and suppressions.area_id is not null then 'suppressed'
            else observed.value_status
        end as shown_status,
coalesce(suppressions.names_persons, false) as names_persons,
        unreliable.unreliability as cell_unreliability,
        flagged.area_id is not null or observed.is_flagged_by_correction as is_flagged,
        coalesce(flagged.is_under_clarification, false) as is_under_clarification
    from observed
    left join suppressions
        on observed.area_id = suppressions.area_id
        and observed.indicator_id = suppressions.indicator_id
        and observed.period_id = suppressions.period_id
        and observed.period_type = suppressions.period_type
        and observed.instrument = suppressions.instrument
    left join flagged
        on observed.area_id = flagged.area_id
        and observed.indicator_id = flagged.indicator_id
        and observed.period_id = flagged.period_id
        and observed.instrument = flagged.instrument
    left join unreliable on {{ same_point("observed", "unreliable") }}
),

-- A figure that is not shown leaves no number behind, and no note that could give it away.
final as (
    select
        area_id,
        indicator_id,
        period_id,
        period_type,
        source_id,
        instrument,
        source_reference,
        case when shown_status = 'observed' then value end as value,
        case when shown_status = 'observed' then numerator end as numerator,
        case when shown_status = 'observed' then denominator end as denominator,
        case when shown_status = 'observed' then ci_low end as ci_low,
        case when shown_status = 'observed' then ci_high end as ci_high,
        case when shown_status = 'observed' then n_effective end as n_effective,
        shown_status as value_status,
        is_preferred,
        is_flagged,
        is_corrected,
        is_synthetic,
        load_id,
        qualifier,
        is_under_clarification,
        printed_label,
        case when shown_status <> 'suppressed' then note end as note,
        is_computed,
        is_weighted,
        case
            when shown_status <> 'suppressed' then null
            when value_status = 'suppressed' then 'by_source'
            when names_persons then 'few_persons'
            else coalesce(cell_unreliability, 'few_answers')
        end as suppression_reason,
        case when shown_status <> 'suppressed' then line end as line
    from marked
)

select * from final
