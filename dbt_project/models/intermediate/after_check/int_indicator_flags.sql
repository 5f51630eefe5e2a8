-- Which figures an open finding marks: those of its period and of the period it compares with.
with findings as (
    select * from {{ ref("fct_finding") }} where marks_figures and indicator_id is not null
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

final as (
    select
        area_id,
        indicator_id,
        instrument,
        period_id,
        {{ any_row("severity = 'critical'") }} as is_under_clarification
    from named
    group by area_id, indicator_id, instrument, period_id
)

select * from final
