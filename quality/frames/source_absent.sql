-- One row per source that the warehouse knows; `judged` is how many of its files were taken in.
with sources as (
    select * from source_rows
),

loads as (
    select * from raw.load
),

figures as (
    select load_id, is_synthetic from facts.fct_indicator_observed
    union all
    select load_id, is_synthetic from facts.fct_registration
),

-- Example data about invented places is no delivery from the source itself.
invented as (
    select load_id from figures group by load_id having bool_and(is_synthetic)
),

per_source as (
    select
        loads.source_id,
        count(*) filter (where invented.load_id is null) as files_seen,
        count(invented.load_id) as example_files,
        count(*) filter (
            where invented.load_id is null and loads.status in ('loaded', 'partly_loaded')
        ) as files_loaded
    from loads
    left join invented on invented.load_id = loads.load_id
    group by loads.source_id
),

final as (
    select
        sources.*,
        coalesce(per_source.files_loaded, 0) as judged,
        coalesce(per_source.files_seen, 0) as files_seen,
        coalesce(per_source.example_files, 0) as example_files
    from sources
    left join per_source on per_source.source_id = sources.source_id
)

select * from final
