-- What was delivered, and the totals that were not delivered but are the sum of their parts. A total that was delivered is
-- never replaced; one that could not be made stands with the reason.
{{ config(materialized="view") }}

with delivered as (
    select * from {{ ref("int_indicator_values_ranked") }}
),

totals as (
    select * from {{ ref("fct_area_total") }} where is_made or is_told
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

poisson_limits as (
    select * from {{ ref("poisson_limits") }}
),

measured as (
    select
        totals.*,
        indicators.measure_type,
        indicators.is_stock,
        indicators.rate_per,
        poisson_limits.exact_low,
        poisson_limits.exact_high,
        -- The spread of a sum's parts is not the sum's.
        cast(null as {{ type_double() }}) as standard_deviation,
        cast(null as {{ type_double() }}) as t_975,
        case when totals.is_made then {{ indicator_share(
            "indicators.measure_type", "totals.value", "totals.numerator", "totals.denominator"
        ) }} end as share
    from totals
    inner join indicators on totals.indicator_id = indicators.indicator_id
    left join poisson_limits
        on case indicators.measure_type when 'count' then totals.value when 'rate' then totals.numerator end
            = poisson_limits.events
),

computed as (
    select
        area_id,
        indicator_id,
        period_id,
        period_type,
        source_id,
        '' as instrument,
        {{ total_source() }} as source_reference,
        case when is_made then value end as value,
        case when is_made then numerator end as numerator,
        case when is_made then denominator end as denominator,
        case when is_made then qualifier else 'exact' end as qualifier,
        cast(case when is_made then {{ figure_limit("low") }} end as {{ type_double() }}) as ci_low,
        cast(case when is_made then {{ figure_limit("high") }} end as {{ type_double() }}) as ci_high,
        case when is_made then denominator end as n_effective,
        case when is_made then 'observed' else 'not_delivered' end as value_status,
        true as is_preferred,
        false as is_corrected,
        is_synthetic,
        cast(null as {{ dbt.type_string() }}) as printed_label,
        note_da as note,
        load_id,
        cast(null as {{ dbt.type_string() }}) as file_name,
        cast(null as integer) as line,
        share,
        cast(null as {{ dbt.type_string() }}) as correction_id,
        false as is_flagged_by_correction,
        false as is_weighted,
        cast(null as {{ dbt.type_string() }}) as unreliability,
        true as is_computed
    from measured
),

made as (
    select * from totals where is_made
),

-- Where the delivery holds an empty place for the total, the sum is shown and not the empty place.
replaced as (
    select
        delivered.*,
        made.area_id is not null as is_replaced
    from delivered
    left join made
        on delivered.value_status = 'not_delivered'
        and delivered.instrument = ''
        and delivered.area_id = made.area_id
        and delivered.indicator_id = made.indicator_id
        and delivered.period_id = made.period_id
        and delivered.period_type = made.period_type
),

final as (
    select
        area_id,
        indicator_id,
        period_id,
        period_type,
        source_id,
        instrument,
        source_reference,
        value,
        numerator,
        denominator,
        qualifier,
        ci_low,
        ci_high,
        n_effective,
        value_status,
        is_preferred and not is_replaced as is_preferred,
        is_corrected,
        is_synthetic,
        printed_label,
        note,
        load_id,
        file_name,
        line,
        share,
        correction_id,
        is_flagged_by_correction,
        is_weighted,
        unreliability,
        false as is_computed
    from replaced
    union all
    select * from computed
)

select * from final
