-- What must not be shown for its own sake, with the reason: what rests on few persons (`few`), what would leave few in the
-- rest of its municipality (`rest`), what is too uncertain (`unreliable`), what the supplier has hidden (`withheld`). A table,
-- so that the engine knows how few they are when it looks for what must be hidden with them.
{{ config(materialized="table") }}

with persons as (
    select * from {{ ref("int_indicator_persons") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

few as (
    select distinct area_id, {{ slice_columns() }}
    from persons
    where rests_on_few
),

unreliable as (
    select distinct persons.area_id, {{ slice_columns("persons") }}
    from {{ ref("int_indicator_persons") }} as persons
    left join few on persons.area_id = few.area_id and {{ same_slice("persons", "few") }}
    where persons.is_unreliable and few.area_id is null
),

municipalities as (
    select persons.*
    from {{ ref("int_indicator_persons") }} as persons
    inner join areas on persons.area_id = areas.area_id
    where areas.area_type = 'kommune' and persons.is_preferred and not persons.rests_on_few
),

small_rests as (
    select delivered.area_id, {{ slice_columns("delivered") }}
    from {{ ref("int_indicator_persons") }} as delivered
    inner join municipalities as municipality
        on delivered.municipality_area_id = municipality.area_id and {{ same_slice("delivered", "municipality") }}
        and delivered.area_id <> municipality.area_id
    where delivered.is_preferred
        and not delivered.rests_on_few
        and (
            {{ leaves_few("municipality.persons", "delivered.persons", "delivered.threshold") }}
            or {{ leaves_few("municipality.others", "delivered.others", "delivered.threshold") }}
        )
),

final as (
    select area_id, {{ slice_columns() }}, 'few' as reason
    from few
    union all
    select area_id, {{ slice_columns() }}, 'rest' as reason
    from small_rests
    union all
    select area_id, {{ slice_columns() }}, 'unreliable' as reason
    from unreliable
    union all
    select area_id, {{ slice_columns() }}, 'withheld' as reason
    from persons
    where is_withheld and is_preferred
)

select * from final
