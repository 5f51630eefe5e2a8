-- How many comparisons with an answer each page holds: the newest figures of one area, or the fixed indicators of all areas
-- of a plan, or of the areas in none (`andre`, and `andre-eksempel` for invented ones), or all newest figures of those areas
-- (`compare`). One row per page and year in which the number changed; it stands until the next.
with comparisons as (
    select * from {{ ref("mart_area_vs_baseline") }}
),

-- What makes a series is told by numbers: they are put in order in a part of the time that texts take.
areas as (
    select *, cast(row_number() over (order by area_id) as integer) as area_number from {{ ref("dim_area") }}
),

groups as (
    select * from {{ ref("dim_area_group") }}
),

indicators as (
    select *, cast(row_number() over (order by indicator_id) as integer) as indicator_number from {{ ref("dim_indicator") }}
),

periods as (
    select *, cast(row_number() over (order by end_date, period_id, period_type) as integer) as period_number
    from {{ ref("dim_period") }}
),

instruments as (
    select instrument, cast(row_number() over (order by instrument) as integer) as instrument_number
    from (select distinct instrument from {{ ref("mart_area_vs_baseline") }}) as named
),

limits as (
    select * from {{ ref("chance_limits") }}
),

edges as (
    select parent_area_id as upper_id, area_id as lower_id from areas where parent_area_id is not null
    union
    select group_area_id, member_area_id from groups
),

-- A plan, what lies in it, and what lies in that.
plan_members as (
    select area_id as plan_id, area_id as member_id from areas where area_type = 'helhedsplan'
    union
    select areas.area_id, edges.lower_id
    from areas
    inner join edges on areas.area_id = edges.upper_id
    where areas.area_type = 'helhedsplan'
    union
    select areas.area_id, below.lower_id
    from areas
    inner join edges on areas.area_id = edges.upper_id
    inner join edges as below on edges.lower_id = below.upper_id
    where areas.area_type = 'helhedsplan'
),

outside as (
    select areas.area_id
    from areas
    left join plan_members on areas.area_id = plan_members.member_id
    where plan_members.member_id is null
),

-- What each figure was found to be against the benchmark that it is shown against, if anything. All but those that are held up
-- against their own past alone are shown against one.
past_alone as (
    select {{ point_columns() }}
    from {{ ref("mart_area_vs_baseline") }}
    where baseline_kind = 'agreement_start'
    except
    select {{ point_columns("shown") }}
    from {{ ref("mart_area_vs_baseline") }} as shown
    inner join {{ ref("mart_area_vs_baseline") }} as past
        on {{ same_point("shown", "past") }} and past.baseline_kind = 'agreement_start'
    where shown.is_main_baseline
),

judged as (
    select
        {{ point_columns() }},
        case when comparison <> 'not_compared' then 1 else 0 end as is_judged,
        case when comparison in ('better', 'worse') then 1 else 0 end as is_different
    from comparisons
    where is_main_baseline
    union all
    select {{ point_columns() }}, 0, 0
    from past_alone
),

numbered as (
    select
        areas.area_number,
        indicators.indicator_number,
        instruments.instrument_number,
        judged.instrument <> '' as is_survey,
        periods.period_number,
        periods.end_date,
        judged.period_type = 'list_year' as is_listed,
        indicators.is_fixed,
        judged.is_judged,
        judged.is_different
    from judged
    inner join areas on judged.area_id = areas.area_id
    inner join indicators on judged.indicator_id = indicators.indicator_id
    inner join periods on judged.period_id = periods.period_id and judged.period_type = periods.period_type
    inner join instruments on judged.instrument = instruments.instrument
),

dated as (
    select
        *,
        lead(end_date) over (
            partition by area_number, indicator_number, instrument_number, is_listed order by period_number
        ) as next_date
    from numbered
),

-- A figure of the state's list gives way to the first that is none. Few series hold both.
gives_way as (
    select
        unlisted.area_number,
        unlisted.indicator_number,
        unlisted.instrument_number,
        min(unlisted.end_date) as first_unlisted_date
    from dated as unlisted
    inner join (select distinct area_number, indicator_number, instrument_number from dated where is_listed) as listed
        on unlisted.area_number = listed.area_number
        and unlisted.indicator_number = listed.indicator_number
        and unlisted.instrument_number = listed.instrument_number
    where not unlisted.is_listed
    group by unlisted.area_number, unlisted.indicator_number, unlisted.instrument_number
),

ended as (
    select
        dated.*,
        case
            when dated.is_listed then {{ earlier_of("dated.next_date", "gives_way.first_unlisted_date") }}
            else dated.next_date
        end as until_date
    from dated
    left join gives_way
        on dated.is_listed
        and dated.area_number = gives_way.area_number
        and dated.indicator_number = gives_way.indicator_number
        and dated.instrument_number = gives_way.instrument_number
    where not dated.is_listed
        or gives_way.first_unlisted_date is null
        or gives_way.first_unlisted_date > dated.end_date
),

-- When anything newer came on the indicator, from whichever survey.
renewed as (
    select
        area_number,
        indicator_number,
        end_date,
        lead(end_date) over (partition by area_number, indicator_number order by end_date) as newer_date
    from (select distinct area_number, indicator_number, end_date from dated where is_survey) as surveyed
),

-- A figure stands on the pages from the year its period ends in until the next figure of the series does; one of the state's
-- lists only as long as there is no other; one of a survey, where areas are compared, only until a newer survey.
standing as (
    select
        ended.area_number,
        ended.is_judged,
        ended.is_different,
        ended.is_fixed,
        cast(extract(year from ended.end_date) as integer) as from_year,
        cast(extract(year from ended.until_date) as integer) as until_year,
        cast(extract(year from {{ earlier_of("ended.until_date", "renewed.newer_date") }}) as integer) as compared_until_year
    from ended
    left join renewed
        on ended.area_number = renewed.area_number
        and ended.indicator_number = renewed.indicator_number
        and ended.end_date = renewed.end_date
        and ended.is_survey
),

-- The many figures of an area that come and go together are counted before they are looked at again.
gathered as (
    select
        areas.area_id,
        standing.is_fixed,
        standing.from_year,
        standing.until_year,
        standing.compared_until_year,
        sum(standing.is_judged) as judged,
        sum(standing.is_different) as different
    from standing
    inner join areas on standing.area_number = areas.area_number
    where standing.is_judged = 1
    group by
        areas.area_id, standing.is_fixed, standing.from_year, standing.until_year, standing.compared_until_year
),

changes as (
    select area_id, is_fixed, from_year, judged, different
    from gathered
    union all
    select area_id, is_fixed, until_year, -judged, -different
    from gathered
    where until_year is not null
),

changes_compared as (
    select area_id, from_year, judged, different
    from gathered
    union all
    select area_id, compared_until_year, -judged, -different
    from gathered
    where compared_until_year is not null
),

on_pages as (
    select 'area' as page, area_id, from_year, judged, different
    from changes
    union all
    select 'overview', plan_members.plan_id, changes.from_year, changes.judged, changes.different
    from changes
    inner join plan_members on changes.area_id = plan_members.member_id
    inner join areas on changes.area_id = areas.area_id
    where changes.is_fixed and areas.area_type in ('helhedsplan', 'boligomraade')
    union all
    select
        'overview',
        case when areas.is_synthetic then 'andre-eksempel' else 'andre' end,
        changes.from_year,
        changes.judged,
        changes.different
    from changes
    inner join outside on changes.area_id = outside.area_id
    inner join areas on changes.area_id = areas.area_id
    where changes.is_fixed and areas.area_type = 'boligomraade'
    union all
    select 'compare', plan_members.plan_id, changes.from_year, changes.judged, changes.different
    from changes_compared as changes
    inner join plan_members on changes.area_id = plan_members.member_id
    union all
    select
        'compare',
        case when areas.is_synthetic then 'andre-eksempel' else 'andre' end,
        changes.from_year,
        changes.judged,
        changes.different
    from changes_compared as changes
    inner join outside on changes.area_id = outside.area_id
    inner join areas on changes.area_id = areas.area_id
    where areas.area_type in ('boligomraade', 'afdeling')
        or (areas.area_type = 'reference' and areas.municipality_code is not null)
),

summed as (
    select page, area_id, from_year, sum(judged) as judged_more, sum(different) as different_more
    from on_pages
    group by page, area_id, from_year
),

counted as (
    select
        page,
        area_id,
        from_year,
        cast(sum(judged_more) over (
            partition by page, area_id order by from_year rows between unbounded preceding and current row
        ) as integer) as comparisons,
        cast(sum(different_more) over (
            partition by page, area_id order by from_year rows between unbounded preceding and current row
        ) as integer) as different
    from summed
),

final as (
    select
        counted.page,
        counted.area_id,
        counted.from_year,
        counted.comparisons,
        counted.different,
        cast(0.05 * counted.comparisons as {{ type_double() }}) as expected_by_chance,
        cast(coalesce(limits.expected_low, {{ chance_limit("counted.comparisons", "-") }}) as integer) as expected_low,
        cast(coalesce(limits.expected_high, {{ chance_limit("counted.comparisons", "+") }}) as integer) as expected_high
    from counted
    left join limits on counted.comparisons = limits.comparisons
)

select * from final
