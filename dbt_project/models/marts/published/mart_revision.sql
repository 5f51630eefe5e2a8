with delivered_changes as (
    select * from {{ ref("fct_delivered_change") }}
),

previous as (
    select * from {{ ref("fct_published_previous") }} where indicator_id is not null and value is not null
),

indicator_values as (
    select * from {{ ref("fct_indicator_value") }}
),

hidden as (
    select distinct area_id, indicator_id, period_id, instrument
    from indicator_values
    where value_status = 'suppressed'
),

hidden_counts as (
    select distinct {{ series_columns() }}, period_id
    from {{ ref("fct_activity_count") }}
    where is_suppressed
),

-- That a small figure was changed may be told; what it was and is may not.
redelivered as (
    select
        delivered_changes.area_id,
        delivered_changes.indicator_id,
        delivered_changes.helhedsplan_id,
        delivered_changes.activity_id,
        delivered_changes.measure_id,
        delivered_changes.period_id,
        delivered_changes.source_id,
        delivered_changes.instrument,
        not delivered_changes.rests_on_few and hidden.area_id is null and hidden_counts.area_id is null as may_be_shown,
        delivered_changes.old_value,
        delivered_changes.new_value,
        delivered_changes.old_load_id,
        delivered_changes.new_load_id,
        delivered_changes.known_from,
        delivered_changes.known_to,
        delivered_changes.cause
    from delivered_changes
    left join hidden
        on delivered_changes.area_id = hidden.area_id
        and delivered_changes.indicator_id = hidden.indicator_id
        and delivered_changes.period_id = hidden.period_id
        and delivered_changes.instrument = hidden.instrument
    left join hidden_counts
        on {{ same_series("delivered_changes", "hidden_counts") }}
        and delivered_changes.period_id = hidden_counts.period_id
),

shown as (
    select
        area_id,
        indicator_id,
        helhedsplan_id,
        activity_id,
        measure_id,
        period_id,
        source_id,
        instrument,
        case when may_be_shown then old_value end as old_value,
        case when may_be_shown then new_value end as new_value,
        old_load_id,
        new_load_id,
        known_from,
        known_to,
        cause
    from redelivered
),

-- The same delivery, another value: we reckon differently now, or a correction has come or gone. Known until this build.
recalculated as (
    select
        previous.area_id,
        previous.indicator_id,
        cast(null as {{ dbt.type_string() }}) as helhedsplan_id,
        cast(null as {{ dbt.type_string() }}) as activity_id,
        cast(null as {{ dbt.type_string() }}) as measure_id,
        previous.period_id,
        previous.source_id,
        previous.instrument,
        previous.value as old_value,
        indicator_values.value as new_value,
        previous.load_id as old_load_id,
        indicator_values.load_id as new_load_id,
        previous.published_at as known_from,
        cast(null as {{ dbt.type_timestamp() }}) as known_to,
        'recalculated' as cause
    from previous
    inner join indicator_values
        on previous.area_id = indicator_values.area_id
        and previous.indicator_id = indicator_values.indicator_id
        and previous.period_id = indicator_values.period_id
        and previous.source_id = indicator_values.source_id
        and previous.instrument = indicator_values.instrument
        and previous.source_reference = indicator_values.source_reference
        and previous.load_id = indicator_values.load_id
    where abs(previous.value - indicator_values.value) > 0.000000001
),

final as (
    select * from shown
    union all
    select * from recalculated
)

select * from final
