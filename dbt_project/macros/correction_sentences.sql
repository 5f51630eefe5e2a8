{# What is to be done about a correction; NULL while it is used, or not in force. Decimals as in the registry. #}
{% macro correction_message() -%}
    case state
        when 'mismatch'
            then 'Rettelsen »' || correction_id || '« er skrevet til værdien ' || {{ danish_number("expect_value", 2) }}
                || ', men der er nu leveret ' || coalesce({{ danish_number("delivered_value", 2) }}, 'et tomt felt')
                || '. Ret eller fjern den i registret corrections.'
        when 'can_go'
            then 'Rettelsen »' || correction_id || '« kan fjernes: leverandøren har selv rettet tallet.'
        when 'not_delivered'
            then 'Rettelsen »' || correction_id || '« gælder et tal, der ikke er leveret, og ændrer intet.'
    end
{%- endmacro %}
