-- Every period that a figure, a registration or an agreement names, and all quarters of the years with registrations, so
-- that a report that is missing has a period to be missing for.
with indicator_values as (
    select * from {{ ref("stg_raw__indicator_value") }}
),

registrations as (
    select * from {{ ref("stg_raw__registration") }}
),

survey_answers as (
    select * from {{ ref("stg_raw__survey_answer") }}
),

event_counts as (
    select * from {{ ref("int_registration_events_counted") }}
),

registered_years as (
    select substr(period_id, 1, 4) as year
    from registrations
    where period_type in ('quarter', 'year')
    union
    select substr(period_id, 1, 4)
    from event_counts
),

quarters as (
    select 'K1' as suffix
    union all select 'K2'
    union all select 'K3'
    union all select 'K4'
),

named as (
    select period_id, period_type from indicator_values
    union
    select period_id, period_type from survey_answers
    union
    select period_id, period_type from registrations where period_id is not null
    union
    select year, 'year' from registered_years
    union
    select registered_years.year || quarters.suffix, 'quarter'
    from registered_years
    cross join quarters
),

final as (
    select
        period_id,
        period_type,
        {{ period_start_date("period_id", "period_type") }} as start_date,
        {{ period_end_date("period_id", "period_type") }} as end_date,
        case
            when period_type = 'list_year' and length(period_id) = 4 then 'Listen 1. december ' || period_id
            else {{ danish_period("period_id") }}
        end as name_da
    from named
)

select * from final
