-- Every registration under each counting mode that it could have, with the counts that follow from that reading and the
-- settled registrations before it. Beside each count stand the least and the most that it can be, and how many "ca." are in it.
{% set bounds = ["", "_low", "_high", "_about"] %}

with registrations as (
    select * from {{ ref("fct_registration") }}
),

states as (
    select * from {{ ref("int_registration_states") }}
),

modes as (
    select 'period' as reading
    union all select 'year_to_date'
    union all select 'project_to_date'
),

readings as (
    select
        registrations.*,
        case when registrations.qualifier = 'about' then 1 else 0 end as reported_about,
        modes.reading,
        registrations.counting_mode = modes.reading as is_declared,
        -- Counts of a school year or a single day stand alone; they belong to no calendar year.
        case when registrations.period_type in ('quarter', 'year') then {{ period_year("registrations.period_id") }} end
            as year,
        case when registrations.period_type in ('quarter', 'year') then {{ period_quarter("registrations.period_id") }} end
            as quarter,
        registrations.reported_count is not null
        and not registrations.is_duplicate
        and registrations.period_id is not null as is_usable
    from registrations
    inner join modes on registrations.counting_mode in (modes.reading, 'unknown')
),

-- The newest settled registration before this one, whatever its mode.
earlier as (
    select
        registrations.registration_id,
        settled.registration_id as previous_registration_id,
        settled.period_id as previous_period_id,
        settled.reported_count as previous_reported_count,
        row_number() over (
            partition by registrations.registration_id
            order by settled.period_end_date desc, settled.period_start_date desc
        ) as distance
    from registrations
    inner join registrations as settled
        on {{ same_series("registrations", "settled") }}
        and settled.period_end_date < registrations.period_end_date
    where settled.counting_mode <> 'unknown'
        and not settled.is_duplicate
        and settled.reported_count is not null
        and settled.period_type in ('quarter', 'year')
),

-- A quarter builds on the quarter before it, a year on the turn of the year.
placed as (
    select
        readings.*,
        earlier.previous_registration_id,
        earlier.previous_period_id,
        earlier.previous_reported_count,
        {%- for bound in bounds %}
        before.count_year_to_date{{ bound }} as year_before{{ bound }},
        before.count_to_date{{ bound }} as total_before{{ bound }},
        before.opening{{ bound }},
        {%- endfor %}
        latest.reached_in_year,
        greatest(before.reached_before_year, latest.reached_in_year, coalesce(latest.count_to_date_low, 0))
            as reached_ever
    from readings
    left join earlier
        on readings.registration_id = earlier.registration_id
        and earlier.distance = 1
        and (readings.reading = 'project_to_date' or {{ period_year("earlier.previous_period_id") }} = readings.year)
    left join states as before
        on {{ same_series("readings", "before") }}
        and readings.year = before.year
        and before.quarter = case when readings.quarter = 0 then 0 else readings.quarter - 1 end
    left join states as latest
        on {{ same_series("readings", "latest") }}
        and readings.year = latest.year
        and latest.quarter = case when readings.quarter = 0 then 4 else readings.quarter - 1 end
),

-- A count that is cumulative in this reading must reach what had been reached already.
judged as (
    select
        *,
        case
            when not is_usable or reported_high is null then true
            when reading = 'year_to_date' then coalesce(reported_high >= reached_in_year, true)
            when reading = 'project_to_date' then coalesce(reported_high >= reached_ever, true)
            else true
        end as is_consistent
    from placed
),

-- Sums and differences need a count that may be added over time, or nothing to add it to. A "mindst" or a "højst" that says less
-- than what stood before it is no fall, and no step either.
counted as (
    select
        *,
        {%- for bound in bounds %}
        {%- set reported = "reported_count" if bound == "" else "reported" ~ bound %}
        case
            when not is_usable then null
            when reading = 'period' then {{ reported }}
            when reading = 'year_to_date' and quarter = 0 then {{ reported }}
            when not is_consistent then null
            when reading = 'year_to_date' and (is_additive or year_before = 0)
                and reported_count >= greatest(year_before, coalesce(reached_in_year, 0))
                then {{ count_less("reported" if bound else "reported_count", bound, "year_before") }}
            when reading = 'project_to_date' and (is_additive or total_before = 0)
                and reported_count >= greatest(total_before, coalesce(reached_ever, 0))
                then {{ count_less("reported" if bound else "reported_count", bound, "total_before") }}
        end as count_in_period{{ bound }},
        case
            when not is_usable then null
            when reading = 'year_to_date' then {{ reported }}
            when reading = 'period' and quarter = 0 then {{ reported }}
            when reading = 'period' and (is_additive or year_before = 0) then year_before{{ bound }} + {{ reported }}
            when not is_consistent then null
            when reading = 'project_to_date' and (is_additive or opening = 0)
                and reported_count >= greatest(opening, coalesce(reached_ever, 0))
                then {{ count_less("reported" if bound else "reported_count", bound, "opening") }}
        end as count_year_to_date{{ bound }},
        case
            when not is_usable then null
            when reading = 'project_to_date' then {{ reported }}
            when not is_consistent then null
            when reading = 'period' and (is_additive or total_before = 0) then total_before{{ bound }} + {{ reported }}
            when reading = 'year_to_date' and (is_additive or opening = 0) then opening{{ bound }} + {{ reported }}
        end as count_to_date{{ bound }}{{ "," if not loop.last }}
        {%- endfor %}
    from judged
),

-- The least and the most that the most cumulative of these counts can be.
bounded as (
    select
        *,
        case
            when coalesce(count_to_date, count_year_to_date, count_in_period) is null then null
            when reading = 'project_to_date' or (count_to_date is null and count_year_to_date is null) then reported_low
            when reading = 'period' and count_to_date is not null then total_before_low + reported_low
            when reading = 'year_to_date' and count_to_date is not null then opening_low + reported_low
            when reading = 'period' and quarter > 0 then year_before_low + reported_low
            else reported_low
        end as cumulative_low,
        case
            when coalesce(count_to_date, count_year_to_date, count_in_period) is null then null
            when reading = 'project_to_date' or (count_to_date is null and count_year_to_date is null) then reported_high
            when reading = 'period' and count_to_date is not null then total_before_high + reported_high
            when reading = 'year_to_date' and count_to_date is not null then opening_high + reported_high
            when reading = 'period' and quarter > 0 then year_before_high + reported_high
            else reported_high
        end as cumulative_high
    from counted
),

final as (
    select
        registration_id,
        reading,
        is_declared,
        cast(count_in_period as bigint) as count_in_period,
        cast(count_year_to_date as bigint) as count_year_to_date,
        cast(count_to_date as bigint) as count_to_date,
        previous_registration_id,
        previous_period_id,
        cast(
            case
                when previous_registration_id is null then null
                when reading = 'project_to_date' then coalesce(total_before, previous_reported_count)
                else coalesce(year_before, previous_reported_count)
            end as bigint
        ) as previous_count,
        is_consistent,
        case
            when is_duplicate then 'duplicate_report'
            when reported_count is null then 'hidden'
            when period_id is null then 'no_period'
            when year is null then 'other_period_type'
            when not is_consistent then 'cumulative_falls'
            when count_in_period is not null and count_year_to_date is not null and count_to_date is not null
                then 'complete'
            when not is_additive then 'not_additive'
            else 'earlier_count_missing'
        end as reason_code,
        cast(cumulative_low as bigint) as cumulative_low,
        cast(cumulative_high as bigint) as cumulative_high,
        case
            when coalesce(count_to_date, count_year_to_date, count_in_period) is null then null
            when count_to_date is not null then 'to_date'
            when count_year_to_date is not null then 'year_to_date'
            else 'in_period'
        end as bounds_of,
        {%- for count in ["count_in_period", "count_year_to_date", "count_to_date"] %}
        {{ count_qualifier(count, count ~ "_low", count ~ "_high", count ~ "_about") }} as {{ count }}_qualifier
        {{- "," if not loop.last }}
        {%- endfor %}
    from bounded
)

select * from final
