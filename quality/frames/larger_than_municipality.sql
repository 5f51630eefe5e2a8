-- One row per delivered figure of an area whose municipality has the same figure of the same period: the persons counted,
-- or those among them who count, of which the municipality cannot have fewer than a place inside it. A survey asks a
-- sample, and may have asked more in one area than in the municipality's own.
with figures as (
    select
        *,
        case when measure_type = 'count' then value else denominator end as all_persons,
        case when measure_type = 'proportion' then numerator end as counted_persons
    from indicator_rows
    where is_preferred and value_status = 'observed' and qualifier = 'exact' and period_type <> 'survey_wave'
),

-- 1 % and one person of room, for people who moved between two extracts.
paired as (
    select
        area.*,
        whole.row_key as whole_row_key,
        whole.is_hidden as is_whole_hidden,
        whole.all_persons as whole_all,
        whole.counted_persons as whole_counted,
        case
            when area.all_persons > 1.01 * whole.all_persons + 1 then 'all'
            when area.counted_persons > 1.01 * whole.counted_persons + 1 then 'counted'
            when area.all_persons is not null and whole.all_persons is not null then 'all'
            when area.counted_persons is not null and whole.counted_persons is not null then 'counted'
        end as figure
    from figures as area
    inner join figures as whole
        on whole.municipality_code = area.municipality_code
        and whole.indicator_id = area.indicator_id
        and whole.period_id = area.period_id
        and whole.period_type = area.period_type
        and whole.instrument = area.instrument
    where whole.area_type = 'kommune' and area.area_type <> 'kommune'
),

compared as (
    select
        *,
        case figure when 'counted' then counted_persons else all_persons end as persons,
        case figure when 'counted' then whole_counted else whole_all end as whole_persons
    from paired
    where figure is not null
),

final as (
    select
        row_key,
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
        [row_key, whole_row_key] as evidence,
        cast(persons as double) as observed,
        cast(null as double) as expected_low,
        cast(whole_persons as double) as expected_high,
        is_hidden,
        is_whole_hidden as is_related_hidden,
        cast(persons as double) as judged,
        1.01 * whole_persons + 1 as highest,
        figure,
        municipality_code,
        measure_type,
        qualifier
    from compared
)

select * from final
