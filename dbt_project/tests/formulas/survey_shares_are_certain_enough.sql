-- 200² / 500 = 80 (Kish); 100 of 200 drawn make 80 count as 160. 29 answers are few, 30 are not; 30 points are wide.
with numbers as (
    select 200.0 as weights, 500.0 as squared_weights, 100 as answers, 200 as population, 80.0 as kish, 160.0 as finite
    -- Equal weights; a population not known, just as large as its answers, and smaller.
    union all select 100.0, 100.0, 100, null, 100.0, 100.0
    union all select 100.0, 100.0, 100, 100, 100.0, 100.0
    union all select 100.0, 100.0, 100, 99, 100.0, 100.0
    union all select 50.0, 50.0, 50, 51, 50.0, 2550.0
    -- No weight at all, and none known.
    union all select 0.0, 0.0, 10, 100, null, null
    union all select null, null, 0, 100, null, null
),

doubts as (
    select 'proportion' as measure_type, 'survey_wave' as period_type, 'observed' as value_status, 30 as answers,
        40.0 as low, 69.9 as high, '' as expected
    union all select 'proportion', 'survey_wave', 'observed', 29, 40.0, 50.0, 'few_answers'
    union all select 'proportion', 'survey_wave', 'observed', 500, 40.0, 70.0, 'wide_interval'
    union all select 'proportion', 'survey_wave', 'observed', 29, 20.0, 70.0, 'few_answers'
    union all select 'proportion', 'survey_wave', 'observed', null, null, null, ''
    union all select 'proportion', 'survey_wave', 'suppressed', 3, 0.0, 90.0, ''
    union all select 'proportion', 'year', 'observed', 12, 0.0, 90.0, ''
    union all select 'mean', 'survey_wave', 'observed', 12, 1.0, 90.0, ''
),

final as (
    select 'number' as formula, answers
    from numbers
    where
        coalesce(abs(kish - ({{ kish_n("weights", "squared_weights") }})) > 0.000001, kish is not null)
        or coalesce(abs(finite - {{ finite_population_n("kish", "answers", "population") }}) > 0.000001, finite is not null)
        or (kish is null and ({{ kish_n("weights", "squared_weights") }}) is not null)
    union all
    select 'doubt', answers
    from doubts
    where
        coalesce({{ survey_unreliability("measure_type", "period_type", "value_status", "answers", "low", "high") }}, '')
        <> expected
)

select * from final
