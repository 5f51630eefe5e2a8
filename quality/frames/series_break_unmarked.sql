-- One row per indicator, source and year in which at least eight areas of one kind have a number of persons and had one the
-- year before: how that number moved in the areas at once. When other persons are counted, it moves in all of them.
with steps as (
    select
        series_hash,
        indicator_id,
        source_id,
        period_type,
        period_id,
        start_date,
        area_type,
        area_id,
        is_synthetic,
        denominator,
        lag(denominator) over series as earlier_denominator,
        lag(start_date) over series as earlier_date,
        lag(period_id) over series as earlier_period_id
    from indicator_rows
    where denominator > 0
        and is_preferred
        and period_type in ('year', 'school_year', 'list_year')
        and measure_type in ('proportion', 'mean')
    window series as (partition by series_hash order by start_date)
),

marked as (
    select distinct indicator_id, period_type, first_date from intermediate.int_series_breaks where reason = 'method'
),

moved as (
    select
        steps.indicator_id,
        steps.source_id,
        steps.period_type,
        steps.period_id,
        steps.area_type,
        steps.is_synthetic,
        max(steps.earlier_period_id) as earlier_period_id,
        count(*) as areas,
        exp(median(ln(steps.denominator / steps.earlier_denominator))) as ratio,
        exp(quantile_cont(ln(steps.denominator / steps.earlier_denominator), 0.2)) as ratio_low,
        exp(quantile_cont(ln(steps.denominator / steps.earlier_denominator), 0.8)) as ratio_high,
        bool_or(marked.first_date is not null) as is_marked
    from steps
    left join marked
        on marked.indicator_id = steps.indicator_id
        and marked.period_type = steps.period_type
        and marked.first_date > steps.earlier_date
        and marked.first_date <= steps.start_date
    where steps.start_date - steps.earlier_date < 400
    group by
        steps.indicator_id, steps.source_id, steps.period_type, steps.period_id, steps.area_type, steps.is_synthetic
    having count(*) >= 8
),

final as (
    select
        concat_ws('|', indicator_id, source_id, period_type, period_id, area_type, is_synthetic) as row_key,
        source_id,
        cast(null as varchar) as helhedsplan_id,
        cast(null as varchar) as area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        cast(null as varchar) as instrument,
        earlier_period_id as related_period_id,
        is_synthetic,
        cast([] as varchar[]) as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        -- Four areas in five went the same way, and half of them by a seventh or more: no births, deaths and removals.
        not is_marked and (ratio_low >= 1.1 and ratio >= 1.15 or ratio_high <= 1 / 1.1 and ratio <= 1 / 1.15) as judged,
        areas,
        ratio,
        area_type,
        'count' as measure_type
    from moved
)

select * from final
