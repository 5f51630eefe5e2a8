-- What the parts of a whole come to, beside what was delivered for the whole itself. Sums are of numerators and denominators,
-- and of the one figure that counts for each part. Survey shares are left out: a weighted share is not the counts behind it;
-- so are the state's lists, whose figures are means of two years. A sum may itself be a part of a larger whole.
{% set steps = [1, 2, 3] %}
{% set point = ["indicator_id", "period_id", "period_type"] %}

with parts as (
    select * from {{ ref("int_area_parts") }}
),

areas as (
    select * from {{ ref("dim_area") }}
),

periods as (
    select * from {{ ref("dim_period") }}
),

indicators as (
    select * from {{ ref("dim_indicator") }}
),

rules as (
    select * from {{ ref("total_rules") }} where indicator_id is not null and not is_summed
),

summed_indicators as (
    select indicators.indicator_id, indicators.measure_type, indicators.unit, indicators.rate_per
    from indicators
    left join rules on indicators.indicator_id = rules.indicator_id
    where rules.rule_id is null and indicators.measure_type in ('proportion', 'rate', 'ratio', 'mean', 'count')
),

-- How many parts there are in each period, and whether any of them came or went in the course of it.
expected as (
    select
        parts.whole_area_id,
        periods.period_id,
        periods.period_type,
        sum(
            case
                when {{ holds_throughout("parts.valid_from", "parts.valid_to", "periods.start_date", "periods.end_date") }}
                    then 1
                else 0
            end
        ) as parts_expected,
        {{ any_row(changes_within("parts.valid_from", "parts.valid_to", "periods.start_date", "periods.end_date")) }}
            as is_changed
    from parts
    cross join periods
    group by parts.whole_area_id, periods.period_id, periods.period_type
),

{% for step in steps %}
part_values_{{ step }} as (
    select
        parts.whole_area_id,
        delivered.indicator_id,
        delivered.period_id,
        delivered.period_type,
        delivered.source_id,
        delivered.value,
        delivered.numerator,
        delivered.denominator,
        delivered.qualifier,
        delivered.value_status,
        delivered.load_id,
        parts.valid_from,
        parts.valid_to
    from {{ ref("int_indicator_values_ranked") }} as delivered
    inner join parts on delivered.area_id = parts.part_area_id and parts.step = {{ step }}
    where delivered.is_preferred and delivered.instrument = '' and delivered.period_type <> 'list_year'
    {%- for earlier in steps if earlier < step %}
    union all
    select
        parts.whole_area_id,
        made.indicator_id,
        made.period_id,
        made.period_type,
        made.source_id,
        made.value,
        made.numerator,
        made.denominator,
        made.qualifier,
        'observed',
        made.load_id,
        parts.valid_from,
        parts.valid_to
    from totals_{{ earlier }} as made
    inner join parts on made.area_id = parts.part_area_id and parts.step = {{ step }}
    where made.is_made
    {%- endfor %}
),

counted_{{ step }} as (
    select
        part_values.*,
        summed_indicators.measure_type,
        summed_indicators.unit,
        summed_indicators.rate_per,
        case
            when part_values.value_status not in ('observed', 'not_applicable') then false
            when summed_indicators.measure_type = 'count' then part_values.value is not null
            else part_values.numerator is not null and part_values.denominator is not null
        end as is_counted
    from part_values_{{ step }} as part_values
    inner join summed_indicators on part_values.indicator_id = summed_indicators.indicator_id
    inner join periods
        on part_values.period_id = periods.period_id and part_values.period_type = periods.period_type
    where {{ holds_throughout("part_values.valid_from", "part_values.valid_to", "periods.start_date", "periods.end_date") }}
),

sums_{{ step }} as (
    select
        whole_area_id,
        {{ point | join(", ") }},
        measure_type,
        unit,
        rate_per,
        count(*) as parts_delivered,
        sum(case when is_counted then 1 else 0 end) as parts_counted,
        sum(case when value_status in ('suppressed', 'area_too_small') then 1 else 0 end) as parts_hidden,
        min(source_id) as source_id,
        min(source_id) = max(source_id) as is_one_source,
        case
            when {{ any_row("qualifier = 'about'") }} then 'about'
            when {{ any_row("qualifier = 'at_least'") }} and {{ any_row("qualifier = 'at_most'") }} then 'about'
            when {{ any_row("qualifier = 'at_least'") }} then 'at_least'
            when {{ any_row("qualifier = 'at_most'") }} then 'at_most'
            else 'exact'
        end as qualifier,
        sum(case when measure_type = 'count' then value else numerator end) as numerator,
        sum(case when measure_type <> 'count' then denominator end) as denominator,
        max(load_id) as load_id
    from counted_{{ step }}
    group by whole_area_id, {{ point | join(", ") }}, measure_type, unit, rate_per
),

totals_{{ step }} as (
    select
        sums.whole_area_id as area_id,
        {% for column in point %}sums.{{ column }}, {% endfor %}
        sums.source_id,
        sums.measure_type,
        cast(expected.parts_expected as integer) as parts_expected,
        cast(sums.parts_delivered as integer) as parts_delivered,
        cast(sums.parts_counted as integer) as parts_counted,
        cast(sums.parts_hidden as integer) as parts_hidden,
        case
            when expected.is_changed then 'borders_changed'
            when sums.parts_counted = expected.parts_expected and not sums.is_one_source then 'sources_differ'
            when sums.parts_counted = expected.parts_expected then 'complete'
            when sums.parts_counted = 0 and sums.parts_hidden = 0 then 'without_counts'
            else 'parts_missing'
        end as state,
        sums.qualifier,
        sums.load_id,
        case when sums.measure_type <> 'count' then sums.numerator end as numerator,
        sums.denominator,
        {{ indicator_value(
            "sums.measure_type", "sums.unit", "cast(null as " ~ type_double() ~ ")", "sums.numerator", "sums.denominator",
            "sums.rate_per"
        ) }} as value,
        own.source_id as delivered_source_id,
        own.source_reference as delivered_source_reference,
        own.value_status as delivered_status,
        own.value as delivered_value,
        own.numerator as delivered_numerator,
        own.denominator as delivered_denominator,
        own.qualifier as delivered_qualifier,
        coalesce(own.value_status, 'not_delivered') = 'not_delivered'
        and sums.is_one_source
        and not expected.is_changed
        and sums.parts_counted = expected.parts_expected
        and (sums.measure_type = 'count' or sums.denominator > 0) as is_made
    from sums_{{ step }} as sums
    inner join expected
        on sums.whole_area_id = expected.whole_area_id
        and sums.period_id = expected.period_id
        and sums.period_type = expected.period_type
    left join {{ ref("int_indicator_values_ranked") }} as own
        on sums.whole_area_id = own.area_id
        and sums.indicator_id = own.indicator_id
        and sums.period_id = own.period_id
        and sums.period_type = own.period_type
        and own.instrument = ''
        and own.is_preferred
),

{% endfor %}

totals as (
    {% for step in steps -%}
    select * from totals_{{ step }}
    {{ "union all" if not loop.last }}
    {% endfor %}
),

-- A total that cannot be made says so where its parts are the plan's or the area's own, or most of them are there.
final as (
    select
        totals.area_id,
        totals.indicator_id,
        totals.period_id,
        totals.period_type,
        totals.source_id,
        totals.parts_expected,
        totals.parts_delivered,
        totals.parts_counted,
        totals.parts_hidden,
        totals.state,
        totals.is_made,
        totals.delivered_status is null
        and totals.state in ('parts_missing', 'borders_changed', 'sources_differ')
        and totals.parts_counted > 0
        and (areas.area_type not in ('region', 'land') or 2 * totals.parts_counted >= totals.parts_expected) as is_told,
        {{ total_note() }} as note_da,
        cast(totals.value as {{ type_double() }}) as value,
        cast(totals.numerator as {{ type_double() }}) as numerator,
        cast(totals.denominator as {{ type_double() }}) as denominator,
        totals.qualifier,
        totals.load_id,
        totals.delivered_source_id,
        totals.delivered_source_reference,
        totals.delivered_status,
        totals.delivered_value,
        totals.delivered_numerator,
        totals.delivered_denominator,
        totals.delivered_qualifier,
        coalesce(areas.is_synthetic, false) as is_synthetic
    from totals
    left join areas on totals.area_id = areas.area_id
)

select * from final
