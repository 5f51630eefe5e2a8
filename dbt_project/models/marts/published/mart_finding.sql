with findings as (
    select * from {{ ref("fct_finding") }}
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
        is_synthetic,
        instrument,
        related_period_id,
        readings_json,
        evidence_json
    from findings
)

select * from final
