-- Every area with the areas it lies in. The longest way up is afdeling, boligområde, helhedsplan, kommune, region, land.
with areas as (
    select * from {{ ref("areas") }}
),

municipalities as (
    select * from areas where area_type = 'kommune'
),

ancestors as (
    select
        areas.area_id,
        parents.area_id as area_id_1,
        parents.area_type as area_type_1,
        grandparents.area_id as area_id_2,
        grandparents.area_type as area_type_2
    from areas
    left join areas as parents on areas.parent_area_id = parents.area_id
    left join areas as grandparents on parents.parent_area_id = grandparents.area_id
),

final as (
    select
        areas.area_id,
        areas.area_type,
        areas.name_da,
        areas.municipality_code,
        areas.parent_area_id,
        areas.valid_from,
        areas.valid_to,
        areas.successor_area_id,
        areas.lbf_number,
        coalesce(areas.is_synthetic, false) as is_synthetic,
        areas.note,
        municipalities.area_id as municipality_area_id,
        municipalities.name_da as municipality_name_da,
        municipalities.parent_area_id as region_area_id,
        case
            when areas.area_type = 'helhedsplan' then areas.area_id
            when ancestors.area_type_1 = 'helhedsplan' then ancestors.area_id_1
            when ancestors.area_type_2 = 'helhedsplan' then ancestors.area_id_2
        end as helhedsplan_id
    from areas
    left join municipalities on areas.municipality_code = municipalities.municipality_code
    left join ancestors on areas.area_id = ancestors.area_id
)

select * from final
