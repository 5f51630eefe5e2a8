-- What staging holds of a load is what its row in the ledger says; a load of these forms that left no row is told too.
with loads as (
    select * from {{ ref("stg_raw__load") }}
),

rows_in_staging as (
    select load_id, source_id, line from {{ ref("stg_raw__indicator_value") }}
    union all
    select load_id, source_id, line from {{ ref("stg_raw__registration") }}
    union all
    select load_id, source_id, line from {{ ref("stg_raw__registration_event") }}
    union all
    -- An answered questionnaire is one row of its file, and one row here for each question.
    select distinct load_id, source_id, line from {{ ref("stg_raw__survey_answer") }}
),

counted as (
    select load_id, count(*) as row_count
    from rows_in_staging
    group by load_id
),

staged_sources as (
    select distinct source_id from rows_in_staging
),

final as (
    select loads.load_id, loads.rows_loaded, coalesce(counted.row_count, 0) as row_count
    from loads
    inner join staged_sources on loads.source_id = staged_sources.source_id
    left join counted on loads.load_id = counted.load_id
    where coalesce(loads.rows_loaded, 0) <> coalesce(counted.row_count, 0)
)

select * from final
