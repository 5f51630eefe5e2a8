{#
    on-run-end: a correction that was written for another value than the delivered one has failed its test; say which and what
    to do, since the test itself can only count.
#}
{% macro tell_mistaken_corrections(results) %}
    {% if execute %}
        {% for result in results if result.node.name == "corrections_expect_the_delivered_value" and result.status == "fail" %}
            {% set mistaken = run_query(
                "select message_da from " ~ ref("fct_correction") ~ " where state = 'mismatch' order by correction_id"
            ) %}
            {% for row in mistaken.rows %}
                {% do log(row[0], info=true) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
