-- One row per count of a period that follows a comparable one.
-- With six or more earlier points the figure is held against a 99.73 % prediction interval from them; with fewer it must
-- be at least twice or at most half of the earlier one, and differ by more than the counts behind the two allow.
with registrations as (
    select *
    from registration_rows
    where period_id is not null
        and reported_count is not null
        and not is_duplicate
        and counting_mode in ('period', 'unknown')
        and qualifier in ('exact', 'about')
        and reported_count_max is null
),

readings as (
    select registration_id, count_in_period, count_year_to_date
    from facts.fct_registration_reading
    where reading = 'period'
),

points as (
    select
        registrations.series_key || '|' || registrations.period_type as series_key,
        registrations.row_key,
        cast(registrations.period_start_date as varchar) as sort_key,
        extract(year from registrations.period_start_date) as calendar_year,
        registrations.source_id,
        registrations.helhedsplan_id,
        registrations.area_id,
        cast(null as varchar) as indicator_id,
        registrations.activity_id,
        registrations.measure_id,
        registrations.period_id,
        registrations.period_type,
        cast(null as varchar) as instrument,
        registrations.is_synthetic,
        registrations.is_hidden,
        registrations.reported_count as value,
        cast(null as double) as denominator,
        'count' as measure_type,
        cast(null as double) as span,
        registrations.counting_mode,
        registrations.qualifier,
        readings.count_year_to_date - readings.count_in_period as earlier_in_year
    from registrations
    left join readings on readings.registration_id = registrations.registration_id
),

history as (
    select
        *,
        row_number() over series as place,
        count(*) over earlier as earlier_points,
        avg(value) over earlier as earlier_mean,
        stddev_samp(value) over earlier as earlier_spread,
        bool_and(counting_mode = 'period') over earlier as is_earlier_comparable
    from points
    window
        series as (partition by series_key order by sort_key),
        earlier as (
            partition by series_key order by sort_key rows between unbounded preceding and 1 preceding
        )
),

-- Each figure beside the one before it and the one before that: a figure that merely returns to where the series was
-- before a jump is not a second jump.
pairs as (
    select
        history.row_key,
        history.value,
        history.denominator,
        history.measure_type,
        history.span,
        history.counting_mode,
        history.calendar_year,
        history.place - reference.place as distance,
        reference.row_key as reference_row_key,
        reference.period_id as reference_period_id,
        reference.value as reference_value,
        reference.qualifier as reference_qualifier,
        reference.denominator as reference_denominator,
        reference.is_hidden as is_reference_hidden,
        reference.counting_mode as reference_mode,
        reference.calendar_year as reference_year
    from history
    inner join history as reference
        on reference.series_key = history.series_key
        and reference.place between history.place - 2 and history.place - 1
),

-- Wilson limits at three standard deviations around both shares, where both denominators are known.
wilson as (
    select
        *,
        measure_type = 'proportion' and denominator > 0 and reference_denominator > 0 as has_counts,
        value / 100 as share,
        reference_value / 100 as reference_share,
        (value / 100 + 9 / (2 * denominator)) / (1 + 9 / denominator) as centre,
        3 * sqrt(
            greatest(value / 100 * (1 - value / 100), 0) / denominator + 9 / (4 * denominator * denominator)
        ) / (1 + 9 / denominator) as half_width,
        (reference_value / 100 + 9 / (2 * reference_denominator)) / (1 + 9 / reference_denominator) as reference_centre,
        3 * sqrt(
            greatest(reference_value / 100 * (1 - reference_value / 100), 0) / reference_denominator
            + 9 / (4 * reference_denominator * reference_denominator)
        ) / (1 + 9 / reference_denominator) as reference_half_width
    from pairs
),

-- How far a figure may lie from the other without being more than chance: Newcombe's interval for two shares, ten points
-- where the numbers of persons are not known, three standard deviations of a Poisson difference for counts, and a tenth
-- of the scale for means.
allowed as (
    select
        *,
        case
            when has_counts then 100 * sqrt(
                power(share - (centre - half_width), 2)
                + power(reference_centre + reference_half_width - reference_share, 2)
            )
            when measure_type = 'proportion' then 10
            when measure_type = 'count' then 3 * sqrt(greatest(value + reference_value, 1))
            else coalesce(span / 10, 1)
        end as allowed_rise,
        case
            when has_counts then 100 * sqrt(
                power(centre + half_width - share, 2)
                + power(reference_share - (reference_centre - reference_half_width), 2)
            )
            when measure_type = 'proportion' then 10
            when measure_type = 'count' then 3 * sqrt(greatest(value + reference_value, 1))
            else coalesce(span / 10, 1)
        end as allowed_fall
    from wilson
),

-- Nobody said how an unknown count was counted. A fall is strange however it was; a rise may be a running total.
bounds as (
    select
        *,
        case
            when reference_mode = 'unknown' and counting_mode = 'period' then null
            when reference_mode = 'unknown' and reference_year <> calendar_year then null
            else least(reference_value / 2, reference_value - allowed_fall)
        end as low,
        case
            when counting_mode = 'unknown' then null
            else greatest(reference_value * 2, reference_value + allowed_rise)
        end as high
    from allowed
),

nearest as (
    select * from bounds where distance = 1
),

widest as (
    select row_key, min(low) as low, max(high) as high from bounds group by row_key
),

limits as (
    select
        nearest.*,
        case when nearest.low is not null then widest.low end as lowest,
        case when nearest.high is not null then widest.high end as highest
    from nearest
    inner join widest on widest.row_key = nearest.row_key
),

quantiles as (
    select * from t_quantiles
),

-- A series that happened to stand still has a spread of nearly nothing; chance alone gives at least this much. Where few
-- are counted, a share of 0 or 100 leaves room for more than nothing: two of four more persons are counted with them.
intervals as (
    select
        history.row_key,
        history.earlier_mean,
        sqrt(1 + 1.0 / history.earlier_points) * greatest(
            quantiles.quantile * history.earlier_spread,
            3 * case
                when history.measure_type = 'count' then sqrt(greatest(history.earlier_mean, 1))
                when history.measure_type = 'proportion' and history.denominator > 0 then 100 * sqrt(
                    (history.earlier_mean / 100 * history.denominator + 2)
                    * ((1 - history.earlier_mean / 100) * history.denominator + 2)
                    / power(history.denominator + 4, 2)
                    / history.denominator
                )
                when history.measure_type = 'proportion' then 1
                else coalesce(history.span / 50, 0.01 * abs(history.earlier_mean))
            end
        ) as reach
    from history
    inner join quantiles on quantiles.degrees_of_freedom = least(history.earlier_points - 1, 30)
    where history.earlier_points >= 6
        and history.is_earlier_comparable
        and history.counting_mode = 'period'
),

bounded as (
    select
        history.*,
        limits.reference_row_key,
        limits.reference_period_id,
        limits.reference_value,
        limits.reference_qualifier,
        limits.reference_mode,
        limits.is_reference_hidden,
        coalesce(intervals.earlier_mean - intervals.reach, limits.lowest) as lowest,
        coalesce(intervals.earlier_mean + intervals.reach, limits.highest) as highest,
        case
            when intervals.row_key is not null then 'history'
            when limits.has_counts or history.measure_type = 'count' then 'counts'
            else 'points'
        end as basis
    from history
    inner join limits on limits.row_key = history.row_key
    left join intervals on intervals.row_key = history.row_key
),

final as (
    select
        row_key,
        source_id,
        helhedsplan_id,
        area_id,
        indicator_id,
        activity_id,
        measure_id,
        period_id,
        instrument,
        reference_period_id as related_period_id,
        is_synthetic,
        [row_key, reference_row_key] as evidence,
        cast(value as double) as observed,
        case when measure_type in ('proportion', 'count') then greatest(lowest, 0) else lowest end as expected_low,
        case when measure_type = 'proportion' then least(highest, 100) else highest end as expected_high,
        is_hidden,
        is_reference_hidden as is_related_hidden,
        cast(value as double) as judged,
        lowest,
        highest,
        period_type,
        measure_type,
        qualifier,
        cast(reference_value as double) as reference_value,
        reference_qualifier,
        reference_mode,
        earlier_points,
        basis,
        counting_mode,
        earlier_in_year
    from bounded
)

select * from final
