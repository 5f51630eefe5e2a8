with computed as (
    select * from {{ ref("int_indicator_values_computed") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

-- Of several figures for the same thing, the one that says most about itself goes first; then the newest.
ranked as (
    select
        *,
        row_number() over (
            partition by area_id, indicator_id, period_id, period_type, instrument
            order by
                case when numerator is not null and denominator is not null then 0 else 1 end,
                case when value_status = 'observed' then 0 else 1 end,
                case when printed_label is null then 0 else 1 end,
                loaded_at desc,
                load_id desc,
                line
        ) as preference
    from computed
),

final as (
    select
        ranked.area_id,
        ranked.indicator_id,
        ranked.period_id,
        ranked.period_type,
        ranked.source_id,
        ranked.instrument,
        ranked.source_reference,
        cast(ranked.value as {{ type_double() }}) as value,
        ranked.numerator,
        ranked.denominator,
        ranked.qualifier,
        cast(ranked.ci_low as {{ type_double() }}) as ci_low,
        cast(ranked.ci_high as {{ type_double() }}) as ci_high,
        ranked.denominator as n_effective,
        ranked.value_status,
        ranked.preference = 1 as is_preferred,
        ranked.is_corrected,
        coalesce(areas.is_synthetic, false) as is_synthetic,
        ranked.printed_label,
        ranked.note,
        ranked.load_id,
        ranked.file_name,
        ranked.line,
        ranked.share,
        ranked.correction_id,
        ranked.is_flagged_by_correction
    from ranked
    left join areas on ranked.area_id = areas.area_id
)

select * from final
