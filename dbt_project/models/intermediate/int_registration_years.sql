-- Each series of registrations, year by year: its settled reports by quarter, and how far they can be added up within the
-- year and since the plan began. Settled: the counting mode is stated, the report is the only one, and nothing is hidden.
-- A count of a period is a step from the quarter before; a missing quarter breaks the sum until a cumulative count comes.
-- Beside each sum stand the least and the most that it can be, and how many of its counts were "ca.".
{{ config(materialized="table") }}
{% set bounds = ["", "_low", "_high", "_about"] %}

with registrations as (
    select * from {{ ref("fct_registration") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

plans as (
    select
        area_id as helhedsplan_id,
        {{ period_year("cast(valid_from as " ~ dbt.type_string() ~ ")") }} as first_year,
        cast(substr(cast(valid_from as {{ dbt.type_string() }}), 6, 2) as integer) as plan_month
    from areas
    where area_type = 'helhedsplan' and valid_from is not null
),

activities as (
    select * from {{ ref("dim_activity") }}
),

dated as (
    select
        *,
        {{ period_year("period_id") }} as year,
        {{ period_quarter("period_id") }} as quarter,
        case when qualifier = 'about' then 1 else 0 end as reported_about,
        counting_mode <> 'unknown' and not is_duplicate and reported_count is not null as is_settled
    from registrations
    where period_type in ('quarter', 'year')
),

-- Quarter 0 holds a report for the whole year.
by_year as (
    select
        {{ series_columns() }},
        year,
        {{ any_row("is_additive") }} as is_additive,
        {%- for quarter in range(5) %}
        max(case when is_settled and quarter = {{ quarter }} then counting_mode end) as mode_{{ quarter }},
        max(case when is_settled and quarter = {{ quarter }} then reported_count end) as count_{{ quarter }},
        max(case when is_settled and quarter = {{ quarter }} then reported_low end) as count_low_{{ quarter }},
        max(case when is_settled and quarter = {{ quarter }} then reported_high end) as count_high_{{ quarter }},
        max(case when is_settled and quarter = {{ quarter }} then reported_about end) as count_about_{{ quarter }},
        {%- endfor %}
        max(case when is_settled and (is_additive or counting_mode <> 'period') then reported_low end) as highest_low
    from dated
    group by {{ series_columns() }}, year
),

-- Quarters that lie before the plan, or the activity itself, began hold nothing that is missing.
begun as (
    select
        by_year.*,
        coalesce(activities.started_in, plans.first_year) as first_year,
        case
            when by_year.year = plans.first_year and activities.started_in is null
                then cast(floor((plans.plan_month - 1) / 3.0) as integer)
            else 0
        end as quarters_before_plan,
        coalesce(
            max(by_year.highest_low) over (
                partition by {{ series_columns("by_year") }}
                order by by_year.year
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as reached_before_year
    from by_year
    left join plans on by_year.helhedsplan_id = plans.helhedsplan_id
    left join activities
        on by_year.helhedsplan_id = activities.helhedsplan_id and by_year.activity_id = activities.activity_id
),

after_0 as (
    select
        *,
        0 as reached_0,
        {%- for bound in bounds %}
        0 as year{{ bound }}_0,
        cast(null as bigint) as since_anchor{{ bound }}_0{{ "," if not loop.last }}
        {%- endfor %}
    from begun
),

{% for quarter in range(1, 5) %}
{% set before = quarter - 1 %}
-- The year so far. A cumulative count below what had been reached already cannot be built on: it falls, or it is a
-- "mindst" that says less than the one before.
year_{{ quarter }} as (
    select
        *,
        {%- for bound in bounds %}
        case
            when mode_{{ quarter }} = 'year_to_date'
                and count_{{ quarter }} >= greatest(reached_{{ before }}, coalesce(year_{{ before }}, 0))
                then count{{ bound }}_{{ quarter }}
            when mode_{{ quarter }} = 'period' and (is_additive or {{ quarter }} = 1)
                then year{{ bound }}_{{ before }} + count{{ bound }}_{{ quarter }}
            when mode_{{ quarter }} is null and {{ quarter }} <= quarters_before_plan
                then year{{ bound }}_{{ before }}
        end as year{{ bound }}_{{ quarter }}{{ "," if not loop.last }}
        {%- endfor %}
    from after_{{ before }}
),

-- The count since the plan began, as far as a report of that kind in this very year carries it.
after_{{ quarter }} as (
    select
        *,
        greatest(
            reached_{{ before }},
            coalesce(year_low_{{ quarter }}, 0),
            case
                when mode_{{ quarter }} = 'year_to_date' or (mode_{{ quarter }} = 'period' and is_additive)
                    then count_low_{{ quarter }}
                else 0
            end
        ) as reached_{{ quarter }},
        {%- for bound in bounds %}
        case
            when mode_{{ quarter }} = 'project_to_date'
                then case
                    when count_{{ quarter }}
                        >= greatest(reached_before_year, reached_{{ before }}, coalesce(since_anchor_{{ before }}, 0))
                        then count{{ bound }}_{{ quarter }}
                end
            when not is_additive then null
            when mode_{{ quarter }} = 'period' then since_anchor{{ bound }}_{{ before }} + count{{ bound }}_{{ quarter }}
            when mode_{{ quarter }} = 'year_to_date'
                then since_anchor{{ bound }}_{{ before }}
                    + {{ count_less("year", bound, "year", "_" ~ quarter, "_" ~ before) }}
        end as since_anchor{{ bound }}_{{ quarter }}{{ "," if not loop.last }}
        {%- endfor %}
    from year_{{ quarter }}
),
{% endfor %}

ends as (
    select
        *,
        {%- for bound in bounds %}
        case
            when year_4 is not null then year{{ bound }}_4
            when mode_0 in ('period', 'year_to_date') then count{{ bound }}_0
        end as year_total{{ bound }},
        case
            when since_anchor_4 is not null then since_anchor{{ bound }}_4
            when mode_0 = 'project_to_date' then count{{ bound }}_0
        end as since_begin{{ bound }}{{ "," if not loop.last }}
        {%- endfor %}
    from after_4
),

-- Turns of the year at which the count since the plan began is known: reported, or nought before the plan's first year.
anchors as (
    select
        {{ series_columns() }},
        year as anchor_year,
        since_begin,
        since_begin_low,
        since_begin_high,
        since_begin_about
    from ends
    where since_begin is not null and (first_year is null or year >= first_year)
    union all
    select distinct {{ series_columns() }}, first_year - 1, 0, 0, 0, 0
    from ends
    where first_year is not null
),

latest_anchors as (
    select
        {{ series_columns("ends") }},
        ends.year,
        max(anchors.anchor_year) as anchor_year
    from ends
    inner join anchors
        on {{ same_series("ends", "anchors") }}
        and anchors.anchor_year < ends.year
    group by {{ series_columns("ends") }}, ends.year
),

-- The years between the anchor and this one must all be known.
carried as (
    select
        {{ series_columns("latest_anchors") }},
        latest_anchors.year,
        latest_anchors.anchor_year,
        count(passed.year_total) as years_known,
        count(case when passed.year_total is not null and passed.year_total_high is null then 1 end) as years_open,
        coalesce(sum(passed.year_total), 0) as added,
        coalesce(sum(passed.year_total_low), 0) as added_low,
        coalesce(sum(passed.year_total_high), 0) as added_high,
        coalesce(sum(passed.year_total_about), 0) as added_about
    from latest_anchors
    left join ends as passed
        on {{ same_series("latest_anchors", "passed") }}
        and passed.year > latest_anchors.anchor_year
        and passed.year < latest_anchors.year
        and passed.is_additive
    group by {{ series_columns("latest_anchors") }}, latest_anchors.year, latest_anchors.anchor_year
),

opening as (
    select
        {{ series_columns("carried") }},
        carried.year,
        cast(anchors.since_begin + carried.added as bigint) as opening,
        cast(anchors.since_begin_low + carried.added_low as bigint) as opening_low,
        cast(anchors.since_begin_about + carried.added_about as bigint) as opening_about,
        case when carried.years_open = 0 then cast(anchors.since_begin_high + carried.added_high as bigint) end
            as opening_high
    from carried
    inner join anchors
        on {{ same_series("carried", "anchors") }}
        and carried.anchor_year = anchors.anchor_year
    where carried.years_known = carried.year - 1 - carried.anchor_year
),

final as (
    select
        ends.*,
        opening.opening,
        opening.opening_low,
        opening.opening_high,
        opening.opening_about
    from ends
    left join opening
        on {{ same_series("ends", "opening") }}
        and ends.year = opening.year
)

select * from final
