-- The threshold of every source and kind of area: the rule for that kind, else the source's own, else the project's.
with sources as (
    select distinct source_id from {{ ref("stg_raw__load") }}
    union
    select distinct source_id from {{ ref("suppression_rules") }}
),

area_types as (
    select distinct area_type from {{ ref("dim_area") }}
),

rules as (
    select source_id, coalesce(area_type, '') as area_type, threshold from {{ ref("suppression_rules") }}
),

final as (
    select
        sources.source_id,
        area_types.area_type,
        coalesce(specific.threshold, general.threshold, {{ var("default_suppression_threshold") }}) as threshold
    from sources
    cross join area_types
    left join rules as specific
        on sources.source_id = specific.source_id and area_types.area_type = specific.area_type
    left join rules as general
        on sources.source_id = general.source_id and general.area_type = ''
)

select * from final
