-- Every delivery of every figure, and which of them is what we know now.
with delivered as (
    select * from {{ ref("stg_raw__indicator_value") }}
),

loads as (
    select * from {{ ref("stg_raw__load") }}
),

referenced as (
    select
        delivered.*,
        loads.file_name,
        loads.loaded_at,
        coalesce(delivered.source_reference, loads.file_name) as printed_reference
    from delivered
    inner join loads on delivered.load_id = loads.load_id
),

-- A document may give one figure twice under one heading. Both stay; the second is told apart by its line.
told_apart as (
    select
        *,
        row_number() over (
            partition by load_id, source_id, area_id, indicator_id, period_id, instrument, printed_reference
            order by line
        ) as occurrence
    from referenced
),

keyed as (
    select
        load_id,
        line,
        source_id,
        area_id,
        indicator_id,
        period_id,
        period_type,
        instrument,
        case
            when occurrence = 1 then printed_reference
            else printed_reference || ', linje ' || cast(line as {{ dbt.type_string() }})
        end as source_reference,
        delivered_value,
        numerator,
        denominator,
        standard_deviation,
        qualifier,
        value_status,
        printed_label,
        note,
        file_name,
        loaded_at
    from told_apart
),

final as (
    select
        *,
        row_number() over (
            partition by area_id, indicator_id, period_id, source_id, instrument, source_reference
            order by loaded_at desc, load_id desc
        ) as deliveries_since
    from keyed
)

select * from final
