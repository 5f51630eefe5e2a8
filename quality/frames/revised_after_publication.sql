-- One row per area, indicator, source and survey that readers saw in the build before this one: how many of the figures
-- they saw are others now, and the one that moved most.
with published as (
    select * from facts.fct_published_previous where kind = 'indicator' and value is not null
),

figures as (
    select * from indicator_rows where is_preferred
),

corrected as (
    select distinct area_id, indicator_id, period_id, instrument
    from facts.fct_indicator_observed
    where is_corrected
),

compared as (
    select
        published.area_id,
        published.indicator_id,
        published.period_type,
        coalesce(published.instrument, '') as instrument,
        published.source_id,
        published.period_id,
        published.published_at,
        published.value as old_value,
        figures.value as new_value,
        figures.row_key,
        coalesce(figures.is_hidden, false) as is_hidden,
        coalesce(figures.is_synthetic, areas.is_synthetic, false) as is_synthetic,
        figures.row_key is null or figures.value is null as is_withdrawn
    from published
    left join figures
        on figures.area_id = published.area_id
        and figures.indicator_id = published.indicator_id
        and figures.period_id = published.period_id
        and figures.period_type = published.period_type
        and figures.instrument = coalesce(published.instrument, '')
    left join corrected
        on corrected.area_id = published.area_id
        and corrected.indicator_id = published.indicator_id
        and corrected.period_id = published.period_id
        and corrected.instrument = coalesce(published.instrument, '')
    left join marts.dim_area as areas on areas.area_id = published.area_id
    where not coalesce(published.is_computed, false)
        and not coalesce(published.is_corrected, false)
        and corrected.area_id is null
),

changes as (
    select
        *,
        is_withdrawn or abs(new_value - old_value) > 1e-9 as is_change,
        row_number() over (
            partition by area_id, indicator_id, period_type, instrument, source_id
            order by
                (is_withdrawn or abs(new_value - old_value) > 1e-9) desc,
                abs(coalesce(new_value, 0) - old_value) desc,
                period_id desc
        ) as place,
        sum(case when is_withdrawn or abs(new_value - old_value) > 1e-9 then 1 else 0 end) over (
            partition by area_id, indicator_id, period_type, instrument, source_id
        ) as changes,
        max(case when is_hidden then 1 else 0 end) over (
            partition by area_id, indicator_id, period_type, instrument, source_id
        ) = 1 as is_any_hidden
    from compared
),

indicators as (
    select indicator_id, measure_type from marts.dim_indicator
),

final as (
    select
        concat_ws(
            '|', changes.area_id, changes.indicator_id, changes.period_type, changes.instrument, changes.source_id
        ) as row_key,
        changes.source_id,
        cast(null as varchar) as helhedsplan_id,
        changes.area_id,
        changes.indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        changes.period_id,
        changes.instrument,
        cast(null as varchar) as related_period_id,
        changes.is_synthetic,
        case when changes.row_key is null then cast([] as varchar[]) else [changes.row_key] end as evidence,
        cast(changes.new_value as double) as observed,
        cast(changes.old_value as double) as expected_low,
        cast(changes.old_value as double) as expected_high,
        changes.is_hidden,
        changes.is_hidden as is_related_hidden,
        changes.is_change as judged,
        changes.is_withdrawn,
        changes.changes,
        cast(changes.old_value as double) as old_value,
        indicators.measure_type,
        'exact' as qualifier
    from changes
    inner join indicators on indicators.indicator_id = changes.indicator_id
    where changes.place = 1
)

select * from final
