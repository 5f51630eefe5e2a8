-- Every area with every area it lies in, itself included, and the days between which it lies there. An area belongs to one
-- chain of parents and to any number of groups. A helhedsplan's days are the agreement's: figures from before it are its
-- baseline, so only its last day limits what lies in it, and it never limits what lies above it.
{{ config(materialized="table") }}

{% set longest_way_up = 5 %}

with areas as (
    select * from {{ ref("dim_area") }}
),

area_groups as (
    select * from {{ ref("dim_area_group") }}
),

themselves as (
    select
        area_id as ancestor_area_id,
        area_id as descendant_area_id,
        0 as distance,
        case when area_type <> 'helhedsplan' then valid_from end as valid_from,
        case when area_type <> 'helhedsplan' then valid_to end as valid_to
    from areas
),

steps_up as (
    select parent_area_id as whole_area_id, area_id as part_area_id from areas where parent_area_id is not null
    union
    select group_area_id, member_area_id from area_groups
),

level_0 as (
    select * from themselves
),

{% for level in range(1, longest_way_up + 1) %}
level_{{ level }} as (
    select
        steps_up.whole_area_id as ancestor_area_id,
        below.descendant_area_id,
        {{ level }} as distance,
        {{ later_of("wholes.valid_from", "below.valid_from") }} as valid_from,
        {{ earlier_of("wholes.valid_to", "below.valid_to") }} as valid_to
    from level_{{ level - 1 }} as below
    inner join steps_up on below.ancestor_area_id = steps_up.part_area_id
    inner join themselves as wholes on steps_up.whole_area_id = wholes.ancestor_area_id
),

{% endfor %}

pairs as (
    {% for level in range(0, longest_way_up + 1) -%}
    select * from level_{{ level }}
    {{ "union all" if not loop.last }}
    {% endfor %}
),

-- By two ways to the same place, it lies there for as long as either way does.
shortest as (
    select
        ancestor_area_id,
        descendant_area_id,
        min(distance) as distance,
        case when count(valid_from) = count(*) then min(valid_from) end as valid_from,
        case when count(valid_to) = count(*) then max(valid_to) end as valid_to
    from pairs
    where valid_from is null or valid_to is null or valid_from <= valid_to
    group by ancestor_area_id, descendant_area_id
),

final as (
    select
        shortest.ancestor_area_id,
        wholes.area_type as ancestor_type,
        shortest.descendant_area_id,
        parts.area_type as descendant_type,
        shortest.distance,
        shortest.valid_from,
        case when wholes.area_type = 'helhedsplan' then {{ earlier_of("wholes.valid_to", "shortest.valid_to") }} else shortest.valid_to end
            as valid_to
    from shortest
    inner join areas as wholes on shortest.ancestor_area_id = wholes.area_id
    inner join areas as parts on shortest.descendant_area_id = parts.area_id
)

select * from final
