-- The findings, but for the words and numbers about a count that is hidden although it is not small itself: the checks ran
-- before it was known that it would give another one away.
{% set words = ["message_da", "diagnosis_da", "action_da"] %}
{% set figures = ["observed", "expected_low", "expected_high", "readings_json", "evidence_json"] %}

with findings as (
    select * from {{ ref("fct_finding") }}
),

hidden_counts as (
    select distinct {{ series_columns() }}, period_id
    from {{ ref("fct_activity_count") }}
    where is_suppressed and not is_reported_small and period_id is not null
),

of_hidden_counts as (
    select distinct findings.finding_id
    from findings
    inner join hidden_counts
        on findings.helhedsplan_id = hidden_counts.helhedsplan_id
        and coalesce(findings.area_id, hidden_counts.area_id) = hidden_counts.area_id
        and findings.activity_id = hidden_counts.activity_id
        and coalesce(findings.measure_id, hidden_counts.measure_id) = hidden_counts.measure_id
        and hidden_counts.period_id in (findings.period_id, findings.related_period_id)
),

final as (
    select
        findings.finding_id,
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
        {%- for column in figures[:3] %}
        case when of_hidden_counts.finding_id is null then {{ column }} end as {{ column }},
        {%- endfor %}
        case when of_hidden_counts.finding_id is null then message_da else {{ status_text("'suppressed'") }} end
            as message_da,
        diagnosis_id,
        {%- for column in words[1:] %}
        case when of_hidden_counts.finding_id is null then {{ column }} end as {{ column }},
        {%- endfor %}
        owner,
        first_seen_at,
        last_seen_at,
        resolved_at,
        handled_by,
        comment,
        is_synthetic,
        instrument,
        related_period_id,
        {%- for column in figures[3:] %}
        case when of_hidden_counts.finding_id is null then {{ column }} end as {{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from findings
    left join of_hidden_counts on findings.finding_id = of_hidden_counts.finding_id
)

select * from final
