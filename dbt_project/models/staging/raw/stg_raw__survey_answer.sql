with delivered as (
    select * from {{ source("raw", "survey_answer") }}
),

final as (
    select
        load_id,
        line,
        source_id,
        area_id,
        wave as period_id,
        'survey_wave' as period_type,
        instrument,
        -- An exact number, so that a sum of weights is the same in whatever order it is added up; of so many digits that
        -- its square is one too.
        cast(weight as decimal(19, 8)) as weight,
        question_id,
        nullif(answer_code, '') as answer_code
    from delivered
)

select * from final
