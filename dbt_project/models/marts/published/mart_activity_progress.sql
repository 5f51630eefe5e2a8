{% set series_so_far = "partition by counts.helhedsplan_id, counts.area_id, counts.activity_id, counts.measure_id
    order by counts.period_end_date, counts.period_start_date rows between unbounded preceding and current row" %}

with counts as (
    select * from {{ ref("fct_activity_count") }}
    union all
    select * from {{ ref("fct_plan_count_summed") }}
),

targets as (
    select * from {{ ref("dim_target") }} where activity_id is not null and measure_id is not null
),

areas as (
    select * from {{ ref("dim_area") }}
),

activities as (
    select * from {{ ref("dim_activity") }}
),

measures as (
    select * from {{ ref("dim_measure") }}
),

assumptions as (
    select * from {{ ref("dim_assumption") }}
),

-- A target is the whole plan's, and binds the periods that end while it is in force: of its versions the latest that had been
-- adopted by then; where none had, the first.
in_force as (
    select
        counts.registration_id,
        targets.target_id,
        coalesce(targets.adopted_on > counts.period_end_date, false) as is_adopted_later,
        targets.adopted_on,
        counts.period_end_date
    from counts
    inner join targets
        on counts.helhedsplan_id = targets.helhedsplan_id
        and counts.area_id = targets.helhedsplan_id
        and counts.activity_id = targets.activity_id
        and counts.measure_id = targets.measure_id
        and counts.period_end_date >= coalesce(targets.valid_from, counts.period_end_date)
        and counts.period_end_date <= coalesce(targets.valid_to, counts.period_end_date)
        and (targets.superseded_on is null or targets.superseded_on > counts.period_end_date)
),

matched as (
    select
        registration_id,
        target_id,
        row_number() over (
            partition by registration_id
            order by
                is_adopted_later,
                case when is_adopted_later then {{ days_between("period_end_date", "adopted_on") }} end,
                adopted_on desc nulls last,
                target_id
        ) as preference
    from in_force
),

-- The time that a target runs for, from the first of its versions to the last.
target_times as (
    select
        targets.helhedsplan_id,
        targets.activity_id,
        targets.measure_id,
        min(coalesce(targets.valid_from, plans.valid_from)) as begins_on,
        max(coalesce(targets.valid_to, plans.valid_to)) as ends_on
    from targets
    left join areas as plans on targets.helhedsplan_id = plans.area_id
    group by targets.helhedsplan_id, targets.activity_id, targets.measure_id
),

latest_periods as (
    select
        helhedsplan_id,
        period_id,
        period_type,
        period_start_date,
        period_end_date,
        row_number() over (
            partition by helhedsplan_id
            order by period_end_date desc, period_start_date, period_type
        ) as age
    from counts
    where period_end_date is not null
),

with_target as (
    select
        counts.*,
        -- How much more the quarters differ than chance alone would have them; known from four quarters on.
        case
            when count(case when counts.period_type = 'quarter' then counts.count_in_period end) over (
                {{ series_so_far }}
            ) >= 4
                then greatest(1.0, coalesce(
                    var_samp(case when counts.period_type = 'quarter' then counts.count_in_period end) over (
                        {{ series_so_far }}
                    ) / nullif(avg(case when counts.period_type = 'quarter' then counts.count_in_period end) over (
                        {{ series_so_far }}
                    ), 0),
                    1.0
                ))
            else 1.0
        end as dispersion,
        matched.target_id,
        false as is_unreported
    from counts
    left join matched on counts.registration_id = matched.registration_id and matched.preference = 1
),

-- What a target counts, in all its versions, is reported for where any count stands in a period.
reported_series as (
    select distinct helhedsplan_id, activity_id, measure_id
    from counts
    where area_id = helhedsplan_id and period_id is not null
),

reported_for_areas as (
    select distinct helhedsplan_id, activity_id, measure_id
    from counts
    where area_id <> helhedsplan_id and period_id is not null
),

newest_targets as (
    select
        targets.*,
        row_number() over (
            partition by targets.helhedsplan_id, targets.activity_id, targets.measure_id
            order by targets.adopted_on desc nulls last, targets.target_id
        ) as newness
    from targets
    left join reported_series
        on targets.helhedsplan_id = reported_series.helhedsplan_id
        and targets.activity_id = reported_series.activity_id
        and targets.measure_id = reported_series.measure_id
    where reported_series.measure_id is null and targets.superseded_on is null
),

-- A target that nothing was ever reported for stands at the plan's latest period, so that its silence is seen.
unreported as (
    select
        targets.helhedsplan_id,
        targets.helhedsplan_id as area_id,
        targets.activity_id,
        targets.measure_id,
        latest_periods.period_id,
        latest_periods.period_type,
        latest_periods.period_start_date,
        latest_periods.period_end_date,
        targets.target_id,
        targets.source as source_reference,
        coalesce(areas.is_synthetic, false) as is_synthetic
    from newest_targets as targets
    left join latest_periods
        on targets.helhedsplan_id = latest_periods.helhedsplan_id and latest_periods.age = 1
    left join areas on targets.helhedsplan_id = areas.area_id
    where targets.newness = 1
),

rows_to_show as (
    select
        {{ series_columns() }},
        period_id,
        period_type,
        period_end_date,
        counting_mode,
        reported_count,
        reported_count_max,
        qualifier,
        count_in_period,
        count_year_to_date,
        count_to_date,
        count_low,
        count_high,
        is_duplicate,
        lowest_report,
        highest_report,
        is_withdrawn,
        is_suppressed,
        is_reported_small,
        source_reference,
        reported_by,
        is_flagged,
        is_under_clarification,
        clarified_period_id,
        clarified_earlier_period_id,
        is_synthetic,
        count_in_period_qualifier,
        count_year_to_date_qualifier,
        count_to_date_qualifier,
        is_year_doubted,
        is_total_doubted,
        dispersion,
        is_corrected,
        has_repeats,
        bounds_of,
        target_id,
        is_unreported
    from with_target
    union all
    select
        {{ series_columns() }},
        period_id,
        period_type,
        period_end_date,
        'unknown',
        null,
        null,
        'exact',
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        false,
        false,
        false,
        source_reference,
        null,
        false,
        false,
        null,
        null,
        is_synthetic,
        null,
        null,
        null,
        false,
        false,
        1.0,
        false,
        null,
        null,
        target_id,
        true
    from unreported
),

described as (
    select
        rows_to_show.*,
        areas.name_da as area_name_da,
        activities.name_da as activity_name_da,
        measures.name_da as measure_name_da,
        reported_for_areas.measure_id is not null as is_reported_for_areas,
        -- An average per occasion is not counted over time, so nobody need say how.
        coalesce(measures.unit like '% pr. %', false) as is_rate,
        coalesce(measures.is_additive, false) as is_additive,
        targets.comparator,
        targets.target_value,
        targets.target_basis,
        assumptions.text_da as assumption_da,
        target_times.begins_on,
        target_times.ends_on,
        cast({{ dbt.date_trunc("year", "rows_to_show.period_end_date") }} as date) as year_begins_on,
        cast(cast(activities.started_in as {{ dbt.type_string() }}) || '-01-01' as date) as activity_begins_on
    from rows_to_show
    left join targets on rows_to_show.target_id = targets.target_id
    left join assumptions on targets.assumption_id = assumptions.assumption_id
    left join areas on rows_to_show.area_id = areas.area_id
    left join target_times
        on targets.helhedsplan_id = target_times.helhedsplan_id
        and targets.activity_id = target_times.activity_id
        and targets.measure_id = target_times.measure_id
    left join activities on rows_to_show.activity_id = activities.activity_id
    left join measures on rows_to_show.measure_id = measures.measure_id
    left join reported_for_areas
        on rows_to_show.helhedsplan_id = reported_for_areas.helhedsplan_id
        and rows_to_show.activity_id = reported_for_areas.activity_id
        and rows_to_show.measure_id = reported_for_areas.measure_id
),

-- Whole days, the first and the last counted; nothing before the beginning, no more than all of it after the end.
timed as (
    select
        *,
        case
            when period_end_date < begins_on then 0.0
            when period_end_date >= ends_on then 100.0
            else 100.0 * ({{ days_between("begins_on", "period_end_date") }} + 1)
                / ({{ days_between("begins_on", "ends_on") }} + 1)
        end as elapsed_share,
        100.0 * ({{ days_between("year_begins_on", "period_end_date") }} + 1)
            / {{ days_between("year_begins_on", dbt.dateadd("year", 1, "year_begins_on")) }} as elapsed_share_year
    from described
),

measured as (
    select
        *,
        case when target_basis <> 'per_year' and not is_under_clarification then 100.0 * count_to_date / target_value end
            as target_share_whole,
        case
            when target_basis <> 'whole_agreement' and not is_under_clarification
                then 100.0 * count_year_to_date / target_value
        end as target_share_year
    from timed
),

shared as (
    select
        *,
        case when target_basis = 'per_year' then target_share_year else target_share_whole end as target_share,
        case when target_basis = 'per_year' then elapsed_share_year else elapsed_share end as time_share,
        -- The bounds belong to the count since the beginning only where that count is known.
        case
            when target_basis = 'per_year' or count_to_date is null then target_share_year
            else 100.0 * count_low / target_value
        end as least_share,
        case
            when target_basis = 'per_year' or count_to_date is null then target_share_year
            else 100.0 * count_high / target_value
        end as greatest_share
    from measured
),

-- What the pace so far would come to, for counts that may be added: the agreement's count at its end, the year's at New
-- Year. The pace runs from the day the activity began, where that was later.
paced as (
    select
        *,
        case
            when target_id is null or not is_additive or is_under_clarification then null
            when target_basis = 'per_year' then count_year_to_date
            else count_to_date
        end as pace_count,
        case
            when target_basis = 'per_year' and count_year_to_date_qualifier = 'at_most' then 0
            when target_basis = 'per_year' then count_year_to_date
            else count_low
        end as pace_count_low,
        case
            when target_basis = 'per_year' and count_year_to_date_qualifier = 'at_least' then null
            when target_basis = 'per_year' then count_year_to_date
            else count_high
        end as pace_count_high,
        {{ later_of(
            "activity_begins_on", "case when target_basis = 'per_year' then year_begins_on else begins_on end"
        ) }} as pace_begins_on,
        case
            when target_basis = 'per_year'
                then cast({{ dbt.dateadd("day", -1, dbt.dateadd("year", 1, "year_begins_on")) }} as date)
            else ends_on
        end as pace_ends_on
    from shared
),

remaining as (
    select
        *,
        -- The time that is left, in units of the time that has gone.
        case
            when pace_begins_on > period_end_date then null
            when period_end_date >= pace_ends_on then 0.0
            else 1.0 * {{ days_between("period_end_date", "pace_ends_on") }}
                / ({{ days_between("pace_begins_on", "period_end_date") }} + 1)
        end as time_left
    from paced
),

projected as (
    select
        *,
        {{ projected_count("pace_count", "time_left") }} as projected_count,
        case when pace_count is not null then {{ projected_limit("low", "pace_count_low", "time_left", "dispersion") }} end
            as projected_low,
        case when pace_count is not null then {{ projected_limit("high", "pace_count_high", "time_left", "dispersion") }} end
            as projected_high
    from remaining
),

placed as (
    select
        *,
        {{ pace("least_share", "time_share") }} as least_pace,
        {{ pace("greatest_share", "time_share") }} as greatest_pace
    from projected
),

judged as (
    select
        *,
        case
            when target_id is null then 'no_target'
            when target_basis = 'unclear' or is_under_clarification or target_share is null then 'uncertain'
            when target_basis = 'per_year' and is_year_doubted then 'uncertain'
            when target_basis <> 'per_year' and is_total_doubted then 'uncertain'
            when count_year_to_date_qualifier = 'at_least' and target_basis = 'per_year' and least_pace <> 'ahead'
                then 'uncertain'
            when count_year_to_date_qualifier = 'at_most' and target_basis = 'per_year' and least_pace <> 'behind'
                then 'uncertain'
            when least_pace = coalesce(greatest_pace, 'ahead') then least_pace
            else 'uncertain'
        end as pace_status
    from placed
),

-- A target that is not to be exceeded is judged the other way round.
decided as (
    select
        *,
        case
            when comparator <> 'at_most' or pace_status not in ('ahead', 'behind') then pace_status
            when pace_status = 'ahead' then 'behind'
            else 'ahead'
        end as status
    from judged
),

worded as (
    select
        *,
        {{ danish_mid_sentence("measure_name_da") }} as measure_text,
        {{ danish_number("target_value") }} as target_text,
        {{ danish_qualifier("count_to_date_qualifier") }} || {{ danish_percent("target_share_whole") }} as share_whole_text,
        {{ danish_qualifier("count_year_to_date_qualifier") }} || {{ danish_percent("target_share_year") }} as share_year_text,
        {{ danish_percent("elapsed_share") }} as elapsed_text,
        {{ danish_percent("elapsed_share_year") }} as elapsed_year_text,
        {{ clarification_sentence() }} as clarification_text,
        case when qualifier = 'at_most' then 0 else reported_count end as reported_floor,
        coalesce(reported_count_max, reported_count) as reported_ceiling,
        100.0 * projected_count / target_value as projected_share
    from decided
),

ranged as (
    select
        *,
        {{ count_range_sentence() }} as range_text
    from worded
),

reasoned as (
    select
        *,
        {{ progress_reason() }} as reason_da,
        {{ count_phrase() }} as count_text
    from ranged
),

final as (
    select
        helhedsplan_id,
        area_id,
        activity_id,
        measure_id,
        period_id,
        counting_mode,
        reported_count,
        qualifier,
        count_in_period,
        count_year_to_date,
        count_to_date,
        count_low,
        count_high,
        target_value,
        target_basis,
        cast(target_share as {{ type_double() }}) as target_share,
        cast(elapsed_share as {{ type_double() }}) as elapsed_share,
        status,
        source_reference,
        reason_da,
        {{ progress_sentence() }} as sentence_da,
        is_flagged,
        is_synthetic,
        is_under_clarification,
        target_id,
        comparator,
        cast(target_share_whole as {{ type_double() }}) as target_share_whole,
        cast(target_share_year as {{ type_double() }}) as target_share_year,
        cast(elapsed_share_year as {{ type_double() }}) as elapsed_share_year,
        assumption_da,
        reported_by,
        period_type,
        reported_count_max,
        is_unreported,
        is_suppressed,
        count_in_period_qualifier as qualifier_in_period,
        count_year_to_date_qualifier as qualifier_year_to_date,
        count_to_date_qualifier as qualifier_to_date,
        cast(projected_count as bigint) as projected_count,
        cast(projected_low as bigint) as projected_low,
        cast(projected_high as bigint) as projected_high,
        cast(projected_share as {{ type_double() }}) as projected_share,
        case when projected_count is not null then pace_ends_on end as projected_to,
        {{ projection_sentence() }} as projection_da,
        is_corrected,
        has_repeats,
        bounds_of
    from reasoned
)

select * from final
