-- One row per delivered figure of any kind that has a limit: values, numerators and denominators of indicators, and counts.
with indicators as (
    select * from indicator_rows
),

registrations as (
    select * from registration_rows
),

indicator_figures as (
    select
        row_key || '|value' as figure_key,
        'value' as figure,
        value as judged,
        case
            when measure_type = 'proportion' then greatest(coalesce(min_value, 0), 0)
            when measure_type = 'count' then coalesce(min_value, 0)
            else min_value
        end as lowest,
        case when measure_type = 'proportion' then least(coalesce(max_value, 100), 100) else max_value end as highest,
        *
    from indicators
    where value is not null
    union all
    select
        row_key || '|numerator',
        'numerator',
        numerator,
        0,
        case when measure_type = 'proportion' then denominator end,
        *
    from indicators
    where numerator is not null
    union all
    select
        row_key || '|denominator',
        'denominator',
        denominator,
        0,
        null,
        *
    from indicators
    where denominator is not null
    union all
    -- 0 of 0 is no share and no mean, and least of all 0.
    select
        row_key || '|of_nobody',
        'of_nobody',
        denominator,
        1,
        null,
        *
    from indicators
    where denominator = 0 and value is not null and measure_type in ('proportion', 'mean')
),

final as (
    select
        figure_key as row_key,
        source_id,
        cast(null as varchar) as helhedsplan_id,
        area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        [row_key] as evidence,
        judged as observed,
        cast(lowest as double) as expected_low,
        cast(highest as double) as expected_high,
        is_hidden,
        is_hidden as is_related_hidden,
        cast(judged as double) as judged,
        cast(lowest as double) as lowest,
        cast(highest as double) as highest,
        figure,
        measure_type,
        qualifier
    from indicator_figures
    union all
    select
        row_key,
        source_id,
        helhedsplan_id,
        area_id,
        null,
        activity_id,
        measure_id,
        period_id,
        null,
        null,
        is_synthetic,
        [row_key],
        cast(reported_count as double),
        0,
        null,
        is_hidden,
        false,
        cast(reported_count as double),
        0,
        null,
        'count',
        'count',
        qualifier
    from registrations
    where reported_count is not null
)

select * from final
