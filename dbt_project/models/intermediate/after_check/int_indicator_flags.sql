-- Which figures an open finding marks: those of its period and of the period it compares with, and the totals that were summed
-- from a figure under clarification.
with findings as (
    select * from {{ ref("fct_finding") }} where marks_figures and indicator_id is not null
),

closure as (
    select * from {{ ref("int_area_closure") }}
),

summed as (
    select distinct area_id, indicator_id, instrument, period_id
    from {{ ref("fct_indicator_observed") }}
    where is_computed
),

named as (
    select area_id, indicator_id, instrument, period_id, severity
    from findings
    where period_id is not null
    union all
    select area_id, indicator_id, instrument, related_period_id, severity
    from findings
    where related_period_id is not null
),

marked as (
    select * from named
    union all
    select summed.area_id, named.indicator_id, named.instrument, named.period_id, named.severity
    from named
    inner join closure on named.area_id = closure.descendant_area_id and closure.distance > 0
    inner join summed
        on closure.ancestor_area_id = summed.area_id
        and named.indicator_id = summed.indicator_id
        and named.period_id = summed.period_id
        and named.instrument in ('', summed.instrument)
    where named.severity = 'critical'
),

final as (
    select
        area_id,
        indicator_id,
        instrument,
        period_id,
        {{ any_row("severity = 'critical'") }} as is_under_clarification
    from marked
    group by area_id, indicator_id, instrument, period_id
)

select * from final
