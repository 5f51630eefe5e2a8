-- Every delivery of every figure, and which of them is what we know now. Only figures that were delivered more than once are
-- put in order.
{% set figure = ["area_id", "indicator_id", "period_id", "source_id", "instrument", "printed_reference"] %}

with referenced as (
    select * from {{ ref("int_indicator_values_referenced") }}
),

repeated as (
    select * from {{ ref("int_indicator_values_repeated") }}
),

-- A document may give one figure twice under one heading. Both stay; the second is told apart by its line.
told_apart as (
    select
        delivered.load_id,
        delivered.line,
        {% for column in figure %}delivered.{{ column }}, {% endfor %}
        delivered.loaded_at,
        delivered.withdrawn_at,
        row_number() over (
            partition by delivered.load_id
                {%- for column in figure %}, delivered.{{ column }}{% endfor %}
            order by delivered.line
        ) as occurrence
    from {{ ref("int_indicator_values_referenced") }} as delivered
    inner join repeated
        on {% for column in figure -%}
        delivered.{{ column }} = repeated.{{ column }}{{ " and " if not loop.last }}
        {%- endfor %}
),

keyed as (
    select
        load_id,
        line,
        area_id,
        indicator_id,
        period_id,
        source_id,
        instrument,
        loaded_at,
        withdrawn_at,
        case
            when occurrence = 1 then printed_reference
            else printed_reference || ', linje ' || cast(line as {{ dbt.type_string() }})
        end as source_reference
    from told_apart
),

numbered as (
    select
        load_id,
        line,
        source_reference,
        row_number() over (
            partition by area_id, indicator_id, period_id, source_id, instrument, source_reference
            order by loaded_at desc, load_id desc
        ) as deliveries_since,
        row_number() over (
            partition by area_id, indicator_id, period_id, source_id, instrument, source_reference
            order by case when withdrawn_at is null then 0 else 1 end, loaded_at desc, load_id desc
        ) as standing_deliveries_since
    from keyed
),

final as (
    select
        referenced.load_id,
        referenced.line,
        referenced.source_id,
        referenced.area_id,
        referenced.indicator_id,
        referenced.period_id,
        referenced.period_type,
        referenced.instrument,
        coalesce(numbered.source_reference, referenced.printed_reference) as source_reference,
        referenced.delivered_value,
        referenced.numerator,
        referenced.denominator,
        referenced.standard_deviation,
        referenced.qualifier,
        referenced.value_status,
        referenced.printed_label,
        referenced.note,
        referenced.file_name,
        referenced.loaded_at,
        referenced.withdrawn_at,
        referenced.withdrawn_by_load_id,
        coalesce(numbered.deliveries_since, 1) as deliveries_since,
        coalesce(numbered.standing_deliveries_since, 1) as standing_deliveries_since,
        referenced.withdrawn_at is null and coalesce(numbered.standing_deliveries_since, 1) = 1 as is_current,
        numbered.load_id is null and referenced.withdrawn_at is null as is_only_delivery
    from referenced
    left join numbered on referenced.load_id = numbered.load_id and referenced.line = numbered.line
)

select * from final
