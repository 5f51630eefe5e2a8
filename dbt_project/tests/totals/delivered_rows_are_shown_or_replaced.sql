-- Nothing that was delivered is lost on its way: a row stands among the figures that are known, or a later delivery of the
-- same figure stands there in its place, or a later version of its file no longer holds it. Loads of which every row stands
-- are told by their number alone, so that a national delivery is not gone through row by row.
{% set figure = ["area_id", "indicator_id", "period_id", "source_id", "instrument"] %}

with delivered as (
    select load_id, count(*) as row_count from {{ ref("stg_raw__indicator_value") }} group by load_id
),

known as (
    select load_id, count(*) as row_count
    from {{ ref("int_indicator_values_ranked") }}
    where line is not null
    group by load_id
),

not_all_there as (
    select delivered.load_id
    from delivered
    left join known on delivered.load_id = known.load_id
    where delivered.row_count <> coalesce(known.row_count, 0)
),

loads as (
    select * from {{ ref("stg_raw__load") }}
),

withdrawn as (
    select load_id, line from {{ ref("int_delivered_rows_withdrawn") }}
),

rows_of_these as (
    select
        rows_of_load.load_id,
        rows_of_load.line,
        {% for column in figure %}rows_of_load.{{ column }}, {% endfor %}
        coalesce(rows_of_load.source_reference, loads.file_name) as reference,
        loads.loaded_at
    from {{ ref("stg_raw__indicator_value") }} as rows_of_load
    inner join not_all_there on rows_of_load.load_id = not_all_there.load_id
    inner join loads on rows_of_load.load_id = loads.load_id
),

known_of_these as (
    select known_rows.load_id, known_rows.line
    from {{ ref("int_indicator_values_ranked") }} as known_rows
    inner join not_all_there on known_rows.load_id = not_all_there.load_id
),

missing as (
    select rows_of_these.*
    from rows_of_these
    left join known_of_these
        on rows_of_these.load_id = known_of_these.load_id and rows_of_these.line = known_of_these.line
    left join withdrawn on rows_of_these.load_id = withdrawn.load_id and rows_of_these.line = withdrawn.line
    where known_of_these.load_id is null and withdrawn.load_id is null
),

newer_deliveries as (
    select missing.load_id, missing.line
    from {{ ref("stg_raw__indicator_value") }} as newer
    inner join missing
        on {% for column in figure -%}
        newer.{{ column }} = missing.{{ column }}{{ " and " if not loop.last }}
        {%- endfor %}
        and newer.load_id <> missing.load_id
    inner join loads on newer.load_id = loads.load_id
    where loads.loaded_at >= missing.loaded_at and coalesce(newer.source_reference, loads.file_name) = missing.reference
),

lost_values as (
    select load_id, line from missing
    except
    select load_id, line from newer_deliveries
),

-- A registration has its row, whether its count is known, hidden, doubled or without a period.
lost_registrations as (
    select rows_of_load.load_id, rows_of_load.line
    from {{ ref("stg_raw__registration") }} as rows_of_load
    inner join loads on rows_of_load.load_id = loads.load_id
    left join {{ ref("fct_registration") }} as registrations
        on rows_of_load.load_id = registrations.load_id and rows_of_load.line = registrations.line
    left join withdrawn on rows_of_load.load_id = withdrawn.load_id and rows_of_load.line = withdrawn.line
    left join {{ ref("stg_raw__registration") }} as newer
        on {{ same_series("rows_of_load", "newer") }}
        and coalesce(rows_of_load.period_id, '') = coalesce(newer.period_id, '')
        and rows_of_load.load_id <> newer.load_id
    left join loads as newer_loads on newer.load_id = newer_loads.load_id and newer_loads.loaded_at >= loads.loaded_at
    where registrations.load_id is null and withdrawn.load_id is null
    group by rows_of_load.load_id, rows_of_load.line
    having count(newer_loads.load_id) = 0
),

final as (
    select load_id, line from lost_values
    union all
    select load_id, line from lost_registrations
)

select * from final
