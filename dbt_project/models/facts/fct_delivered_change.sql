-- Figures that a later delivery gave another value: the old and the new, and between which days the old one was what we
-- knew. `rests_on_few` says that one of the two may not be shown.
with indicator_deliveries as (
    select * from {{ ref("int_indicator_values_delivered") }}
),

registration_deliveries as (
    select * from {{ ref("int_registrations_delivered") }} where period_id is not null and rows_with_this_key = 1
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

valued as (
    select
        indicator_deliveries.*,
        indicators.measure_type,
        {{ indicator_value(
            "indicators.measure_type",
            "indicators.unit",
            "indicator_deliveries.delivered_value",
            "indicator_deliveries.numerator",
            "indicator_deliveries.denominator",
        ) }} as value
    from indicator_deliveries
    inner join indicators on indicator_deliveries.indicator_id = indicators.indicator_id
),

shared as (
    select
        *,
        {{ indicator_share("measure_type", "value", "numerator", "denominator") }} as share
    from valued
),

judged as (
    select
        shared.*,
        {{ rests_on_few(
            "shared.measure_type",
            "shared.period_type",
            "shared.value",
            "shared.numerator",
            "shared.denominator",
            "shared.share",
            "thresholds.threshold",
        ) }} as rests_on_few
    from shared
    left join areas on shared.area_id = areas.area_id
    left join thresholds on shared.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
),

indicator_changes as (
    select
        earlier.area_id,
        earlier.indicator_id,
        cast(null as {{ dbt.type_string() }}) as helhedsplan_id,
        cast(null as {{ dbt.type_string() }}) as activity_id,
        cast(null as {{ dbt.type_string() }}) as measure_id,
        earlier.period_id,
        earlier.source_id,
        earlier.instrument,
        earlier.value as old_value,
        later.value as new_value,
        earlier.load_id as old_load_id,
        later.load_id as new_load_id,
        earlier.loaded_at as known_from,
        later.loaded_at as known_to,
        earlier.rests_on_few or later.rests_on_few as rests_on_few
    from judged as earlier
    inner join judged as later
        on earlier.area_id = later.area_id
        and earlier.indicator_id = later.indicator_id
        and earlier.period_id = later.period_id
        and earlier.source_id = later.source_id
        and earlier.instrument = later.instrument
        and earlier.source_reference = later.source_reference
        and earlier.deliveries_since = later.deliveries_since + 1
    where earlier.value is distinct from later.value
),

registration_changes as (
    select
        earlier.area_id,
        cast(null as {{ dbt.type_string() }}) as indicator_id,
        earlier.helhedsplan_id,
        earlier.activity_id,
        earlier.measure_id,
        earlier.period_id,
        later.source_id,
        '' as instrument,
        cast(earlier.reported_count as {{ type_double() }}) as old_value,
        cast(later.reported_count as {{ type_double() }}) as new_value,
        earlier.load_id as old_load_id,
        later.load_id as new_load_id,
        earlier.loaded_at as known_from,
        later.loaded_at as known_to,
        coalesce(
            {{ is_small_count("earlier.reported_count", "thresholds.threshold") }}
            or {{ is_small_count("later.reported_count", "thresholds.threshold") }},
            false
        ) as rests_on_few
    from registration_deliveries as earlier
    inner join registration_deliveries as later
        on {{ same_series("earlier", "later") }}
        and earlier.period_id = later.period_id
        and earlier.deliveries_since = later.deliveries_since + 1
    left join areas on earlier.area_id = areas.area_id
    left join thresholds on later.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
    where earlier.reported_count is distinct from later.reported_count
),

final as (
    select * from indicator_changes
    union all
    select * from registration_changes
)

select * from final
