-- One row per delivered figure that the registry divides into others (sexes, ages), and per way of dividing it, where the
-- same source delivered any of those for the area and period. Persons are compared where they are known: the parts come
-- to the whole, or, where some are not delivered or need not come to it (`within`), to no more. Where only shares are
-- known, the whole lies between the least and the largest of its parts.
with relations as (
    select
        *,
        coalesce(breakdown_da, '') as breakdown,
        count(*) over (partition by related_indicator_id, relation, breakdown_da) as parts_expected
    from registry.indicator_relations
    where relation in ('part_of', 'within')
),

figures as (
    select
        *,
        case when measure_type = 'count' then value else denominator end as all_persons,
        case when measure_type <> 'count' then numerator end as counted_persons
    from indicator_rows
    where is_preferred and value_status = 'observed' and qualifier = 'exact'
        and indicator_id in (
            select indicator_id from relations
            union all
            select related_indicator_id from relations
        )
),

divided as (
    select
        whole.row_key as whole_row_key,
        relations.relation,
        relations.breakdown,
        any_value(relations.parts_expected) as parts_expected,
        case when relations.relation = 'within' then relations.indicator_id end as part_indicator_id,
        count(*) as parts_delivered,
        case when count(part.all_persons) = count(*) then sum(part.all_persons) end as all_of_parts,
        case when count(part.counted_persons) = count(*) then sum(part.counted_persons) end as counted_of_parts,
        min(part.value_low) as least_share,
        max(part.value_high) as largest_share,
        bool_or(part.is_hidden) as is_part_hidden,
        list(part.row_key order by part.row_key) as part_row_keys
    from figures as whole
    inner join relations on relations.related_indicator_id = whole.indicator_id
    inner join figures as part
        on part.indicator_id = relations.indicator_id
        and part.area_id = whole.area_id
        and part.period_id = whole.period_id
        and part.period_type = whole.period_type
        and part.source_id = whole.source_id
        and part.instrument = whole.instrument
    group by
        whole.row_key, relations.relation, relations.breakdown,
        case when relations.relation = 'within' then relations.indicator_id end
),

compared as (
    select
        figures.*,
        divided.*,
        divided.relation = 'part_of' and parts_delivered = parts_expected as is_complete,
        0.5 * (parts_delivered + 1) + 0.01 * coalesce(all_persons, 0) as room
    from divided
    inner join figures on figures.row_key = divided.whole_row_key
),

-- Of the comparisons that can be made, the first that does not hold, else the first.
judged as (
    select
        *,
        case
            when all_of_parts > all_persons + room or (is_complete and all_of_parts < all_persons - room) then 'all'
            when counted_of_parts > counted_persons + room then 'counted'
            when is_complete and counted_of_parts < counted_persons - room then 'counted'
            when is_complete and measure_type in ('proportion', 'mean')
                and (value_high < least_share or value_low > largest_share) then 'share'
            when all_of_parts is not null and all_persons is not null then 'all'
            when counted_of_parts is not null and counted_persons is not null then 'counted'
            when is_complete and measure_type in ('proportion', 'mean') then 'share'
        end as figure
    from compared
),

final as (
    select
        concat_ws('|', row_key, relation, coalesce(part_indicator_id, breakdown)) as row_key,
        source_id,
        cast(null as varchar) as helhedsplan_id,
        area_id,
        indicator_id,
        cast(null as varchar) as activity_id,
        cast(null as varchar) as measure_id,
        period_id,
        instrument,
        cast(null as varchar) as related_period_id,
        is_synthetic,
        list_prepend(row_key, part_row_keys) as evidence,
        cast(
            case figure when 'all' then all_persons when 'counted' then counted_persons else value end as double
        ) as observed,
        cast(
            case figure when 'all' then all_of_parts when 'counted' then counted_of_parts else least_share end as double
        ) as expected_low,
        cast(case figure when 'share' then largest_share end as double) as expected_high,
        is_hidden or is_part_hidden as is_hidden,
        is_hidden or is_part_hidden as is_related_hidden,
        cast(
            case figure when 'all' then all_of_parts when 'counted' then counted_of_parts else value end as double
        ) as judged,
        case
            when figure = 'share' then least_share - (value_high - value)
            when is_complete then case figure when 'all' then all_persons else counted_persons end - room
        end as lowest,
        case
            when figure = 'share' then largest_share + (value_high - value)
            else case figure when 'all' then all_persons else counted_persons end + room
        end as highest,
        figure,
        breakdown,
        part_indicator_id,
        parts_delivered,
        parts_expected,
        is_complete,
        measure_type,
        qualifier
    from judged
    where figure is not null
)

select * from final
