"""Ties between figures that are no families of areas: one number under two names, and the means that lists print."""

import duckdb

# How far a printed number may lie from the true one: half of its last decimal.
HALF_STEP = """
    0.5 * power(10, -greatest(
        coalesce(indicator.decimals, 0),
        case
            when abs(value - round(value, 0)) < 1e-9 then 0
            when abs(value - round(value, 1)) < 1e-9 then 1
            when abs(value - round(value, 2)) < 1e-9 then 2
            when abs(value - round(value, 3)) < 1e-9 then 3
            else 9
        end
    ))
"""


def has_table(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> bool:
    """Whether a table stands there; the schema `temp` holds what is temporary."""
    found = connection.execute(
        "select 1 from information_schema.tables"
        " where $1 in (table_schema, case when table_catalog = 'temp' then 'temp' end) and table_name = $2",
        [schema, name],
    ).fetchone()
    return found is not None


def column_exists(connection: duckdb.DuckDBPyConnection, schema: str, table: str, column: str) -> bool:
    """Whether a table or view has the column; the schema `temp` holds what is temporary."""
    found = connection.execute(
        "select 1 from information_schema.columns"
        " where $1 in (table_schema, case when table_catalog = 'temp' then 'temp' end)"
        " and table_name = $2 and column_name = $3",
        [schema, table, column],
    ).fetchone()
    return found is not None


def add_same_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """A count that is the numerator of a share: the same number twice."""
    if not has_table(connection, "registry", "indicator_relations"):
        return
    connection.execute(
        """
        create or replace temp table outsider_pair as
        select
            row_number() over () + (select coalesce(max(sum_id), -1) from outsider_sum) as sum_id,
            hidden.number_id,
            other.number_id as other_number_id,
            shown.low,
            shown.high
        from outsider_number as hidden
        inner join (
            select indicator_id, related_indicator_id as other_indicator_id from registry.indicator_relations
            where relation = 'numerator_of'
            union all
            select related_indicator_id, indicator_id from registry.indicator_relations where relation = 'numerator_of'
        ) as relation using (indicator_id)
        left join outsider_number as other
            on relation.other_indicator_id = other.indicator_id and hidden.area_id = other.area_id
            and hidden.period_id = other.period_id and hidden.period_type = other.period_type
            and hidden.instrument = other.instrument and other.counted = 'persons'
        left join (select * from outsider_persons where not is_hidden and low is not null) as shown
            on relation.other_indicator_id = shown.indicator_id and hidden.area_id = shown.area_id
            and hidden.period_id = shown.period_id and hidden.period_type = shown.period_type
            and hidden.instrument = shown.instrument
        where hidden.counted = 'persons'
            and (shown.area_id is not null or hidden.number_id < other.number_id);

        insert into outsider_sum by name
        select sum_id, 'same figure' as family_id, coalesce(low, 0) as sum_low, coalesce(high, 0) as sum_high
        from outsider_pair;

        insert into outsider_tie by name
        select sum_id, number_id, 1.0 as coefficient, 'same figure' as family_id from outsider_pair
        union all
        select sum_id, other_number_id, -1.0, 'same figure' from outsider_pair where other_number_id is not null
        """
    )


def add_means_of_years(connection: duckdb.DuckDBPyConnection) -> None:
    """The state's lists print a mean of years: a mean and all but one of its years give the last."""
    if not has_table(connection, "registry", "statutory_rules"):
        return
    connection.execute(
        f"""
        create or replace temp table outsider_mean as
        with rules as (
            select distinct
                indicator_id, averaging_years, data_lag_years, valid_from_list_year,
                coalesce(valid_to_list_year, 9999) as valid_to_list_year
            from registry.statutory_rules
            where averaging_years > 1
        ),

        of_rules as (
            select * from outsider_number
            where counted = 'persons' and measure_type = 'proportion'
                and indicator_id in (select indicator_id from rules)
        ),

        -- How many people a supplier has hidden a share of, the outsider takes from the year nearest to it.
        nearest as (
            select
                of_rules.number_id,
                arg_min(
                    shown.denominator,
                    abs(cast(left(shown.period_id, 4) as integer) - cast(left(of_rules.period_id, 4) as integer))
                ) as people
            from of_rules
            inner join outsider_persons as shown
                on of_rules.area_id = shown.area_id and of_rules.indicator_id = shown.indicator_id
                and of_rules.instrument = shown.instrument
            where of_rules.people is null and shown.denominator > 0 and not shown.is_hidden
            group by of_rules.number_id
        ),

        hidden as (
            select of_rules.* replace (coalesce(of_rules.people, nearest.people) as people)
            from of_rules
            left join nearest using (number_id)
        ),

        lists as (
            select
                asked.area_id, asked.indicator_id, asked.instrument, asked.list_year,
                rules.averaging_years, asked.list_year - rules.data_lag_years - step.back as year
            from (
                select area_id, indicator_id, instrument, cast(left(period_id, 4) as integer) as list_year
                from hidden
                where period_type = 'list_year'
                union
                select hidden.area_id, hidden.indicator_id, hidden.instrument,
                    cast(left(hidden.period_id, 4) as integer) + rules.data_lag_years + step.back
                from hidden
                inner join rules using (indicator_id)
                cross join (select unnest(range(4)) as back) as step
                where hidden.period_type = 'year' and length(hidden.period_id) = 4 and step.back < rules.averaging_years
            ) as asked
            inner join rules
                on asked.indicator_id = rules.indicator_id
                and asked.list_year between rules.valid_from_list_year and rules.valid_to_list_year
            cross join (select unnest(range(4)) as back) as step
            where step.back < rules.averaging_years
        ),

        terms as (
            select distinct area_id, indicator_id, instrument, list_year, 'list_year' as period_type,
                cast(list_year as varchar) as period_id, cast(averaging_years as double) as weight
            from lists
            union all
            select area_id, indicator_id, instrument, list_year, 'year', cast(year as varchar), -1.0
            from lists
        )

        select
            terms.*,
            number.number_id,
            number.people,
            case when terms.period_type = 'year' and shown.denominator > 0 then shown.low / shown.denominator
                else (shown.value - {HALF_STEP.replace("value", "shown.value")}) / 100 end as share_low,
            case when terms.period_type = 'year' and shown.denominator > 0 then shown.high / shown.denominator
                else (shown.value + {HALF_STEP.replace("value", "shown.value")}) / 100 end as share_high
        from terms
        left join hidden as number using (area_id, indicator_id, instrument, period_type, period_id)
        left join (select * from outsider_persons where not is_hidden) as shown
            using (area_id, indicator_id, instrument, period_type, period_id)
        left join (select indicator_id, null::integer as decimals from rules limit 0) as indicator using (indicator_id);

        create or replace temp table outsider_mean_sum as
        select
            row_number() over () + (select coalesce(max(sum_id), -1) from outsider_sum) as sum_id,
            area_id, indicator_id, instrument, list_year,
            max(people) as scale,
            -sum(case when number_id is null then weight * case when weight > 0 then share_high else share_low end end)
                as sum_low,
            -sum(case when number_id is null then weight * case when weight > 0 then share_low else share_high end end)
                as sum_high
        from outsider_mean
        group by area_id, indicator_id, instrument, list_year
        having bool_and((number_id is not null and people is not null) or share_low is not null)
            and bool_or(number_id is not null);

        insert into outsider_sum by name
        select sum_id, 'mean of years' as family_id, coalesce(sum_low, 0) * scale as sum_low,
            coalesce(sum_high, 0) * scale as sum_high
        from outsider_mean_sum;

        insert into outsider_tie by name
        select sum_id, number_id, weight * scale / people as coefficient, 'mean of years' as family_id
        from outsider_mean
        inner join outsider_mean_sum using (area_id, indicator_id, instrument, list_year)
        where number_id is not null
        """
    )
