-- One row per share whose persons are known, beside the same share of at least nine other areas of its kind from the same
-- source and period: a funnel plot with over-dispersion (Spiegelhalter 2005). z is the distance from the common share in
-- standard deviations, on the arcsine scale, where their size does not depend on the share (Anscombe 1948). The spread
-- between areas is the mean of the squared z, a tenth of them at each end pulled in to the tenth beside them, at least 1.
with shares as (
    select
        row_hash,
        series_hash,
        hash(indicator_id, source_id, period_type, period_id, instrument, area_type, is_synthetic) as peers,
        start_date,
        numerator,
        denominator,
        asin(sqrt((numerator + 0.375) / (denominator + 0.75))) as angle
    from indicator_rows
    where measure_type = 'proportion'
        and is_preferred
        and not is_weighted
        and qualifier = 'exact'
        and value is not null
        and denominator >= 5
        and numerator between 0 and denominator
),

totals as (
    select
        peers,
        count(*) as areas,
        sum(numerator) / sum(denominator) as common_share
    from shares
    group by peers
    having count(*) >= 10
),

placed as (
    select
        shares.row_hash,
        shares.series_hash,
        shares.start_date,
        shares.denominator,
        totals.areas,
        totals.common_share,
        shares.peers,
        2 * sqrt(shares.denominator + 0.5) * (shares.angle - asin(sqrt(totals.common_share))) as z
    from shares
    inner join totals on totals.peers = shares.peers
),

ends as (
    select
        peers,
        quantile_cont(z, [0.1, 0.9]) as ends
    from placed
    group by peers
),

spread as (
    select
        placed.peers,
        greatest(1, avg(power(least(greatest(placed.z, ends.ends[1]), ends.ends[2]), 2))) as spread,
        -- 99.8 % for all areas together, so that more areas do not make more findings (Bonferroni): the normal quantile
        -- of 0.001 over the number of areas, after Abramowitz & Stegun 26.2.23.
        sqrt(-2 * ln(0.001 / max(placed.areas))) as t
    from placed
    inner join ends on ends.peers = placed.peers
    group by placed.peers
),

limits as (
    select
        peers,
        sqrt(spread) as scale,
        t
        - (2.515517 + 0.802853 * t + 0.010328 * t * t)
        / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t) as reach
    from spread
),

sampling as (
    select greatest(1, count(*) // 20000) as every from placed
),

-- What lies outside, and some of the rest.
looked_at as (
    select
        placed.*,
        limits.scale,
        limits.reach,
        abs(placed.z) > limits.reach * limits.scale as is_outside
    from placed
    inner join limits on limits.peers = placed.peers
    cross join sampling
    where abs(placed.z) > limits.reach * limits.scale or placed.row_hash % sampling.every = 0
),

-- An area that lies as far out, or nearly, in the year before (at the start of its series: in the year after) is like
-- that; nothing went wrong this year.
neighbours as (
    select
        row_hash,
        coalesce(lag(z) over series, lead(z) over series, 0) as neighbour_z
    from placed
    where series_hash in (select series_hash from looked_at where is_outside)
    window series as (partition by series_hash order by start_date)
),

judged as (
    select
        looked_at.*,
        looked_at.is_outside and neighbours.neighbour_z / looked_at.z < 0.67 as is_outlier
    from looked_at
    left join neighbours on neighbours.row_hash = looked_at.row_hash
),

final as (
    select
        figures.row_key,
        figures.source_id,
        cast(null as varchar) as helhedsplan_id,
        figures.area_id,
        figures.indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        figures.period_id,
        figures.instrument,
        cast(null as varchar) as related_period_id,
        figures.is_synthetic,
        [figures.row_key] as evidence,
        cast(figures.value as double) as observed,
        100 * power(
            sin(greatest(
                asin(sqrt(judged.common_share)) - judged.reach * judged.scale / (2 * sqrt(judged.denominator + 0.5)), 0
            )),
            2
        ) as expected_low,
        100 * power(
            sin(least(
                asin(sqrt(judged.common_share)) + judged.reach * judged.scale / (2 * sqrt(judged.denominator + 0.5)),
                pi() / 2
            )),
            2
        ) as expected_high,
        figures.is_hidden,
        false as is_related_hidden,
        coalesce(judged.is_outlier, false) as judged,
        judged.areas,
        100 * judged.common_share as common_share,
        figures.denominator,
        figures.area_type,
        figures.measure_type,
        figures.qualifier
    from judged
    inner join indicator_rows as figures on figures.row_hash = judged.row_hash
)

select * from final
