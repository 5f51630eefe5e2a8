-- The courses that the test finds and that no single figure makes: the slope has the same sign whichever point is left out.
-- A table, so that the engine knows how few there are.
{{ config(materialized="table") }}

with found as (
    select * from {{ ref("int_area_series") }} where is_found
),

final as (
    select found.point_id
    from found
    inner join {{ ref("int_area_series") }} as series
        on found.series_id = series.series_id
        and series.period_number <= found.period_number
        and series.is_usable
    group by found.point_id
    having min(
        {{ slope_sign("found.found") }} * {{ slope_sign_without(
            "found.found",
            "case when found.trend_method = 'regression' then 1.0 else series.weight end",
            "series.years",
            "series.estimate",
        ) }}
    ) > 0
)

select * from final
