-- The answers of each area added up: how many count, how many of them are in the numerator, and their weights.
with counted as (
    select * from {{ ref("int_survey_answers_counted") }}
),

final as (
    select
        source_id,
        area_id,
        indicator_id,
        instrument,
        period_id,
        period_type,
        count(case when is_counted then 1 end) as answers,
        count(case when is_in_numerator then 1 end) as answers_in_numerator,
        sum(case when is_counted then weight end) as weights,
        sum(case when is_in_numerator then weight else 0 end) as weights_in_numerator,
        sum(case when is_counted then weight * weight end) as squared_weights,
        min(case when is_counted then weight end) as lowest_weight,
        max(case when is_counted then weight end) as highest_weight,
        max(load_id) as load_id,
        max(file_name) as file_name,
        max(loaded_at) as loaded_at
    from counted
    group by source_id, area_id, indicator_id, instrument, period_id, period_type
)

select * from final
