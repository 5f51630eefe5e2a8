-- One row per source that the warehouse knows; `judged` is how many of its files were taken in.
with sources as (
    select * from marts.dim_source
),

loads as (
    select * from raw.load
),

per_source as (
    select
        source_id,
        count(*) as files_seen,
        count(*) filter (where status in ('loaded', 'partly_loaded')) as files_loaded
    from loads
    group by source_id
),

final as (
    select
        sources.source_id as row_key,
        sources.source_id,
        cast(null as varchar) as helhedsplan_id,
        cast(null as varchar) as area_id,
        cast(null as varchar) as indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        cast(null as varchar) as period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        false as is_synthetic,
        cast([] as varchar[]) as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        coalesce(per_source.files_loaded, 0) as judged,
        coalesce(per_source.files_seen, 0) as files_seen
    from sources
    left join per_source on per_source.source_id = sources.source_id
)

select * from final
