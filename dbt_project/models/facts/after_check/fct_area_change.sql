-- Each figure of an area with the comparable point that its change is measured from: the agreement's baseline if it is
-- registered, else the first. Comparable: same area, indicator, survey and kind of period, shown, and not under
-- clarification; and, for the state's lists, the same rules for what is counted.

with points as (
    select * from {{ ref("int_area_points") }} where is_compared
),

agreement_starts as (
    select * from {{ ref("int_agreement_starts") }}
),

breaks as (
    select * from {{ ref("int_series_breaks") }}
),

-- Points of one segment may be compared; a break begins the next segment.
segmented as (
    select
        {{ point_columns("points") }},
        points.start_date,
        points.value,
        points.numerator,
        points.denominator,
        points.share,
        points.value_status = 'observed' and points.value is not null and not points.is_under_clarification as is_usable,
        count(breaks.first_date) as segment
    from points
    left join breaks
        on points.area_id = breaks.area_id
        and points.indicator_id = breaks.indicator_id
        and points.period_type = breaks.period_type
        and points.start_date >= breaks.first_date
    group by
        {{ point_columns("points") }},
        points.start_date,
        points.value,
        points.numerator,
        points.denominator,
        points.share,
        points.value_status,
        points.is_under_clarification
),

paired as (
    select
        {{ point_columns("segmented") }},
        earlier.period_id as start_period_id,
        earlier.value as start_value,
        earlier.denominator as start_denominator,
        earlier.share as start_share,
        segmented.segment = earlier.segment as is_same_segment,
        row_number() over (
            partition by {{ point_columns("segmented") }}
            order by
                case when segmented.segment = earlier.segment then 0 else 1 end,
                case when agreement_starts.area_id is not null then 0 else 1 end,
                earlier.start_date
        ) as preference
    from segmented
    inner join segmented as earlier
        on segmented.area_id = earlier.area_id
        and segmented.indicator_id = earlier.indicator_id
        and segmented.period_type = earlier.period_type
        and segmented.instrument = earlier.instrument
        and earlier.start_date < segmented.start_date
    left join agreement_starts
        on segmented.area_id = agreement_starts.area_id
        and segmented.indicator_id = agreement_starts.indicator_id
        and segmented.period_id = agreement_starts.period_id
        and segmented.period_type = agreement_starts.period_type
        and segmented.instrument = agreement_starts.instrument
        and earlier.period_id = agreement_starts.start_period_id
    where segmented.is_usable and earlier.is_usable
),

counted as (
    select
        {{ point_columns("segmented") }},
        count(earlier.period_id) as trend_points
    from segmented
    left join segmented as earlier
        on segmented.area_id = earlier.area_id
        and segmented.indicator_id = earlier.indicator_id
        and segmented.period_type = earlier.period_type
        and segmented.instrument = earlier.instrument
        and segmented.segment = earlier.segment
        and earlier.start_date <= segmented.start_date
        and earlier.is_usable
    group by {{ point_columns("segmented") }}
),

final as (
    select
        {{ point_columns("counted") }},
        case when paired.is_same_segment then paired.start_period_id end as start_period_id,
        case when paired.is_same_segment then paired.start_value end as start_value,
        case when paired.is_same_segment then paired.start_denominator end as start_denominator,
        case when paired.is_same_segment then paired.start_share end as start_share,
        coalesce(not paired.is_same_segment, false) as is_broken,
        cast(counted.trend_points as integer) as trend_points
    from counted
    left join paired
        on {{ same_point("counted", "paired") }}
        and paired.preference = 1
)

select * from final
