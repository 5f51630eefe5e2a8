with loads as (
    select * from {{ ref("fct_load") }}
),

final as (
    select
        load_id,
        source_id,
        file_name,
        sha256,
        encoding,
        loaded_at,
        rows_read,
        rows_loaded,
        rows_quarantined,
        rows_skipped,
        status,
        message_da
    from loads
)

select * from final
