-- The three counts of a series agree with each other wherever they are known: the year so far is that of the quarter before
-- and the period, the count since the beginning moves as the year does, and what may not be added never is: there a count
-- is what was reported, or it is none. What a plan's areas come to is the sum of what is shown of them.
with registrations as (
    select * from {{ ref("fct_registration") }}
),

readings as (
    select * from {{ ref("fct_registration_reading") }} where is_declared
),

told as (
    select
        {{ series_columns("registrations") }},
        registrations.period_id,
        registrations.is_additive,
        registrations.reported_count,
        {{ period_year("registrations.period_id") }} as year,
        {{ period_quarter("registrations.period_id") }} as quarter,
        readings.reading,
        readings.count_in_period,
        readings.count_year_to_date,
        readings.count_to_date
    from registrations
    inner join readings on registrations.registration_id = readings.registration_id
    where registrations.period_type in ('quarter', 'year') and not registrations.is_duplicate
),

summed_persons as (
    select helhedsplan_id, area_id, activity_id, measure_id, period_id, 'lagt sammen' as broken_rule
    from told
    where not is_additive
        and (
            coalesce(count_in_period <> reported_count, false)
            or coalesce(count_year_to_date <> reported_count, false)
            or coalesce(count_to_date <> reported_count, false)
        )
),

first_of_year as (
    select helhedsplan_id, area_id, activity_id, measure_id, period_id, 'årets første' as broken_rule
    from told
    where quarter in (0, 1) and count_year_to_date <> count_in_period
),

in_a_row as (
    select
        later.helhedsplan_id,
        later.area_id,
        later.activity_id,
        later.measure_id,
        later.period_id,
        'kvartalet før' as broken_rule
    from told as later
    inner join told as earlier
        on {{ same_series("later", "earlier") }}
        and later.year = earlier.year
        and later.quarter = earlier.quarter + 1
        and earlier.quarter > 0
    where later.count_in_period <> later.count_year_to_date - earlier.count_year_to_date
        or later.count_in_period <> later.count_to_date - earlier.count_to_date
),

-- What stood at New Year is the same whichever quarter tells it.
turns_of_the_year as (
    select
        later.helhedsplan_id,
        later.area_id,
        later.activity_id,
        later.measure_id,
        later.period_id,
        'nytår' as broken_rule
    from told as later
    inner join told as earlier
        on {{ same_series("later", "earlier") }}
        and later.year = earlier.year + 1
        and later.quarter in (0, 1)
        and earlier.quarter in (0, 4)
    where later.count_to_date - later.count_year_to_date <> earlier.count_to_date
),

of_areas as (
    select
        areas.helhedsplan_id,
        areas.activity_id,
        areas.measure_id,
        areas.period_id,
        {%- for count in ["count_in_period", "count_year_to_date", "count_to_date"] %}
        case when count(areas.{{ count }}) = count(*) then sum(areas.{{ count }}) end as {{ count }},
        {%- endfor %}
        count(*) as areas_told
    from {{ ref("fct_activity_count") }} as areas
    where areas.area_id <> areas.helhedsplan_id and areas.period_id is not null
    group by areas.helhedsplan_id, areas.activity_id, areas.measure_id, areas.period_id
),

plans as (
    select
        plans.helhedsplan_id,
        plans.area_id,
        plans.activity_id,
        plans.measure_id,
        plans.period_id,
        'planens områder' as broken_rule
    from {{ ref("fct_plan_count_summed") }} as plans
    left join of_areas
        on plans.helhedsplan_id = of_areas.helhedsplan_id
        and plans.activity_id = of_areas.activity_id
        and plans.measure_id = of_areas.measure_id
        and plans.period_id = of_areas.period_id
    where of_areas.period_id is null
        {%- for count in ["count_in_period", "count_year_to_date", "count_to_date"] %}
        or coalesce(plans.{{ count }}, -1) <> coalesce(of_areas.{{ count }}, -1)
        {%- endfor %}
),

final as (
    select * from summed_persons
    union all
    select * from first_of_year
    union all
    select * from in_a_row
    union all
    select * from turns_of_the_year
    union all
    select * from plans
)

select * from final
