-- Where an area stands against the rest of its municipality, the two together are the municipality as it is published: the
-- persons of both, and those counted in both. Of some areas of each kind, all over the country: a fault hits all alike.
with areas as (
    select area_id, municipality_area_id
    from {{ ref("dim_area") }}
    where municipality_area_id is not null and area_id in ({{ areas_all_over_the_country() }})
),

municipalities as (
    select *
    from {{ ref("fct_indicator_value") }}
    where is_preferred and area_id in (select municipality_area_id from areas)
),

indicators as (
    select
        indicator_id,
        measure_type,
        case measure_type when 'proportion' then 100.0 when 'rate' then coalesce(rate_per, 1.0) else 1.0 end as factor
    from {{ ref("dim_indicator") }}
),

final as (
    select comparisons.area_id, comparisons.indicator_id, comparisons.period_id
    from {{ ref("mart_area_vs_baseline") }} as comparisons
    inner join areas on comparisons.area_id = areas.area_id
    inner join indicators on comparisons.indicator_id = indicators.indicator_id
    left join municipalities
        on areas.municipality_area_id = municipalities.area_id
        and comparisons.indicator_id = municipalities.indicator_id
        and comparisons.period_id = municipalities.period_id
        and comparisons.period_type = municipalities.period_type
        and comparisons.instrument = municipalities.instrument
    where comparisons.baseline_kind = 'rest_of_municipality'
        and comparisons.baseline_value is not null
        and (
            municipalities.area_id is null
            or comparisons.baseline_area_id <> areas.municipality_area_id
            or abs(comparisons.denominator + comparisons.baseline_n - municipalities.denominator) > 1e-6
            or abs(
                comparisons.numerator + comparisons.baseline_value * comparisons.baseline_n / indicators.factor
                - municipalities.numerator
            ) > 1e-6 * (1.0 + municipalities.numerator)
        )
)

select * from final
