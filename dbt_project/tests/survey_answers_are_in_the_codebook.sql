-- Every answer stands in the codebook: one that was struck out there after it was loaded would silently count no longer.
with answers as (
    select * from {{ ref("stg_raw__survey_answer") }} where answer_code is not null
),

codebook as (
    select * from {{ ref("survey_codebook") }}
),

final as (
    select distinct answers.instrument, answers.period_id, answers.question_id, answers.answer_code
    from answers
    left join codebook
        on answers.instrument = codebook.instrument
        and answers.period_id = codebook.wave
        and answers.question_id = codebook.question_id
        and answers.answer_code = codebook.answer_code
    where codebook.indicator_id is null
)

select * from final
