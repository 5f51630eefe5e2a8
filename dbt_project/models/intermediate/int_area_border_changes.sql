-- The days on which an area's borders became others: it began or ended, another area was merged into it, or parts came to it
-- or left it. Parts that only take each other's place within it (a split, a merger, a new name) leave its borders as they
-- were. A helhedsplan's own days are the agreement's and change no border; its parts do.
{{ config(materialized="table") }}

with areas as (
    select * from {{ ref("dim_area") }}
),

closure as (
    select * from {{ ref("int_area_closure") }}
),

day_after as (
    select
        area_id,
        area_type,
        successor_area_id,
        valid_from,
        cast({{ dbt.dateadd("day", 1, "valid_to") }} as date) as ended_on
    from areas
),

own_days as (
    select area_id, valid_from as changed_on from day_after where area_type <> 'helhedsplan' and valid_from is not null
    union
    select area_id, ended_on from day_after where area_type <> 'helhedsplan' and ended_on is not null
),

merged_into as (
    select successors.area_id, merged.ended_on as changed_on
    from day_after as merged
    inner join day_after as successors on merged.successor_area_id = successors.area_id
    where merged.area_type <> 'helhedsplan'
        and merged.ended_on is not null
        and (successors.valid_from is null or successors.valid_from < merged.ended_on)
),

-- Each part that came or went, with the whole it lay in; whether what followed it lies in the same whole.
moves as (
    select
        closure.ancestor_area_id as area_id,
        parts.valid_from as changed_on,
        1 as has_come,
        0 as has_gone,
        0 as has_left,
        0 as has_no_successor
    from closure
    inner join day_after as parts on closure.descendant_area_id = parts.area_id
    where closure.distance > 0
        and closure.ancestor_type in ('boligomraade', 'helhedsplan')
        and parts.area_type <> 'reference'
        and parts.valid_from is not null
    union all
    select
        closure.ancestor_area_id,
        parts.ended_on,
        0,
        1,
        case when parts.successor_area_id is not null and kept.ancestor_area_id is null then 1 else 0 end,
        case when parts.successor_area_id is null then 1 else 0 end
    from closure
    inner join day_after as parts on closure.descendant_area_id = parts.area_id
    left join closure as kept
        on parts.successor_area_id = kept.descendant_area_id
        and closure.ancestor_area_id = kept.ancestor_area_id
    where closure.distance > 0
        and closure.ancestor_type in ('boligomraade', 'helhedsplan')
        and parts.area_type <> 'reference'
        and parts.ended_on is not null
),

moved as (
    select
        area_id,
        changed_on,
        sum(has_come) as come,
        sum(has_gone) as gone,
        sum(has_left) as went_elsewhere,
        sum(has_no_successor) as without_successor
    from moves
    group by area_id, changed_on
),

redrawn as (
    select area_id, changed_on
    from moved
    where gone = 0 or went_elsewhere > 0 or (come = 0 and without_successor > 0)
),

final as (
    select * from own_days
    union
    select * from merged_into
    union
    select * from redrawn
)

select * from final
