with delivered as (
    select * from {{ ref("int_registrations_delivered") }}
),

corrections as (
    select * from {{ ref("int_registration_corrections_matched") }}
),

measures as (
    select * from {{ ref("dim_measure") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

corrected as (
    select
        delivered.*,
        corrections.correction_id,
        coalesce(corrections.action, '') as correction_action,
        case
            when corrections.action = 'replace' then cast(corrections.corrected_value as bigint)
            when corrections.action = 'hide' then null
            else delivered.reported_count
        end as corrected_count,
        case when corrections.action in ('replace', 'hide') then null else delivered.reported_count_max end
            as corrected_count_max,
        case
            when corrections.action = 'set_counting_mode' then corrections.corrected_counting_mode
            else delivered.counting_mode
        end as corrected_mode
    from delivered
    left join corrections
        on delivered.registration_id = corrections.registration_id
        and corrections.is_as_expected
        and corrections.correction_number = 1
    where delivered.is_current
),

-- Where the same person may have been counted several times, the counts of persons say nothing together; one such report
-- is enough for the whole series.
repeating_series as (
    select distinct {{ series_columns("corrected") }}
    from corrected
    inner join measures on corrected.measure_id = measures.measure_id
    where corrected.has_repeats = 'yes' and measures.unit in ('personer', 'familier')
),

final as (
    select
        corrected.registration_id,
        corrected.source_id,
        corrected.helhedsplan_id,
        corrected.area_id,
        corrected.activity_id,
        corrected.measure_id,
        corrected.period_id,
        corrected.period_type,
        {{ period_start_date("corrected.period_id", "corrected.period_type") }} as period_start_date,
        {{ period_end_date("corrected.period_id", "corrected.period_type") }} as period_end_date,
        corrected.corrected_mode as counting_mode,
        corrected.corrected_count as reported_count,
        corrected.corrected_count_max as reported_count_max,
        corrected.qualifier,
        corrected.has_repeats,
        corrected.is_doubted,
        corrected.period_id is not null and corrected.rows_with_this_key > 1 as is_duplicate,
        coalesce(measures.is_additive, false) and repeating_series.measure_id is null as is_additive,
        corrected.reported_by,
        corrected.reported_date,
        corrected.comment,
        corrected.shown_reference as source_reference,
        corrected.file_name,
        corrected.line,
        corrected.load_id,
        coalesce(plans.is_synthetic, false) or coalesce(areas.is_synthetic, false) as is_synthetic,
        -- The least and the most that the report can mean; no upper end for "at least".
        case when corrected.qualifier = 'at_most' then 0 else corrected.corrected_count end as reported_low,
        case
            when corrected.qualifier = 'at_least' then null
            else coalesce(corrected.corrected_count_max, corrected.corrected_count)
        end as reported_high,
        corrected.correction_id,
        corrected.correction_action in ('replace', 'hide', 'set_counting_mode') as is_corrected,
        corrected.correction_action = 'flag' as is_flagged_by_correction
    from corrected
    left join measures on corrected.measure_id = measures.measure_id
    left join areas on corrected.area_id = areas.area_id
    left join areas as plans on corrected.helhedsplan_id = plans.area_id
    left join repeating_series on {{ same_series("corrected", "repeating_series") }}
)

select * from final
