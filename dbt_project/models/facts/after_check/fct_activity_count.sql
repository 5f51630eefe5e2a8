-- One row per plan, area, activity, measure and period: what was reported, what follows from it, what it can be at least
-- and at most, and what stands in the way. Reports whose period is unknown stand each for itself.
{% set derived_counts = ["count_in_period", "count_year_to_date", "count_to_date"] %}
{% set shown_counts = derived_counts + [
    "reported_count", "reported_count_max", "lowest_report", "count_low", "count_high"
] %}
{% set in_time = "period_end_date, period_start_date, registration_id" %}

with registrations as (
    select * from {{ ref("fct_registration") }}
),

readings as (
    select * from {{ ref("fct_registration_reading") }}
),

findings as (
    select * from {{ ref("fct_finding") }} where marks_figures and activity_id is not null
),

areas as (
    select * from {{ ref("dim_area") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

-- Two reports of one count stand as one row without a figure.
reported as (
    select
        {{ series_columns() }},
        period_id,
        case when period_id is null then registration_id else '' end as lone_registration_id,
        min(registration_id) as registration_id,
        max(period_type) as period_type,
        max(period_start_date) as period_start_date,
        max(period_end_date) as period_end_date,
        case when count(*) > 1 then 'unknown' else max(counting_mode) end as counting_mode,
        case when min(counting_mode) = max(counting_mode) then min(counting_mode) end as told_mode,
        max(case when has_repeats = 'yes' then 2 when has_repeats = 'no' then 0 else 1 end) as own_repeats,
        case when count(*) = 1 then max(reported_count) end as reported_count,
        case when count(*) = 1 then max(reported_count_max) end as reported_count_max,
        case when count(*) = 1 then max(qualifier) else 'exact' end as qualifier,
        min(reported_low) as lowest_report,
        case when count(*) = count(reported_high) then max(reported_high) end as highest_report,
        count(*) > 1 as is_duplicate,
        {{ any_row("reported_count is null") }} as is_hidden,
        {{ dbt.listagg("source_reference", "'; '", "order by source_reference") }} as source_reference,
        min(reported_by) as reported_by,
        min(source_id) as source_id,
        {{ any_row("is_synthetic") }} as is_synthetic,
        {{ any_row("is_flagged_by_correction") }} as is_flagged_by_correction,
        {{ any_row("is_corrected") }} as is_corrected
    from registrations
    group by {{ series_columns() }}, period_id, case when period_id is null then registration_id else '' end
),

-- A count is known where every possible reading gives the same.
derived as (
    select
        registration_id,
        {%- for count in derived_counts %}
        case when count({{ count }}) = count(*) and min({{ count }}) = max({{ count }}) then min({{ count }}) end
            as {{ count }},
        case when min({{ count }}_qualifier) < max({{ count }}_qualifier) then 'about' else min({{ count }}_qualifier) end
            as {{ count }}_qualifier,
        {%- endfor %}
        case when count(cumulative_low) = count(*) then min(cumulative_low) end as cumulative_low,
        case when count(cumulative_high) = count(*) then max(cumulative_high) end as cumulative_high,
        case when count(bounds_of) = count(*) and min(bounds_of) = max(bounds_of) then min(bounds_of) end as bounds_of,
        {{ any_row("not is_consistent and is_declared") }} as falls
    from readings
    group by registration_id
),

named as (
    select
        {{ series_columns() }},
        period_id,
        severity,
        period_id as later_id,
        related_period_id as earlier_id
    from findings
    union all
    select {{ series_columns() }}, related_period_id, severity, period_id, related_period_id
    from findings
    where related_period_id is not null
),

-- A finding without a measure speaks of all of the activity's; one without an area, of the whole plan.
flagged as (
    select
        reported.registration_id,
        {{ any_row("named.severity = 'critical'") }} as is_under_clarification,
        max(case when named.severity = 'critical' then named.later_id end) as clarified_period_id,
        max(case when named.severity = 'critical' then named.earlier_id end) as clarified_earlier_period_id
    from reported
    inner join named
        on reported.helhedsplan_id = named.helhedsplan_id
        and reported.area_id = coalesce(named.area_id, named.helhedsplan_id)
        and reported.activity_id = named.activity_id
        and reported.measure_id = coalesce(named.measure_id, reported.measure_id)
        and coalesce(reported.period_id, '') = coalesce(named.period_id, '')
    group by reported.registration_id
),

joined as (
    select
        reported.*,
        derived.count_in_period as derived_in_period,
        derived.count_year_to_date as derived_year_to_date,
        derived.count_to_date as derived_to_date,
        derived.count_in_period_qualifier,
        derived.count_year_to_date_qualifier,
        derived.count_to_date_qualifier,
        derived.cumulative_low,
        derived.cumulative_high,
        derived.bounds_of as derived_bounds_of,
        flagged.registration_id is not null or reported.is_flagged_by_correction as is_flagged,
        coalesce(flagged.is_under_clarification, false) as is_under_clarification,
        flagged.clarified_period_id,
        flagged.clarified_earlier_period_id,
        case when reported.area_id = reported.helhedsplan_id then 'helhedsplan' else areas.area_type end as area_type
    from reported
    left join derived on reported.registration_id = derived.registration_id
    left join flagged on reported.registration_id = flagged.registration_id
    left join areas on reported.area_id = areas.area_id
),

-- Sums that rest on a figure under clarification are not made.
settled as (
    select
        *,
        max(case when is_under_clarification then 1 else 0 end) over (
            partition by {{ series_columns() }}, substr(period_id, 1, 4)
            order by period_end_date
            rows between unbounded preceding and 1 preceding
        ) = 1 as rests_on_open_year,
        max(case when is_under_clarification then 1 else 0 end) over (
            partition by {{ series_columns() }}
            order by period_end_date
            rows between unbounded preceding and 1 preceding
        ) = 1 as rests_on_open_past,
        max(case when is_flagged then 1 else 0 end) over (
            partition by {{ series_columns() }}, substr(period_id, 1, 4)
            order by period_end_date
            rows between unbounded preceding and 1 preceding
        ) = 1 as follows_flagged_in_year,
        max(case when is_flagged then 1 else 0 end) over (
            partition by {{ series_columns() }}
            order by period_end_date
            rows between unbounded preceding and 1 preceding
        ) = 1 as follows_flagged,
        -- A count since the beginning tells of itself; what is added up has the repeats of all its parts.
        case
            when counting_mode = 'project_to_date' or period_id is null then own_repeats
            else max(case when period_id is not null then own_repeats end) over (
                partition by {{ series_columns() }}
                order by period_end_date
                rows between unbounded preceding and current row
            )
        end as repeats
    from joined
),

kept as (
    select
        *,
        -- The step of a running year rests on that year alone; of a count since the beginning, on all before.
        case
            when is_duplicate or counting_mode = 'period' then derived_in_period
            when is_under_clarification or rests_on_open_year then null
            when counting_mode <> 'year_to_date' and rests_on_open_past then null
            else derived_in_period
        end as count_in_period,
        case
            when is_duplicate or counting_mode = 'year_to_date' then derived_year_to_date
            when is_under_clarification or rests_on_open_year then null
            -- What stood at New Year is taken from a count since the beginning.
            when counting_mode = 'project_to_date' and rests_on_open_past then null
            else derived_year_to_date
        end as count_year_to_date,
        case
            when is_duplicate or counting_mode = 'project_to_date' then derived_to_date
            when is_under_clarification or rests_on_open_past then null
            else derived_to_date
        end as count_to_date,
        -- Where a later report contradicts it, the earlier count may have been any number down to nought.
        case
            when is_under_clarification and period_id = clarified_earlier_period_id then 0
            when is_duplicate then lowest_report
            else coalesce(cumulative_low, lowest_report)
        end as count_low,
        case
            when is_duplicate then highest_report
            when cumulative_low is null then highest_report
            else cumulative_high
        end as count_high,
        case
            when not is_duplicate and cumulative_low is not null then derived_bounds_of
            when told_mode = 'period' then 'in_period'
            when told_mode = 'year_to_date' then 'year_to_date'
            when told_mode = 'project_to_date' then 'to_date'
        end as bounds_of
    from settled
),

measured as (
    select
        kept.*,
        thresholds.threshold,
        {% for count in shown_counts -%}
        coalesce({{ is_small_count("kept." ~ count, "thresholds.threshold") }}, false){{ " or " if not loop.last }}
        {%- endfor %} as is_small,
        coalesce({{ is_small_count("kept.reported_count", "thresholds.threshold") }}, false) as is_reported_small
    from kept
    left join thresholds
        on kept.source_id = thresholds.source_id and kept.area_type = thresholds.area_type
),

-- Where areas make up their plan's count, a single hidden area would come out as the plan's less the areas shown.
plan_counts as (
    select helhedsplan_id, activity_id, measure_id, period_id, counting_mode, reported_count
    from measured
    where area_id = helhedsplan_id and period_id is not null
),

of_plan as (
    select
        measured.*,
        plan_counts.reported_count as plan_count,
        sum(case when measured.is_small then 1 else 0 end) over (
            partition by {{ same_time_columns("measured") }}
        ) as hidden_areas,
        sum(case when measured.is_small then 0 else measured.reported_count end) over (
            partition by {{ same_time_columns("measured") }}
        ) as shown_in_areas,
        sum(measured.reported_count) over (partition by {{ same_time_columns("measured") }}) as counted_in_areas
    from measured
    inner join plan_counts
        on measured.helhedsplan_id = plan_counts.helhedsplan_id
        and measured.activity_id = plan_counts.activity_id
        and measured.measure_id = plan_counts.measure_id
        and measured.period_id = plan_counts.period_id
        and measured.counting_mode = plan_counts.counting_mode
    where measured.area_id <> measured.helhedsplan_id
),

-- Enough is hidden with one more area, the smallest that will do; else with the largest.
beside_hidden as (
    select
        registration_id,
        row_number() over (
            partition by {{ same_time_columns() }}
            order by
                case
                    when plan_count - shown_in_areas + reported_count >= hidden_areas + threshold
                        then 0
                    else 1
                end,
                case
                    when plan_count - shown_in_areas + reported_count >= hidden_areas + threshold
                        then reported_count
                    else -reported_count
                end,
                registration_id
        ) as place
    from of_plan
    where not is_small
        and reported_count > 0
        and hidden_areas > 0
        and plan_count >= counted_in_areas
        and (
            (hidden_areas = 1 and plan_count = counted_in_areas)
            or plan_count - shown_in_areas < hidden_areas + threshold - 1
        )
),

-- Where no area is left to hide, the plan's own count would tell too much of a hidden one: it cannot be more.
exposed_by_plan as (
    select {{ same_time_columns("of_plan") }}
    from of_plan
    left join beside_hidden on of_plan.registration_id = beside_hidden.registration_id and beside_hidden.place = 1
    group by {{ same_time_columns("of_plan") }}
    having max(of_plan.plan_count) >= max(of_plan.counted_in_areas)
        and (
            (
                count(case when of_plan.is_small or beside_hidden.registration_id is not null then 1 end) = 1
                and max(of_plan.plan_count) = max(of_plan.counted_in_areas)
            )
            or (
                max(of_plan.hidden_areas) > 0
                and max(of_plan.plan_count) - sum(
                    case
                        when of_plan.is_small or beside_hidden.registration_id is not null then 0
                        else coalesce(of_plan.reported_count, 0)
                    end
                ) < max(of_plan.threshold) - 1
                    + count(case when of_plan.is_small or beside_hidden.registration_id is not null then 1 end)
            )
        )
),

hidden_0 as (
    select
        measured.*,
        measured.is_small
        or beside_hidden.registration_id is not null
        or (measured.area_id = measured.helhedsplan_id and exposed_by_plan.helhedsplan_id is not null) as is_hidden_0
    from measured
    left join beside_hidden on measured.registration_id = beside_hidden.registration_id and beside_hidden.place = 1
    left join exposed_by_plan on {{ same_time("measured", "exposed_by_plan") }}
),

-- A count that has hardly grown since the last one shown leaves a hidden one between them too little room. Three times
-- over; what is then still too close goes with all that follows it.
{%- for step in [1, 2, 3, 4] %}
{%- set before = "is_hidden_" ~ (step - 1) %}
room_{{ step }} as (
    select
        *,
        not {{ before }}
        and coalesce(lag({{ before }}) over (partition by {{ series_columns() }} order by {{ in_time }}), false)
        and (
            (
                counting_mode = 'year_to_date'
                and count_year_to_date - coalesce(max(case when not {{ before }} then count_year_to_date end) over (
                    partition by {{ series_columns() }}, substr(period_id, 1, 4) order by {{ in_time }}
                    rows between unbounded preceding and 1 preceding
                ), 0) < threshold - 1 + sum(case when {{ before }} then 1 else 0 end) over (
                    partition by {{ series_columns() }}, substr(period_id, 1, 4) order by {{ in_time }}
                )
            )
            or (
                counting_mode = 'project_to_date'
                and count_to_date - coalesce(max(case when not {{ before }} then count_to_date end) over (
                    partition by {{ series_columns() }} order by {{ in_time }}
                    rows between unbounded preceding and 1 preceding
                ), 0) < threshold - 1 + sum(case when {{ before }} then 1 else 0 end) over (
                    partition by {{ series_columns() }} order by {{ in_time }}
                )
            )
        ) as is_too_close_{{ step }}
    from hidden_{{ step - 1 }}
),

hidden_{{ step }} as (
    select
        *,
        {{ before }} or coalesce(
            {%- if step < 4 %}
            is_too_close_{{ step }}
            {%- else %}
            max(case when is_too_close_{{ step }} then 1 else 0 end) over (
                partition by {{ series_columns() }} order by {{ in_time }}
            ) = 1
            {%- endif %},
            false
        ) as is_hidden_{{ step }}
    from room_{{ step }}
),
{% endfor %}
-- The step from a hidden count to the next shown one would give it away, and so would every sum that it is part of.
protected as (
    select
        *,
        is_hidden_4 as is_suppressed,
        coalesce(
            lag(is_hidden_4) over (partition by {{ series_columns() }} order by {{ in_time }}), false
        ) as follows_hidden,
        coalesce(
            max(case when is_hidden_4 then 1 else 0 end) over (
                partition by {{ series_columns() }}, substr(period_id, 1, 4) order by {{ in_time }}
                rows between unbounded preceding and 1 preceding
            ) = 1,
            false
        ) as sums_hidden_of_year,
        coalesce(
            max(case when is_hidden_4 then 1 else 0 end) over (
                partition by {{ series_columns() }} order by {{ in_time }}
                rows between unbounded preceding and 1 preceding
            ) = 1,
            false
        ) as sums_hidden
    from hidden_4
),

shown as (
    select
        *,
        not is_suppressed and not (follows_hidden and counting_mode <> 'period') as shows_period,
        not is_suppressed and not (sums_hidden_of_year and counting_mode <> 'year_to_date') as shows_year,
        not is_suppressed and not (sums_hidden and counting_mode <> 'project_to_date') as shows_total
    from protected
),

final as (
    select
        helhedsplan_id,
        area_id,
        activity_id,
        measure_id,
        period_id,
        registration_id,
        period_type,
        period_start_date,
        period_end_date,
        counting_mode,
        case when not is_suppressed then reported_count end as reported_count,
        case when not is_suppressed then reported_count_max end as reported_count_max,
        qualifier,
        case when shows_period then count_in_period end as count_in_period,
        case when shows_year then count_year_to_date end as count_year_to_date,
        case when shows_total then count_to_date end as count_to_date,
        case when shows_year and shows_total then cast(count_low as bigint) end as count_low,
        case when shows_year and shows_total then cast(count_high as bigint) end as count_high,
        is_duplicate,
        case when is_duplicate and not is_suppressed then cast(lowest_report as bigint) end as lowest_report,
        case when is_duplicate and not is_suppressed then cast(highest_report as bigint) end as highest_report,
        is_hidden and not is_duplicate as is_withdrawn,
        is_suppressed,
        is_reported_small,
        source_reference,
        reported_by,
        is_flagged or is_duplicate as is_flagged,
        is_under_clarification,
        clarified_period_id,
        clarified_earlier_period_id,
        is_synthetic,
        coalesce(is_corrected, false) as is_corrected,
        {%- for count in derived_counts %}
        case when not is_suppressed then {{ count }}_qualifier end as {{ count }}_qualifier,
        {%- endfor %}
        -- A cumulative count stands on its own report; a sum stands on all that went into it.
        coalesce(
            is_flagged or is_duplicate
            or (counting_mode = 'period' and follows_flagged_in_year)
            or (counting_mode = 'project_to_date' and follows_flagged),
            false
        ) as is_year_doubted,
        coalesce(is_flagged or is_duplicate or (counting_mode <> 'project_to_date' and follows_flagged), false)
            as is_total_doubted,
        case repeats when 2 then 'yes' when 1 then 'unknown' else 'no' end as has_repeats,
        case when shows_year and shows_total then bounds_of end as bounds_of
    from shown
)

select * from final
