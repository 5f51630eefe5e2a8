-- One row per delivered indicator figure, with its key.
with final as (
    select
        *,
        indicator_key(
            area_id, indicator_id, period_type, period_id, source_id, instrument, source_reference
        ) as row_key
    from indicator_figures
)

select * from final
