-- Every delivered figure with its file, and when a later version of the file took it away. Numbering comes after, since it is
-- wanted for the few figures that were delivered more than once.
with delivered as (
    select * from {{ ref("stg_raw__indicator_value") }}
),

loads as (
    select * from {{ ref("stg_raw__load") }}
),

withdrawn as (
    select * from {{ ref("int_delivered_rows_withdrawn") }}
),

final as (
    select
        delivered.*,
        withdrawn.withdrawn_at,
        withdrawn.withdrawn_by_load_id,
        loads.file_name,
        loads.loaded_at,
        coalesce(delivered.source_reference, loads.file_name) as printed_reference
    from delivered
    inner join loads on delivered.load_id = loads.load_id
    left join withdrawn on delivered.load_id = withdrawn.load_id and delivered.line = withdrawn.line
)

select * from final
