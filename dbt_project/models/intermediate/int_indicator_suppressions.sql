-- What must not be shown, by area, indicator, period and instrument: what is hidden for its own sake (`few`, `rest`,
-- `unreliable`), the parts that would otherwise give a hidden one away as the whole less the parts shown (`complement`), the
-- same figure under another name (`same_figure`), and what the audit asked for (`extra`).
{{ config(materialized="table") }}
{# From the top down: what is hidden as a part of one level is a hidden whole on the next. #}
{% set persons = ref("int_indicator_persons") %}
{% set kinds = ["land", "region", "kommune", "helhedsplan", "boligomraade"] %}

with recursive areas as (
    select * from {{ ref("dim_area") }}
),

relations as (
    select * from {{ ref("indicator_relations") }} where relation in ('numerator_of', 'part_of')
),

periods as (
    select * from {{ ref("dim_period") }}
),

extras as (
    select * from {{ ref("stg_quality__suppression_extra") }}
),

first_hidden as (
    select * from {{ ref("int_indicator_suppressions_first") }}
),

primary_cells as (
    select * from first_hidden where reason in ('few', 'rest')
),

related as (
    select indicator_id, related_indicator_id as other_indicator_id from relations
    union
    select related_indicator_id, indicator_id from relations
),

-- A group is the whole less the other groups, so the whole and all its groups are hidden as one.
told_by_each_other as (
    select indicator_id, other_indicator_id from related
    union
    select told_by_each_other.indicator_id, related.other_indicator_id
    from told_by_each_other
    inner join related on told_by_each_other.other_indicator_id = related.indicator_id
),

same_figures as (
    select * from told_by_each_other where indicator_id <> other_indicator_id
),

hidden_at_first as (
    select area_id, {{ slice_columns() }} from primary_cells
    union
    select primary_cells.area_id, same_figures.other_indicator_id, period_id, period_type, instrument
    from primary_cells
    inner join same_figures on primary_cells.indicator_id = same_figures.indicator_id
    union
    select area_id, {{ slice_columns() }} from first_hidden where reason = 'withheld'
),

hidden_cells as (
    select
        hidden_at_first.area_id,
        {{ slice_columns("hidden_at_first") }},
        areas.area_type,
        areas.parent_area_id
    from hidden_at_first
    inner join areas on hidden_at_first.area_id = areas.area_id
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
hidden_before_{{ kind }} as (
    select area_id, {{ slice_columns() }} from hidden_cells where area_type = '{{ kind }}'
    {%- for earlier in kinds[:loop.index0] %}
    union
    select complements.area_id, {{ slice_columns("complements") }}
    from complements_of_{{ earlier }} as complements
    inner join areas on complements.area_id = areas.area_id
    where areas.area_type = '{{ kind }}'
    {%- endfor %}
),

{{ complement_steps(kind, persons) }},
{% endfor %}
complements as (
    {%- for kind in kinds %}
    select area_id, {{ slice_columns() }} from complements_of_{{ kind }}{{ " union" if not loop.last }}
    {%- endfor %}
),

named_otherwise as (
    select distinct delivered.area_id, {{ slice_columns("delivered") }}
    from {{ persons }} as delivered
    inner join same_figures on delivered.indicator_id = same_figures.indicator_id
    inner join (
        select area_id, {{ slice_columns() }} from complements
        union
        select area_id, {{ slice_columns() }} from hidden_at_first
    ) as hidden
        on delivered.area_id = hidden.area_id
        and same_figures.other_indicator_id = hidden.indicator_id
        and delivered.period_id = hidden.period_id
        and delivered.period_type = hidden.period_type
        and delivered.instrument = hidden.instrument
    where not delivered.is_withheld and not delivered.rests_on_few
),

final as (
    select area_id, {{ slice_columns() }}, reason from first_hidden where reason <> 'withheld'
    union all
    select area_id, {{ slice_columns() }}, 'complement' from complements
    union all
    select named_otherwise.area_id, {{ slice_columns("named_otherwise") }}, 'same_figure'
    from named_otherwise
    left join first_hidden as small_rests
        on named_otherwise.area_id = small_rests.area_id
        and {{ same_slice("named_otherwise", "small_rests") }}
        and small_rests.reason = 'rest'
    where small_rests.area_id is null
    union all
    select area_id, {{ slice_columns() }}, 'extra' from extras
)

select * from final
