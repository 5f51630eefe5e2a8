-- Delivered events counted per quarter, for each area and for the whole plan: how many there were, and how many
-- participations in them. A participation is no person. A file replaces all events of the file of the same name before it; otherwise the newest file that speaks of an
-- activity in an area on a day replaces the others, so that monthly files add up and a longer export does not count twice.
{{ config(materialized="table") }}

with events as (
    select * from {{ ref("stg_raw__registration_event") }}
),

loads as (
    select * from {{ ref("stg_raw__load") }} where status in ('loaded', 'partly_loaded')
),

versions as (
    select
        load_id,
        file_name,
        loaded_at,
        -- A version with rows in quarantine may still hold what it seems to lack; only a whole one takes anything away.
        max(case when coalesce(rows_quarantined, 0) = 0 then loaded_at end) over (partition by source_id, file_name)
            as whole_version_at
    from loads
),

ranked as (
    select
        events.*,
        versions.file_name,
        versions.loaded_at,
        {{ quarter_of("events.event_date") }} as period_id,
        dense_rank() over (
            partition by
                events.source_id, events.helhedsplan_id, events.area_id, events.activity_id, events.event_date
            order by versions.loaded_at desc, versions.load_id desc
        ) as deliveries_since
    from events
    inner join versions on events.load_id = versions.load_id
    where coalesce(versions.loaded_at >= versions.whole_version_at, true)
),

-- The whole plan's events are those of all its areas and those that name the plan alone.
placed as (
    select
        source_id,
        helhedsplan_id,
        area_id,
        activity_id,
        period_id,
        participants,
        loaded_at,
        load_id,
        file_name,
        line,
        reported_by
    from ranked
    where deliveries_since = 1 and area_id <> helhedsplan_id
    union all
    select
        source_id,
        helhedsplan_id,
        helhedsplan_id as area_id,
        activity_id,
        period_id,
        participants,
        loaded_at,
        load_id,
        file_name,
        line,
        reported_by
    from ranked
    where deliveries_since = 1
),

newest as (
    select
        *,
        dense_rank() over (
            partition by source_id, helhedsplan_id, area_id, activity_id, period_id order by loaded_at desc, load_id desc
        ) as files_since
    from placed
),

-- A quarter that rests on several files carries the name of the newest.
quarters as (
    select
        source_id,
        helhedsplan_id,
        area_id,
        activity_id,
        period_id,
        count(*) as events,
        count(participants) as events_with_participants,
        sum(participants) as participations,
        max(loaded_at) as loaded_at,
        max(case when files_since = 1 then load_id end) as load_id,
        max(case when files_since = 1 then file_name end) as file_name,
        min(case when files_since = 1 then line end) as line,
        case when min(coalesce(reported_by, '')) = max(coalesce(reported_by, '')) then max(reported_by) end as reported_by
    from newest
    group by source_id, helhedsplan_id, area_id, activity_id, period_id
),

-- A quarter that was not over when its newest file came may have had more.
dated as (
    select
        *,
        cast(loaded_at as date) <= {{ period_end_date("period_id", "'quarter'") }} as is_unfinished
    from quarters
),

counted as (
    select
        dated.*,
        'haendelser' as measure_id,
        events as reported_count,
        is_unfinished as is_at_least,
        'no' as has_repeats
    from dated
    union all
    select
        dated.*,
        'deltagelser-i-haendelser' as measure_id,
        participations as reported_count,
        is_unfinished or events_with_participants < events as is_at_least,
        'yes' as has_repeats
    from dated
    where events_with_participants > 0
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
        'quarter' as period_type,
        'period' as counting_mode,
        cast(reported_count as bigint) as reported_count,
        cast(null as bigint) as reported_count_max,
        case when is_at_least then 'at_least' else 'exact' end as qualifier,
        has_repeats,
        false as is_doubted,
        reported_by,
        cast(null as date) as reported_date,
        cast(null as {{ dbt.type_string() }}) as comment,
        cast(null as {{ dbt.type_string() }}) as source_reference,
        file_name,
        loaded_at,
        load_id || '-' || measure_id || '-' || area_id || '-' || helhedsplan_id || '-' || activity_id || '-' || period_id
            as registration_id,
        file_name || ', optalte hændelser' as shown_reference,
        1 as deliveries_since,
        1 as rows_with_this_key
    from counted
)

select * from final
