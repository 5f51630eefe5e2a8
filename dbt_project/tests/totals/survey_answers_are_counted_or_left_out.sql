-- Every answered question that was delivered is counted, or left out by the codebook, or replaced by a later file: of each
-- question of a wave in an area, the answers of one file are all there and those of the others are not. And the answers of
-- an area's share are those that count, no more and no fewer.
with delivered as (
    select source_id, instrument, period_id, area_id, question_id, load_id, count(*) as answers
    from {{ ref("stg_raw__survey_answer") }}
    group by source_id, instrument, period_id, area_id, question_id, load_id
),

kept as (
    select
        source_id,
        instrument,
        period_id,
        area_id,
        question_id,
        load_id,
        count(*) as answers,
        sum(case when is_counted then 1 else 0 end) as counted
    from {{ ref("int_survey_answers_counted") }}
    group by source_id, instrument, period_id, area_id, question_id, load_id
),

loads as (
    select * from {{ ref("stg_raw__load") }}
),

of_each_question as (
    select
        delivered.source_id,
        delivered.instrument,
        delivered.period_id,
        delivered.area_id,
        delivered.question_id,
        sum(case when kept.load_id is null then 0 else 1 end) as files_kept,
        sum(case when kept.answers <> delivered.answers then 1 else 0 end) as files_kept_in_part
    from delivered
    left join kept
        on delivered.source_id = kept.source_id
        and delivered.instrument = kept.instrument
        and delivered.period_id = kept.period_id
        and delivered.area_id = kept.area_id
        and delivered.question_id = kept.question_id
        and delivered.load_id = kept.load_id
    group by delivered.source_id, delivered.instrument, delivered.period_id, delivered.area_id, delivered.question_id
),

-- A question that no file is kept of was struck out of a later version of its own file.
struck_out as (
    select
        delivered.instrument,
        delivered.period_id,
        delivered.area_id,
        delivered.question_id,
        min(case when newer.load_id is null then 0 else 1 end) as is_replaced
    from delivered
    inner join loads on delivered.load_id = loads.load_id
    left join (
        select source_id, file_name, max(loaded_at) as loaded_at, max(load_id) as load_id
        from loads
        where coalesce(rows_quarantined, 0) = 0
        group by source_id, file_name
    ) as newer
        on loads.source_id = newer.source_id
        and loads.file_name = newer.file_name
        and newer.loaded_at > loads.loaded_at
    group by delivered.instrument, delivered.period_id, delivered.area_id, delivered.question_id
),

lost as (
    select of_each_question.instrument, of_each_question.period_id, of_each_question.area_id, of_each_question.question_id
    from of_each_question
    inner join struck_out
        on of_each_question.instrument = struck_out.instrument
        and of_each_question.period_id = struck_out.period_id
        and of_each_question.area_id = struck_out.area_id
        and of_each_question.question_id = struck_out.question_id
    where of_each_question.files_kept > 1
        or of_each_question.files_kept_in_part > 0
        or (of_each_question.files_kept = 0 and struck_out.is_replaced = 0)
),

counted as (
    select instrument, period_id, area_id, sum(counted) as answers
    from kept
    group by instrument, period_id, area_id
),

added as (
    select instrument, period_id, area_id, sum(answers) as answers
    from {{ ref("int_survey_answer_sums") }}
    group by instrument, period_id, area_id
),

-- The share of an area that nobody answered for but its own people has those answers behind it.
miscounted as (
    select counted.instrument, counted.period_id, counted.area_id, 'svar i alt' as question_id
    from counted
    left join added
        on counted.instrument = added.instrument
        and counted.period_id = added.period_id
        and counted.area_id = added.area_id
    where coalesce(added.answers, -1) <> counted.answers
),

final as (
    select * from lost
    union all
    select * from miscounted
)

select * from final
