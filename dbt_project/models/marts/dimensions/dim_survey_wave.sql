with waves as (
    select * from {{ ref("survey_waves") }}
),

final as (
    select
        instrument,
        wave as period_id,
        answers,
        response_rate,
        source
    from waves
)

select * from final
