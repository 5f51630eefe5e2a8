-- The answers that are what we know now, each with the indicator it feeds and how it counts. A file replaces all answers
-- of the file of the same name before it; otherwise the newest file with a question of a wave in an area replaces the
-- others, because answers carry no name by which a second delivery could be told from other people's answers.
with answers as (
    select * from {{ ref("stg_raw__survey_answer") }}
),

loads as (
    select * from {{ ref("stg_raw__load") }} where status in ('loaded', 'partly_loaded')
),

codebook as (
    select * from {{ ref("survey_codebook") }}
),

questions as (
    select distinct instrument, wave, question_id, indicator_id from codebook
),

versions as (
    select
        load_id,
        source_id,
        file_name,
        loaded_at,
        -- A version with rows in quarantine may still hold what it seems to lack; only a whole one takes anything away.
        max(case when coalesce(rows_quarantined, 0) = 0 then loaded_at end) over (partition by source_id, file_name)
            as whole_version_at
    from loads
),

spoken_of as (
    select distinct load_id, instrument, period_id, area_id, question_id from answers
),

newest as (
    select
        spoken_of.load_id,
        spoken_of.instrument,
        spoken_of.period_id,
        spoken_of.area_id,
        spoken_of.question_id,
        versions.file_name,
        versions.loaded_at,
        row_number() over (
            partition by
                versions.source_id,
                spoken_of.instrument,
                spoken_of.period_id,
                spoken_of.area_id,
                spoken_of.question_id
            order by versions.loaded_at desc, versions.load_id desc
        ) as deliveries_since
    from spoken_of
    inner join versions on spoken_of.load_id = versions.load_id
    where coalesce(versions.loaded_at >= versions.whole_version_at, true)
),

final as (
    select
        answers.load_id,
        newest.file_name,
        newest.loaded_at,
        answers.line,
        answers.source_id,
        answers.area_id,
        answers.instrument,
        answers.period_id,
        answers.period_type,
        answers.question_id,
        questions.indicator_id,
        answers.weight,
        coalesce(codebook.counts_as in ('numerator', 'denominator'), false) as is_counted,
        coalesce(codebook.counts_as = 'numerator', false) as is_in_numerator
    from answers
    inner join newest
        on answers.load_id = newest.load_id
        and answers.instrument = newest.instrument
        and answers.period_id = newest.period_id
        and answers.area_id = newest.area_id
        and answers.question_id = newest.question_id
        and newest.deliveries_since = 1
    inner join questions
        on answers.instrument = questions.instrument
        and answers.period_id = questions.wave
        and answers.question_id = questions.question_id
    left join codebook
        on answers.instrument = codebook.instrument
        and answers.period_id = codebook.wave
        and answers.question_id = codebook.question_id
        and answers.answer_code = codebook.answer_code
)

select * from final
