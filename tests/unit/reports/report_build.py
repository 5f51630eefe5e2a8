"""A small published build: the plan in Slagelse with its jobcenter reports, a target, and something of every trouble.

The figures are those of the plan's status report; the rest of the build is made for the tests.
"""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from publish import marts
from publish.marts import Published

Row = dict[str, Any]
Tables = dict[str, list[Row]]

PLAN = "hp-en-faelles-indsats"
OTHER_PLAN = "hp-amager"
ACTIVITY = "beskaeftigelsesindsats-30-plus"
TRAINEES = "borgere-i-praktik-eller-loentilskud"
EMPLOYED = "borgere-i-ordinaer-beskaeftigelse"
BUILT_AT = "2022-11-14T09:30:00+00:00"

SCHEMAS = {
    "dim_area": (
        "area_id varchar, area_type varchar, name_da varchar, helhedsplan_id varchar, valid_from date, valid_to date,"
        " successor_area_id varchar, is_synthetic boolean, parent_area_id varchar, municipality_code varchar"
    ),
    "dim_area_group": "group_area_id varchar, member_area_id varchar",
    "dim_indicator": (
        "indicator_id varchar, name_da varchar, measure_type varchar, unit varchar, decimals integer,"
        " goal_da varchar, is_fixed boolean"
    ),
    "dim_period": "period_id varchar, period_type varchar, start_date date, end_date date, name_da varchar",
    "dim_source": "source_id varchar, name_da varchar, owner varchar, cadence varchar, lag_months integer",
    "dim_activity": "activity_id varchar, name_da varchar, helhedsplan_id varchar, theme_da varchar",
    "dim_measure": "measure_id varchar, name_da varchar, unit varchar, is_additive boolean",
    "dim_target": (
        "target_id varchar, helhedsplan_id varchar, activity_id varchar, measure_id varchar, indicator_id varchar,"
        " comparator varchar, target_value double, target_basis varchar, valid_from date, valid_to date,"
        " superseded_on date, source varchar"
    ),
    "mart_load": (
        "load_id varchar, source_id varchar, file_name varchar, loaded_at timestamp, rows_read bigint,"
        " rows_loaded bigint, rows_quarantined bigint, rows_skipped bigint, status varchar, message_da varchar"
    ),
    "mart_activity_progress": (
        "helhedsplan_id varchar, area_id varchar, activity_id varchar, measure_id varchar, period_id varchar,"
        " counting_mode varchar, reported_count double, qualifier varchar, count_in_period double,"
        " count_year_to_date double, count_to_date double, count_low double, count_high double, target_value double,"
        " target_basis varchar, target_share double, elapsed_share double, status varchar, source_reference varchar,"
        " reason_da varchar, sentence_da varchar, is_flagged boolean, is_synthetic boolean,"
        " is_under_clarification boolean, target_id varchar, target_share_whole double, target_share_year double,"
        " elapsed_share_year double, assumption_da varchar, reported_by varchar, period_type varchar,"
        " is_unreported boolean"
    ),
    "mart_area_vs_baseline": (
        "area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,"
        " source_reference varchar, value double, denominator double, n_effective double, value_status varchar,"
        " baseline_kind varchar, baseline_area_id varchar,"
        " baseline_period_id varchar, baseline_value double, gap double, comparison varchar,"
        " start_period_id varchar, change double, change_gap double, change_gap_ci_low double,"
        " change_gap_ci_high double, reason_da varchar, sentence_da varchar, trend_reason_da varchar,"
        " is_flagged boolean, is_synthetic boolean, is_under_clarification boolean, is_main_baseline boolean"
    ),
    "fct_indicator_value": (
        "area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, source_id varchar,"
        " instrument varchar, source_reference varchar, value double, value_status varchar, is_synthetic boolean"
    ),
    "mart_revision": (
        "area_id varchar, indicator_id varchar, helhedsplan_id varchar, activity_id varchar, measure_id varchar,"
        " period_id varchar, source_id varchar, instrument varchar, old_value double, new_value double,"
        " known_from timestamp, known_to timestamp, cause varchar, kind varchar, aspect varchar, old_verdict varchar,"
        " new_verdict varchar, old_period_id varchar"
    ),
    "mart_finding": (
        "finding_id varchar, check_id varchar, severity varchar, status varchar, source_id varchar,"
        " helhedsplan_id varchar, area_id varchar, indicator_id varchar, activity_id varchar, measure_id varchar,"
        " period_id varchar, observed double, expected_low double, expected_high double, message_da varchar,"
        " diagnosis_id varchar, diagnosis_da varchar, action_da varchar, owner varchar, first_seen_at timestamp,"
        " last_seen_at timestamp, resolved_at timestamp, handled_by varchar, comment varchar, is_synthetic boolean,"
        " instrument varchar, related_period_id varchar, readings_json varchar, evidence_json varchar"
    ),
}  # fmt: skip


def quarters(first_year: int, last_year: int) -> list[Row]:
    ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
    return [
        {
            "period_id": f"{year}K{number}",
            "period_type": "quarter",
            "start_date": date(year, 3 * number - 2, 1),
            "end_date": date(year, *end),
        }
        for year in range(first_year, last_year + 1)
        for number, end in ends.items()
    ]


def jobcenter_finding() -> Row:
    readings = [
        {
            "diagnosis_id": "own_count_in_cumulative",
            "assumption_da": "Tallet 3 gælder kun 3. kvartal 2022. Så er der 48 i alt siden nytår.",
            "period_id": "2022K3",
            "count_in_period": 3,
            "count_year_to_date": 48,
            "target_share_text_da": "Der er ikke aftalt et mål for dette.",
            "fits": True,
            "certainty_da": "Mest sandsynligt: så passer alle indberetninger sammen.",
        },
        {
            "diagnosis_id": "real_change_or_unknown",
            "assumption_da": "Tallet 3 er talt fra nytår. Så var 45 forkert eller er trukket tilbage.",
            "period_id": "2022K3",
            "count_in_period": None,
            "count_year_to_date": 3,
            "target_share_text_da": "Der er ikke aftalt et mål for dette.",
            "fits": False,
            "certainty_da": "Mindre sandsynligt: så skal en tidligere indberetning rettes.",
        },
    ]
    evidence = [
        {
            "file_name": "jobcenter_2022K2.csv",
            "line": 2,
            "column": "antal",
            "value": "45",
            "reported_by": "CAI, Slagelse Kommune",
            "reported_date": None,
            "period_id": "2022K2",
            "source_reference": "Statusrapport 2022, bilag, afsnit Beskæftigelse",
            "note_da": "",
        },
        {
            "file_name": "jobcenter_2022K3.csv",
            "line": 2,
            "column": "antal",
            "value": "3",
            "reported_by": "CAI, Slagelse Kommune",
            "reported_date": "2022-10-10",
            "period_id": "2022K3",
            "source_reference": "Statusrapport 2022, bilag, afsnit Beskæftigelse",
            "note_da": "opgørelse ukendt",
        },
    ]
    return {
        "finding_id": "f-jobcenter",
        "check_id": "cumulative_decrease",
        "severity": "critical",
        "status": "open",
        "source_id": "registrations",
        "helhedsplan_id": PLAN,
        "area_id": PLAN,
        "activity_id": ACTIVITY,
        "measure_id": TRAINEES,
        "period_id": "2022K3",
        "related_period_id": "2022K2",
        "observed": 3.0,
        "expected_low": 45.0,
        "message_da": (
            "»Borgere i praktik eller løntilskud« stod til 45 for 2. kvartal 2022, talt fra nytår, men kun til 3 for "
            "3. kvartal 2022. Et antal, der er talt fra nytår, kan ikke falde."
        ),
        "diagnosis_da": "Tallet 3 gælder kun 3. kvartal 2022. Så er der 48 i alt siden nytår.",
        "action_da": "Spørg CAI, Slagelse Kommune: Gælder tallet 3 kun kvartalet, eller er det talt fra nytår?",
        "owner": "CAI, Slagelse Kommune",
        "is_synthetic": False,
        "readings_json": json.dumps(readings),
        "evidence_json": json.dumps(evidence),
    }


def warning(finding_id: str, period_id: str | None, message: str, **changes: Any) -> Row:
    return {
        "finding_id": finding_id,
        "check_id": "doubted_by_reporter",
        "severity": "warning",
        "status": "open",
        "source_id": "registrations",
        "helhedsplan_id": PLAN,
        "area_id": PLAN,
        "activity_id": "aaben-beskaeftigelsesvejledning",
        "measure_id": "vejledninger",
        "period_id": period_id,
        "message_da": message,
        "owner": "CAI, Slagelse Kommune",
        "is_synthetic": False,
        **changes,
    }


def count_row(measure_id: str, period_id: str, reported: float, **changes: Any) -> Row:
    return {
        "helhedsplan_id": PLAN,
        "area_id": PLAN,
        "activity_id": ACTIVITY,
        "measure_id": measure_id,
        "period_id": period_id,
        "counting_mode": "year_to_date",
        "reported_count": reported,
        "qualifier": "exact",
        "count_year_to_date": reported,
        "count_to_date": reported,
        "count_low": reported,
        "count_high": reported,
        "status": "no_target",
        "source_reference": "Statusrapport 2022, bilag",
        "reported_by": "CAI, Slagelse Kommune",
        "period_type": "quarter" if "K" in period_id else "year",
        "is_unreported": False,
        "is_flagged": False,
        "is_under_clarification": False,
        "is_synthetic": False,
        **changes,
    }


def example_tables() -> Tables:
    """Fresh rows of the example build, for a test to change."""
    talks = count_row(
        "samtaler", "2022", 650, activity_id="beboervejledning", qualifier="about", target_value=1500,
        target_basis="unclear", target_id="slagelse-brobygningssamtaler", elapsed_share=31.2, status="uncertain",
        target_share_whole=43.3, target_share_year=43.3, elapsed_share_year=100.0,
        sentence_da="Beboervejledning: ca. 650 af 1.500 samtaler efter 31 % af tiden, hvis målet gælder hele aftalen.",
        assumption_da="Samtaler i beboervejledningen tæller med som brobygningssamtaler.",
    )  # fmt: skip
    unclear = {"is_under_clarification": True, "is_flagged": True}
    third = count_row(
        TRAINEES, "2022K3", 3, counting_mode="unknown", count_year_to_date=None, count_to_date=None, count_low=3,
        count_high=48, reason_da="Indberetningerne for 2. og 3. kvartal 2022 passer ikke sammen.", **unclear,
    )  # fmt: skip
    return {
        "dim_area": [
            {"area_id": PLAN, "area_type": "helhedsplan", "name_da": "En Fælles Indsats", "helhedsplan_id": PLAN},
            {"area_id": OTHER_PLAN, "area_type": "helhedsplan", "name_da": "Helhedsplan Amager",
             "helhedsplan_id": OTHER_PLAN},
            {"area_id": "motalavej-330", "area_type": "boligomraade", "name_da": "Motalavej", "helhedsplan_id": PLAN,
             "parent_area_id": PLAN},
            {"area_id": "urbanplanen-101", "area_type": "boligomraade", "name_da": "Urbanplanen",
             "helhedsplan_id": OTHER_PLAN, "parent_area_id": OTHER_PLAN},
        ],
        "dim_area_group": [],
        "dim_indicator": [
            {"indicator_id": "restgruppen", "name_da": "Unge uden job og uddannelse", "measure_type": "proportion",
             "unit": "%", "decimals": 1},
        ],
        "dim_period": [
            *quarters(2020, 2023),
            {"period_id": "2022", "period_type": "year", "start_date": "2022-01-01", "end_date": "2022-12-31"},
            {"period_id": "2020", "period_type": "year", "start_date": "2020-01-01", "end_date": "2020-12-31"},
        ],
        "dim_source": [
            {"source_id": "registrations", "name_da": "Registreringer fra helhedsplanerne",
             "owner": "Sekretariatet", "cadence": "quarterly", "lag_months": 2},
            {"source_id": "agreements", "name_da": "Strategiske samarbejdsaftaler", "cadence": "irregular"},
            {"source_id": "tryghedssurvey", "name_da": "Undersøgelser af tryghed", "cadence": "yearly",
             "lag_months": 6},
        ],
        "dim_activity": [
            {"activity_id": ACTIVITY, "name_da": "Håndholdt beskæftigelsesindsats 30+", "helhedsplan_id": PLAN},
            {"activity_id": "beboervejledning", "name_da": "Beboervejledning", "helhedsplan_id": PLAN},
            {"activity_id": "aaben-beskaeftigelsesvejledning", "name_da": "Åben beskæftigelsesvejledning 18+",
             "helhedsplan_id": PLAN},
            {"activity_id": "lokalt-engagement", "name_da": "Lokalt engagement og frivillighed",
             "helhedsplan_id": PLAN},
        ],
        "dim_measure": [
            {"measure_id": TRAINEES, "name_da": "Borgere i praktik eller løntilskud", "unit": "personer"},
            {"measure_id": EMPLOYED, "name_da": "Borgere i ordinær beskæftigelse", "unit": "personer"},
            {"measure_id": "samtaler", "name_da": "Samtaler", "unit": "samtaler"},
            {"measure_id": "vejledninger", "name_da": "Vejledninger", "unit": "vejledninger"},
            {"measure_id": "stoerre-aktiviteter", "name_da": "Større aktiviteter", "unit": "aktiviteter"},
        ],
        "dim_target": [
            {"target_id": "slagelse-brobygningssamtaler", "helhedsplan_id": PLAN, "activity_id": "beboervejledning",
             "measure_id": "samtaler", "target_value": 1500, "target_basis": "unclear",
             "valid_from": date(2021, 10, 1), "valid_to": date(2025, 9, 30), "source": "Delaftale 2021-25"},
            {"target_id": "slagelse-stoerre-aktiviteter", "helhedsplan_id": PLAN, "activity_id": "lokalt-engagement",
             "measure_id": "stoerre-aktiviteter", "target_value": 12, "target_basis": "unclear",
             "valid_from": date(2021, 10, 1), "valid_to": date(2025, 9, 30), "source": "Delaftale 2021-25"},
        ],
        "mart_load": [
            {"load_id": "l1", "source_id": "registrations", "file_name": "jobcenter_2022K3.csv",
             "loaded_at": "2022-10-11 08:00:00", "rows_read": 2, "rows_loaded": 1, "rows_quarantined": 1,
             "status": "partly_loaded", "message_da": "Linje 3, aktivitet: »Jobklub« kendes ikke."},
            {"load_id": "l2", "source_id": "agreements", "file_name": "amager.csv",
             "loaded_at": "2022-10-12 08:00:00", "rows_read": 20, "rows_loaded": 20, "rows_quarantined": 0,
             "status": "loaded", "message_da": "20 rækker indlæst."},
            {"load_id": "l3", "source_id": "registrations", "file_name": "hold.csv",
             "loaded_at": "2022-10-13 08:00:00", "rows_read": 4, "rows_loaded": 0, "rows_quarantined": 0,
             "status": "refused", "message_da": "Kolonnen »navn« er ukendt. Slet den, og aflever filen igen."},
        ],
        "mart_activity_progress": [
            count_row(TRAINEES, "2022K2", 45, **unclear),
            third,
            count_row(EMPLOYED, "2022K2", 15),
            talks,
        ],
        "mart_area_vs_baseline": [
            {"area_id": "urbanplanen-101", "indicator_id": "restgruppen", "period_id": "2020", "instrument": "",
             "value": 19.3, "value_status": "observed", "baseline_kind": "municipality", "comparison": "not_compared",
             "reason_da": "Kommunens tal er fra 2019, områdets fra 2020.", "is_under_clarification": False},
        ],
        "fct_indicator_value": [
            {"area_id": "motalavej-330", "indicator_id": "restgruppen", "period_id": "2020", "instrument": "",
             "value": None, "value_status": "suppressed"},
            {"area_id": "urbanplanen-101", "indicator_id": "restgruppen", "period_id": "2020", "instrument": "",
             "value": 19.3, "value_status": "observed"},
        ],
        "mart_revision": [],
        "mart_finding": [
            warning("f-doubt", None, "Indberetteren er selv i tvivl om de mere end 40 vejledninger."),
            jobcenter_finding(),
            warning("f-info", "2022K2", "Kilden »Undersøgelser af tryghed« er ikke leveret.", severity="info"),
            warning("f-later", "2022K4", "Et fund fra 4. kvartal."),
            warning("f-closed", "2022K2", "Et fund, der er forklaret.", status="explained"),
        ],
    }  # fmt: skip


def write_build(marts_dir: Path, tables: Tables, *, contains_synthetic: bool = False) -> Published:
    """Write the tables as Parquet and open them as a reader would."""
    marts_dir.mkdir(parents=True, exist_ok=True)
    listed = []
    with duckdb.connect(":memory:") as connection:
        for name, schema in SCHEMAS.items():
            connection.execute(f"create table {name} ({schema})")
            columns = [column.split()[0] for column in schema.split(",")]
            for row in tables[name]:
                unknown = set(row) - set(columns)
                assert not unknown, f"{name} has no {unknown}"
                marks = ", ".join("?" for _ in columns)
                connection.execute(f"insert into {name} values ({marks})", [row.get(column) for column in columns])
            path = marts_dir / f"{name}.parquet"
            connection.execute(f"copy {name} to '{path}' (format parquet)")
            listed.append(
                {
                    "name": name,
                    "file": path.name,
                    "rows": len(tables[name]),
                    "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                }
            )
    manifest = {
        "build_id": "20221114T093000Z-ab12cd34",
        "built_at": BUILT_AT,
        "published_at": BUILT_AT,
        "code_version": "0.1.0",
        "contains_synthetic": contains_synthetic,
        "quality": {"run_id": "run-1", "checks_run": 9, "checks_expected": 9},
        "audit": {"primary": 0, "secondary": 0},
        "tables": listed,
    }
    (marts_dir / "current.json").write_text(json.dumps(manifest), encoding="utf-8")
    return marts.read(marts_dir, manifest)
