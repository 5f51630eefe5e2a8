{# A count that could point at persons: above nought and under the threshold. Nought itself is shown: it names nobody. #}
{% macro is_small_count(count, threshold) -%}
    (({{ count }}) > 0 and ({{ count }}) < {{ threshold }})
{%- endmacro %}

{#
    Whether a figure rests on so few that it is not shown: its numerator, the rest of its denominator, its denominator,
    or a count itself. `share` stands in for a numerator that was not delivered.
#}
{% macro rests_on_few(measure_type, value, numerator, denominator, share, threshold) -%}
    {%- set worked_out = "round(" ~ share ~ " * " ~ denominator ~ ", 0)" -%}
    {%- set others = denominator ~ " - coalesce(" ~ numerator ~ ", " ~ worked_out ~ ")" %}
    (
        coalesce({{ is_small_count(numerator, threshold) }}, false)
        or coalesce({{ measure_type }} = 'count' and {{ is_small_count(value, threshold) }}, false)
        or coalesce({{ denominator }} < {{ threshold }}, false)
        or coalesce(
            {{ measure_type }} = 'proportion'
            and (
                {{ is_small_count(worked_out, threshold) }}
                or {{ is_small_count(others, threshold) }}
            ),
            false
        )
    )
{%- endmacro %}

{# Too few answers for a survey's figure to say anything: not shown, but no secret. #}
{% macro rests_on_few_answers(period_type, denominator) -%}
    coalesce({{ period_type }} = 'survey_wave' and {{ denominator }} < {{ var("minimum_answers") }}, false)
{%- endmacro %}

{# Whether the rest of a whole, the whole less one of its parts, is itself a small count. #}
{% macro leaves_few(whole, part, threshold) -%}
    coalesce({{ is_small_count(whole ~ " - " ~ part, threshold) }}, false)
{%- endmacro %}

{# The columns that tell one family's figures from another's: one indicator in one period, from one survey. #}
{% macro slice_columns(alias=none) -%}
    {%- for column in ["indicator_id", "period_id", "period_type", "instrument"] -%}
        {{ alias ~ "." if alias }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro same_slice(left, right) -%}
    {%- for column in ["indicator_id", "period_id", "period_type", "instrument"] -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#
    Whether the hidden members of a family can be worked out too closely. A reader knows the whole less the parts shown
    (`left`, and `others_left` for those who are not counted) and that each of the `hidden` parts holds at least one, so no
    part is larger than what is left less one for each other. Where the whole is hidden too, `left` is what its hidden parts
    hold: so far can the whole fall, and with it what is hidden beside it.
#}
{% macro is_exposed(hidden, left, others_left, family) -%}
    case
        when {{ family }}.is_whole_hidden
            then {{ hidden }} + {{ family }}.unknown_parts < 1
                or (
                    {{ family }}.unknown_parts = 0
                    and (
                        {{ is_too_little(left, hidden, family ~ ".threshold", family ~ ".whole_persons") }}
                        or {{ is_too_little(others_left, hidden, family ~ ".threshold", family ~ ".whole_others") }}
                    )
                )
        when {{ hidden }} = 0 then false
        else {{ hidden }} + {{ family }}.unknown_parts < 2
            or ({{ left }} > 0 and {{ is_too_little(left, hidden, family ~ ".threshold") }})
            or ({{ others_left }} > 0 and {{ is_too_little(others_left, hidden, family ~ ".threshold") }})
    end
{%- endmacro %}

{# Less than nought means that the whole and its parts do not belong together. No more is asked for than there is. #}
{% macro is_too_little(left, hidden, threshold, most=none) -%}
    {%- set needed = hidden ~ " + " ~ threshold ~ " - 1" -%}
    coalesce({{ left }} < {{ "least(" ~ most ~ ", " ~ needed ~ ")" if most else needed }}, false)
{%- endmacro %}

{#
    The steps for one kind of whole: its families with a hidden member; the parts that could be hidden with it, the one that
    is enough and smallest first, else the largest; and those of them that are needed. `persons` is read as the table it is,
    for the few families concerned; `areas`, `hidden_cells` and `hidden_before_<kind>` must stand before these steps.
#}
{% macro complement_steps(kind, persons) %}
touched_{{ kind }} as (
    select hidden_cells.parent_area_id, {{ slice_columns("hidden_cells") }}
    from hidden_cells
    inner join areas on hidden_cells.parent_area_id = areas.area_id
    where areas.area_type = '{{ kind }}'
    union
    select area_id, {{ slice_columns() }} from hidden_before_{{ kind }}
),

shown_or_hidden_in_{{ kind }} as (
    select
        parts.area_id,
        {{ slice_columns("parts") }},
        touched.parent_area_id,
        parts.threshold,
        parts.persons,
        parts.others
    from touched_{{ kind }} as touched
    inner join areas on touched.parent_area_id = areas.parent_area_id
    inner join {{ persons }} as parts on areas.area_id = parts.area_id and {{ same_slice("touched", "parts") }}
    where parts.is_preferred and areas.area_type <> 'reference'
        {%- if kind == "kommune" %} and areas.area_type <> 'helhedsplan'{% endif %}
),

-- In two parts, not by one outer join: the engine would do that first, for all figures there are.
parts_of_{{ kind }} as (
    select parts.*, true as is_hidden
    from shown_or_hidden_in_{{ kind }} as parts
    inner join hidden_cells on parts.area_id = hidden_cells.area_id and {{ same_slice("parts", "hidden_cells") }}
    union all
    select parts.*, false as is_hidden
    from shown_or_hidden_in_{{ kind }} as parts
    left join hidden_cells on parts.area_id = hidden_cells.area_id and {{ same_slice("parts", "hidden_cells") }}
    where hidden_cells.area_id is null
),

wholes_{{ kind }} as (
    select persons.*
    from {{ persons }} as persons
    inner join areas on persons.area_id = areas.area_id
    where areas.area_type = '{{ kind }}' and persons.is_preferred
),

families_of_{{ kind }} as (
    select
        touched.parent_area_id,
        {{ slice_columns("touched") }},
        hidden_whole.area_id is not null as is_whole_hidden,
        max(whole.persons) as whole_persons,
        max(whole.others) as whole_others,
        max(parts.threshold) as threshold,
        sum(case when parts.is_hidden then 1 else 0 end) as hidden_parts,
        coalesce(sum(case when not parts.is_hidden then parts.persons end), 0) as shown_persons,
        coalesce(sum(case when not parts.is_hidden then parts.others end), 0) as shown_others,
        coalesce(sum(case when parts.is_hidden then parts.persons end), 0) as hidden_persons,
        coalesce(sum(case when parts.is_hidden then parts.others end), 0) as hidden_others,
        greatest(
            coalesce(max(registered.area_count), 0)
                - sum(case when parts.is_hidden or parts.persons is not null then 1 else 0 end),
            {{ 1 if kind == "kommune" else 0 }}
        ) as unknown_parts
    from touched_{{ kind }} as touched
    inner join parts_of_{{ kind }} as parts
        on touched.parent_area_id = parts.parent_area_id and {{ same_slice("touched", "parts") }}
    left join registered_parts as registered
        on touched.parent_area_id = registered.parent_area_id
        and touched.period_id = registered.period_id
        and touched.period_type = registered.period_type
    left join wholes_{{ kind }} as whole
        on touched.parent_area_id = whole.area_id and {{ same_slice("touched", "whole") }}
    left join hidden_before_{{ kind }} as hidden_whole
        on touched.parent_area_id = hidden_whole.area_id and {{ same_slice("touched", "hidden_whole") }}
    group by touched.parent_area_id, {{ slice_columns("touched") }}, hidden_whole.area_id is not null
),

-- What is left of the whole when the parts shown are taken away; without a figure for the whole nothing comes out.
left_of_{{ kind }} as (
    select
        *,
        case when is_whole_hidden then hidden_persons else whole_persons - shown_persons end as persons_left,
        case when is_whole_hidden then hidden_others else whole_others - shown_others end as others_left
    from families_of_{{ kind }}
    where is_whole_hidden or whole_persons is not null
),

candidates_of_{{ kind }} as (
    select
        parts.area_id,
        {{ slice_columns("parts") }},
        parts.persons,
        parts.others,
        family.parent_area_id,
        case
            when parts.persons > 0
                and not {{ is_exposed(
                    "(family.hidden_parts + 1)",
                    "(family.persons_left + parts.persons)",
                    "(family.others_left + parts.others)",
                    "family",
                ) }}
                then 0
            else 1
        end as is_not_enough
    from left_of_{{ kind }} as family
    inner join parts_of_{{ kind }} as parts
        on family.parent_area_id = parts.parent_area_id and {{ same_slice("family", "parts") }}
    where not parts.is_hidden
        and parts.persons is not null
        and {{ is_exposed("family.hidden_parts", "family.persons_left", "family.others_left", "family") }}
),

ranked_{{ kind }} as (
    select
        *,
        row_number() over (
            partition by parent_area_id, {{ slice_columns() }}
            order by
                is_not_enough,
                case when is_not_enough = 0 then persons end,
                case when is_not_enough = 1 then -least(persons, coalesce(others, persons)) end,
                area_id
        ) as place
    from candidates_of_{{ kind }}
),

summed_{{ kind }} as (
    select
        *,
        sum(persons) over (
            partition by parent_area_id, {{ slice_columns() }} order by place
            rows between unbounded preceding and current row
        ) - persons as persons_before,
        sum(others) over (
            partition by parent_area_id, {{ slice_columns() }} order by place
            rows between unbounded preceding and current row
        ) - others as others_before
    from ranked_{{ kind }}
),

complements_of_{{ kind }} as (
    select summed.area_id, {{ slice_columns("summed") }}
    from summed_{{ kind }} as summed
    inner join left_of_{{ kind }} as family
        on summed.parent_area_id = family.parent_area_id and {{ same_slice("summed", "family") }}
    where {{ is_exposed(
        "(family.hidden_parts + summed.place - 1)",
        "(family.persons_left + summed.persons_before)",
        "(family.others_left + summed.others_before)",
        "family",
    ) }}
)
{%- endmacro %}
