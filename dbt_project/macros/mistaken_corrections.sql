{#
    on-run-end: a correction that was written for another value than the delivered one has failed its test; say which and what
    to do, since the test itself can only count.
#}
{% macro tell_mistaken_corrections(results) %}
    {% if execute %}
        {% for result in results if result.node.name == "corrections_expect_the_delivered_value" and result.status == "fail" %}
            {# A hook may not use ref() inside a condition. #}
            {% set node = graph.nodes["model.boligbarometer.fct_correction"] %}
            {% set corrections = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) %}
            {% set mistaken = run_query(
                "select message_da from " ~ corrections ~ " where state = 'mismatch' order by correction_id"
            ) %}
            {% for row in mistaken.rows %}
                {% do log(row[0], info=true) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
