-- What we know now, in the indicator's unit, with its 95 % limits.
with corrected as (
    select * from {{ ref("int_indicator_values_corrected") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

poisson_limits as (
    select * from {{ ref("poisson_limits") }}
),

student_t as (
    select * from {{ ref("student_t_quantiles") }}
),

measured as (
    select
        corrected.*,
        indicators.measure_type,
        indicators.is_stock,
        indicators.rate_per,
        case
            when corrected.value_status = 'observed'
                then {{ indicator_value(
                    "indicators.measure_type",
                    "indicators.unit",
                    "corrected.delivered_value",
                    "corrected.numerator",
                    "corrected.denominator",
                    "indicators.rate_per",
                ) }}
        end as value
    from corrected
    left join indicators on corrected.indicator_id = indicators.indicator_id
),

shared as (
    select
        measured.*,
        {{ indicator_share("measure_type", "value", "numerator", "denominator") }} as share,
        poisson_limits.exact_low,
        poisson_limits.exact_high,
        student_t.t_975
    from measured
    left join poisson_limits
        on poisson_limits.events
        = case measured.measure_type when 'count' then measured.value when 'rate' then measured.numerator end
    left join student_t
        on measured.measure_type = 'mean' and measured.denominator - 1 = student_t.degrees_of_freedom
),

final as (
    select
        load_id,
        line,
        file_name,
        loaded_at,
        source_id,
        area_id,
        indicator_id,
        measure_type,
        period_id,
        period_type,
        instrument,
        source_reference,
        value,
        numerator,
        denominator,
        share,
        {{ figure_limit("low") }} as ci_low,
        {{ figure_limit("high") }} as ci_high,
        qualifier,
        case
            when value_status = 'observed' and value is null and denominator = 0 then 'not_applicable'
            when value_status = 'observed' and value is null then 'not_delivered'
            else value_status
        end as value_status,
        printed_label,
        note,
        correction_id,
        is_corrected,
        is_flagged_by_correction
    from shared
)

select * from final
