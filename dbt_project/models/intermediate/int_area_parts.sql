-- The parts that each whole is summed from, where the registry says that they cover it, and the step at which it is done:
-- first the wholes whose parts are delivered, then those whose parts may be sums themselves, then groups of either.
{{ config(materialized="table") }}

with areas as (
    select * from {{ ref("dim_area") }}
),

area_groups as (
    select * from {{ ref("dim_area_group") }}
),

closure as (
    select * from {{ ref("int_area_closure") }}
),

rules as (
    select * from {{ ref("total_rules") }} where indicator_id is null
),

wholes as (
    select
        areas.area_id,
        areas.area_type,
        case
            when areas.area_type in ('boligomraade', 'region') then 1
            when areas.area_type in ('helhedsplan', 'land') then 2
            else 3
        end as step
    from areas
    left join rules as own_rules on areas.area_id = own_rules.area_id
    left join rules as type_rules on areas.area_type = type_rules.area_type
    where coalesce(own_rules.is_summed, type_rules.is_summed, false)
),

-- Zones and other references lie across the areas and are no parts.
children as (
    select wholes.area_id as whole_area_id, wholes.step, areas.area_id as part_area_id
    from wholes
    inner join areas on wholes.area_id = areas.parent_area_id
    where wholes.step < 3 and areas.area_type <> 'reference'
),

-- A member that lies within another member of the same group would be counted twice.
contained as (
    select distinct area_groups.group_area_id, area_groups.member_area_id
    from area_groups
    inner join closure on area_groups.member_area_id = closure.descendant_area_id and closure.distance > 0
    inner join area_groups as larger
        on area_groups.group_area_id = larger.group_area_id and closure.ancestor_area_id = larger.member_area_id
),

members as (
    select wholes.area_id as whole_area_id, wholes.step, area_groups.member_area_id as part_area_id
    from wholes
    inner join area_groups on wholes.area_id = area_groups.group_area_id
    left join contained
        on area_groups.group_area_id = contained.group_area_id
        and area_groups.member_area_id = contained.member_area_id
    where wholes.step = 3 and contained.member_area_id is null
),

parts as (
    select * from children
    union all
    select * from members
),

final as (
    select
        parts.whole_area_id,
        parts.part_area_id,
        parts.step,
        closure.valid_from,
        closure.valid_to
    from parts
    inner join closure
        on parts.whole_area_id = closure.ancestor_area_id and parts.part_area_id = closure.descendant_area_id
)

select * from final
