-- What the last quality run found. The only model beside staging that reads a delivered table, because findings come from
-- our own checks, after the facts, and have no staging of their own.
with findings as (
    select * from {{ source("quality", "finding") }}
),

final as (
    select
        finding_id,
        check_id,
        severity,
        status,
        source_id,
        helhedsplan_id,
        area_id,
        indicator_id,
        activity_id,
        measure_id,
        period_id,
        observed,
        expected_low,
        expected_high,
        message_da,
        diagnosis_id,
        diagnosis_da,
        action_da,
        owner,
        first_seen_at,
        last_seen_at,
        resolved_at,
        handled_by,
        comment,
        coalesce(is_synthetic, false) as is_synthetic,
        coalesce(instrument, '') as instrument,
        related_period_id,
        readings_json,
        evidence_json,
        -- A closed finding marks nothing, and neither does one for information.
        coalesce(status in ('open', 'investigating') and severity in ('critical', 'warning'), false) as marks_figures
    from findings
)

select * from final
