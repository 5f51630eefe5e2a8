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
        denominator
    from indicator_points
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

-- Of every share only what the rest of the frame sorts and compares.
placed as materialized (
    select
        shares.row_hash,
        shares.series_hash,
        shares.start_date,
        shares.peers,
        2 * sqrt(shares.denominator + 0.5) * (
            asin(sqrt((shares.numerator + 0.375) / (shares.denominator + 0.75))) - asin(sqrt(totals.common_share))
        ) as z
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
        greatest(1, avg(power(least(greatest(placed.z, ends.ends[1]), ends.ends[2]), 2))) as spread
    from placed
    inner join ends on ends.peers = placed.peers
    group by placed.peers
),

-- 99.8 % for all areas together, so that more areas do not make more findings (Bonferroni): the normal quantile of 0.001
-- over the number of areas, after Abramowitz & Stegun 26.2.23.
quantiles as (
    select
        *,
        sqrt(-2 * ln(0.001 / areas)) as t
    from totals
),

limits as (
    select
        quantiles.peers,
        quantiles.areas,
        quantiles.common_share,
        sqrt(spread.spread) * (
            quantiles.t
            - (2.515517 + 0.802853 * quantiles.t + 0.010328 * power(quantiles.t, 2))
            / (1 + 1.432788 * quantiles.t + 0.189269 * power(quantiles.t, 2) + 0.001308 * power(quantiles.t, 3))
        ) as reach
    from quantiles
    inner join spread on spread.peers = quantiles.peers
),

-- What lies outside, and some of the rest.
looked_at as (
    select
        placed.*,
        limits.areas,
        limits.common_share,
        limits.reach,
        abs(placed.z) > limits.reach as is_outside
    from placed
    inner join limits on limits.peers = placed.peers
    where abs(placed.z) > limits.reach or placed.row_hash % getvariable('sampled_one_in') = 0
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

-- Of millions of figures these few are named, and only after they are found.
figures as (
    select * from indicator_figures where row_hash in (select row_hash from judged)
),

bounded as (
    select
        figures.*,
        judged.areas,
        judged.common_share,
        coalesce(judged.is_outlier, false) as is_outlier,
        judged.reach / (2 * sqrt(figures.denominator + 0.5)) as width
    from judged
    inner join figures on figures.row_hash = judged.row_hash
),

final as (
    select
        indicator_key(
            area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
        ) as row_key,
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
        cast(value as double) as observed,
        100 * power(sin(greatest(asin(sqrt(common_share)) - width, 0)), 2) as expected_low,
        100 * power(sin(least(asin(sqrt(common_share)) + width, pi() / 2)), 2) as expected_high,
        is_hidden,
        false as is_related_hidden,
        is_outlier as judged,
        areas,
        100 * common_share as common_share,
        denominator,
        area_type,
        measure_type,
        qualifier
    from bounded
)

select * from final
