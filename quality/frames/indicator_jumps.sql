-- The figures of `indicator_steps` with their limits, and what may explain those that lie outside. With six or more
-- earlier points a figure is held against a 99.73 % prediction interval from them; with fewer it must be at least twice
-- or at most half of the two before it, and differ by more than the counts behind them allow.
with steps as (
    select * from indicator_steps
),

-- The figure before it and the one before that: a figure that merely returns to where the series was before a jump is
-- no second jump.
pairs as (
    select
        row_hash, value, denominator, measure_type, span, 1 as distance, reference_value as other_value,
        reference_denominator as other_denominator
    from steps
    union all
    select
        row_hash, value, denominator, measure_type, span, 2, second_value, second_denominator
    from steps
    where second_value is not null
),

-- Wilson limits at three standard deviations around both shares, where both denominators are known.
wilson as (
    select
        *,
        measure_type = 'proportion' and denominator > 0 and other_denominator > 0 as has_counts,
        value / 100 as share,
        other_value / 100 as other_share,
        (value / 100 + 9 / (2 * denominator)) / (1 + 9 / denominator) as centre,
        3 * sqrt(
            greatest(value / 100 * (1 - value / 100), 0) / denominator + 9 / (4 * denominator * denominator)
        ) / (1 + 9 / denominator) as half_width,
        (other_value / 100 + 9 / (2 * other_denominator)) / (1 + 9 / other_denominator) as other_centre,
        3 * sqrt(
            greatest(other_value / 100 * (1 - other_value / 100), 0) / other_denominator
            + 9 / (4 * other_denominator * other_denominator)
        ) / (1 + 9 / other_denominator) as other_half_width
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
                power(share - (centre - half_width), 2) + power(other_centre + other_half_width - other_share, 2)
            )
            when measure_type = 'proportion' then 10
            when measure_type = 'count' then 3 * sqrt(greatest(value + other_value, 1))
            else coalesce(span / 10, 1)
        end as allowed_rise,
        case
            when has_counts then 100 * sqrt(
                power(centre + half_width - share, 2) + power(other_share - (other_centre - other_half_width), 2)
            )
            when measure_type = 'proportion' then 10
            when measure_type = 'count' then 3 * sqrt(greatest(value + other_value, 1))
            else coalesce(span / 10, 1)
        end as allowed_fall
    from wilson
),

widest as (
    select
        row_hash,
        bool_or(has_counts and distance = 1) as has_counts,
        min(least(other_value / 2, other_value - allowed_fall)) as low,
        max(greatest(other_value * 2, other_value + allowed_rise)) as high
    from allowed
    group by row_hash
),

bounded as (
    select
        steps.*,
        coalesce(steps.earlier_mean - steps.reach, widest.low) as lowest,
        coalesce(steps.earlier_mean + steps.reach, widest.high) as highest,
        case
            when steps.reach is not null then 'history'
            when widest.has_counts or steps.measure_type = 'count' then 'counts'
            else 'points'
        end as basis
    from steps
    inner join widest on widest.row_hash = steps.row_hash
),

-- Of millions of figures these few are named, and only after they are found.
found as (
    select *
    from indicator_figures
    where row_hash in (select row_hash from bounded union all select reference_hash from bounded)
),

figures as materialized (
    select
        *,
        indicator_key(
            area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
        ) as row_key
    from found
),

named as (
    select
        figures.* exclude (value, numerator, denominator, measure_type, start_date, series_hash, row_hash),
        bounded.*,
        earlier_rows.row_key as reference_row_key,
        earlier_rows.period_id as reference_period_id,
        earlier_rows.qualifier as reference_qualifier,
        earlier_rows.is_hidden as is_reference_hidden,
        not (bounded.value > bounded.lowest and bounded.value < bounded.highest) as is_outside,
        bounded.value / nullif(bounded.reference_value, 0) as ratio,
        case
            when figures.measure_type = 'proportion' and figures.denominator > 0
                then 100.0 * figures.numerator / figures.denominator
        end as implied
    from bounded
    inner join figures on figures.row_hash = bounded.row_hash
    inner join figures as earlier_rows on earlier_rows.row_hash = bounded.reference_hash
),

-- A factor of ten, a hundred or a thousand brings the figure within a quarter of the one before it and within its own
-- limits, and the counts behind it do not bear it out as it stands.
slipped as (
    select
        named.row_hash,
        min_by(factors.factor, abs(ln(named.value * factors.factor / named.reference_value))) as slip_factor
    from named
    cross join (
        select unnest([10.0, 100.0, 1000.0, 0.1, 0.01, 0.001]) as factor
    ) as factors
    where named.is_outside
        and named.value > 0
        and named.reference_value > 0
        and named.value * factors.factor between 0.8 * named.reference_value and 1.25 * named.reference_value
        and named.value * factors.factor > named.lowest
        and named.value * factors.factor < named.highest
        and (
            named.implied is null
            or abs(named.value - named.implied) > abs(named.value * factors.factor - named.implied)
        )
    group by named.row_hash
),

-- Another area's figure of the same year stands here: it would have been in its place there, and not here.
exchanged as (
    select
        one.row_hash,
        min(other.area_id) as other_area_id,
        min(other.row_key) as other_row_key
    from named as one
    inner join named as other
        on other.indicator_id = one.indicator_id
        and other.source_id = one.source_id
        and other.period_type = one.period_type
        and other.period_id = one.period_id
        and other.instrument = one.instrument
        and other.area_type = one.area_type
        and other.municipality_code = one.municipality_code
        and other.area_id <> one.area_id
    where one.is_outside
        and other.is_outside
        and one.value > other.lowest
        and one.value < other.highest
        and other.value > one.lowest
        and other.value < one.highest
        and (
            one.denominator is null
            or other.denominator is null
            or one.reference_denominator is null
            or other.reference_denominator is null
            or greatest(one.denominator, other.reference_denominator)
            <= 1.25 * least(one.denominator, other.reference_denominator)
        )
    group by one.row_hash
),

-- Rows moved by a line: each of at least three areas has the figure that another had the year before, denominator and all.
moved as (
    select
        one.row_hash,
        min(other.area_id) as other_area_id,
        min(other.row_key) as other_row_key,
        count(*) over (
            partition by one.indicator_id, one.source_id, one.period_type, one.period_id, one.instrument,
                one.area_type, one.municipality_code
        ) as areas_moved
    from named as one
    inner join named as other
        on other.indicator_id = one.indicator_id
        and other.source_id = one.source_id
        and other.period_type = one.period_type
        and other.period_id = one.period_id
        and other.instrument = one.instrument
        and other.area_type = one.area_type
        and other.municipality_code = one.municipality_code
        and other.area_id <> one.area_id
    where (one.is_outside or one.is_denominator_jump)
        and (other.is_outside or other.is_denominator_jump)
        and one.value > other.lowest
        and one.value < other.highest
        and abs(one.denominator - other.reference_denominator) <= 0.05 * other.reference_denominator
        and abs(one.denominator - one.reference_denominator) > 0.05 * one.reference_denominator
    group by
        one.row_hash, one.indicator_id, one.source_id, one.period_type, one.period_id, one.instrument,
        one.area_type, one.municipality_code
),

final as (
    select
        named.*,
        slipped.slip_factor,
        coalesce(exchanged.other_area_id, moved.other_area_id) as other_area_id,
        coalesce(exchanged.other_row_key, moved.other_row_key) as other_row_key,
        case
            when exchanged.row_hash is not null then 'swapped'
            when moved.row_hash is not null then 'shifted'
        end as misplacement,
        others.value as other_value,
        coalesce(others.is_hidden, false) as is_other_hidden
    from named
    left join slipped on slipped.row_hash = named.row_hash
    left join exchanged on exchanged.row_hash = named.row_hash
    left join moved on moved.row_hash = named.row_hash and moved.areas_moved >= 3
    left join named as others on others.row_key = coalesce(exchanged.other_row_key, moved.other_row_key)
)

select * from final
