with sources as (
    select * from {{ source("raw", "source") }}
),

final as (
    select
        source_id,
        name_da,
        form,
        owner,
        cadence,
        lag_months,
        licence
    from sources
)

select * from final
