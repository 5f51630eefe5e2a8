-- What more than one delivered row speaks of, whatever document or source it came in. In most deliveries it is little, so
-- that figures that were given twice, and figures that contend for one place, are looked for there alone. A table, since
-- both do.
{{ config(materialized="table") }}
{% set place = ["area_id", "indicator_id", "period_id", "instrument"] %}

with delivered as (
    select * from {{ ref("stg_raw__indicator_value") }}
),

final as (
    select {{ place | join(", ") }}
    from delivered
    where {{ may_be_repeated(ref("stg_raw__indicator_value"), place) }}
    group by {{ place | join(", ") }}
    having count(*) > 1
)

select * from final
