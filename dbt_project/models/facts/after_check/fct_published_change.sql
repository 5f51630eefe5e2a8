-- Every figure that readers saw in the build before this one and that is another now, and why. A figure is the one that is
-- shown for its area, indicator, period and survey; a count is the one reported for its activity and period.
with previous as (
    select * from {{ ref("fct_published_previous") }}
),

indicator_values as (
    select * from {{ ref("fct_indicator_value") }} where is_preferred
),

counts as (
    select * from {{ ref("fct_activity_count") }} where period_id is not null
),

delivered_changes as (
    select * from {{ ref("fct_delivered_change") }}
),

paired_figures as (
    select
        previous.area_id,
        previous.indicator_id,
        previous.period_id,
        previous.period_type,
        previous.instrument,
        previous.source_id,
        previous.published_at,
        previous.value as old_value,
        indicator_values.value as new_value,
        previous.load_id as old_load_id,
        indicator_values.load_id as new_load_id,
        coalesce(indicator_values.value_status = 'suppressed', false) or previous.verdict = 'suppressed' as is_hidden,
        case
            when indicator_values.area_id is null then 'source_revised'
            when previous.is_corrected <> indicator_values.is_corrected then 'correction'
            when indicator_values.is_corrected and previous.load_id = indicator_values.load_id then 'correction'
            when previous.is_computed
                and indicator_values.is_computed
                and previous.source_reference <> indicator_values.source_reference then 'borders_changed'
            when previous.source_id <> indicator_values.source_id then 'source_revised'
            when previous.load_id <> indicator_values.load_id then 'source_revised'
            when previous.is_computed <> indicator_values.is_computed then 'source_revised'
            when previous.is_computed and indicator_values.value is null then 'source_revised'
            else 'method_changed'
        end as cause
    from previous
    left join indicator_values
        on previous.area_id = indicator_values.area_id
        and previous.indicator_id = indicator_values.indicator_id
        and previous.period_id = indicator_values.period_id
        and previous.period_type = indicator_values.period_type
        and previous.instrument = indicator_values.instrument
    where previous.kind = 'indicator'
        and (previous.value is not null or indicator_values.value is not null)
        and coalesce(abs(previous.value - indicator_values.value) > 0.000000001, true)
),

paired_counts as (
    select
        {{ series_columns("previous") }},
        previous.period_id,
        counts.period_type,
        previous.published_at,
        previous.value as old_value,
        cast(counts.reported_count as {{ type_double() }}) as new_value,
        coalesce(counts.is_suppressed, false) as is_hidden,
        delivered_changes.new_load_id as delivered_load_id,
        case
            when counts.registration_id is null then 'source_revised'
            when previous.is_corrected <> counts.is_corrected then 'correction'
            when delivered_changes.new_load_id is not null then 'source_revised'
            when counts.is_corrected then 'correction'
            when counts.is_duplicate then 'source_revised'
            else 'method_changed'
        end as cause
    from previous
    left join counts
        on {{ same_series("previous", "counts") }}
        and previous.period_id = counts.period_id
    left join delivered_changes
        on {{ same_series("previous", "delivered_changes") }}
        and previous.period_id = delivered_changes.period_id
        and delivered_changes.known_to > previous.published_at
    where previous.kind = 'registration'
        and previous.period_id is not null
        and (previous.value is not null or counts.reported_count is not null)
        and coalesce(previous.value <> counts.reported_count, true)
),

final as (
    select
        area_id,
        indicator_id,
        cast(null as {{ dbt.type_string() }}) as helhedsplan_id,
        cast(null as {{ dbt.type_string() }}) as activity_id,
        cast(null as {{ dbt.type_string() }}) as measure_id,
        period_id,
        period_type,
        source_id,
        instrument,
        case when not is_hidden then old_value end as old_value,
        case when not is_hidden then new_value end as new_value,
        old_load_id,
        new_load_id,
        published_at,
        cause
    from paired_figures
    union all
    select distinct
        area_id,
        cast(null as {{ dbt.type_string() }}),
        helhedsplan_id,
        activity_id,
        measure_id,
        period_id,
        period_type,
        cast(null as {{ dbt.type_string() }}),
        '',
        case when not is_hidden then old_value end,
        case when not is_hidden then new_value end,
        cast(null as {{ dbt.type_string() }}),
        cast(null as {{ dbt.type_string() }}),
        published_at,
        cause
    from paired_counts
)

select * from final
