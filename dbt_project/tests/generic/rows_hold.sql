{#
    All that must hold for the rows of one table, in one test: a build has a cost for each test that is larger than that of
    most of the questions. A failing row says what is broken and, where the table has a key, in which row; `tell_broken_rows`
    says the same when a build ends.

    key:        columns that no two rows share; NULL counts as a value of its own
    key_held_by: a model with the same key that keeps every row of this one: it is asked there, and only names the rows here
    required:   columns that are never NULL
    accepted:   column -> the values it may have; NULL passes, missing is not wrong
    ranges:     column -> [lowest, highest], which belong to the range; none is open; NULL passes
    never:      conditions that no row meets
    references: [{column, to, field}], each value of the column is a value of that field; NULL passes
#}
{% test rows_hold(model, key=[], key_held_by=none, required=[], accepted={}, ranges={}, never=[], references=[]) %}
    {% set rules = [] %}
    {% for column in required %}
        {% do rules.append((column ~ " is null", column ~ " mangler")) %}
    {% endfor %}
    {% for column, values in accepted.items() %}
        {% do rules.append((column ~ " not in ('" ~ values | join("', '") ~ "')", column ~ " har en ukendt værdi")) %}
    {% endfor %}
    {% for column, ends in ranges.items() %}
        {% if ends[0] is not none %}
            {% do rules.append((column ~ " < " ~ ends[0], column ~ " er under " ~ ends[0])) %}
        {% endif %}
        {% if ends[1] is not none %}
            {% do rules.append((column ~ " > " ~ ends[1], column ~ " er over " ~ ends[1])) %}
        {% endif %}
    {% endfor %}
    {% for condition in never %}
        {% do rules.append((condition, "der må ikke gælde: " ~ condition)) %}
    {% endfor %}
    {# Read anew for each question: an engine that kept the rows at hand would have to write them all. #}
    {% set rows -%} (select * from {{ model }}) as checked {%- endset %}
    with broken as (
        {% if rules %}
        select
            {% for condition, told in rules %}
            case when {{ condition }} then '{{ told | replace("'", "''") }}; ' else '' end{{ " ||" if not loop.last }}
            {% endfor %}
            as broken_rule,
            {{ key_text(key) }} as broken_row
        from {{ rows }}
        where {% for condition, told in rules %}({{ condition }}){{ " or " if not loop.last }}{% endfor %}
        {% endif %}
        {% if key and not key_held_by %}
        {{ "union all" if rules }}
        select '{{ key | join(", ") }}: flere rækker har samme nøgle; ' as broken_rule, {{ key_text(key) }} as broken_row
        from {{ rows }}
        where {{ may_be_repeated(model, key) }}
        group by {{ key | join(", ") }}
        having count(*) > 1
        {% endif %}
        {% for reference in references %}
        {{ "union all" if rules or (key and not key_held_by) or not loop.first }}
        select
            '{{ reference.column }} findes ikke i {{ reference.to.identifier }}; ' as broken_rule,
            {{ key_text(key) }} as broken_row
        from {{ rows }}
        where
            checked.{{ reference.column }} is not null
            {# Not `not exists`: the engine would keep every column of every row at hand to answer it. #}
            and checked.{{ reference.column }} not in (
                select known.{{ reference.field }} from {{ reference.to }} as known where known.{{ reference.field }} is not null
            )
        {% endfor %}
    )

    select broken_rule, broken_row
    from broken
{% endtest %}
