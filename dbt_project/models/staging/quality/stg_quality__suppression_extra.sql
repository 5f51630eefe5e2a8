with extras as (
    select * from {{ source("quality", "suppression_extra") }}
),

final as (
    select
        area_id,
        indicator_id,
        period_id,
        period_type,
        coalesce(instrument, '') as instrument
    from extras
)

select * from final
