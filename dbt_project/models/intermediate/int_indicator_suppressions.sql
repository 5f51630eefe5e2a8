-- What must not be shown, by area, indicator, period and instrument: what rests on few persons, and the smallest sibling
-- where a single hidden part would otherwise come out as the whole less the parts that are shown.
{% set cell = "indicator_id, period_id, period_type, instrument" %}

with observed as (
    select * from {{ ref("fct_indicator_observed") }} where value_status = 'observed'
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

measured as (
    select
        observed.*,
        areas.area_type,
        areas.parent_area_id,
        {{ rests_on_few(
            "indicators.measure_type",
            "observed.period_type",
            "observed.value",
            "observed.numerator",
            "observed.denominator",
            "observed.share",
            "thresholds.threshold",
        ) }} as rests_on_few,
        case when indicators.measure_type = 'count' then observed.value else observed.numerator end as persons
    from observed
    left join areas on observed.area_id = areas.area_id
    left join indicators on observed.indicator_id = indicators.indicator_id
    left join thresholds
        on observed.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
),

cells as (
    select
        area_id,
        area_type,
        parent_area_id,
        {{ cell }},
        {{ any_row("rests_on_few") }} as rests_on_few,
        max(case when is_preferred then persons end) as persons
    from measured
    group by area_id, area_type, parent_area_id, {{ cell }}
),

siblings as (
    select parent_area_id, area_type, count(*) as area_count
    from areas
    where parent_area_id is not null
    group by parent_area_id, area_type
),

families as (
    select
        parts.parent_area_id,
        parts.area_type,
        {% for column in cell.split(", ") %}parts.{{ column }}, {% endfor %}
        sum(case when parts.rests_on_few then 1 else 0 end) as hidden_count,
        sum(case when not parts.rests_on_few and parts.persons is not null then 1 else 0 end) as shown_count
    from cells as parts
    inner join cells as whole
        on parts.parent_area_id = whole.area_id
        {% for column in cell.split(", ") %}and parts.{{ column }} = whole.{{ column }} {% endfor %}
    where not whole.rests_on_few and whole.persons is not null
    group by parts.parent_area_id, parts.area_type
        {%- for column in cell.split(", ") %}, parts.{{ column }}{% endfor %}
),

exposed_families as (
    select families.*
    from families
    inner join siblings
        on families.parent_area_id = siblings.parent_area_id and families.area_type = siblings.area_type
    where families.hidden_count = 1 and families.shown_count = siblings.area_count - 1
),

ranked_siblings as (
    select
        cells.*,
        row_number() over (
            partition by cells.parent_area_id, cells.area_type
                {%- for column in cell.split(", ") %}, cells.{{ column }}{% endfor %}
            order by cells.persons, cells.area_id
        ) as smallness
    from cells
    inner join exposed_families
        on cells.parent_area_id = exposed_families.parent_area_id
        and cells.area_type = exposed_families.area_type
        {% for column in cell.split(", ") %}and cells.{{ column }} = exposed_families.{{ column }} {% endfor %}
    where not cells.rests_on_few
),

final as (
    select area_id, {{ cell }}, 'few' as reason
    from cells
    where rests_on_few
    union all
    select area_id, {{ cell }}, 'complement' as reason
    from ranked_siblings
    where smallness = 1
)

select * from final
