-- One question feeds one indicator, and no indicator is fed by two questions of one wave: that would count people twice.
with codebook as (
    select distinct instrument, wave, question_id, indicator_id from {{ ref("survey_codebook") }}
),

final as (
    select instrument, wave, question_id as repeated
    from codebook
    group by instrument, wave, question_id
    having count(*) > 1
    union all
    select instrument, wave, indicator_id
    from codebook
    group by instrument, wave, indicator_id
    having count(*) > 1
)

select * from final
