-- What readers were told before and are told otherwise now: figures that were delivered again, figures that are another
-- though nothing was delivered, and verdicts that turned, each with its cause.
{% set statuses = ["is_udsat", "is_parallelsamfund", "is_omdannelsesomraade", "is_forebyggelsesomraade"] %}
{% set no_text = "cast(null as " ~ dbt.type_string() ~ ")" %}
{% set no_number = "cast(null as " ~ type_double() ~ ")" %}

with delivered_changes as (
    select * from {{ ref("fct_delivered_change") }}
),

published_changes as (
    select * from {{ ref("fct_published_change") }}
),

previous as (
    select * from {{ ref("fct_published_previous") }}
),

indicator_values as (
    select * from {{ ref("fct_indicator_value") }}
),

comparisons as (
    select * from {{ ref("mart_area_vs_baseline") }}
),

progress as (
    select * from {{ ref("mart_activity_progress") }}
),

statutory as (
    select * from {{ ref("mart_statutory_status") }}
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
        delivered_changes.*,
        not delivered_changes.rests_on_few and hidden.area_id is null and hidden_counts.area_id is null as may_be_shown
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

-- A figure that stands in two places of a document is told once, where both were changed alike.
shown as (
    select distinct
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
        cause,
        'value' as kind,
        {{ no_text }} as aspect,
        {{ no_text }} as old_verdict,
        {{ no_text }} as new_verdict,
        {{ no_text }} as old_period_id
    from redelivered
),

-- What a delivery changed is told by the delivery, where it or several in a row lead from what readers saw to what they see; the
-- rest was known until this build.
published as (
    select
        published_changes.*,
        row_number() over (order by area_id, indicator_id, activity_id, measure_id, period_id, instrument) as change_number
    from published_changes
),

told as (
    select published.change_number
    from published
    inner join delivered_changes
        on published.cause = 'source_revised'
        and published.area_id = delivered_changes.area_id
        and coalesce(published.indicator_id, '') = coalesce(delivered_changes.indicator_id, '')
        and coalesce(published.helhedsplan_id, '') = coalesce(delivered_changes.helhedsplan_id, '')
        and coalesce(published.activity_id, '') = coalesce(delivered_changes.activity_id, '')
        and coalesce(published.measure_id, '') = coalesce(delivered_changes.measure_id, '')
        and published.period_id = delivered_changes.period_id
        and published.instrument = delivered_changes.instrument
        and delivered_changes.known_to > published.published_at
    group by published.change_number, published.old_value, published.new_value
    having (published.old_value is null and published.new_value is null)
        or (
            {{ any_row(is_same_number("published.old_value", "delivered_changes.old_value")) }}
            and {{ any_row(is_same_number("published.new_value", "delivered_changes.new_value")) }}
        )
),

changed as (
    select
        published.area_id,
        published.indicator_id,
        published.helhedsplan_id,
        published.activity_id,
        published.measure_id,
        published.period_id,
        published.source_id,
        published.instrument,
        published.old_value,
        published.new_value,
        published.old_load_id,
        published.new_load_id,
        published.published_at as known_from,
        cast(null as {{ dbt.type_timestamp() }}) as known_to,
        published.cause,
        'value' as kind,
        {{ no_text }} as aspect,
        {{ no_text }} as old_verdict,
        {{ no_text }} as new_verdict,
        {{ no_text }} as old_period_id
    from published
    left join told on published.change_number = told.change_number
    where told.change_number is null
),

-- The municipality and its rest stand in each other's place: a figure has the one or the other.
latest_comparisons as (
    select
        *,
        {{ benchmark_slot("baseline_kind") }} as slot,
        row_number() over (
            partition by area_id, indicator_id, period_type, instrument, {{ benchmark_slot("baseline_kind") }}
            order by period_id desc
        ) as age
    from comparisons
),

-- A course is the figure's own, whatever it is held up against.
latest_courses as (
    select
        *,
        row_number() over (
            partition by area_id, indicator_id, period_type, instrument order by period_id desc, baseline_kind
        ) as age_of_course
    from latest_comparisons
    where age = 1
),

latest_progress as (
    select
        *,
        row_number() over (
            partition by {{ series_columns() }}, period_type
            order by period_id desc
        ) as age
    from progress
    where period_id is not null
),

latest_statutory as (
    select
        *,
        row_number() over (partition by area_id order by list_year desc) as age
    from statutory
),

verdicts_now as (
    select
        'comparison' as kind,
        slot,
        baseline_kind as aspect,
        area_id,
        indicator_id,
        {{ no_text }} as helhedsplan_id,
        {{ no_text }} as activity_id,
        {{ no_text }} as measure_id,
        period_id,
        period_type,
        instrument,
        comparison as verdict,
        baseline_area_id as other_area_id,
        is_flagged,
        trend = 'series_break' and trend_reason_da like '%grænser%' as is_at_other_borders
    from latest_comparisons
    where age = 1
    union all
    select
        'trend',
        {{ no_text }},
        {{ no_text }},
        area_id,
        indicator_id,
        {{ no_text }},
        {{ no_text }},
        {{ no_text }},
        period_id,
        period_type,
        instrument,
        trend,
        {{ no_text }},
        is_flagged,
        trend = 'series_break' and trend_reason_da like '%grænser%'
    from latest_courses
    where age_of_course = 1
    union all
    select
        'status',
        {{ no_text }},
        {{ no_text }},
        area_id,
        {{ no_text }},
        helhedsplan_id,
        activity_id,
        measure_id,
        period_id,
        period_type,
        '',
        status,
        {{ no_text }},
        is_flagged,
        false
    from latest_progress
    where age = 1
    {% for status in statuses -%}
    union all
    select
        'statutory',
        '{{ status }}',
        '{{ status }}',
        area_id,
        {{ no_text }},
        {{ no_text }},
        {{ no_text }},
        {{ no_text }},
        cast(list_year as {{ dbt.type_string() }}),
        'list_year',
        '',
        {{ status }},
        {{ no_text }},
        false,
        false
    from latest_statutory
    where age = 1
    {% endfor %}
),

verdicts_before as (
    select
        case when kind = 'registration' then 'status' else kind end as kind,
        case when kind <> 'trend' then {{ benchmark_slot("aspect") }} end as slot,
        {{ series_columns() }},
        indicator_id,
        period_id,
        period_type,
        instrument,
        verdict,
        is_flagged,
        published_at,
        row_number() over (
            partition by
                kind,
                case when kind <> 'trend' then {{ benchmark_slot("aspect") }} end,
                {{ series_columns() }},
                indicator_id,
                period_type,
                instrument
            order by period_id desc, aspect
        ) as age
    from previous
    where kind in ('comparison', 'trend', 'registration', 'statutory') and period_id is not null
),

-- The newest verdict against the newest before: an older period that is the newest again, since a later one was taken back,
-- turned nothing.
turned as (
    select
        verdicts_now.*,
        verdicts_before.verdict as old_verdict,
        verdicts_before.period_id as old_period_id,
        verdicts_before.is_flagged as was_flagged,
        verdicts_before.published_at
    from verdicts_now
    inner join verdicts_before
        on verdicts_now.kind = verdicts_before.kind
        and coalesce(verdicts_now.slot, '') = coalesce(verdicts_before.slot, '')
        and verdicts_now.area_id = verdicts_before.area_id
        and coalesce(verdicts_now.indicator_id, '') = coalesce(verdicts_before.indicator_id, '')
        and coalesce(verdicts_now.helhedsplan_id, '') = coalesce(verdicts_before.helhedsplan_id, '')
        and coalesce(verdicts_now.activity_id, '') = coalesce(verdicts_before.activity_id, '')
        and coalesce(verdicts_now.measure_id, '') = coalesce(verdicts_before.measure_id, '')
        and verdicts_now.period_type = verdicts_before.period_type
        and coalesce(verdicts_now.instrument, '') = coalesce(verdicts_before.instrument, '')
        and verdicts_before.age = 1
        and verdicts_before.period_id <= verdicts_now.period_id
    where verdicts_now.verdict <> verdicts_before.verdict
),

-- A verdict turns with the figures it rests on: its own, its benchmark's, and for a list all the area's figures of that list.
moved as (
    select area_id, indicator_id, helhedsplan_id, activity_id, measure_id, period_id, cause
    from published_changes
    union
    select
        delivered_changes.area_id,
        delivered_changes.indicator_id,
        delivered_changes.helhedsplan_id,
        delivered_changes.activity_id,
        delivered_changes.measure_id,
        delivered_changes.period_id,
        delivered_changes.cause
    from delivered_changes
    inner join (select max(published_at) as published_at from previous) as latest
        on delivered_changes.known_to > latest.published_at
),

looked_at as (
    select *, area_id as moved_area_id from turned
    union all
    select *, other_area_id from turned where other_area_id is not null
),

explained as (
    select
        turned.kind,
        turned.aspect,
        turned.area_id,
        turned.indicator_id,
        turned.helhedsplan_id,
        turned.activity_id,
        turned.measure_id,
        turned.period_id,
        turned.instrument,
        turned.verdict,
        turned.old_verdict,
        turned.old_period_id,
        turned.published_at,
        turned.is_at_other_borders,
        turned.is_flagged <> turned.was_flagged as is_by_finding,
        min(moved.cause) as moved_by
    from looked_at as turned
    left join moved
        on turned.moved_area_id = moved.area_id
        and (turned.indicator_id is null or moved.indicator_id = turned.indicator_id)
        and (turned.activity_id is null or moved.activity_id = turned.activity_id)
        and (turned.measure_id is null or moved.measure_id = turned.measure_id)
        and (turned.kind = 'status' or moved.indicator_id is not null)
    group by
        turned.kind,
        turned.aspect,
        turned.area_id,
        turned.indicator_id,
        turned.helhedsplan_id,
        turned.activity_id,
        turned.measure_id,
        turned.period_id,
        turned.instrument,
        turned.verdict,
        turned.old_verdict,
        turned.old_period_id,
        turned.published_at,
        turned.is_at_other_borders,
        turned.is_flagged <> turned.was_flagged
),

verdicts as (
    select
        area_id,
        indicator_id,
        helhedsplan_id,
        activity_id,
        measure_id,
        period_id,
        {{ no_text }} as source_id,
        coalesce(instrument, '') as instrument,
        {{ no_number }} as old_value,
        {{ no_number }} as new_value,
        {{ no_text }} as old_load_id,
        {{ no_text }} as new_load_id,
        published_at as known_from,
        cast(null as {{ dbt.type_timestamp() }}) as known_to,
        case
            when period_id <> old_period_id then 'new_period'
            when is_at_other_borders then 'borders_changed'
            when moved_by is not null then moved_by
            when is_by_finding then 'finding'
            else 'method_changed'
        end as cause,
        kind,
        aspect,
        old_verdict,
        verdict as new_verdict,
        old_period_id
    from explained
),

final as (
    select * from shown
    union all
    select * from changed
    union all
    select * from verdicts
)

select * from final
