-- One row per current registration: the key of its series, its own key, what the count can be once the reservation
-- it was delivered with is taken into account, and whether it is too small to be shown.
with registrations as (
    select * from facts.fct_registration
),

areas as (
    select area_id, area_type from marts.dim_area
),

thresholds as (
    select * from intermediate.int_suppression_thresholds
),

series as (
    select
        *,
        concat_ws(
            '|', source_id, helhedsplan_id, coalesce(area_id, ''), activity_id, measure_id
        ) as series_key
    from registrations
),

-- Reports of an unknown period, and contradicting reports of one period, are told apart by their order.
numbered as (
    select
        *,
        row_number() over (
            partition by series_key, coalesce(period_id, source_reference)
            order by source_reference, line, registration_id
        ) as place
    from series
),

final as (
    select
        numbered.*,
        concat_ws(
            '|', series_key, coalesce(period_id, source_reference), case when place > 1 then place end
        ) as row_key,
        case qualifier
            when 'at_most' then 0.0
            when 'about' then 0.95 * reported_count
            else 1.0 * reported_count
        end as count_low,
        case qualifier
            when 'at_least' then null
            when 'about' then 1.05 * coalesce(reported_count_max, reported_count)
            else 1.0 * coalesce(reported_count_max, reported_count)
        end as count_high,
        coalesce(thresholds.threshold, 5) as hide_below,
        coalesce(reported_count > 0 and reported_count < coalesce(thresholds.threshold, 5), false) as is_hidden
    from numbered
    left join areas on areas.area_id = numbered.area_id
    left join thresholds
        on thresholds.source_id = numbered.source_id
        and thresholds.area_type = areas.area_type
)

select * from final
