with sources as (
    select * from {{ ref("stg_raw__source") }}
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
