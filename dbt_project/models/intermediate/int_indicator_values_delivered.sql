-- Every delivery of every figure, and which of them is what we know now.
with delivered as (
    select * from {{ ref("stg_raw__indicator_value") }}
),

loads as (
    select * from {{ ref("stg_raw__load") }}
),

withdrawn as (
    select * from {{ ref("int_delivered_rows_withdrawn") }}
),

referenced as (
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
        loaded_at,
        withdrawn_at,
        withdrawn_by_load_id
    from told_apart
),

numbered as (
    select
        *,
        row_number() over (
            partition by area_id, indicator_id, period_id, source_id, instrument, source_reference
            order by loaded_at desc, load_id desc
        ) as deliveries_since,
        row_number() over (
            partition by area_id, indicator_id, period_id, source_id, instrument, source_reference
            order by case when withdrawn_at is null then 0 else 1 end, loaded_at desc, load_id desc
        ) as standing_deliveries_since
    from keyed
),

final as (
    select
        *,
        withdrawn_at is null and standing_deliveries_since = 1 as is_current
    from numbered
)

select * from final
