-- What a target of the whole plan comes to where only its areas are reported on: the sum of theirs, of measures that may be
-- added, in the periods that every area reported for. Sums are of what is shown of the areas, so that they tell nothing else.
-- The columns are those of fct_activity_count.
{% set derived_counts = ["count_in_period", "count_year_to_date", "count_to_date"] %}

with counts as (
    select * from {{ ref("fct_activity_count") }}
),

targets as (
    select distinct helhedsplan_id, activity_id, measure_id from {{ ref("dim_target") }}
),

measures as (
    select * from {{ ref("dim_measure") }}
),

series as (
    select
        counts.helhedsplan_id,
        counts.activity_id,
        counts.measure_id,
        count(distinct counts.area_id) as area_count,
        max(case when measures.unit in ('personer', 'familier') then 1 else 0 end) as least_repeats
    from counts
    inner join targets
        on counts.helhedsplan_id = targets.helhedsplan_id
        and counts.activity_id = targets.activity_id
        and counts.measure_id = targets.measure_id
    inner join measures on counts.measure_id = measures.measure_id and measures.is_additive
    group by counts.helhedsplan_id, counts.activity_id, counts.measure_id
    having not {{ any_row("counts.area_id = counts.helhedsplan_id") }}
),

summed as (
    select
        counts.helhedsplan_id,
        counts.activity_id,
        counts.measure_id,
        counts.period_id,
        max(series.area_count) as area_count,
        max(counts.period_type) as period_type,
        max(counts.period_start_date) as period_start_date,
        max(counts.period_end_date) as period_end_date,
        case when min(counts.counting_mode) = max(counts.counting_mode) then min(counts.counting_mode) else 'unknown' end
            as counting_mode,
        {%- for count in derived_counts + ["reported_count"] %}
        {%- set qualifier = "counts.qualifier" if count == "reported_count" else "counts." ~ count ~ "_qualifier" %}
        case when count(counts.{{ count }}) = count(*) then sum(counts.{{ count }}) end as {{ count }},
        case
            when {{ any_row(qualifier ~ " = 'about'") }} then 'about'
            when {{ any_row(qualifier ~ " = 'at_least'") }} and {{ any_row(qualifier ~ " = 'at_most'") }} then 'about'
            when {{ any_row(qualifier ~ " = 'at_least'") }} then 'at_least'
            when {{ any_row(qualifier ~ " = 'at_most'") }} then 'at_most'
            when count({{ qualifier }}) > 0 then 'exact'
        end as {{ count }}_qualifier,
        {%- endfor %}
        case when count(counts.count_low) = count(*) then sum(counts.count_low) end as count_low,
        case when count(counts.count_high) = count(*) then sum(counts.count_high) end as count_high,
        case when count(counts.bounds_of) = count(*) and min(counts.bounds_of) = max(counts.bounds_of) then min(counts.bounds_of) end
            as bounds_of,
        -- Nobody has said that the same person was not counted in two areas.
        max(greatest(
            series.least_repeats, case when counts.has_repeats = 'yes' then 2 when counts.has_repeats = 'no' then 0 else 1 end
        )) as repeats,
        case when min(counts.reported_by) = max(counts.reported_by) then min(counts.reported_by) end as reported_by,
        {%- for flag in ["is_flagged", "is_under_clarification", "is_synthetic", "is_corrected", "is_year_doubted",
            "is_total_doubted"] %}
        {{ any_row("counts." ~ flag) }} as {{ flag }},
        {%- endfor %}
        max(counts.clarified_period_id) as clarified_period_id,
        max(counts.clarified_earlier_period_id) as clarified_earlier_period_id
    from counts
    inner join series
        on counts.helhedsplan_id = series.helhedsplan_id
        and counts.activity_id = series.activity_id
        and counts.measure_id = series.measure_id
    where counts.period_id is not null
    group by counts.helhedsplan_id, counts.activity_id, counts.measure_id, counts.period_id
    having count(distinct counts.area_id) = max(series.area_count)
),

final as (
    select
        helhedsplan_id,
        helhedsplan_id as area_id,
        activity_id,
        measure_id,
        period_id,
        {{ dbt.concat(["'sum '", "helhedsplan_id", "' '", "activity_id", "' '", "measure_id", "' '", "period_id"]) }}
            as registration_id,
        period_type,
        period_start_date,
        period_end_date,
        counting_mode,
        cast(case when counting_mode <> 'unknown' then reported_count end as bigint) as reported_count,
        cast(null as bigint) as reported_count_max,
        coalesce(reported_count_qualifier, 'exact') as qualifier,
        cast(count_in_period as bigint) as count_in_period,
        cast(count_year_to_date as bigint) as count_year_to_date,
        cast(count_to_date as bigint) as count_to_date,
        cast(count_low as bigint) as count_low,
        cast(count_high as bigint) as count_high,
        false as is_duplicate,
        cast(null as bigint) as lowest_report,
        cast(null as bigint) as highest_report,
        false as is_withdrawn,
        false as is_suppressed,
        false as is_reported_small,
        {{ summed_areas_source() }} as source_reference,
        reported_by,
        is_flagged,
        is_under_clarification,
        clarified_period_id,
        clarified_earlier_period_id,
        is_synthetic,
        is_corrected,
        count_in_period_qualifier,
        count_year_to_date_qualifier,
        count_to_date_qualifier,
        is_year_doubted,
        is_total_doubted,
        case repeats when 2 then 'yes' when 1 then 'unknown' else 'no' end as has_repeats,
        bounds_of
    from summed
)

select * from final
