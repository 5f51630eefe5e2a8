"""A warehouse of exactly the columns that the checks read, filled by hand: each case in a place of its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

PLAN = "hp-en-faelles-indsats"
JOBCENTER = "Slagelse Kommunes jobcenter (CAI)"
Row = dict[str, Any]

TABLES = {
    "facts.fct_indicator_observed": """area_id varchar, indicator_id varchar, period_id varchar, period_type varchar,
        source_id varchar, instrument varchar, source_reference varchar, value double, numerator double,
        denominator double, qualifier varchar, ci_low double, ci_high double, n_effective double, value_status varchar,
        is_preferred boolean, is_corrected boolean, is_synthetic boolean, printed_label varchar, note varchar,
        load_id varchar, file_name varchar, line integer, is_weighted boolean, is_computed boolean""",
    "facts.fct_area_total": """area_id varchar, indicator_id varchar, period_id varchar, period_type varchar,
        source_id varchar, parts_expected integer, state varchar, value double, numerator double, denominator double,
        qualifier varchar, delivered_source_id varchar, delivered_status varchar, delivered_value double,
        delivered_numerator double, delivered_denominator double, delivered_qualifier varchar""",
    "facts.fct_published_previous": """kind varchar, published_at timestamp, area_id varchar, indicator_id varchar,
        period_id varchar, period_type varchar, source_id varchar, instrument varchar, value double,
        is_corrected boolean, is_computed boolean""",
    "facts.fct_registration": """registration_id varchar, source_id varchar, helhedsplan_id varchar, area_id varchar,
        activity_id varchar, measure_id varchar, period_id varchar, period_type varchar, period_start_date date,
        period_end_date date, counting_mode varchar, reported_count bigint, reported_count_max bigint,
        qualifier varchar, has_repeats varchar, is_doubted boolean, is_duplicate boolean, is_additive boolean,
        reported_by varchar, reported_date date, comment varchar, source_reference varchar, file_name varchar,
        line integer, load_id varchar, is_synthetic boolean""",
    "facts.fct_registration_reading": """registration_id varchar, reading varchar, is_declared boolean,
        count_in_period bigint, count_year_to_date bigint, count_to_date bigint, previous_registration_id varchar,
        previous_period_id varchar, previous_count bigint, is_consistent boolean, reason_code varchar""",
    "registry.corrections": "correction_id varchar",
    "facts.fct_correction": """correction_id varchar, source_id varchar, instrument varchar, area_id varchar,
        indicator_id varchar, helhedsplan_id varchar, activity_id varchar, measure_id varchar, period_id varchar,
        state varchar, message_da varchar, owner varchar""",
    "marts.dim_area": """area_id varchar, area_type varchar, name_da varchar, municipality_code varchar,
        parent_area_id varchar, is_synthetic boolean""",
    "marts.dim_indicator": """indicator_id varchar, name_da varchar, measure_type varchar, unit varchar,
        source_id varchar, period_type varchar, decimals integer, min_value double, max_value double,
        age_from integer, age_to integer, owner varchar, benchmark_kind varchar""",
    "marts.dim_period": "period_id varchar, period_type varchar, start_date date, end_date date, name_da varchar",
    "marts.dim_source": """source_id varchar, name_da varchar, form varchar, owner varchar, cadence varchar,
        lag_months integer, licence varchar""",
    "marts.dim_activity": "activity_id varchar, name_da varchar, helhedsplan_id varchar, theme_da varchar",
    "marts.dim_measure": "measure_id varchar, name_da varchar, unit varchar, is_additive boolean",
    "marts.dim_target": """target_id varchar, helhedsplan_id varchar, activity_id varchar, measure_id varchar,
        indicator_id varchar, comparator varchar, target_value double, target_basis varchar, valid_from date,
        valid_to date, adopted_on date, superseded_on date, source varchar, assumption_id varchar""",
    "intermediate.int_suppression_thresholds": "source_id varchar, area_type varchar, threshold integer",
    "intermediate.int_indicator_suppressions": """area_id varchar, indicator_id varchar, period_id varchar,
        period_type varchar, instrument varchar, reason varchar""",
    "intermediate.int_area_parts": "whole_area_id varchar, part_area_id varchar",
    "intermediate.int_instrument_changes": """area_id varchar, indicator_id varchar, period_id varchar,
        instrument varchar, earlier_period_id varchar, reason_da varchar""",
    "intermediate.int_series_breaks": """area_id varchar, indicator_id varchar, period_type varchar, first_date date,
        reason varchar""",
    "registry.reporting_calendar": """helhedsplan_id varchar, activity_id varchar, measure_id varchar,
        reporter varchar, cadence varchar, valid_from date, valid_to date, days_after integer""",
    "registry.indicator_relations": """indicator_id varchar, relation varchar, related_indicator_id varchar,
        source varchar, breakdown_da varchar""",
    "registry.agreement_baselines": """helhedsplan_id varchar, indicator_id varchar, area_id varchar,
        period_id varchar, benchmark_area_id varchar, benchmark_period_id varchar""",
    "raw.load": "load_id varchar, source_id varchar, file_name varchar, status varchar",
    "quality.build": """invocation_id varchar, finished_at timestamp, has_facts boolean, has_marts boolean,
        errors integer""",
    "quality.run": """run_id varchar, facts_invocation_id varchar, started_at timestamp, finished_at timestamp,
        checks_expected integer, checks_run integer, status varchar""",
    "quality.finding": """finding_id varchar, check_id varchar, severity varchar, status varchar, source_id varchar,
        helhedsplan_id varchar, area_id varchar, indicator_id varchar, activity_id varchar, measure_id varchar,
        period_id varchar, instrument varchar, related_period_id varchar, observed double, expected_low double,
        expected_high double, message_da varchar, diagnosis_id varchar, diagnosis_da varchar, action_da varchar,
        owner varchar, readings_json varchar, evidence_json varchar, first_seen_at timestamp, last_seen_at timestamp,
        resolved_at timestamp, handled_by varchar, comment varchar, is_synthetic boolean""",
}  # fmt: skip

REGISTRIES: dict[str, list[Row]] = {
    "marts.dim_area": [
        {"area_id": PLAN, "area_type": "helhedsplan", "name_da": "En Fælles Indsats"},
        {"area_id": "ringparken-330", "area_type": "boligomraade", "name_da": "Ringparken"},
        {"area_id": "hp-amager", "area_type": "helhedsplan", "name_da": "Boligsocial indsats på Amager"},
    ],
    "marts.dim_indicator": [
        {"indicator_id": "unge", "name_da": "Andel unge uden job", "measure_type": "proportion", "unit": "%",
         "min_value": 0, "max_value": 100, "age_from": 15, "age_to": 29, "owner": "Landsbyggefonden"},
        {"indicator_id": "trygge", "name_da": "Andel trygge", "measure_type": "proportion", "unit": "%",
         "min_value": 0, "max_value": 100, "age_from": 18, "owner": "VIVE"},
        {"indicator_id": "unge_antal", "name_da": "Antal unge uden job", "measure_type": "count", "unit": "personer",
         "min_value": 0, "age_from": 15, "age_to": 29, "owner": "Landsbyggefonden"},
        {"indicator_id": "karakter", "name_da": "Karaktergennemsnit", "measure_type": "mean", "unit": "karakter",
         "min_value": -3, "max_value": 12, "owner": "Landsbyggefonden"},
    ],
    "marts.dim_period": [
        {"period_id": str(year), "period_type": kind, "start_date": date(year, 1, 1), "end_date": date(year, 12, 31)}
        for kind in ("year", "survey_wave")
        for year in range(2008, 2025)
    ],
    "marts.dim_source": [
        {"source_id": "agreements", "name_da": "Aftaler", "owner": "Helhedsplanens sekretariat", "cadence": "yearly",
         "lag_months": 12},
        {"source_id": "registrations", "name_da": "Registreringer", "owner": "Helhedsplanens sekretariat"},
        {"source_id": "tryghedssurvey", "name_da": "Tryghedssurvey", "owner": "VIVE", "cadence": "yearly",
         "lag_months": 0},
        {"source_id": "lbf_beboerdata", "name_da": "Beboerdata", "owner": "Landsbyggefonden"},
    ],
    "marts.dim_activity": [
        {"activity_id": "beskaeftigelse", "name_da": "Beskæftigelsesindsats 30+"},
        {"activity_id": "beboervejledning", "name_da": "Beboervejledning"},
    ],
    "marts.dim_measure": [
        {"measure_id": "praktik", "name_da": "Borgere i praktik eller løntilskud", "is_additive": True},
        {"measure_id": "samtaler", "name_da": "Samtaler", "is_additive": True},
    ],
    "marts.dim_target": [
        {"target_id": "samtaler", "helhedsplan_id": PLAN, "activity_id": "beboervejledning", "measure_id": "samtaler",
         "comparator": "at_least", "target_value": 1500, "target_basis": "unclear"},
    ],
    "intermediate.int_suppression_thresholds": [
        {"source_id": "registrations", "area_type": "helhedsplan", "threshold": 0},
        {"source_id": "registrations", "area_type": "boligomraade", "threshold": 5},
    ],
    "intermediate.int_indicator_suppressions": [
        {"area_id": area_id, "indicator_id": indicator_id, "period_id": "2020", "period_type": "year", "instrument": "",
         "reason": reason}
        for area_id, indicator_id, reason in [
            ("andel-skjult", "unge", "few"),
            ("andel-skjult-nabo", "unge", "complement"),
            ("karakter-skjult", "karakter", "few"),
        ]
    ],
    "raw.load": [
        {"load_id": "1", "source_id": "agreements", "status": "loaded"},
        {"load_id": "2", "source_id": "registrations", "status": "partly_loaded"},
        {"load_id": "3", "source_id": "tryghedssurvey", "status": "refused"},
    ],
    "quality.build": [
        {"invocation_id": "old", "finished_at": "2022-11-01 08:00", "has_facts": True},
        {"invocation_id": "new", "finished_at": "2022-11-14 08:00", "has_facts": True},
        {"invocation_id": "marts", "finished_at": "2022-11-14 09:00", "has_facts": False},
    ],
}  # fmt: skip

CHECKS_CSV = """check_id,source_id,severity,name_da
check_not_run,,critical,Kontrol ikke gennemført
conflicting_sources,,warning,Kilder er uenige om samme tal
correction_can_go,,info,Rettelse kan fjernes
correction_not_delivered,,info,"Rettelse gælder et tal, der ikke er leveret"
counting_mode_changed,registrations,warning,Opgørelsesmåden er skiftet
cumulative_decrease,registrations,critical,Samlet antal er faldet
doubted_by_reporter,registrations,warning,Indberetteren er selv i tvivl
duplicate_report,registrations,critical,Samme indberetning med forskellige antal
area_outlier,,warning,Tal langt fra andre områders
denominator_jump,,warning,Antallet bag tallet er sprunget
label_mismatch,,warning,Betegnelsen i kilden passer ikke til indikatoren
late_report,,info,Indberetning kommet for sent
parts_do_not_sum,,warning,Delene giver ikke det hele
revised_after_publication,,info,Tal ændret efter offentliggørelse
series_break,,info,Brud i serien
shifted_or_swapped,,critical,Tal står ved et forkert område
shifted_or_swapped,registrations,warning,Tal står ved et forkert område
stale_repeat,,warning,Tal gentaget fra perioden før
unit_or_scale_error,,critical,Kommaet står forkert
unit_or_scale_error,registrations,warning,Kommaet står forkert
wrong_benchmark,,warning,Forkert sammenligning i aftalen
missing_report,,warning,Indberetning mangler
outside_valid_range,,critical,Tal uden for det mulige
outside_valid_range,agreements,warning,Tal uden for det mulige
share_mismatch,,warning,Andel passer ikke med antal
source_absent,,info,Kilde ikke leveret
sudden_change,,warning,Pludselig ændring
"""

_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def registration(period: str | None, count: int | None, mode: str = "period", **more: Any) -> Row:
    """A registration of the whole plan; `activity_id` tells the cases apart."""
    year, quarter = (int(period[:4]), int(period[5])) if period and "K" in period else (None, None)
    start = end = None
    if year and quarter:
        start, end = date(year, 3 * quarter - 2, 1), date(year, *_ENDS[quarter])
    elif period:
        start, end = date(int(period), 1, 1), date(int(period), 12, 31)
    row = {
        "source_id": "registrations", "helhedsplan_id": PLAN, "area_id": PLAN, "activity_id": "beskaeftigelse",
        "measure_id": "praktik", "period_id": period, "period_type": "quarter" if quarter else "year",
        "period_start_date": start, "period_end_date": end, "counting_mode": mode, "reported_count": count,
        "qualifier": "exact", "is_doubted": False, "is_duplicate": False, "is_additive": True,
        "reported_by": JOBCENTER, "source_reference": "Statusrapport 2022", "file_name": "registreringer.csv",
        "line": 2, "is_synthetic": False,
    } | more  # fmt: skip
    parts = ("activity_id", "measure_id", "area_id", "period_id", "line")
    return {"registration_id": "|".join(str(row[part]) for part in parts)} | row


def reading(of: Row, mode: str, *, declared: bool, **counts: Any) -> Row:
    """What dbt works out for a registration under one counting mode."""
    return {
        "registration_id": of["registration_id"], "reading": mode, "is_declared": declared, "is_consistent": True,
    } | counts  # fmt: skip


def figure(period: str, value: float | None, **more: Any) -> Row:
    """An indicator figure; `area_id` tells the cases apart."""
    return {
        "area_id": "hp-amager", "indicator_id": "unge", "period_id": period, "period_type": "year",
        "source_id": "agreements", "instrument": "", "source_reference": "Aftalen, afsnit 5", "value": value,
        "qualifier": "exact", "value_status": "observed", "is_preferred": True, "is_corrected": False,
        "is_synthetic": False, "file_name": "amager.csv", "line": 7, "is_weighted": False, "is_computed": False,
    } | more  # fmt: skip


def build(
    path: Path,
    *,
    registrations: Iterable[Row] = (),
    readings: Iterable[Row] = (),
    figures: Iterable[Row] = (),
    tables: Mapping[str, list[Row]] | None = None,
) -> Path:
    """Writes the warehouse file, and `checks.csv` in a folder `seeds` beside it."""
    seeds = path.parent / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    (seeds / "checks.csv").write_text(CHECKS_CSV, encoding="utf-8")
    contents = REGISTRIES | {
        "facts.fct_registration": list(registrations),
        "facts.fct_registration_reading": list(readings),
        "facts.fct_indicator_observed": list(figures),
    }
    with duckdb.connect(str(path)) as connection:
        for table, columns in TABLES.items():
            connection.execute(f"create schema if not exists {table.partition('.')[0]}")
            connection.execute(f"create or replace table {table} ({columns})")
        for table, rows in [*contents.items(), *(tables or {}).items()]:
            insert(connection, table, rows)
    return path


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        marks = ", ".join("?" for _ in row)
        connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
