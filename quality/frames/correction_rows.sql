-- One row per correction of the registry, with where it stands: what the frames of the two checks of corrections select from.
with corrections as (
    select * from facts.fct_correction
),

areas as (
    select area_id, is_synthetic from marts.dim_area
),

final as (
    select
        corrections.correction_id as row_key,
        corrections.source_id,
        corrections.helhedsplan_id,
        coalesce(corrections.area_id, corrections.helhedsplan_id) as area_id,
        corrections.indicator_id,
        corrections.activity_id,
        corrections.measure_id,
        corrections.period_id,
        corrections.instrument,
        cast(null as varchar) as related_period_id,
        coalesce(areas.is_synthetic, false) as is_synthetic,
        cast([] as varchar[]) as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        corrections.state,
        corrections.correction_id,
        corrections.message_da,
        corrections.owner as correction_owner
    from corrections
    left join areas on areas.area_id = coalesce(corrections.area_id, corrections.helhedsplan_id)
)

select * from final
