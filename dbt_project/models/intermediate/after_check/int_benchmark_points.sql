-- The few figures that others are held up against; all of them would be far too many to keep at hand.
{{ config(materialized="table") }}

with areas as (
    select * from {{ ref("dim_area") }}
),

held_up_against as (
    select municipality_area_id as area_id from areas where municipality_area_id is not null
    union
    select area_id from areas where {{ is_shared_benchmark() }}
),

final as (
    select points.*
    from {{ ref("int_area_points") }} as points
    inner join held_up_against on points.area_id = held_up_against.area_id
)

select * from final
