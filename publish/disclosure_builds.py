"""Earlier builds that are still kept and show what is now hidden: with them at hand nothing is hidden at all."""

import json
from pathlib import Path

import duckdb

from publish.disclosure_links import has_table


def betraying(connection: duckdb.DuckDBPyConnection, schema: str, marts_dir: Path) -> list[str]:
    """The names of the kept builds, oldest first, that show a figure which the tables in `schema` hide.

    It is the same figure when it came in the same load, or when the delivered one has the same value still.
    """
    return [
        manifest.parent.name
        for manifest in sorted(marts_dir.glob("*/build.json"))
        if _shows_hidden_figures(connection, schema, manifest) or _shows_hidden_counts(connection, schema, manifest)
    ]


def figures_of(marts_dir: Path) -> dict[str, str]:
    """The file of figures of each build still kept, by the build's name, quoted for SQL."""
    files = {
        manifest.parent.name: _file(manifest, "fct_indicator_value") for manifest in marts_dir.glob("*/build.json")
    }
    return {name: file for name, file in sorted(files.items()) if file is not None}


def _file(manifest: Path, table: str) -> str | None:
    named = {entry["name"]: entry["file"] for entry in json.loads(manifest.read_text(encoding="utf-8"))["tables"]}
    path = manifest.parents[1] / named[table] if table in named else None
    return str(path).replace("'", "''") if path is not None and path.exists() else None


def _shows_hidden_figures(connection: duckdb.DuckDBPyConnection, schema: str, manifest: Path) -> bool:
    file = _file(manifest, "fct_indicator_value")
    if file is None:
        return False
    same_value = (
        """
        or exists (
            from facts.fct_indicator_observed as fact
            where fact.area_id = hidden.area_id and fact.indicator_id = hidden.indicator_id
                and fact.period_id = hidden.period_id and fact.period_type = hidden.period_type
                and fact.instrument = hidden.instrument and fact.source_id = hidden.source_id
                and fact.value_status = 'observed'
                and fact.value is not distinct from earlier.value
                and fact.numerator is not distinct from earlier.numerator
        )
        """
        if has_table(connection, "facts", "fct_indicator_observed")
        else ""
    )
    return _any(
        connection,
        f"""
        select 1
        from {schema}.fct_indicator_value as hidden
        inner join read_parquet('{file}') as earlier
            using (area_id, indicator_id, period_id, period_type, source_id, instrument, source_reference)
        where hidden.value_status = 'suppressed' and earlier.value_status = 'observed'
            and (hidden.load_id = earlier.load_id {same_value})
        limit 1
        """,
    )


def _shows_hidden_counts(connection: duckdb.DuckDBPyConnection, schema: str, manifest: Path) -> bool:
    file = _file(manifest, "mart_activity_progress")
    if file is None or not has_table(connection, "facts", "fct_registration"):
        return False
    return _any(
        connection,
        f"""
        select 1
        from {schema}.mart_activity_progress as hidden
        inner join facts.fct_registration as fact using (helhedsplan_id, area_id, activity_id, measure_id, period_id)
        inner join read_parquet('{file}') as earlier
            using (helhedsplan_id, area_id, activity_id, measure_id, period_id)
        where hidden.is_suppressed and earlier.reported_count = fact.reported_count
        limit 1
        """,
    )


def _any(connection: duckdb.DuckDBPyConnection, sql: str) -> bool:
    return connection.execute(sql).fetchone() is not None
