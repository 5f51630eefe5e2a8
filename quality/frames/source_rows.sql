-- One row per source that the warehouse knows: what the frames of late_report and source_absent select from.
with final as (
    select
        source_id as row_key,
        source_id,
        cast(null as varchar) as helhedsplan_id,
        cast(null as varchar) as area_id,
        cast(null as varchar) as indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        cast(null as varchar) as period_id,
        cast(null as varchar) as instrument,
        cast(null as varchar) as related_period_id,
        false as is_synthetic,
        cast([] as varchar[]) as evidence,
        cast(null as double) as observed,
        cast(null as double) as expected_low,
        cast(null as double) as expected_high,
        false as is_hidden,
        false as is_related_hidden,
        cadence,
        lag_months
    from marts.dim_source
)

select * from final
