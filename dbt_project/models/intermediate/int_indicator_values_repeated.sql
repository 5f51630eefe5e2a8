-- The figures that were delivered more than once, in one document or in several; few are. A table, since what we know now is
-- worked out from it wherever deliveries are read.
{{ config(materialized="table") }}

with referenced as (
    select * from {{ ref("int_indicator_values_referenced") }}
),

repeated as (
    select * from {{ ref("int_indicator_points_repeated") }}
),

final as (
    select
        referenced.area_id,
        referenced.indicator_id,
        referenced.period_id,
        referenced.source_id,
        referenced.instrument,
        referenced.printed_reference
    from referenced
    inner join repeated
        on referenced.area_id = repeated.area_id
        and referenced.indicator_id = repeated.indicator_id
        and referenced.period_id = repeated.period_id
        and referenced.instrument = repeated.instrument
    group by
        referenced.area_id,
        referenced.indicator_id,
        referenced.period_id,
        referenced.source_id,
        referenced.instrument,
        referenced.printed_reference
    having count(*) > 1
)

select * from final
