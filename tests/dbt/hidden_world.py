"""Areas and figures of a test's choice, hidden by the project's own SQL: small enough to attack by trying all."""

import json
from pathlib import Path

import duckdb

from publish import disclosure, disclosure_remedy

THRESHOLD = 5
SHARE = "sigtede_15_29"
CONVICTED = "doemte_18_plus"
Cell = tuple[str, str]

TABLES = """
create schema facts; create schema marts; create schema registry; create schema staging; create schema intermediate;
create schema quality;
create table marts.dim_area (
    area_id varchar, area_type varchar, name_da varchar, parent_area_id varchar, municipality_area_id varchar,
    valid_from date, valid_to date
);
create table marts.dim_area_group (group_area_id varchar, member_area_id varchar, source varchar);
create table marts.dim_indicator (
    indicator_id varchar, name_da varchar, measure_type varchar, unit varchar, decimals integer, age_from integer,
    age_to integer
);
create table marts.dim_period (period_id varchar, period_type varchar, start_date date, end_date date);
create table registry.indicator_relations (indicator_id varchar, relation varchar, related_indicator_id varchar);
create table registry.suppression_rules (source_id varchar, area_type varchar, threshold integer);
insert into registry.suppression_rules values ('lbf', null, 5), ('other', null, 5);
create table registry.statutory_rules (
    indicator_id varchar, averaging_years integer, data_lag_years integer, valid_from_list_year integer,
    valid_to_list_year integer, criterion_id varchar
);
insert into registry.statutory_rules values ('doemte_18_plus', 2, 1, 2018, null, 'doemte');
create table marts.mart_revision (
    area_id varchar, indicator_id varchar, period_id varchar, instrument varchar, old_value double, new_value double,
    known_to timestamp
);
create table facts.fct_delivered_change as from marts.mart_revision;
create table intermediate.int_suppression_thresholds (source_id varchar, area_type varchar, threshold integer);
create table staging.stg_quality__suppression_extra (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar
);
create table quality.suppression_extra as from staging.stg_quality__suppression_extra;
create table facts.fct_indicator_observed (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
    source_id varchar, source_reference varchar, value double, share double, numerator double, denominator double,
    value_status varchar, is_preferred boolean, load_id varchar, unreliability varchar
);
create table marts.mart_area_vs_baseline (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
    source_id varchar, value double, numerator double, denominator double, value_status varchar,
    baseline_area_id varchar, baseline_period_id varchar, start_period_id varchar, baseline_kind varchar, gap double,
    change double, change_gap double
);
create table marts.mart_activity_progress (
    helhedsplan_id varchar, area_id varchar, activity_id varchar, measure_id varchar, period_id varchar,
    reported_count bigint
);
"""


class World:
    """Areas and figures of our choice, hidden by the project's own SQL."""

    def __init__(self, sql: dict[str, str]) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("attach ':memory:' as warehouse; use warehouse")
        self.connection.execute(TABLES)
        self.sql = sql

    def areas(self, *rows: tuple[str, str, str | None]) -> None:
        self.connection.executemany(
            "insert into marts.dim_area values ($1, $2, $1, $3, 'kommune', null, null)", [list(row) for row in rows]
        )

    def group(self, whole: str, members: list[str]) -> None:
        self.connection.executemany(
            "insert into marts.dim_area_group values ($1, $2, '')", [[whole, member] for member in members]
        )

    def share(
        self,
        area: str,
        period: str,
        numerator: float | None,
        denominator: float | None,
        value: float | None = None,
        *,
        indicator: str = SHARE,
        kind: str = "year",
        second_source: bool = False,
        unreliability: str | None = None,
    ) -> None:
        """A share, printed in percent or worked out; with neither the supplier has hidden it."""
        if value is None and numerator is not None and denominator is not None:
            value = 100 * numerator / denominator
        share = numerator / denominator if numerator is not None and denominator else value and value / 100
        self.connection.execute(
            "insert into facts.fct_indicator_observed values"
            " ($1, $2, $3, $4, '', $5, '', $6, $7, $8, $9, $10, $11, 'load', $12)",
            [
                area, indicator, period, kind, "other" if second_source else "lbf", value, share, numerator,
                denominator, "suppressed" if value is None else "observed", not second_source, unreliability,
            ],
        )  # fmt: skip

    def publish(self) -> None:
        self.connection.execute(
            f"""
            insert into marts.dim_indicator
            select indicator_id, indicator_id, 'proportion', '%', 1,
                case indicator_id when '{SHARE}' then 15 when '{CONVICTED}' then 18 else 15 end,
                case indicator_id when '{CONVICTED}' then null else 29 end
            from (select distinct indicator_id from facts.fct_indicator_observed);
            insert into marts.dim_period
            select distinct period_id, period_type, cast(period_id || '-01-01' as date),
                cast(period_id || '-12-31' as date)
            from facts.fct_indicator_observed;
            insert into intermediate.int_suppression_thresholds
            select distinct source_id, area_type, {THRESHOLD}
            from marts.dim_area, (values ('lbf'), ('other')) as sources(source_id);
            """
        )
        self.hide()

    def hide(self) -> None:
        self.connection.execute(
            f"""
            create or replace table intermediate.int_indicator_shares_printed_alone as
            {self.sql["int_indicator_shares_printed_alone"]};
            create or replace table intermediate.int_indicator_persons as {self.sql["int_indicator_persons"]};
            create or replace table intermediate.int_indicator_suppressions_first as
            {self.sql["int_indicator_suppressions_first"]};
            create or replace table intermediate.int_indicator_suppressions as {self.sql["int_indicator_suppressions"]};
            create or replace table marts.fct_indicator_value as
            select observed.area_id, observed.indicator_id, observed.period_id, observed.period_type,
                observed.instrument, source_id, source_reference,
                case when shown then value end as value, case when shown then numerator end as numerator,
                case when shown then denominator end as denominator,
                case when shown then 'observed' else 'suppressed' end as value_status, is_preferred, load_id,
                case when is_uncertain then 'few_answers' when not shown then 'few_persons' end as suppression_reason
            from (
                select observed.*, hidden.is_uncertain,
                    value_status = 'observed' and hidden.area_id is null as shown
                from facts.fct_indicator_observed as observed
                left join (
                    select area_id, indicator_id, period_id, period_type, instrument,
                        bool_and(reason = 'unreliable') as is_uncertain
                    from intermediate.int_indicator_suppressions
                    group by all
                ) as hidden using (area_id, indicator_id, period_id, period_type, instrument)
            ) as observed
            """
        )

    def remedy(self) -> int:
        """Hide what the remedy asks for; returns how many figures that is."""
        disclosure_remedy.find_extras(self.connection)
        self.connection.execute("insert into staging.stg_quality__suppression_extra by name from outsider_extra")
        self.hide()
        return int(self.connection.execute("select count(*) from outsider_extra").fetchall()[0][0])

    def hidden(self) -> dict[Cell, tuple[float, float]]:
        rows = self.connection.execute(
            "select area_id, period_id, numerator, denominator from facts.fct_indicator_observed as fact"
            " where exists (from marts.fct_indicator_value as shown where shown.area_id = fact.area_id"
            " and shown.period_id = fact.period_id and shown.value_status = 'suppressed')"
        ).fetchall()
        return {(area, period): (numerator, denominator) for area, period, numerator, denominator in rows}

    def shown(self) -> dict[Cell, float]:
        rows = self.connection.execute(
            "select area_id, period_id, numerator from marts.fct_indicator_value where value_status = 'observed'"
        ).fetchall()
        return {(area, period): numerator for area, period, numerator in rows}

    def revise(self, area: str, period: str, old_value: float) -> None:
        """A figure was delivered before as another share."""
        for table in ("marts.mart_revision", "facts.fct_delivered_change"):
            self.connection.execute(
                f"insert into {table} values ($1, $2, $3, '', $4, null, '2024-01-01')", [area, SHARE, period, old_value]
            )

    def keep(self, marts_dir: Path, build: str) -> None:
        """Keep the figures as they are shown now as an earlier build."""
        (marts_dir / build).mkdir(parents=True)
        file = f"{build}/fct_indicator_value.parquet"
        self.connection.execute(f"copy marts.fct_indicator_value to '{marts_dir / file}' (format parquet)")
        (marts_dir / build / "build.json").write_text(
            json.dumps({"build_id": build, "tables": [{"name": "fct_indicator_value", "file": file}]}), encoding="utf-8"
        )

    def audit(self, marts_dir: Path | None = None) -> disclosure.Audit:
        return disclosure.audit(self.connection, marts_dir=marts_dir)
