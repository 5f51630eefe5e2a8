-- The figures that are to be looked at beside the ones before them in their series: those that lie outside what the
-- series leads one to expect or may do so, those whose number of persons jumped, those that may have been copied from the
-- year before, and as many others as are needed to see that something was judged. On a national build that is one in
-- thousands. One figure per series and period: the preferred one, else the first reference. Only where a figure is not
-- preferred can there be two.
with doubled as (
    select distinct series_hash, start_date from indicator_points where not is_preferred and value is not null
),

beside_others as (
    select
        figures.row_hash,
        row_number() over (
            partition by figures.series_hash, figures.start_date
            order by figures.is_preferred desc, figures.source_reference
        ) as place
    from indicator_points as figures
    inner join doubled
        on doubled.series_hash = figures.series_hash and doubled.start_date = figures.start_date
    where figures.value is not null and figures.qualifier in ('exact', 'about')
),

points as (
    select
        series_hash,
        row_hash,
        start_date,
        value,
        numerator,
        denominator,
        measure_type,
        max_value - min_value as span,
        -- Of figures by the year, those of one area, source and year are delivered together.
        case
            when period_type in ('year', 'school_year', 'list_year') then hash(area_id, source_id, period_type)
        end as delivery_hash
    from indicator_points
    where value is not null
        and qualifier in ('exact', 'about')
        and row_hash not in (select row_hash from beside_others where place > 1)
),

stepped as (
    select
        *,
        row_number() over series - 1 as earlier_points,
        sum(value) over earlier as earlier_sum,
        sum(value * value) over earlier as earlier_squares,
        lag(row_hash) over series as reference_hash,
        lag(start_date) over series as reference_date,
        lag(value) over series as reference_value,
        lag(numerator) over series as reference_numerator,
        lag(denominator) over series as reference_denominator,
        lag(value, 2) over series as second_value,
        lag(denominator, 2) over series as second_denominator
    from points
    window
        series as (partition by series_hash order by start_date),
        earlier as (
            partition by series_hash order by start_date rows between unbounded preceding and 1 preceding
        )
),

averaged as (
    select
        *,
        earlier_sum / earlier_points as earlier_mean,
        sqrt(
            greatest(earlier_squares - earlier_sum * earlier_sum / earlier_points, 0) / greatest(earlier_points - 1, 1)
        ) as earlier_spread
    from stepped
    where reference_hash is not null
),

quantiles as (
    select * from t_quantiles
),

-- A series that happened to stand still has a spread of nearly nothing; chance alone gives at least this much. Where few
-- are counted, a share of 0 or 100 leaves room for more than nothing: two of four more persons are counted with them.
reached as (
    select
        averaged.*,
        case
            when averaged.earlier_points >= 6 then sqrt(1 + 1.0 / averaged.earlier_points) * greatest(
                quantiles.quantile * averaged.earlier_spread,
                3 * case
                    when averaged.measure_type = 'count' then sqrt(greatest(averaged.earlier_mean, 1))
                    when averaged.measure_type = 'proportion' and averaged.denominator > 0 then 100 * sqrt(
                        (averaged.earlier_mean / 100 * averaged.denominator + 2)
                        * ((1 - averaged.earlier_mean / 100) * averaged.denominator + 2)
                        / power(averaged.denominator + 4, 2)
                        / averaged.denominator
                    )
                    when averaged.measure_type = 'proportion' then 1
                    else coalesce(averaged.span / 50, 0.01 * abs(averaged.earlier_mean))
                end
            )
        end as reach
    from averaged
    left join quantiles on quantiles.degrees_of_freedom = least(averaged.earlier_points - 1, 30)
),

judged as (
    select
        *,
        case
            when reach is not null then abs(value - earlier_mean) >= reach
            else value >= 2 * reference_value or value <= reference_value / 2
        end as is_candidate,
        -- Half as many again or more, and more than three and a half standard deviations of a Poisson difference, both against the
        -- year before and the one before that: what merely returns is no second jump.
        coalesce(
            measure_type in ('proportion', 'mean')
            and start_date - reference_date < 400
            and greatest(denominator, reference_denominator) >= 1.5 * least(denominator, reference_denominator)
            and abs(denominator - reference_denominator) > 3.5 * sqrt(denominator + reference_denominator)
            and least(denominator, reference_denominator) > 0,
            false
        )
        and coalesce(
            greatest(denominator, second_denominator) >= 1.5 * least(denominator, second_denominator), true
        ) as is_denominator_jump,
        coalesce(
            value = reference_value
            and start_date - reference_date < 400
            and (
                (numerator = reference_numerator and denominator = reference_denominator and numerator > 0)
                or (measure_type = 'count' and value > 0)
            ),
            false
        ) as is_repeat,
        row_hash % getvariable('sampled_one_in') = 0 as is_sampled
    from reached
),

-- Figures that may be repeats and are no steps here (noughts, 'mindst 40', shares without their number of persons): all
-- repeats beside them are kept.
unseen as (
    select hash(area_id, source_id, period_type) as delivery_hash
    from indicator_points
    where value is not null
        and is_preferred
        and (numerator > 0 or measure_type = 'count')
        and (
            qualifier not in ('exact', 'about')
            or (measure_type = 'count' and value = 0)
            or (measure_type is distinct from 'count' and denominator is null)
        )
),

-- Of figures that repeat the year before there are many; four of one delivery, as `stale_repeat` asks for, are few.
counted as (
    select
        *,
        count(*) filter (where is_repeat) over (partition by delivery_hash, start_date) as repeats
    from judged
    where is_candidate or is_denominator_jump or is_repeat or is_sampled
),

final as (
    select * exclude (delivery_hash, is_sampled, repeats)
    from counted
    where is_candidate
        or is_denominator_jump
        or is_sampled
        or repeats >= 4
        or delivery_hash is null
        or delivery_hash in (select delivery_hash from unseen)
)

select * from final
