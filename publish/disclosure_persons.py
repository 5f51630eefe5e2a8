"""The persons behind a published figure, as an outsider works them out: its numerator, or its share of known people."""

from publish.disclosure_links import HALF_STEP

# Who are so and so old in an area are the same people whatever is asked about them: where one share is printed with
# them and another without, the outsider has them for both. The few that lack them are found first.
_KNOWN_PEOPLE = """
create or replace temp table outsider_lacking_people as
select distinct
    published.area_id, published.indicator_id, published.period_id, published.period_type, published.instrument,
    indicator.age_from, indicator.age_to
from {schema}.fct_indicator_value as published
inner join {schema}.dim_indicator as indicator using (indicator_id)
where published.value_status = 'observed' and published.denominator is null
    and indicator.measure_type = 'proportion' and published.period_type not in ('survey_wave', 'list_year')
    and (indicator.age_from is not null or indicator.age_to is not null);

create or replace temp table outsider_known_people as
select
    lacking.area_id, lacking.indicator_id, lacking.period_id, lacking.period_type, lacking.instrument,
    max(published.denominator) as known_people
from {schema}.fct_indicator_value as published
inner join {schema}.dim_indicator as indicator using (indicator_id)
inner join outsider_lacking_people as lacking
    on published.area_id = lacking.area_id and published.period_id = lacking.period_id
    and published.period_type = lacking.period_type and published.instrument = lacking.instrument
    and indicator.age_from is not distinct from lacking.age_from
    and indicator.age_to is not distinct from lacking.age_to
where published.denominator is not null and indicator.measure_type = 'proportion'
group by all
"""

_PERSONS = f"""
select
    {{extra}}
    'persons' as counted,
    published.area_id,
    published.indicator_id,
    published.period_id,
    published.period_type,
    published.instrument,
    published.value_status = 'suppressed' as is_hidden,
    indicator.measure_type,
    published.value,
    coalesce(published.denominator, known.known_people) as denominator,
    case
        when published.value_status <> 'observed' then null
        when indicator.measure_type = 'count' then coalesce(published.numerator, published.value)
        when indicator.measure_type = 'rate' then published.numerator
        when indicator.measure_type = 'mean' then published.denominator
        when indicator.measure_type = 'proportion' then coalesce(
            published.numerator,
            greatest(0, (value - {HALF_STEP}) / 100 * coalesce(published.denominator, known.known_people))
        )
    end as low,
    case
        when published.value_status <> 'observed' then null
        when indicator.measure_type = 'count' then coalesce(published.numerator, published.value)
        when indicator.measure_type = 'rate' then published.numerator
        when indicator.measure_type = 'mean' then published.denominator
        when indicator.measure_type = 'proportion' then coalesce(
            published.numerator,
            least(1, (value + {HALF_STEP}) / 100) * coalesce(published.denominator, known.known_people)
        )
    end as high
from {{figures}} as published
inner join {{schema}}.dim_indicator as indicator using (indicator_id)
left join outsider_known_people as known
    on published.area_id = known.area_id and published.indicator_id = known.indicator_id
    and published.period_id = known.period_id and published.period_type = known.period_type
    and published.instrument = known.instrument
where published.value_status in ('observed', 'suppressed')
    and indicator.measure_type in ('count', 'rate', 'proportion', 'mean')
    and {{chosen}}
"""


def known_people(schema: str) -> str:
    """SQL that makes `outsider_known_people`: for shares printed alone, the people that another share of the same ages
    is printed with."""
    return _KNOWN_PEOPLE.format(schema=schema)


def preferred(schema: str) -> str:
    """SQL of the preferred row of each figure: the others are hidden with it."""
    return _PERSONS.format(
        schema=schema, extra="", figures=f"{schema}.fct_indicator_value", chosen="published.is_preferred"
    )


def told_by(schema: str, figures: str, version_id: str, chosen: str) -> str:
    """SQL of the same figures as `figures` tells them, a table expression with the columns of fct_indicator_value;
    `version_id` is an expression that names the version."""
    return _PERSONS.format(schema=schema, extra=f"{version_id} as version_id,", figures=figures, chosen=chosen)
