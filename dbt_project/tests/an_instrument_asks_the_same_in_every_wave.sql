-- What an indicator is counted from is the same in every wave of an instrument: another wording or scale is another
-- instrument, so that its figures are never joined to the old ones.
with codebook as (
    select * from {{ ref("survey_codebook") }}
),

waves as (
    select distinct instrument, wave, indicator_id from codebook
),

wave_counts as (
    select instrument, indicator_id, count(*) as waves from waves group by instrument, indicator_id
),

rows_in_waves as (
    select instrument, indicator_id, question_id, answer_code, label_da, counts_as, count(*) as waves
    from codebook
    group by instrument, indicator_id, question_id, answer_code, label_da, counts_as
),

final as (
    select rows_in_waves.*
    from rows_in_waves
    inner join wave_counts
        on rows_in_waves.instrument = wave_counts.instrument
        and rows_in_waves.indicator_id = wave_counts.indicator_id
    where rows_in_waves.waves <> wave_counts.waves
)

select * from final
