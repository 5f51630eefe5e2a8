-- Rows that a later version of their file no longer holds, and from when. A row that stands there, but could not be read,
-- is not gone; and a file that has disappeared has no later version.
{{ config(materialized="table") }}

with loads as (
    select * from {{ ref("stg_raw__load") }} where status in ('loaded', 'partly_loaded')
),

indicator_values as (
    select * from {{ ref("stg_raw__indicator_value") }}
),

registrations as (
    select * from {{ ref("stg_raw__registration") }}
),

quarantined as (
    select distinct load_id, key_text from {{ ref("stg_raw__quarantine") }}
),

versions as (
    select
        earlier.load_id,
        later.load_id as later_load_id,
        later.loaded_at as later_loaded_at
    from loads as earlier
    inner join loads as later
        on earlier.source_id = later.source_id
        and earlier.file_name = later.file_name
        and earlier.loaded_at < later.loaded_at
),

versioned as (
    select load_id from versions
    union
    select later_load_id from versions
),

delivered as (
    select
        indicator_values.load_id,
        indicator_values.line,
        indicator_values.key_text,
        indicator_values.area_id || '|' || indicator_values.indicator_id || '|' || indicator_values.period_id
        || '|' || indicator_values.instrument || '|' || coalesce(indicator_values.source_reference, '') as row_key
    from indicator_values
    inner join versioned on indicator_values.load_id = versioned.load_id
    union all
    select
        registrations.load_id,
        registrations.line,
        registrations.key_text,
        registrations.helhedsplan_id || '|' || registrations.area_id || '|' || registrations.activity_id
        || '|' || registrations.measure_id || '|' || coalesce(registrations.period_id, '')
        -- Without a period, only the passage tells one count from another.
        || '|' || case when registrations.period_id is null then coalesce(registrations.source_reference, '') else '' end
            as row_key
    from registrations
    inner join versioned on registrations.load_id = versioned.load_id
),

row_keys as (
    select distinct load_id, row_key from delivered
),

absent as (
    select
        delivered.load_id,
        delivered.line,
        versions.later_load_id,
        versions.later_loaded_at,
        row_number() over (
            partition by delivered.load_id, delivered.line order by versions.later_loaded_at, versions.later_load_id
        ) as versions_later
    from delivered
    inner join versions on delivered.load_id = versions.load_id
    left join row_keys
        on versions.later_load_id = row_keys.load_id
        and delivered.row_key = row_keys.row_key
    left join quarantined
        on versions.later_load_id = quarantined.load_id
        and delivered.key_text = quarantined.key_text
    where row_keys.load_id is null and quarantined.load_id is null
),

final as (
    select
        load_id,
        line,
        later_load_id as withdrawn_by_load_id,
        later_loaded_at as withdrawn_at
    from absent
    where versions_later = 1
)

select * from final
