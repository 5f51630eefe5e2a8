-- What must not be shown, by area, indicator, period and instrument: what rests on few persons (`few`), what would leave
-- few in the rest of its municipality (`rest`), the parts that would otherwise give a hidden one away as the whole less the
-- parts shown (`complement`), the same figure under another name (`same_figure`), and what the audit asked for (`extra`).
{{ config(materialized="table") }}
{# From the top down: what is hidden as a part of one level is a hidden whole on the next. #}
{% set kinds = ["land", "region", "kommune", "helhedsplan", "boligomraade"] %}

with observed as (
    select * from {{ ref("fct_indicator_observed") }} where value_status in ('observed', 'suppressed')
),

areas as (
    select * from {{ ref("dim_area") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

relations as (
    select * from {{ ref("indicator_relations") }} where relation = 'numerator_of'
),

periods as (
    select * from {{ ref("dim_period") }}
),

extras as (
    select * from {{ ref("stg_quality__suppression_extra") }}
),

thresholds as (
    select * from {{ ref("int_suppression_thresholds") }}
),

measured as (
    select
        observed.area_id,
        {{ slice_columns("observed") }},
        areas.area_type,
        areas.parent_area_id,
        areas.municipality_area_id,
        thresholds.threshold,
        observed.is_preferred,
        observed.value_status = 'observed' as is_observed,
        coalesce(observed.value_status = 'observed' and {{ rests_on_few(
            "indicators.measure_type",
            "observed.period_type",
            "observed.value",
            "observed.numerator",
            "observed.denominator",
            "observed.share",
            "thresholds.threshold",
        ) }}, false)
        -- What is too uncertain to be shown is hidden with the same care: what is hidden can nowhere be worked out.
        or observed.unreliability is not null as rests_on_few,
        case
            when indicators.measure_type = 'count' then observed.value
            when indicators.measure_type = 'mean' then observed.denominator
            else coalesce(observed.numerator, observed.share * observed.denominator)
        end as persons,
        case
            when indicators.measure_type = 'proportion'
                then observed.denominator - coalesce(observed.numerator, observed.share * observed.denominator)
        end as others
    from observed
    left join areas on observed.area_id = areas.area_id
    left join indicators on observed.indicator_id = indicators.indicator_id
    left join thresholds
        on observed.source_id = thresholds.source_id and areas.area_type = thresholds.area_type
),

delivered as (
    select
        area_id,
        {{ slice_columns() }},
        area_type,
        parent_area_id,
        municipality_area_id,
        max(threshold) as threshold,
        {{ any_row("rests_on_few") }} as rests_on_few,
        -- What the supplier has hidden may not be worked out here either.
        not {{ any_row("is_observed") }} as is_withheld,
        max(case when is_preferred and is_observed then persons end) as persons,
        max(case when is_preferred and is_observed then others end) as others
    from measured
    group by area_id, {{ slice_columns() }}, area_type, parent_area_id, municipality_area_id
),

small_rests as (
    select delivered.area_id, {{ slice_columns("delivered") }}
    from delivered
    inner join delivered as municipality
        on delivered.municipality_area_id = municipality.area_id and {{ same_slice("delivered", "municipality") }}
    where delivered.area_type in ('afdeling', 'boligomraade', 'helhedsplan')
        and not delivered.rests_on_few
        and not municipality.rests_on_few
        and (
            {{ leaves_few("municipality.persons", "delivered.persons", "delivered.threshold") }}
            or {{ leaves_few("municipality.others", "delivered.others", "delivered.threshold") }}
        )
),

primary_cells as (
    select area_id, {{ slice_columns() }}, 'few' as reason
    from delivered
    where rests_on_few
    union all
    select area_id, {{ slice_columns() }}, 'rest' as reason
    from small_rests
),

same_figures as (
    select relations.indicator_id as indicator_id, relations.related_indicator_id as other_indicator_id
    from relations
    union all
    select relations.related_indicator_id, relations.indicator_id
    from relations
),

hidden_at_first as (
    select area_id, {{ slice_columns() }} from primary_cells
    union
    select primary_cells.area_id, same_figures.other_indicator_id, period_id, period_type, instrument
    from primary_cells
    inner join same_figures on primary_cells.indicator_id = same_figures.indicator_id
    union
    select area_id, {{ slice_columns() }} from delivered where is_withheld
),

cells as (
    select
        delivered.area_id,
        {{ slice_columns("delivered") }},
        delivered.area_type,
        delivered.parent_area_id,
        delivered.threshold,
        delivered.persons,
        delivered.others,
        hidden_at_first.area_id is not null as is_hidden
    from delivered
    left join hidden_at_first
        on delivered.area_id = hidden_at_first.area_id and {{ same_slice("delivered", "hidden_at_first") }}
),

-- The parts that a whole has in a period. Municipalities cover their region and the regions the country, but housing areas
-- never cover their municipality: there is always one part more, of whom nothing is known.
registered_parts as (
    select
        parts.parent_area_id,
        periods.period_id,
        periods.period_type,
        count(*) + max(case when whole.area_type = 'kommune' then 1 else 0 end) as area_count
    from areas as parts
    inner join areas as whole on parts.parent_area_id = whole.area_id
    inner join periods
        on coalesce(parts.valid_from, periods.end_date) <= periods.end_date
        and coalesce(parts.valid_to, periods.start_date) >= periods.start_date
    where parts.area_type <> 'reference' and not (whole.area_type = 'kommune' and parts.area_type = 'helhedsplan')
    group by parts.parent_area_id, periods.period_id, periods.period_type
),
{% for kind in kinds %}
parts_of_{{ kind }} as (
    select cells.*
    from cells
    inner join areas as whole on cells.parent_area_id = whole.area_id
    where whole.area_type = '{{ kind }}'
        and cells.area_type <> 'reference'
        {%- if kind == "kommune" %}
        and cells.area_type <> 'helhedsplan'
        {%- endif %}
),

hidden_before_{{ kind }} as (
    select area_id, {{ slice_columns() }}, area_type from cells where is_hidden and area_type = '{{ kind }}'
    {%- for earlier in kinds[:loop.index0] %}
    union
    select complements.area_id, {{ slice_columns("complements") }}, areas.area_type
    from complements_of_{{ earlier }} as complements
    inner join areas on complements.area_id = areas.area_id
    where areas.area_type = '{{ kind }}'
    {%- endfor %}
),

{{ complement_steps(kind) }},
{% endfor %}
complements as (
    {%- for kind in kinds %}
    select area_id, {{ slice_columns() }} from complements_of_{{ kind }}{{ " union" if not loop.last }}
    {%- endfor %}
),

named_otherwise as (
    select distinct delivered.area_id, {{ slice_columns("delivered") }}
    from delivered
    inner join same_figures on delivered.indicator_id = same_figures.indicator_id
    inner join complements
        on delivered.area_id = complements.area_id
        and same_figures.other_indicator_id = complements.indicator_id
        and delivered.period_id = complements.period_id
        and delivered.period_type = complements.period_type
        and delivered.instrument = complements.instrument
    union
    select delivered.area_id, {{ slice_columns("delivered") }}
    from delivered
    inner join hidden_at_first
        on delivered.area_id = hidden_at_first.area_id and {{ same_slice("delivered", "hidden_at_first") }}
    where not delivered.is_withheld and not delivered.rests_on_few
),

final as (
    select area_id, {{ slice_columns() }}, reason from primary_cells
    union all
    select area_id, {{ slice_columns() }}, 'complement' from complements
    union all
    select named_otherwise.area_id, {{ slice_columns("named_otherwise") }}, 'same_figure'
    from named_otherwise
    left join small_rests
        on named_otherwise.area_id = small_rests.area_id and {{ same_slice("named_otherwise", "small_rests") }}
    where small_rests.area_id is null
    union all
    select area_id, {{ slice_columns() }}, 'extra' from extras
)

select * from final
