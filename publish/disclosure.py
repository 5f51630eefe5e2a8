"""Proof that hidden cells stay hidden: looks at the tables about to be published as a curious reader would.

Suppression itself is done in the models. This audit does not trust it: it knows only the thresholds, and searches the
finished tables for small counts, for hidden rows with figures left in them, and for hidden counts that come out as a
parent's total less the parts shown.
"""

import duckdb

from danish import publish as text

_COUNT_PAIRS = (("fct_indicator_value", "source_id"), ("mart_area_vs_baseline", "source_id"))
_HIDDEN_COLUMNS = {
    "fct_indicator_value": ("value", "numerator", "denominator", "ci_low", "ci_high", "n_effective"),
    "mart_area_vs_baseline": (
        "value",
        "numerator",
        "denominator",
        "ci_low",
        "ci_high",
        "n_effective",
        "gap",
        "change",
    ),
}
_ACTIVITY_COUNTS = (
    "reported_count",
    "count_in_period",
    "count_year_to_date",
    "count_to_date",
    "count_low",
    "count_high",
)


def audit(connection: duckdb.DuckDBPyConnection, schema: str = "marts") -> list[str]:
    """Danish sentences, one per breach; empty when nothing can be seen or worked out."""
    return [
        *_small_shares(connection, schema),
        *_small_activity_counts(connection, schema),
        *_hidden_rows_with_figures(connection, schema),
        *_derivable_by_subtraction(connection, schema),
    ]


def _small_shares(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    breaches = []
    for table, source in _COUNT_PAIRS:
        for column, count in (
            ("numerator", "published.numerator"),
            ("denominator", "published.denominator"),
            ("denominator − numerator", "published.denominator - published.numerator"),
        ):
            rows = connection.execute(
                f"""
                select count(*), max(rule.threshold)
                from {schema}.{table} as published
                inner join {schema}.dim_area as area using (area_id)
                inner join {schema}.dim_indicator as indicator using (indicator_id)
                inner join registry.suppression_rules as rule
                    on published.{source} = rule.source_id
                    and coalesce(rule.area_type, '') in ('', area.area_type)
                where indicator.measure_type = 'proportion' and {count} > 0 and {count} < rule.threshold
                """
            ).fetchall()
            if rows[0][0]:
                breaches.append(text.small_count(table, column, rows[0][0], rows[0][1]))
    return breaches


def _small_activity_counts(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """Counts of a whole plan count deliveries and stand in its own reports; counts of one area are people."""
    breaches = []
    for column in _ACTIVITY_COUNTS:
        rows = connection.execute(
            f"""
            select count(*), max(rule.threshold)
            from {schema}.mart_activity_progress as progress
            inner join registry.suppression_rules as rule
                on rule.source_id = 'registrations' and coalesce(rule.area_type, '') = ''
            where progress.area_id <> progress.helhedsplan_id
                and progress.{column} > 0 and progress.{column} < rule.threshold
            """
        ).fetchall()
        if rows[0][0]:
            breaches.append(text.small_count("mart_activity_progress", column, rows[0][0], rows[0][1]))
    return breaches


def _hidden_rows_with_figures(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    breaches = []
    for table, columns in _HIDDEN_COLUMNS.items():
        for column in columns:
            rows = connection.execute(
                f"select count(*) from {schema}.{table} where value_status <> 'observed' and {column} is not null"
            ).fetchall()
            if rows[0][0]:
                breaches.append(text.suppressed_but_shown(table, column, rows[0][0]))
    return breaches


def _derivable_by_subtraction(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """A single hidden part of a shown whole, where all other registered parts are shown with counts.

    The areas registered under a municipality, a region or the country never cover it, so nothing comes out there.
    """
    rows = connection.execute(
        f"""
        with cells as (
            select published.*, area.parent_area_id
            from {schema}.fct_indicator_value as published
            inner join {schema}.dim_area as area using (area_id)
            where published.is_preferred
        ),

        families as (
            select
                parent.area_id as parent_area_id,
                child.indicator_id,
                child.period_id,
                count(*) filter (where child.value_status = 'suppressed') as hidden,
                count(*) filter (where child.value_status = 'observed' and child.numerator is not null) as shown,
                max(case when child.value_status = 'suppressed' then child.area_id end) as hidden_area_id
            from cells as child
            inner join cells as parent
                on child.parent_area_id = parent.area_id
                and child.indicator_id = parent.indicator_id
                and child.period_id = parent.period_id
                and child.instrument = parent.instrument
            where parent.numerator is not null
            group by 1, 2, 3
        ),

        parts as (
            select parent_area_id, count(*) as areas
            from {schema}.dim_area
            where parent_area_id is not null
                and parent_area_id not in (
                    select area_id from {schema}.dim_area where area_type in ('kommune', 'region', 'land')
                )
            group by 1
        )

        select families.indicator_id, families.period_id, families.parent_area_id, families.hidden_area_id
        from families
        inner join parts using (parent_area_id)
        where families.hidden = 1 and families.shown = parts.areas - 1
        order by 1, 2, 3
        """
    ).fetchall()
    return [text.derivable(*row) for row in rows]
