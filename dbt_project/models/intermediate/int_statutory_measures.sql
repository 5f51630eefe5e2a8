-- Which years' figures each list asks for: the latest year and how many years are averaged, for the criteria, the further
-- condition and the number of residents. A list year is asked for as long as its rules hold; rules without an end hold on.
{{ config(materialized="table") }}

{% set years_ahead = 3 %}

with rules as (
    select * from {{ ref("statutory_rules") }}
),

statuses as (
    select * from {{ ref("statutory_statuses") }}
),

-- The list years that figures of any year can be held up against.
years as (
    select distinct {{ period_year("period_id") }} + ahead.ahead as list_year
    from {{ ref("dim_period") }}
    cross join (
        {% for ahead in range(years_ahead) -%}
        select {{ ahead }} as ahead {{ "union all" if not loop.last }}
        {% endfor %}
    ) as ahead
),

asked as (
    select
        indicator_id,
        averaging_years,
        data_lag_years,
        valid_from_list_year,
        valid_to_list_year,
        true as is_criterion
    from rules
    union
    select extra_indicator_id, 1, 0, valid_from_list_year, valid_to_list_year, false
    from statuses
    where extra_indicator_id is not null
    union
    select 'beboere', 1, 0, valid_from_list_year, valid_to_list_year, false
    from statuses
),

final as (
    select
        years.list_year,
        asked.indicator_id,
        {{ any_row("asked.is_criterion") }} as is_criterion,
        max(asked.averaging_years) as averaging_years,
        years.list_year - max(asked.data_lag_years) as last_data_year
    from years
    inner join asked
        on years.list_year >= asked.valid_from_list_year
        and years.list_year <= coalesce(asked.valid_to_list_year, years.list_year)
    group by years.list_year, asked.indicator_id
)

select * from final
