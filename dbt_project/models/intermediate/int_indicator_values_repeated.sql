-- The figures that were delivered more than once, in one document or in several; few are. A table, since what we know now is
-- worked out from it wherever deliveries are read.
{{ config(materialized="table") }}

with referenced as (
    select * from {{ ref("int_indicator_values_referenced") }}
),

final as (
    select area_id, indicator_id, period_id, source_id, instrument, printed_reference
    from referenced
    group by area_id, indicator_id, period_id, source_id, instrument, printed_reference
    having count(*) > 1
)

select * from final
