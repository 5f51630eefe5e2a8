"""Groups of one figure, by sex or age: where one is hidden, the whole and the others would tell it."""

import duckdb

from publish.disclosure_links import has_table


def shown_beside_hidden(connection: duckdb.DuckDBPyConnection, schema: str) -> list[tuple[str, str, str, str]]:
    """Table, area, indicator and period of each hidden figure of whose whole or other groups any is shown."""
    if not has_table(connection, "registry", "indicator_relations"):
        return []
    table = "fct_indicator_value"
    rows = connection.execute(
        f"""
        with groups as (
            select indicator_id, related_indicator_id as whole_id from registry.indicator_relations
            where relation = 'part_of'
        ),
        families as (
            select indicator_id, whole_id from groups
            union
            select whole_id, whole_id from groups
        )
        select distinct hidden.area_id, hidden.indicator_id, hidden.period_id
        from {schema}.{table} as hidden
        inner join families on hidden.indicator_id = families.indicator_id
        inner join families as kin on families.whole_id = kin.whole_id and families.indicator_id <> kin.indicator_id
        inner join {schema}.{table} as shown
            on kin.indicator_id = shown.indicator_id and hidden.area_id = shown.area_id
            and hidden.period_id = shown.period_id and hidden.period_type = shown.period_type
            and hidden.instrument = shown.instrument
        where hidden.suppression_reason = 'few_persons' and shown.value_status = 'observed'
        order by all
        """
    ).fetchall()
    return [(table, *row) for row in rows]
