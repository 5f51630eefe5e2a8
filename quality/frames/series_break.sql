-- One row per first figure of a survey's instrument in a series: whether it follows figures of another instrument, with
-- which it cannot be compared.
with figures as (
    select *
    from indicator_rows
    where period_type = 'survey_wave'
        and is_preferred
        and value is not null
        and area_type in ('afdeling', 'boligomraade', 'helhedsplan')
),

changes as (
    select * from intermediate.int_instrument_changes
),

firsts as (
    select
        *,
        row_number() over (partition by area_id, indicator_id, instrument order by sort_key) as place
    from figures
),

final as (
    select
        firsts.row_key,
        firsts.source_id,
        cast(null as varchar) as helhedsplan_id,
        firsts.area_id,
        firsts.indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        firsts.period_id,
        firsts.instrument,
        cast(null as varchar) as related_period_id,
        firsts.is_synthetic,
        [firsts.row_key] as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        firsts.is_hidden,
        firsts.is_hidden as is_related_hidden,
        changes.area_id is not null as judged,
        changes.reason_da,
        changes.earlier_period_id,
        firsts.measure_type,
        firsts.qualifier
    from firsts
    left join changes
        on changes.area_id = firsts.area_id
        and changes.indicator_id = firsts.indicator_id
        and changes.period_id = firsts.period_id
        and changes.instrument = firsts.instrument
    where firsts.place = 1
)

select * from final
