-- What each series had reached at the end of every quarter of a year in which something was reported; quarter 0 is the
-- turn of the year. The count of the year so far and the count since the plan began, each NULL where it cannot be known.
{{ config(materialized="table") }}
{% set bounds = ["", "_low", "_high", "_about"] %}

with years as (
    select * from {{ ref("int_registration_years") }}
),

quarters as (
    {% for quarter in range(5) %}
    select
        {{ series_columns() }},
        year,
        {{ quarter }} as quarter,
        is_additive,
        opening,
        opening_low,
        opening_high,
        opening_about,
        reached_before_year,
        reached_{{ quarter }} as reached_in_year,
        {%- for bound in bounds %}
        year{{ bound }}_{{ quarter }} as since_new_year{{ bound }},
        since_anchor{{ bound }}_{{ quarter }} as since_anchor{{ bound }}{{ "," if not loop.last }}
        {%- endfor %}
    from years
    {{ "union all" if not loop.last }}
    {% endfor %}
),

-- Adding to, or taking from, what stood at the turn of the year needs a count that may be added, or a start from nought.
final as (
    select
        {{ series_columns() }},
        year,
        quarter,
        opening,
        opening_low,
        opening_high,
        opening_about,
        reached_before_year,
        reached_in_year,
        {%- for bound in bounds %}
        case
            when since_new_year is not null then since_new_year{{ bound }}
            when (is_additive or opening_high = 0) and since_anchor >= opening
                then {{ count_less("since_anchor", bound, "opening") }}
        end as count_year_to_date{{ bound }},
        case
            when since_anchor is not null then since_anchor{{ bound }}
            when is_additive or opening_high = 0 then opening{{ bound }} + since_new_year{{ bound }}
        end as count_to_date{{ bound }}{{ "," if not loop.last }}
        {%- endfor %}
    from quarters
)

select * from final
