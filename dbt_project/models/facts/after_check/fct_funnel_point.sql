-- Shares of areas that can be held up against each other: of one kind of area, period and survey, from one source, of the same
-- ages, and with a known number of persons. Only what is shown takes part, so that what they have in common can be worked out
-- from published figures and tells of no hidden one.
{% set key = ["indicator_number", "period_number", "instrument_number", "area_type", "source_id", "ages", "is_synthetic"] %}

with points as (
    select
        *,
        coalesce(age_band, '') as ages,
        value_status = 'suppressed' as is_hidden,
        coalesce(
            share between 0 and 1
            and n_effective >= 1
            and qualifier = 'exact'
            and not is_under_clarification
            and not contradicts_its_counts,
            false
        ) as is_known
    from {{ ref("int_area_points") }}
    where measure_type = 'proportion' and area_type in ('afdeling', 'boligomraade', 'helhedsplan')
),

grouped as (
    select
        {{ key | join(", ") }},
        cast(row_number() over (order by {{ key | join(", ") }}) as integer) as funnel_number,
        cast(sum(case when is_known then 1 else 0 end) as integer) as areas,
        cast(sum(case when is_hidden then 1 else 0 end) as integer) as hidden_areas,
        sum(case when is_known then share * n_effective end) / sum(case when is_known then n_effective end) as common_share
    from points
    group by {{ key | join(", ") }}
),

judged as (
    select
        *,
        areas >= {{ var("fewest_areas_of_a_funnel") }}
        and hidden_areas <= {{ var("most_hidden_of_a_funnel") }} * (areas + hidden_areas) as is_drawn
    from grouped
),

final as (
    select
        points.point_id,
        judged.funnel_number,
        {{ point_columns("points") }},
        points.area_type,
        points.source_id,
        points.age_band,
        points.value,
        points.share,
        points.n_effective,
        points.is_flagged,
        points.is_synthetic,
        judged.areas,
        judged.hidden_areas,
        judged.is_drawn,
        cast(case when judged.is_drawn then judged.common_share end as {{ type_double() }}) as common_share,
        cast(case
            when judged.is_drawn then {{ funnel_z("points.share", "points.n_effective", "judged.common_share") }}
        end as {{ type_double() }}) as z
    from points
    inner join judged
        on {% for column in key %}points.{{ column }} = judged.{{ column }}{{ " and " if not loop.last }}{% endfor %}
    where points.is_known
)

select * from final
