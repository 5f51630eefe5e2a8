-- The limits of each list year: fixed, or as printed for that list, or else worked out from the country's share. Where
-- sources print different limits, the lowest and the highest stand side by side. Exact decimals: 3 × 0,72 is 2,16.
with rules as (
    select * from {{ ref("statutory_rules") }}
),

printed as (
    select
        list_year,
        reference_id,
        min(cast(value as decimal(18, 6))) as lowest,
        max(cast(value as decimal(18, 6))) as highest
    from {{ ref("statutory_references") }}
    group by list_year, reference_id
),

list_years as (
    select distinct list_year from {{ ref("fct_statutory_area") }}
),

in_force as (
    select
        list_years.list_year,
        rules.*
    from list_years
    inner join rules
        on list_years.list_year >= rules.valid_from_list_year
        and list_years.list_year <= coalesce(rules.valid_to_list_year, list_years.list_year)
),

final as (
    select
        in_force.list_year,
        in_force.rule_set,
        in_force.criterion_id,
        in_force.criteria_group,
        in_force.indicator_id,
        in_force.comparator,
        in_force.name_da,
        cast(
            coalesce(
                cast(in_force.threshold as decimal(18, 6)),
                limits.lowest,
                cast(in_force.multiplier as decimal(9, 3)) * cast(shares.lowest as decimal(9, 6))
            ) as decimal(18, 6)
        ) as threshold_low,
        cast(
            coalesce(
                cast(in_force.threshold as decimal(18, 6)),
                limits.highest,
                cast(in_force.multiplier as decimal(9, 3)) * cast(shares.highest as decimal(9, 6))
            ) as decimal(18, 6)
        ) as threshold_high
    from in_force
    left join printed as limits
        on in_force.list_year = limits.list_year and in_force.threshold_reference_id = limits.reference_id
    left join printed as shares
        on in_force.list_year = shares.list_year and in_force.fallback_reference_id = shares.reference_id
)

select * from final
