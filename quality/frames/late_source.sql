-- One row per source that delivers at a fixed pace and has delivered: the period that should have come next, and the last
-- day for it. Figures about invented places are no delivery.
with sources as (
    select * from source_rows where lag_months is not null
),

steps as (
    select *
    from (values ('quarterly', 3), ('half_yearly', 6), ('yearly', 12)) as paces (cadence, months)
),

periods as (
    select period_id, period_type, end_date from marts.dim_period
),

delivered as (
    select figures.source_id, max(periods.end_date) as newest_date
    from facts.fct_indicator_observed as figures
    inner join periods
        on periods.period_id = figures.period_id
        and periods.period_type = figures.period_type
    where not figures.is_synthetic and figures.value is not null
    group by figures.source_id
    union all
    select source_id, max(period_end_date)
    from facts.fct_registration
    where not is_synthetic and period_id is not null
    group by source_id
),

newest as (
    select source_id, max(newest_date) as newest_date from delivered group by source_id
),

final as (
    select
        sources.* exclude (cadence, lag_months),
        (select today from run_day) > last_day(
            cast(newest.newest_date + to_months(cast(steps.months + sources.lag_months as integer)) as date)
        ) as judged,
        newest.newest_date,
        last_day(
            cast(newest.newest_date + to_months(cast(steps.months + sources.lag_months as integer)) as date)
        ) as due_date
    from newest
    inner join sources on sources.source_id = newest.source_id
    inner join steps on steps.cadence = sources.cadence
)

select * from final
