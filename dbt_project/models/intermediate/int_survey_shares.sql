-- Each survey share that is worked out from answers: of the area that was asked, and of the boligområde and helhedsplan it
-- lies in, as the union of all their answers. No share is made of a whole that some part has no answers from. A
-- municipality, the country or a reference group is never made up of the areas in it: they are no sample of it.
{{ config(materialized="table") }}

with sums as (
    select * from {{ ref("int_survey_answer_sums") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

populations as (
    select * from {{ ref("survey_populations") }}
),

parents as (
    select parts.area_id, parts.valid_from, parts.valid_to, wholes.area_id as parent_area_id
    from areas as parts
    inner join areas as wholes on parts.parent_area_id = wholes.area_id
    where parts.area_type in ('afdeling', 'boligomraade') and wholes.area_type in ('boligomraade', 'helhedsplan')
),

members as (
    select area_id as whole_area_id, area_id from areas
    union all
    select parent_area_id, area_id from parents
    union all
    select grandparents.parent_area_id, parents.area_id
    from parents
    inner join parents as grandparents on parents.parent_area_id = grandparents.area_id
),

unions as (
    select
        members.whole_area_id as area_id,
        {{ survey_share_columns("sums") }},
        sum(sums.answers) as answers,
        sum(sums.answers_in_numerator) as answers_in_numerator,
        sum(sums.weights) as weights,
        sum(sums.weights_in_numerator) as weights_in_numerator,
        sum(sums.squared_weights) as squared_weights,
        min(sums.lowest_weight) as lowest_weight,
        max(sums.highest_weight) as highest_weight,
        max(case when sums.area_id = members.whole_area_id then sums.answers else 0 end) as own_answers,
        max(sums.loaded_at) as loaded_at
    from sums
    inner join members on sums.area_id = members.area_id
    group by members.whole_area_id, {{ survey_share_columns("sums") }}
),

-- The newest of the files that a union rests on stands for all of them.
newest_files as (
    select
        members.whole_area_id as area_id,
        {{ survey_share_columns("sums") }},
        sums.load_id,
        sums.file_name,
        row_number() over (
            partition by members.whole_area_id, {{ survey_share_columns("sums") }}
            order by sums.loaded_at desc, sums.load_id desc
        ) as age
    from sums
    inner join members on sums.area_id = members.area_id
),

asked as (
    select distinct
        {{ survey_share_columns() }},
        {{ period_start_date("period_id", "period_type") }} as start_date,
        {{ period_end_date("period_id", "period_type") }} as end_date
    from sums
),

-- Every part that there was at the time, with its own answers if it has any.
parts as (
    select
        parents.parent_area_id,
        parents.area_id,
        {{ survey_share_columns("asked") }},
        coalesce(sums.answers, 0) as answers
    from asked
    inner join parents
        on coalesce(parents.valid_from <= asked.end_date, true)
        and coalesce(parents.valid_to >= asked.start_date, true)
    left join sums
        on parents.area_id = sums.area_id
        and {{ same_survey_share("asked", "sums") }}
),

covered_by_own_parts as (
    select parent_area_id as area_id, {{ survey_share_columns() }}
    from parts
    group by parent_area_id, {{ survey_share_columns() }}
    having count(*) = count(case when answers > 0 then 1 end)
),

coverage as (
    select
        parts.parent_area_id as area_id,
        {{ survey_share_columns("parts") }},
        count(*) as part_count,
        count(case when parts.answers > 0 or covered_by_own_parts.area_id is not null then 1 end) as covered_count
    from parts
    left join covered_by_own_parts
        on parts.area_id = covered_by_own_parts.area_id
        and {{ same_survey_share("parts", "covered_by_own_parts") }}
    group by parts.parent_area_id, {{ survey_share_columns("parts") }}
),

judged as (
    select
        unions.*,
        newest_files.load_id,
        newest_files.file_name,
        populations.population,
        coverage.part_count,
        coverage.covered_count,
        unions.own_answers > 0 or coalesce(coverage.covered_count = coverage.part_count, true) as is_whole
    from unions
    inner join newest_files
        on unions.area_id = newest_files.area_id
        and {{ same_survey_share("unions", "newest_files") }}
        and newest_files.age = 1
    left join coverage
        on unions.area_id = coverage.area_id
        and {{ same_survey_share("unions", "coverage") }}
    left join populations
        on unions.instrument = populations.instrument
        and unions.period_id = populations.wave
        and unions.area_id = populations.area_id
),

measured as (
    select
        *,
        case
            when is_whole and answers > 0
                then cast(weights_in_numerator as {{ type_double() }}) / cast(weights as {{ type_double() }})
        end as share,
        case when is_whole and answers > 0 then {{ kish_n("weights", "squared_weights") }} end as n_kish
    from judged
),

corrected as (
    select
        *,
        {{ finite_population_n("n_kish", "answers", "population") }} as n_effective
    from measured
),

final as (
    select
        load_id,
        file_name,
        loaded_at,
        area_id,
        {{ survey_share_columns() }},
        {{ answers_reference("instrument") }} as source_reference,
        100.0 * share as value,
        share,
        case when is_whole then cast(answers_in_numerator as {{ type_double() }}) end as numerator,
        case when is_whole then cast(answers as {{ type_double() }}) end as denominator,
        n_kish,
        n_effective,
        100.0 * {{ wilson_low("share", "n_effective") }} as ci_low,
        100.0 * {{ wilson_high("share", "n_effective") }} as ci_high,
        population,
        coalesce(lowest_weight < highest_weight, false) as is_weighted,
        case
            when not is_whole then 'not_delivered'
            when answers = 0 then 'not_applicable'
            else 'observed'
        end as value_status,
        case
            when not is_whole then {{ incomplete_answers_note("covered_count", "part_count") }}
            when answers > population then {{ population_too_small_note("answers", "population") }}
        end as note
    from corrected
)

select * from final
