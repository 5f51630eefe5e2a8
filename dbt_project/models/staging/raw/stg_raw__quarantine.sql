with quarantined as (
    select * from {{ source("raw", "quarantine") }}
),

final as (
    select
        load_id,
        line,
        key_text
    from quarantined
)

select * from final
