-- One row per delivered figure of a whole whose parts were all delivered with their counts by the same source: what the
-- parts come to, and between which limits that must lie.
with totals as (
    select * from facts.fct_area_total
    where state = 'complete'
        and delivered_status = 'observed'
        and delivered_source_id = source_id
        and qualifier = 'exact'
        and coalesce(delivered_qualifier, 'exact') = 'exact'
),

parts as (
    select whole_area_id, list(distinct part_area_id) as part_area_ids from intermediate.int_area_parts group by whole_area_id
),

wholes as (
    select * from indicator_rows where is_preferred
),

counted as (
    select
        wholes.*,
        totals.parts_expected,
        parts.part_area_ids,
        case when wholes.measure_type = 'count' then wholes.value else wholes.denominator end as whole_count,
        case when wholes.measure_type = 'count' then totals.value else totals.denominator end as parts_count,
        case when wholes.measure_type <> 'count' then wholes.numerator end as whole_part,
        case when wholes.measure_type <> 'count' then totals.numerator end as parts_part
    from totals
    inner join wholes
        on wholes.area_id = totals.area_id
        and wholes.indicator_id = totals.indicator_id
        and wholes.period_id = totals.period_id
        and wholes.period_type = totals.period_type
        and wholes.source_id = totals.source_id
        and wholes.instrument = ''
    inner join parts on parts.whole_area_id = totals.area_id
),

-- Where the registry does not know all the parts, they come to less than the whole, by the same share every year. From
-- three other years on that share is known. Before, the parts must come to the whole, unless they fall short of it in the
-- area's other figures too: then nothing can be said of too little.
shares as (
    select
        series_hash,
        area_id,
        source_id,
        period_id,
        parts_count / whole_count as share
    from counted
    where whole_count > 0
),

covered as (
    select
        counted.row_hash,
        count(shares.share) as other_years,
        median(shares.share) as usual_share
    from counted
    left join shares on shares.series_hash = counted.series_hash and shares.period_id <> counted.period_id
    group by counted.row_hash
),

short as (
    select area_id, source_id, median(share) < 0.98 and count(*) >= 3 as is_short
    from shares
    group by area_id, source_id
),

-- Half a unit of rounding in each part and in the whole, and 1 % for people who moved between two extracts.
judged as (
    select
        counted.*,
        case when covered.other_years >= 3 then least(covered.usual_share, 1) else 1 end as coverage,
        covered.other_years < 3 and coalesce(short.is_short, false) as is_open_below,
        0.5 * (counted.parts_expected + 1) + 0.01 * counted.whole_count as room
    from counted
    inner join covered on covered.row_hash = counted.row_hash
    left join short on short.area_id = counted.area_id and short.source_id = counted.source_id
    where counted.parts_count is not null and counted.whole_count is not null
),

compared as (
    select
        *,
        case when abs(parts_count - coverage * whole_count) > room then 'all' else 'counted' end as figure
    from judged
),

limits as (
    select
        *,
        case figure when 'all' then whole_count else whole_part end as whole_figure,
        case figure when 'all' then parts_count else parts_part end as parts_figure,
        case
            when not is_open_below then coverage * case figure when 'all' then whole_count else whole_part end - room
        end as lowest,
        coverage * case figure when 'all' then whole_count else whole_part end + room as highest
    from compared
),

-- A part that is itself a whole with another sum of parts explains what is missing above it.
explained as (
    select
        limits.row_hash,
        sum(below.parts_figure - below.whole_figure) as missing
    from limits
    inner join intermediate.int_area_parts as parts on parts.whole_area_id = limits.area_id
    inner join limits as below
        on below.area_id = parts.part_area_id
        and below.indicator_id = limits.indicator_id
        and below.period_id = limits.period_id
        and below.period_type = limits.period_type
        and below.figure = limits.figure
        and (below.parts_figure < below.lowest or below.parts_figure > below.highest)
    group by limits.row_hash
),

final as (
    select
        row_key,
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
        list_prepend(
            row_key,
            list_transform(
                part_area_ids,
                lambda part: concat_ws(
                    '|', part, indicator_id, period_type, period_id, source_id, instrument, source_reference
                )
            )
        ) as evidence,
        cast(whole_figure as double) as observed,
        cast(parts_figure as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        is_hidden as is_related_hidden,
        cast(parts_figure + coalesce(explained.missing, 0) as double) as judged,
        lowest,
        highest,
        figure,
        parts_expected,
        coverage,
        cast(parts_figure / coverage as double) as should_be,
        measure_type,
        qualifier
    from limits
    left join explained on explained.row_hash = limits.row_hash
)

select * from final
