-- One row per indicator, source and year in which at least eight areas of one kind have a number of persons and had one the
-- year before: how that number moved in the areas at once. When other persons are counted, it moves in all of them.
with steps as (
    select
        hash(indicator_id, source_id, period_type, period_id, area_type, is_synthetic) as peers,
        row_hash,
        start_date,
        denominator,
        lag(row_hash) over series as earlier_hash,
        lag(start_date) over series as earlier_date,
        lag(denominator) over series as earlier_denominator
    from indicator_points
    where denominator > 0
        and is_preferred
        and period_type in ('year', 'school_year', 'list_year')
        and measure_type in ('proportion', 'mean')
    window series as (partition by series_hash order by start_date)
),

moved as (
    select
        min(row_hash) as row_hash,
        max_by(earlier_hash, earlier_date) as earlier_hash,
        min(earlier_date) as earlier_date,
        count(*) as areas,
        quantile_cont(ln(denominator / earlier_denominator), [0.2, 0.5, 0.8]) as ratios
    from steps
    where start_date - earlier_date < 400
    group by peers
    having count(*) >= 8
),

points as (
    select *
    from indicator_points
    where row_hash in (select row_hash from moved union all select earlier_hash from moved)
),

marked as (
    select indicator_id, period_type, first_date from intermediate.int_series_breaks where reason = 'method'
),

named as (
    select
        points.*,
        earlier.period_id as earlier_period_id,
        moved.areas,
        exp(moved.ratios[2]) as ratio,
        exp(moved.ratios[1]) as ratio_low,
        exp(moved.ratios[3]) as ratio_high,
        exists (
            select 1
            from marked
            where marked.indicator_id = points.indicator_id
                and marked.period_type = points.period_type
                and marked.first_date > moved.earlier_date
                and marked.first_date <= points.start_date
        ) as is_marked
    from moved
    inner join points on points.row_hash = moved.row_hash
    inner join points as earlier on earlier.row_hash = moved.earlier_hash
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
    from named
)

select * from final
