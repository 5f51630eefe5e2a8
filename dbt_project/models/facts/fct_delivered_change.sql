-- Figures that a later delivery gave another value, or that a later version of their file no longer holds: the old and
-- the new, and between which days the old one was what we knew. `rests_on_few` says that one of the two may not be shown.
{% set place = ["area_id", "indicator_id", "period_id", "source_id", "instrument"] %}

with repeated_deliveries as (
    select * from {{ ref("int_indicator_values_delivered") }} where not is_only_delivery
),

-- A version of a file that no longer holds a figure may hold it under another heading.
taken_away as (
    select distinct {{ place | join(", ") }}, withdrawn_by_load_id as load_id
    from repeated_deliveries
    where withdrawn_by_load_id is not null
),

under_new_headings as (
    select deliveries.*
    from {{ ref("int_indicator_values_delivered") }} as deliveries
    inner join taken_away
        on deliveries.load_id = taken_away.load_id
        {% for column in place -%}
        and deliveries.{{ column }} = taken_away.{{ column }}
        {% endfor %}
    where deliveries.is_only_delivery
),

indicator_deliveries as (
    select * from repeated_deliveries
    union all
    select * from under_new_headings
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
            "indicators.rate_per",
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
            "shared.value",
            "shared.numerator",
            "shared.denominator",
            "shared.share",
            "thresholds.threshold",
        ) }} or {{ rests_on_few_answers("shared.period_type", "shared.denominator") }} as rests_on_few,
        shared.deliveries_since = max(shared.deliveries_since) over (
            partition by {% for column in place %}shared.{{ column }}, {% endfor %}shared.source_reference
        ) as is_first_delivery
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
        earlier.rests_on_few or later.rests_on_few as rests_on_few,
        'source_revised' as cause
    from judged as earlier
    inner join judged as later
        on {{ same_figure("earlier", "later") }}
        and earlier.deliveries_since = later.deliveries_since + 1
    where earlier.value is distinct from later.value
        and (earlier.withdrawn_at is null or earlier.withdrawn_at > later.loaded_at)
),

-- What was known when its file came without it, and what an earlier delivery of the same figure then says again.
indicator_withdrawals as (
    select
        gone.*,
        standing.value as standing_value,
        standing.rests_on_few as standing_rests_on_few,
        row_number() over (partition by gone.load_id, gone.line order by standing.deliveries_since) as standing_number
    from judged as gone
    left join judged as next_one
        on {{ same_figure("gone", "next_one") }}
        and gone.deliveries_since = next_one.deliveries_since + 1
    left join judged as standing
        on {{ same_figure("gone", "standing") }}
        and standing.deliveries_since > gone.deliveries_since
        and (standing.withdrawn_at is null or standing.withdrawn_at > gone.withdrawn_at)
    where gone.withdrawn_at is not null
        and (next_one.load_id is null or next_one.loaded_at > gone.withdrawn_at)
),

-- Headings that went and headings that came in one version of a file, in the order of its lines.
gone_headings as (
    select
        *,
        row_number() over (partition by {{ place | join(", ") }}, withdrawn_by_load_id order by line) as heading_number
    from indicator_withdrawals
    where standing_number = 1
),

new_headings as (
    select
        judged.*,
        row_number() over (
            partition by {% for column in place %}judged.{{ column }}, {% endfor %}judged.load_id order by judged.line
        ) as heading_number
    from judged
    inner join taken_away
        on judged.load_id = taken_away.load_id
        {% for column in place -%}
        and judged.{{ column }} = taken_away.{{ column }}
        {% endfor %}
    where judged.is_first_delivery
),

followed as (
    select
        gone_headings.*,
        coalesce(gone_headings.standing_value, new_headings.value) as following_value,
        coalesce(gone_headings.standing_rests_on_few, new_headings.rests_on_few, false) as following_rests_on_few
    from gone_headings
    left join new_headings
        on gone_headings.withdrawn_by_load_id = new_headings.load_id
        and gone_headings.heading_number = new_headings.heading_number
        {% for column in place -%}
        and gone_headings.{{ column }} = new_headings.{{ column }}
        {% endfor %}
),

withdrawn_indicator_values as (
    select
        area_id,
        indicator_id,
        cast(null as {{ dbt.type_string() }}) as helhedsplan_id,
        cast(null as {{ dbt.type_string() }}) as activity_id,
        cast(null as {{ dbt.type_string() }}) as measure_id,
        period_id,
        source_id,
        instrument,
        value as old_value,
        following_value as new_value,
        load_id as old_load_id,
        withdrawn_by_load_id as new_load_id,
        loaded_at as known_from,
        withdrawn_at as known_to,
        rests_on_few or following_rests_on_few as rests_on_few,
        'source_revised' as cause
    from followed
    where value is distinct from following_value
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
        ) as rests_on_few,
        'source_revised' as cause
    from registration_deliveries as earlier
    inner join registration_deliveries as later
        on {{ same_series("earlier", "later") }}
        and earlier.period_id = later.period_id
        and earlier.deliveries_since = later.deliveries_since + 1
    left join areas on earlier.area_id = areas.area_id
    left join thresholds on later.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
    where earlier.reported_count is distinct from later.reported_count
        and (earlier.withdrawn_at is null or earlier.withdrawn_at > later.loaded_at)
),

registration_withdrawals as (
    select
        gone.*,
        standing.reported_count as standing_count,
        row_number() over (partition by gone.load_id, gone.line order by standing.deliveries_since) as standing_number
    from registration_deliveries as gone
    left join registration_deliveries as next_one
        on {{ same_series("gone", "next_one") }}
        and gone.period_id = next_one.period_id
        and gone.deliveries_since = next_one.deliveries_since + 1
    left join registration_deliveries as standing
        on {{ same_series("gone", "standing") }}
        and gone.period_id = standing.period_id
        and standing.deliveries_since > gone.deliveries_since
        and (standing.withdrawn_at is null or standing.withdrawn_at > gone.withdrawn_at)
    where gone.withdrawn_at is not null
        and (next_one.load_id is null or next_one.loaded_at > gone.withdrawn_at)
),

withdrawn_registrations as (
    select
        gone.area_id,
        cast(null as {{ dbt.type_string() }}) as indicator_id,
        gone.helhedsplan_id,
        gone.activity_id,
        gone.measure_id,
        gone.period_id,
        gone.source_id,
        '' as instrument,
        cast(gone.reported_count as {{ type_double() }}) as old_value,
        cast(gone.standing_count as {{ type_double() }}) as new_value,
        gone.load_id as old_load_id,
        gone.withdrawn_by_load_id as new_load_id,
        gone.loaded_at as known_from,
        gone.withdrawn_at as known_to,
        coalesce(
            {{ is_small_count("gone.reported_count", "thresholds.threshold") }}
            or {{ is_small_count("gone.standing_count", "thresholds.threshold") }},
            {{ is_small_count("gone.reported_count", "thresholds.threshold") }},
            false
        ) as rests_on_few,
        'source_revised' as cause
    from registration_withdrawals as gone
    left join areas on gone.area_id = areas.area_id
    left join thresholds on gone.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
    where gone.standing_number = 1 and gone.reported_count is distinct from gone.standing_count
),

final as (
    select * from indicator_changes
    union all
    select * from registration_changes
    union all
    select * from withdrawn_indicator_values
    union all
    select * from withdrawn_registrations
)

select * from final
