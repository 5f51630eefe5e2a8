{# No two rows share these columns; NULL counts as a value of its own. #}
{% test unique_combination(model, columns) %}
    select {{ columns | join(", ") }}, count(*) as row_count
    from {{ model }}
    where {{ may_be_repeated(model, columns) }}
    group by {{ columns | join(", ") }}
    having count(*) > 1
{% endtest %}
