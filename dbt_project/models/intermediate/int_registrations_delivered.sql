-- Every delivered registration, and whether its load is the newest that speaks of this count; with them, what the delivered
-- events come to in each quarter.
{{ config(materialized="table") }}

with delivered as (
    select * from {{ ref("stg_raw__registration") }}
),

loads as (
    select * from {{ ref("stg_raw__load") }}
),

event_counts as (
    select * from {{ ref("int_registration_events_counted") }}
),

withdrawn as (
    select * from {{ ref("int_delivered_rows_withdrawn") }}
),

joined as (
    select
        delivered.*,
        withdrawn.withdrawn_at,
        withdrawn.withdrawn_by_load_id,
        loads.file_name,
        loads.loaded_at,
        delivered.load_id || '-' || cast(delivered.line as {{ dbt.type_string() }}) as registration_id,
        coalesce(
            delivered.source_reference,
            loads.file_name || ', linje ' || cast(delivered.line as {{ dbt.type_string() }})
        ) as shown_reference
    from delivered
    inner join loads on delivered.load_id = loads.load_id
    left join withdrawn on delivered.load_id = withdrawn.load_id and delivered.line = withdrawn.line
),

numbered as (
    select
        *,
        -- Without a period, only a new delivery of the same passage replaces the old one.
        dense_rank() over (
            partition by
                {{ series_columns() }},
                coalesce(period_id, ''),
                case when period_id is null then shown_reference else '' end
            order by loaded_at desc, load_id desc
        ) as deliveries_since,
        dense_rank() over (
            partition by
                {{ series_columns() }},
                coalesce(period_id, ''),
                case when period_id is null then shown_reference else '' end
            order by case when withdrawn_at is null then 0 else 1 end, loaded_at desc, load_id desc
        ) as standing_deliveries_since,
        count(*) over (
            partition by {{ series_columns() }}, period_id, load_id
        ) as rows_with_this_key
    from joined
),

final as (
    select
        load_id,
        line,
        source_id,
        helhedsplan_id,
        area_id,
        activity_id,
        measure_id,
        period_id,
        period_type,
        counting_mode,
        reported_count,
        reported_count_max,
        qualifier,
        has_repeats,
        is_doubted,
        reported_by,
        reported_date,
        comment,
        source_reference,
        file_name,
        loaded_at,
        registration_id,
        shown_reference,
        deliveries_since,
        rows_with_this_key,
        withdrawn_at,
        withdrawn_by_load_id,
        withdrawn_at is null and standing_deliveries_since = 1 as is_current
    from numbered
    union all
    select
        load_id,
        line,
        source_id,
        helhedsplan_id,
        area_id,
        activity_id,
        measure_id,
        period_id,
        period_type,
        counting_mode,
        reported_count,
        reported_count_max,
        qualifier,
        has_repeats,
        is_doubted,
        reported_by,
        reported_date,
        comment,
        source_reference,
        file_name,
        loaded_at,
        registration_id,
        shown_reference,
        deliveries_since,
        rows_with_this_key,
        cast(null as {{ dbt.type_timestamp() }}) as withdrawn_at,
        cast(null as {{ dbt.type_string() }}) as withdrawn_by_load_id,
        true as is_current
    from event_counts
)

select * from final
