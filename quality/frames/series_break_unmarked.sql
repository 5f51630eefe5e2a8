-- One row per indicator, source and year in which at least eight areas of one kind have a number of persons and had one the
-- year before: how that number moved in the areas at once. When other persons are counted, it moves in all of them.
-- Series are short: each sorted by itself takes half the time of a window over all of them, and a third of the memory.
with series as (
    select
        list_sort(list({
            'start_date': start_date,
            'persons': denominator,
            'peers': hash(indicator_id, source_id, period_type, period_id, area_type, is_synthetic)
        })) as points
    from indicator_points
    where denominator > 0
        and is_preferred
        and period_type in ('year', 'school_year', 'list_year')
        and measure_type in ('proportion', 'mean')
    group by series_hash
),

steps as (
    select
        unnest(points[2:]) as later,
        unnest(points[:-2]) as earlier
    from series
    where len(points) > 1
),

moved as (
    select
        later.peers,
        later.start_date,
        earlier.start_date as earlier_date,
        later.persons / earlier.persons as ratio
    from steps
    where later.start_date - earlier.start_date < 400
),

counted as (
    select
        peers,
        max(start_date) as start_date,
        min(earlier_date) as first_earlier_date,
        max(earlier_date) as earlier_date,
        count(*) as areas,
        count(*) filter (where ratio >= 1.1) as risen,
        count(*) filter (where ratio <= 1 / 1.1) as fallen
    from moved
    group by peers
    having count(*) >= 8
),

-- How far they moved is only asked where half of them moved one way; to sort all the ratios of a country takes long.
middles as (
    select
        peers,
        quantile_cont(ln(ratio), [0.2, 0.5, 0.8]) as ratios
    from moved
    where peers in (select peers from counted where 2 * greatest(risen, fallen) >= areas)
    group by peers
),

names as (
    select distinct
        hash(indicator_id, source_id, period_type, period_id, area_type, is_synthetic) as peers,
        indicator_id,
        source_id,
        period_type,
        period_id,
        area_type,
        is_synthetic,
        start_date
    from indicator_points
    where period_type in ('year', 'school_year', 'list_year')
),

periods as (
    select
        period_type,
        start_date,
        max(period_id) as period_id
    from names
    group by period_type, start_date
),

marked as (
    select indicator_id, period_type, first_date from intermediate.int_series_breaks where reason = 'method'
),

named as (
    select
        names.*,
        earlier.period_id as earlier_period_id,
        counted.areas,
        exp(middles.ratios[2]) as ratio,
        exp(middles.ratios[1]) as ratio_low,
        exp(middles.ratios[3]) as ratio_high,
        exists (
            select 1
            from marked
            where marked.indicator_id = names.indicator_id
                and marked.period_type = names.period_type
                and marked.first_date > counted.first_earlier_date
                and marked.first_date <= names.start_date
        ) as is_marked
    from counted
    inner join names on names.peers = counted.peers
    left join periods as earlier
        on earlier.period_type = names.period_type
        and earlier.start_date = counted.earlier_date
    left join middles on middles.peers = counted.peers
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
        not is_marked
        and coalesce(ratio_low >= 1.1 and ratio >= 1.15 or ratio_high <= 1 / 1.1 and ratio <= 1 / 1.15, false) as judged,
        areas,
        ratio,
        area_type,
        'count' as measure_type
    from named
)

select * from final
