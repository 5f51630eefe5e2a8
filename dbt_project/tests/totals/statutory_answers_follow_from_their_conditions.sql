-- Every answer on the statutory conditions follows from what is published beside it: a criterion from its figure and its
-- limits, the numbers of criteria from the criteria, a status from residents, criteria and the further condition, and from the
-- lists before it where several in a row are asked for.
with criteria as (
    select * from {{ ref("mart_statutory_criteria") }}
),

conditions as (
    select * from {{ ref("mart_statutory_condition") }}
),

held as (
    select area_id, list_year, criterion_id as asked_id, comparison, value, threshold_low, threshold_high, is_met
    from criteria
    union all
    select area_id, list_year, condition_id, comparison, value, threshold, threshold, is_met
    from conditions
),

wrong_answers as (
    select area_id, list_year, asked_id
    from held
    where (is_met <> 'unknown' and (value is null or threshold_low is null))
        or (
            is_met = 'yes'
            and (
                (comparison = 'gt' and value <= threshold_high)
                or (comparison = 'ge' and value < threshold_high)
                or (comparison = 'lt' and value >= threshold_low)
            )
        )
        or (
            is_met = 'no'
            and (
                (comparison = 'gt' and value > threshold_low)
                or (comparison = 'ge' and value >= threshold_low)
                or (comparison = 'lt' and value < threshold_high)
            )
        )
),

-- Below a limit the margin is on the other side of nought than above it, and persons on the same side as points.
wrong_margins as (
    select area_id, list_year, criterion_id as asked_id
    from criteria
    where abs(margin_points - (value - threshold)) > 1e-9
        or (margin_persons > 0 and margin_points < 0)
        or (margin_persons < 0 and margin_points > 0)
),

counted as (
    select
        area_id,
        list_year,
        criteria_group,
        sum(case when is_met = 'yes' then 1 else 0 end) as met,
        sum(case when is_met = 'unknown' then 1 else 0 end) as open
    from criteria
    group by area_id, list_year, criteria_group
),

asked as (
    select
        statuses.area_id,
        statuses.list_year,
        rules.status_id,
        rules.years_needed,
        case rules.status_id
            when 'is_udsat' then statuses.is_udsat
            when 'is_parallelsamfund' then statuses.is_parallelsamfund
            when 'is_omdannelsesomraade' then statuses.is_omdannelsesomraade
            else statuses.is_forebyggelsesomraade
        end as answer,
        statuses.is_parallelsamfund,
        case
            when coalesce(counted.met, 0) >= rules.criteria_needed then 1
            when coalesce(counted.met, 0) + coalesce(counted.open, 0) >= rules.criteria_needed then 0
            else -1
        end as criteria,
        case coalesce(residents.is_met, 'unknown') when 'yes' then 1 when 'no' then -1 else 0 end as residents,
        case
            when rules.extra_indicator_id is null or extra.is_met = 'yes' then 1
            when extra.is_met = 'no' then -1
            else 0
        end as extra
    from {{ ref("mart_statutory_status") }} as statuses
    inner join {{ ref("fct_statutory_condition") }} as rules on statuses.list_year = rules.list_year
    left join counted
        on statuses.area_id = counted.area_id
        and statuses.list_year = counted.list_year
        and rules.criteria_group = counted.criteria_group
    left join conditions as residents
        on statuses.area_id = residents.area_id
        and statuses.list_year = residents.list_year
        and residents.condition_id = 'beboere'
    left join conditions as extra
        on statuses.area_id = extra.area_id
        and statuses.list_year = extra.list_year
        and rules.criteria_group = extra.criteria_group
        and extra.condition_id like rules.extra_indicator_id || '%'
),

-- The least of three answers is the answer of all; of lists in a row, each must say yes.
in_a_row as (
    select
        asked.area_id,
        asked.list_year,
        asked.status_id,
        asked.answer,
        asked.years_needed,
        least(asked.criteria, asked.residents, asked.extra) as this_year,
        sum(case when earlier.is_parallelsamfund = 'yes' then 1 else 0 end) as yes_before,
        sum(case when earlier.is_parallelsamfund = 'no' then 1 else 0 end) as no_before
    from asked
    left join {{ ref("mart_statutory_status") }} as earlier
        on asked.area_id = earlier.area_id
        and earlier.list_year between asked.list_year - asked.years_needed + 1 and asked.list_year - 1
    group by
        asked.area_id,
        asked.list_year,
        asked.status_id,
        asked.answer,
        asked.years_needed,
        asked.criteria,
        asked.residents,
        asked.extra
),

wrong_statuses as (
    select area_id, list_year, status_id as asked_id
    from in_a_row
    where answer <> case
        when this_year = -1 or no_before > 0 then 'no'
        when this_year = 1 and yes_before = years_needed - 1 then 'yes'
        else 'unknown'
    end
),

wrong_numbers as (
    select statuses.area_id, statuses.list_year, 'criteria_met' as asked_id
    from {{ ref("mart_statutory_status") }} as statuses
    left join counted
        on statuses.area_id = counted.area_id
        and statuses.list_year = counted.list_year
        and counted.criteria_group = 'udsat'
    where statuses.criteria_met <> coalesce(counted.met, 0) or statuses.criteria_unknown <> coalesce(counted.open, 0)
),

final as (
    select * from wrong_answers
    union all
    select * from wrong_margins
    union all
    select * from wrong_statuses
    union all
    select * from wrong_numbers
)

select * from final
