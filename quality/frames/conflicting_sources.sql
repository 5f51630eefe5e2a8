-- One row per figure that was delivered more than once: what all the values can be at the least and at the most, and the
-- same for the numerators. They agree when the largest of the least is no larger than the smallest of the most.
with figures as (
    select
        *,
        case when qualifier = 'about' then 0.05 * numerator else 0.0 end as numerator_margin
    from indicator_rows
    where value is not null or numerator is not null
),

-- Of several figures one is preferred, so that others are only found where one is not.
others as (
    select distinct area_id, indicator_id, period_type, period_id, instrument
    from facts.fct_indicator_observed
    where not is_preferred
),

several as (
    select figures.*
    from figures
    inner join others using (area_id, indicator_id, period_type, period_id, instrument)
),

groups as (
    select
        area_id,
        indicator_id,
        period_type,
        period_id,
        instrument,
        count(distinct source_id) as sources,
        min(source_id) as source_id,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_hidden) as is_hidden,
        max(measure_type) as measure_type,
        list(row_key order by is_preferred desc, row_key) as evidence,
        first(value order by is_preferred desc, row_key) as preferred_value,
        first(numerator order by is_preferred desc, row_key) as preferred_numerator,
        max(value_low) as value_bottom,
        min(value_high) as value_top,
        max(numerator - numerator_margin) as numerator_bottom,
        min(numerator + numerator_margin) as numerator_top
    from several
    group by area_id, indicator_id, period_type, period_id, instrument
    having count(*) > 1
),

named as (
    select
        *,
        case when value_bottom > value_top + 1e-9 then 'value' else 'numerator' end as figure
    from groups
),

final as (
    select
        concat_ws('|', area_id, indicator_id, period_type, period_id, instrument) as row_key,
        case when sources = 1 then source_id end as source_id,
        cast(null as varchar) as helhedsplan_id,
        area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        evidence,
        case when figure = 'value' then preferred_value else preferred_numerator end as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        is_hidden,
        is_hidden as is_related_hidden,
        value_bottom - 1e-9 as value_bottom,
        value_top,
        numerator_bottom,
        numerator_top,
        figure,
        measure_type
    from named
)

select * from final
