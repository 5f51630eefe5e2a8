-- A total that was made is its parts together: of every part that there was throughout the period one figure, all of one
-- source, and their numerators and denominators add up to the total's. Counted anew from the figures that are known, and once
-- more against the figure that carries the sum on.
with made as (
    select * from {{ ref("fct_area_total") }} where is_made
),

places as (
    select distinct indicator_id, period_id, period_type from {{ ref("fct_area_total") }} where is_made
),

-- Few figures lie in the places of a total.
figures as (
    select
        observed.area_id,
        observed.indicator_id,
        observed.period_id,
        observed.period_type,
        observed.source_id,
        observed.value,
        observed.numerator,
        observed.denominator,
        observed.value_status,
        observed.is_computed
    from {{ ref("fct_indicator_observed") }} as observed
    inner join places
        on observed.indicator_id = places.indicator_id
        and observed.period_id = places.period_id
        and observed.period_type = places.period_type
    where observed.is_preferred and observed.instrument = ''
),

parts as (
    select
        made.area_id,
        made.indicator_id,
        made.period_id,
        made.period_type,
        parts.part_area_id
    from made
    inner join {{ ref("int_area_parts") }} as parts on made.area_id = parts.whole_area_id
    inner join {{ ref("dim_period") }} as periods
        on made.period_id = periods.period_id and made.period_type = periods.period_type
    where coalesce(parts.valid_from, periods.start_date) <= periods.start_date
        and coalesce(parts.valid_to, periods.end_date) >= periods.end_date
),

added as (
    select
        parts.area_id,
        parts.indicator_id,
        parts.period_id,
        parts.period_type,
        count(*) as parts_there,
        count(case when figures.value_status in ('observed', 'not_applicable') then 1 end) as parts_known,
        count(distinct figures.source_id) as sources,
        sum(figures.value) as summed_value,
        sum(figures.numerator) as numerator,
        sum(figures.denominator) as denominator,
        count(figures.numerator) as numerators,
        count(figures.denominator) as denominators
    from parts
    left join figures
        on parts.part_area_id = figures.area_id
        and parts.indicator_id = figures.indicator_id
        and parts.period_id = figures.period_id
        and parts.period_type = figures.period_type
    group by parts.area_id, parts.indicator_id, parts.period_id, parts.period_type
),

compared as (
    select
        made.area_id,
        made.indicator_id,
        made.period_id,
        indicators.measure_type,
        added.parts_there,
        added.parts_known,
        added.sources,
        added.numerators,
        added.denominators,
        made.value,
        made.numerator,
        made.denominator,
        added.summed_value,
        added.numerator as summed_numerator,
        added.denominator as summed_denominator,
        carried.area_id is not null as is_carried,
        coalesce(carried.value = made.value, false) as is_carried_unchanged
    from made
    inner join {{ ref("dim_indicator") }} as indicators on made.indicator_id = indicators.indicator_id
    left join added
        on made.area_id = added.area_id
        and made.indicator_id = added.indicator_id
        and made.period_id = added.period_id
        and made.period_type = added.period_type
    left join figures as carried
        on carried.is_computed
        and made.area_id = carried.area_id
        and made.indicator_id = carried.indicator_id
        and made.period_id = carried.period_id
        and made.period_type = carried.period_type
),

final as (
    select area_id, indicator_id, period_id
    from compared
    where coalesce(parts_there, 0) < 1
        or parts_known <> parts_there
        or sources <> 1
        or not is_carried
        or not is_carried_unchanged
        or (measure_type = 'count' and coalesce(abs(summed_value - value) > 1e-6, true))
        or (
            measure_type <> 'count'
            and (
                numerators <> parts_there
                or denominators <> parts_there
                or coalesce(abs(summed_numerator - numerator) > 1e-6, true)
                or coalesce(abs(summed_denominator - denominator) > 1e-6, true)
                or (measure_type = 'proportion' and coalesce(abs(100.0 * numerator / denominator - value) > 1e-6, true))
            )
        )
)

select * from final
