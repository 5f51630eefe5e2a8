"""What an outsider can put together: hidden numbers of the published tables and the sums that tie them to shown ones.

Numbers are persons: the numerator of a share, a count, the people behind a mean; and, where so few people live in an
area that it is hidden for that, the people themselves. The outsider is taken to know how many people a hidden share is
a share of, since other tables print it. Nearly all figures are in no family with a hidden one and are never looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from publish import disclosure_links, disclosure_persons, disclosure_versions
from publish.disclosure_bounds import Sums
from publish.disclosure_links import column_exists, has_table
from publish.disclosure_versions import Version

if TYPE_CHECKING:
    import pandas as pd

_NO_BUILDS: Mapping[str, str] = MappingProxyType({})
_SLICE = "indicator_id, period_id, period_type, instrument"


@dataclass(frozen=True)
class Hidden:
    """The hidden numbers, one row each in the order of `sums`, and the sums that tie them. `versions` are the sums as
    they stand instead where a reader believes another source, an earlier delivery or an earlier build."""

    cells: "pd.DataFrame"
    sums: Sums
    versions: list[Version]


def collect(
    connection: duckdb.DuckDBPyConnection, schema: str = "marts", builds: Mapping[str, str] = _NO_BUILDS
) -> Hidden:
    """The hidden numbers of the tables in `schema`; `builds` are the files of figures of the builds still kept, by
    name. Leaves temporary tables `outsider_*` behind."""
    _observed_people(connection, schema)
    connection.execute(_PARTS.format(schema=schema))
    connection.execute(disclosure_persons.known_people(schema))
    connection.execute(f"create or replace temp view outsider_persons as {disclosure_persons.preferred(schema)}")
    connection.execute(_PEOPLE.format(schema=schema))
    figures = _number_the_hidden(connection)
    connection.execute(_CELLS.format(schema=schema, figures=figures, slice=_SLICE))
    connection.execute(_SUMS.format(schema=schema, of="outsider", slice=_SLICE))
    if disclosure_versions.add(connection, schema, builds):
        connection.execute(_SUMS.format(schema=schema, of="outsider_version", slice=_SLICE))
    disclosure_links.add_same_figures(connection)
    disclosure_links.add_means_of_years(connection)
    return _read(connection)


# Families of areas: parts that make up a whole; parts that lie in one without covering it; an area in a wider one.
# A group may name both an area and one that lies in it; the inner one is left out.
_PARTS = """
create or replace temp table outsider_part as
with areas as (
    select * from {schema}.dim_area
),

parts as (
    select part.*, whole.area_type as whole_type
    from areas as part
    inner join areas as whole on part.parent_area_id = whole.area_id
),

groups as (
    select member.group_area_id, member.member_area_id
    from {schema}.dim_area_group as member
    inner join areas on member.member_area_id = areas.area_id
    left join areas as parent on areas.parent_area_id = parent.area_id
    left join {schema}.dim_area_group as wider
        on member.group_area_id = wider.group_area_id
        and wider.member_area_id in (areas.parent_area_id, parent.parent_area_id)
    where wider.group_area_id is null
),

named as (
    select 'parts of ' || parent_area_id as family_id, parent_area_id as whole_id, area_id as part_id,
        whole_type <> 'kommune' as covers
    from parts
    where area_type <> 'reference' and not (whole_type = 'kommune' and area_type = 'helhedsplan')
    union all
    select area_id || ' in ' || parent_area_id, parent_area_id, area_id, false
    from parts
    where area_type in ('reference', 'helhedsplan') and whole_type in ('kommune', 'helhedsplan')
        and area_id not like 'ref-%'
    union all
    select 'group ' || group_area_id, group_area_id, member_area_id, true
    from groups
)

select
    named.*,
    coalesce(areas.valid_from, date '0001-01-01') as valid_from,
    coalesce(areas.valid_to, date '9999-12-31') as valid_to
from named
inner join areas on named.part_id = areas.area_id
"""

# People of one age are the same people whatever they are asked about; an indicator without an age stands for itself.
_PEOPLE = """
create or replace temp view outsider_people as
select
    'people' as counted,
    published.area_id,
    case
        when published.period_type <> 'survey_wave' and (indicator.age_from is not null or indicator.age_to is not null)
            then concat_ws('-', 'age', indicator.age_from, indicator.age_to)
        else indicator_id
    end as indicator_id,
    published.period_id,
    published.period_type,
    published.instrument,
    max(published.denominator) is null as is_hidden,
    'people' as measure_type,
    max(published.denominator) as value,
    max(published.denominator) as denominator,
    max(published.denominator) as low,
    max(published.denominator) as high
from {schema}.fct_indicator_value as published
inner join {schema}.dim_indicator as indicator using (indicator_id)
where indicator.measure_type = 'proportion' and published.value_status in ('observed', 'suppressed')
group by all
having max(published.denominator) is not null or bool_or(published.value_status = 'suppressed')
"""

_HIDDEN_PERSONS = """
create or replace temp table outsider_number as
select persons.*, observed.people, observed.threshold, observed.is_whole, observed.is_few_people, observed.is_protected
from outsider_persons as persons
inner join outsider_observed as observed using (area_id, indicator_id, period_id, period_type, instrument)
where persons.is_hidden
"""

_HIDDEN_PEOPLE = """
insert into outsider_number by name
select people.*, few_people.threshold, true as is_whole, true as is_few_people, true as is_protected
from outsider_people as people
inner join (
    select distinct area_id, period_id, period_type, instrument, threshold from outsider_number where is_few_people
) as few_people using (area_id, period_id, period_type, instrument)
where people.is_hidden
"""

_NUMBERED = """
create or replace temp table outsider_number as
select
    row_number() over (order by counted, area_id, indicator_id, period_id, period_type, instrument) - 1 as number_id,
    *
from outsider_number
"""


def _number_the_hidden(connection: duckdb.DuckDBPyConnection) -> str:
    """Give each hidden number its place. Returns where the figures of its kind stand: those of people, which are costly
    to put together, only where the people behind some hidden figure are few."""
    connection.execute(_HIDDEN_PERSONS)
    has_few_people = connection.execute("select exists (from outsider_number where is_few_people)").fetchall()[0][0]
    if has_few_people:
        connection.execute(_HIDDEN_PEOPLE)
    connection.execute(_NUMBERED)
    return "from outsider_persons" + (" union all from outsider_people" if has_few_people else "")


# Families with a hidden member, and the figures of all their members.
_CELLS = """
create or replace temp table outsider_touched as
select part.family_id, part.whole_id, part.covers, '' as version_id, counted, {slice}
from outsider_number as number
inner join outsider_part as part on number.area_id = part.part_id
union
select part.family_id, part.whole_id, part.covers, '', counted, {slice}
from outsider_number as number
inner join outsider_part as part on number.area_id = part.whole_id;

create or replace temp table outsider_cell as
select '' as version_id, cell.*, number.number_id, number.people
from ({figures}) as cell
inner join (
    select distinct part.part_id as area_id, counted, {slice}
    from outsider_touched inner join outsider_part as part using (family_id)
    union
    select whole_id, counted, {slice} from outsider_touched
) as wanted using (area_id, counted, {slice})
left join outsider_number as number using (area_id, counted, {slice})
"""

# One sum per family with a hidden member: what is left for the hidden parts, the shown ones taken from the whole.
_SUMS = """
create or replace temp table {of}_member as
select touched.*, part.part_id, cell.number_id, cell.people, cell.low, cell.high, cell.denominator,
    cell.number_id is null and cell.low is null
        and (
            cell.area_id is not null
            or period.period_id is null
            or (part.valid_from <= period.end_date and part.valid_to >= period.start_date)
        ) as is_unknown
from {of}_touched as touched
inner join outsider_part as part using (family_id)
left join {of}_cell as cell
    on part.part_id = cell.area_id and touched.version_id = cell.version_id and touched.counted = cell.counted
    and touched.indicator_id = cell.indicator_id and touched.period_id = cell.period_id
    and touched.period_type = cell.period_type and touched.instrument = cell.instrument
left join {schema}.dim_period as period
    on touched.period_id = period.period_id and touched.period_type = period.period_type;

create or replace temp table {of}_sum as
with families as (
    select
        family_id, whole_id, version_id, counted, {slice},
        bool_and(covers) and not bool_or(is_unknown) as is_whole_made_up,
        coalesce(sum(low), 0) as shown_low,
        coalesce(sum(high), 0) as shown_high,
        coalesce(sum(denominator - high), 0) as others_low,
        case when bool_and(number_id is null or people is not null)
            then coalesce(sum(case when number_id is not null then people end), 0) end as hidden_people,
        bool_or(number_id is null and not is_unknown and denominator is null) as lacks_people
    from {of}_member
    group by family_id, whole_id, version_id, counted, {slice}
),

with_whole as (
    select
        families.*,
        whole.number_id as whole_number_id,
        whole.low as whole_low,
        whole.high as whole_high,
        whole.denominator - whole.low as whole_others_high
    from families
    inner join {of}_cell as whole
        on families.whole_id = whole.area_id and families.version_id = whole.version_id
        and families.counted = whole.counted and families.indicator_id = whole.indicator_id
        and families.period_id = whole.period_id and families.period_type = whole.period_type
        and families.instrument = whole.instrument
    where whole.number_id is not null or whole.low is not null
)

select
    row_number() over (order by family_id, version_id, counted, {slice}) - 1 as sum_id,
    *,
    case
        when is_whole_made_up then coalesce(whole_low, 0) - shown_high
        when whole_number_id is not null then '-infinity'::double
        when lacks_people then 0
        else greatest(0, coalesce(hidden_people - (whole_others_high - others_low), 0))
    end as sum_low,
    case
        when is_whole_made_up or whole_number_id is null then coalesce(whole_high, 0) - shown_low
        else -shown_low
    end as sum_high
from with_whole;

create or replace temp table {of}_tie as
select sum_id, number_id, coefficient, {of}_sum.family_id
from {of}_sum
inner join (
    select family_id, version_id, counted, {slice}, number_id, 1.0::double as coefficient
    from {of}_member
    where number_id is not null
) as member using (family_id, version_id, counted, {slice})
where whole_number_id is not null or sum_high >= 0
union all
select sum_id, whole_number_id, -1.0, family_id
from {of}_sum
where whole_number_id is not null
"""


def _observed_people(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """What is hidden, with its threshold, whether it is a whole number, and how many people it is a share of, where
    that is not itself a small number."""
    facts = has_table(connection, "facts", "fct_indicator_observed")
    connection.execute(
        f"""
        create or replace temp table outsider_observed as
        with hidden as (
            select area_id, indicator_id, period_id, period_type, instrument, source_id,
                {_is_protected(connection, schema)} as is_protected
            from {schema}.fct_indicator_value
            where is_preferred and value_status = 'suppressed'
        ),

        fractions as (
            select distinct indicator_id from {schema}.fct_indicator_value
            where abs(numerator - round(numerator, 0)) > 1e-9
        ),

        thresholds as (
            select area.area_id, rule.source_id, max_by(rule.threshold, rule.area_type <> '') as threshold
            from {schema}.dim_area as area
            inner join (select source_id, coalesce(area_type, '') as area_type, threshold
                from registry.suppression_rules) as rule
                on rule.area_type in ('', area.area_type)
            group by area.area_id, rule.source_id
        )

        select
            hidden.area_id, hidden.indicator_id, hidden.period_id, hidden.period_type, hidden.instrument,
            hidden.is_protected,
            coalesce(thresholds.threshold, 5) as threshold,
            -- A mean of years is no number of persons.
            fractions.indicator_id is null and hidden.period_type <> 'list_year' as is_whole,
            {"fact.denominator" if facts else "null::double"} as delivered_people,
            indicator.measure_type = 'proportion'
                and coalesce(delivered_people < coalesce(thresholds.threshold, 5), {"false" if facts else "true"})
                as is_few_people,
            case when indicator.measure_type = 'proportion' and delivered_people >= coalesce(thresholds.threshold, 5)
                then delivered_people end as people
        from hidden
        inner join {schema}.dim_indicator as indicator on hidden.indicator_id = indicator.indicator_id
        left join thresholds
            on hidden.area_id = thresholds.area_id and hidden.source_id = thresholds.source_id
        left join fractions on hidden.indicator_id = fractions.indicator_id
        {_FACT_OF_HIDDEN if facts else ""}
        """
    )


def _is_protected(connection: duckdb.DuckDBPyConnection, schema: str) -> str:
    """What is hidden as too uncertain names nobody, and may be worked out."""
    says_why = column_exists(connection, schema, "fct_indicator_value", "suppression_reason")
    return "coalesce(suppression_reason not in ('few_answers', 'wide_interval'), true)" if says_why else "true"


_FACT_OF_HIDDEN = """
left join (
    select area_id, indicator_id, period_id, period_type, instrument, denominator
    from facts.fct_indicator_observed where is_preferred
) as fact
    on hidden.area_id = fact.area_id and hidden.indicator_id = fact.indicator_id and hidden.period_id = fact.period_id
    and hidden.period_type = fact.period_type and hidden.instrument = fact.instrument
"""


def _read(connection: duckdb.DuckDBPyConnection) -> Hidden:
    cells = connection.execute("select * from outsider_number order by number_id").df()
    found_sums = connection.execute("select sum_id, sum_low, sum_high from outsider_sum order by sum_id").fetchnumpy()
    ties = connection.execute("select sum_id, number_id, coefficient from outsider_tie order by all").fetchnumpy()
    people = cells["people"].to_numpy(dtype=float)
    return Hidden(
        cells=cells,
        sums=Sums(
            low=np.zeros(len(cells)),
            high=np.where(np.isnan(people), np.inf, people),
            is_whole=cells["is_whole"].to_numpy(dtype=bool),
            sum_low=np.asarray(found_sums["sum_low"], dtype=float),
            sum_high=np.asarray(found_sums["sum_high"], dtype=float),
            entry_sum=np.asarray(ties["sum_id"], dtype=np.int64),
            entry_number=np.asarray(ties["number_id"], dtype=np.int64),
            entry_coefficient=np.asarray(ties["coefficient"], dtype=float),
        ),
        versions=disclosure_versions.read(connection),
    )
