"""A small but whole published build, written by the columns of the contract, for tests of what readers see.

Its plans and areas carry real names so that the sentences read as they will; its figures are made up for the tests.
"""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from pyarrow import parquet

from tests import published_criteria

BUILT_AT = "2022-11-14T09:30:00+00:00"
BUILD_ID = "20221114T093000Z-test"
TODAY = "2022-11-22"
JOBCENTER = "f-jobcenter"
_SEEN = datetime(2022, 11, 14, 9, 0)  # noqa: DTZ001 - time stamps in the tables are UTC without a zone

_FIGURE_KEY = """
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, source_id varchar,
    instrument varchar, source_reference varchar, value double, numerator double, denominator double
"""
COLUMNS = {
    "dim_area": """area_id varchar, area_type varchar, name_da varchar, municipality_code varchar,
        parent_area_id varchar, valid_from date, valid_to date, successor_area_id varchar, lbf_number varchar,
        is_synthetic boolean, note varchar""",
    "dim_area_group": "group_area_id varchar, member_area_id varchar, source varchar",
    "dim_indicator": """indicator_id varchar, name_da varchar, definition_da varchar, measure_type varchar,
        unit varchar, direction varchar, theme_da varchar, goal_da varchar, source_id varchar, benchmark_kind varchar,
        period_type varchar, decimals integer, min_value double, max_value double, expected_lag_months integer,
        age_from integer, age_to integer, owner varchar, is_fixed boolean, is_stock boolean""",
    "dim_period": "period_id varchar, period_type varchar, start_date date, end_date date, name_da varchar",
    "dim_source": "source_id varchar, name_da varchar, owner varchar",
    "dim_activity": "activity_id varchar, name_da varchar, helhedsplan_id varchar, theme_da varchar",
    "dim_measure": "measure_id varchar, name_da varchar, unit varchar, is_additive boolean",
    "dim_target": """target_id varchar, helhedsplan_id varchar, activity_id varchar, measure_id varchar,
        indicator_id varchar, comparator varchar, target_value double, target_basis varchar, valid_from date,
        valid_to date, adopted_on date, superseded_on date, source varchar, assumption_id varchar""",
    "fct_indicator_value": f"""{_FIGURE_KEY}, ci_low double, ci_high double, n_effective double, value_status varchar,
        is_preferred boolean, is_flagged boolean, is_corrected boolean, is_synthetic boolean, load_id varchar,
        qualifier varchar, is_under_clarification boolean, suppression_reason varchar, note varchar,
        line integer""",
    "mart_area_vs_baseline": f"""{_FIGURE_KEY}, n_effective double, ci_low double, ci_high double,
        value_status varchar, baseline_kind varchar, baseline_area_id varchar, baseline_period_id varchar,
        baseline_value double, gap double, gap_ci_low double, gap_ci_high double, comparison varchar,
        start_period_id varchar, change double, baseline_change double, change_gap double, change_gap_ci_low double,
        change_gap_ci_high double, trend varchar, trend_points integer, detectable_change double, reason_da varchar,
        sentence_da varchar, is_flagged boolean, is_synthetic boolean, qualifier varchar,
        benchmark_source_reference varchar, unit varchar, direction varchar, is_under_clarification boolean,
        trend_reason_da varchar, baseline_n double, baseline_qualifier varchar, is_baseline_flagged boolean,
        gap_decimals integer, change_ci_low double, change_ci_high double, relevant_change double,
        is_main_baseline boolean""",
    "mart_chance": """page varchar, area_id varchar, from_year integer, comparisons integer, different integer,
        expected_by_chance double, expected_low integer, expected_high integer, sentence_da varchar,
        is_synthetic boolean""",
    "mart_funnel": """indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
        area_type varchar, source_id varchar, age_band varchar, is_synthetic boolean, area_id varchar, value double,
        n_effective double, low_998 double, low_95 double, high_95 double, high_998 double, funnel_position varchar,
        areas integer, centre double, over_dispersion double, is_drawn boolean, reason_da varchar, is_flagged boolean,
        hidden_areas integer""",
    "mart_funnel_limits": """indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
        area_type varchar, source_id varchar, age_band varchar, is_synthetic boolean, n integer, low_998 double,
        low_95 double, high_95 double, high_998 double, centre double, over_dispersion double, areas integer,
        hidden_areas integer""",
    "mart_revision": """area_id varchar, indicator_id varchar, period_id varchar, kind varchar, cause varchar,
        known_from timestamp, known_to timestamp""",
    "mart_activity_progress": """helhedsplan_id varchar, area_id varchar, activity_id varchar, measure_id varchar,
        period_id varchar, counting_mode varchar, reported_count bigint, qualifier varchar, count_in_period bigint,
        count_year_to_date bigint, count_to_date bigint, count_low bigint, count_high bigint, target_value double,
        target_basis varchar, target_share double, elapsed_share double, status varchar, source_reference varchar,
        reason_da varchar, sentence_da varchar, is_flagged boolean, is_synthetic boolean,
        is_under_clarification boolean, target_id varchar, comparator varchar, target_share_whole double,
        target_share_year double, elapsed_share_year double, assumption_da varchar, reported_by varchar,
        is_suppressed boolean, is_corrected boolean, qualifier_in_period varchar, qualifier_year_to_date varchar,
        qualifier_to_date varchar, projected_count bigint, projected_low bigint, projected_high bigint,
        projected_to date, projection_da varchar""",
    "mart_finding": """finding_id varchar, check_id varchar, severity varchar, status varchar, source_id varchar,
        helhedsplan_id varchar, area_id varchar, indicator_id varchar, activity_id varchar, measure_id varchar,
        period_id varchar, observed double, expected_low double, expected_high double, message_da varchar,
        diagnosis_id varchar, diagnosis_da varchar, action_da varchar, owner varchar, first_seen_at timestamp,
        last_seen_at timestamp, resolved_at timestamp, handled_by varchar, comment varchar, is_synthetic boolean,
        instrument varchar, related_period_id varchar, readings_json varchar, evidence_json varchar""",
    "mart_load": """load_id varchar, source_id varchar, file_name varchar, sha256 varchar, encoding varchar,
        loaded_at timestamp, rows_read bigint, rows_loaded bigint, rows_quarantined bigint, rows_skipped bigint,
        status varchar, message_da varchar""",
    **published_criteria.COLUMNS,
}  # fmt: skip


def write_published(data_dir: Path, tables: dict[str, list[dict[str, Any]]] | None = None) -> Path:
    """Write the build under `data_dir/marts` and point `current.json` at it; returns the data folder."""
    marts = data_dir / "marts"
    folder = marts / BUILD_ID
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    found = everything() | (tables or {})
    with duckdb.connect() as connection:
        for name, columns in COLUMNS.items():
            connection.execute(f"create table {name} ({columns})")
            for row in found.get(name, []):
                marks = ", ".join("?" for _ in row)
                connection.execute(f"insert into {name} ({', '.join(row)}) values ({marks})", list(row.values()))
            file = folder / f"{name}.parquet"
            connection.execute(f"copy {name} to '{file}' (format parquet)")
            entries.append(
                {
                    "name": name,
                    "file": f"{BUILD_ID}/{name}.parquet",
                    "rows": len(found.get(name, [])),
                    "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                }
            )
    manifest = {
        "build_id": BUILD_ID,
        "built_at": BUILT_AT,
        "published_at": BUILT_AT,
        "code_version": "test",
        "contains_synthetic": True,
        "quality": {"run_id": "run-1", "checks_run": 9, "checks_expected": 9},
        "audit": {"primary": 0, "secondary": 0},
        "tables": entries,
    }
    (marts / "current.json").write_text(json.dumps(manifest), encoding="utf-8")
    return data_dir


def divide_by_area(data_dir: Path) -> None:
    """Write the figures as a national build has them: in order of area, and in many row groups."""
    for name in ("fct_indicator_value", "mart_area_vs_baseline"):
        file = data_dir / "marts" / BUILD_ID / f"{name}.parquet"
        with duckdb.connect() as connection:
            rows = connection.sql(f"from read_parquet('{file}') order by all").to_arrow_table()
        parquet.write_table(rows, file, row_group_size=5)


def everything() -> dict[str, list[dict[str, Any]]]:
    """The rows of every table."""
    values, comparisons = figures()
    return {
        "dim_area": areas(),
        "dim_area_group": [],
        "dim_indicator": indicators(),
        "dim_period": periods(),
        "dim_source": [
            {"source_id": "lbf_boligsociale_data", "name_da": "Boligsociale Data", "owner": "Landsbyggefonden"},
            {"source_id": "tryghedssurvey", "name_da": "Tryghedsundersøgelse", "owner": "VIVE"},
            {"source_id": "registrations", "name_da": "Egne registreringer", "owner": "helhedsplanens sekretariat"},
        ],
        "dim_activity": [
            activity("jobindsats", "Håndholdt beskæftigelsesindsats 30+", "Beskæftigelse"),
            activity("beboervejledning", "Beboervejledning", "Sammenhængskraft og medborgerskab"),
            activity("boernedemokrati", "Lokalt engagement og frivillighed", "Sammenhængskraft og medborgerskab"),
            activity("frokostklub", "Frokostklubben", "Sammenhængskraft og medborgerskab"),
        ],
        "dim_measure": [
            {"measure_id": "praktik", "name_da": "Borgere i praktik eller løntilskud", "unit": "personer"},
            {"measure_id": "samtaler", "name_da": "Samtaler", "unit": "samtaler"},
            {"measure_id": "boern", "name_da": "Børn i forløb om børnedemokrati", "unit": "personer"},
            {"measure_id": "deltagere", "name_da": "Deltagere pr. gang", "unit": "personer"},
        ],
        "dim_target": [
            target("t-samtaler", "beboervejledning", "samtaler", 1500),
            target("t-boern", "boernedemokrati", "boern", 12),
        ],
        "fct_indicator_value": values,
        "mart_area_vs_baseline": comparisons,
        "mart_chance": chances(),
        "mart_activity_progress": progress(),
        "mart_finding": findings(),
        "mart_load": loads(),
        **published_criteria.everything(),
    }


def area(area_id: str, area_type: str, name: str, parent: str | None, *, synthetic: bool = False) -> dict[str, Any]:
    return {
        "area_id": area_id, "area_type": area_type, "name_da": name, "parent_area_id": parent,
        "is_synthetic": synthetic,
    }  # fmt: skip


def areas() -> list[dict[str, Any]]:
    return [
        area("dk", "land", "Hele landet", None),
        area("kommune-330", "kommune", "Slagelse", "region-085"),
        area("kommune-101", "kommune", "København", "region-084"),
        area("ref-alle-helhedsplaner", "reference", "Alle helhedsplaner", None),
        area("hp-en-faelles-indsats", "helhedsplan", "En Fælles Indsats", None),
        area("motalavej-330", "boligomraade", "Motalavej", "hp-en-faelles-indsats"),
        area("ringparken-330", "boligomraade", "Ringparken", "hp-en-faelles-indsats"),
        area("sydbyen-330", "boligomraade", "Sydbyen", "hp-en-faelles-indsats"),
        area("hp-amager", "helhedsplan", "Boligsocial indsats på Amager 2022-25", None),
        area("urbanplanen-101", "boligomraade", "Urbanplanen", "hp-amager"),
        area("bispehaven-751", "boligomraade", "Bispehaven", "kommune-751") | {"municipality_code": "751"},
        area("hp-opdigtet", "helhedsplan", "Opdigtet plan", None, synthetic=True),
        area("opdigtet-999", "boligomraade", "Opdigtet område", "hp-opdigtet", synthetic=True),
    ]


def indicators() -> list[dict[str, Any]]:
    share = {"measure_type": "proportion", "unit": "%", "min_value": 0.0, "max_value": 100.0, "decimals": 1}
    lower = share | {"direction": "lower_is_better", "benchmark_kind": "rest_of_municipality"}
    survey = share | {"direction": "higher_is_better", "benchmark_kind": "all_helhedsplaner", "decimals": 0}
    return [
        lower | named("unge", "Andel 15-29-årige uden uddannelse og beskæftigelse", "Beskæftigelse", True),
        lower | named("sigtede", "Andel 15-29-årige sigtet mindst én gang", "Kriminalitetsforebyggelse", True),
        lower | named("uden-job", "Andel 18-64-årige uden tilknytning til arbejdsmarked", "Beskæftigelse", True),
        survey | named("trygge", "Andel beboere over 18 år, der føler sig grundlæggende trygge", "Tryghed", True),
        survey | named("frivillige", "Andel beboere over 18 år, der laver frivilligt arbejde", "Fællesskab", True),
        named("karakter", "Karaktergennemsnit i dansk og matematik, 9. klasse", "Uddannelse", True)
        | {
            "measure_type": "mean", "unit": "karakterpoint", "direction": "higher_is_better", "decimals": 1,
            "benchmark_kind": "rest_of_municipality", "min_value": -3.0, "max_value": 12.0,
        },
        named("beboere", "Antal beboere", "Rammer", False)
        | {"measure_type": "count", "unit": "personer", "direction": "neutral", "decimals": 0},
    ]  # fmt: skip


def named(indicator_id: str, name: str, theme: str, fixed: bool) -> dict[str, Any]:
    return {"indicator_id": indicator_id, "name_da": name, "theme_da": theme, "is_fixed": fixed, "definition_da": name}


def periods() -> list[dict[str, Any]]:
    years = [
        {"period_id": str(year), "period_type": "year", "end_date": date(year, 12, 31), "name_da": str(year)}
        for year in range(2016, 2023)
    ]
    quarters = [
        {
            "period_id": f"2022K{quarter}",
            "period_type": "quarter",
            "end_date": end,
            "name_da": f"{quarter}. kvartal 2022",
        }
        for quarter, end in ((2, date(2022, 6, 30)), (3, date(2022, 9, 30)))
    ]
    wave = {"period_id": "2018", "period_type": "survey_wave", "end_date": date(2018, 12, 31), "name_da": "2018"}
    return [*years, *quarters, wave]


def activity(activity_id: str, name: str, theme: str) -> dict[str, Any]:
    return {
        "activity_id": activity_id, "name_da": name, "helhedsplan_id": "hp-en-faelles-indsats", "theme_da": theme,
    }  # fmt: skip


def target(target_id: str, activity_id: str, measure_id: str, value: float) -> dict[str, Any]:
    return {
        "target_id": target_id, "helhedsplan_id": "hp-en-faelles-indsats", "activity_id": activity_id,
        "measure_id": measure_id, "comparator": "at_least", "target_value": value, "target_basis": "unclear",
        "valid_from": date(2021, 10, 1), "valid_to": date(2025, 9, 30), "source": "Delaftale 2021-25, indikatorer",
    }  # fmt: skip


def figure(
    area_id: str, indicator_id: str, year: int, value: float | None, *, n: float | None = None, **more: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row of the fact and the row of the comparison that belongs to it. `more` overrides either."""
    key = {
        "area_id": area_id, "indicator_id": indicator_id, "period_id": str(year), "period_type": "year",
        "source_id": "lbf_boligsociale_data", "instrument": "", "source_reference": "Aftale 2021-25, afsnit 5",
        "value": value, "numerator": None, "denominator": n, "n_effective": None, "ci_low": None, "ci_high": None,
        "value_status": "observed" if value is not None else "not_delivered", "is_flagged": False,
        "is_synthetic": area_id == "opdigtet-999",
    }  # fmt: skip
    fact = key | {"is_preferred": True, "is_corrected": False, "load_id": "load-1"}
    fact |= {"qualifier": "exact", "is_under_clarification": False}
    comparison = key | {
        "baseline_kind": "municipality", "baseline_area_id": "kommune-330", "baseline_period_id": str(year),
        "comparison": "not_compared", "is_under_clarification": False, "qualifier": "exact",
        "baseline_qualifier": "exact", "is_baseline_flagged": False, "gap_decimals": 1, "is_main_baseline": True,
    }  # fmt: skip
    fact |= {name: value for name, value in more.items() if name in fact}
    comparison |= {name: value for name, value in more.items() if name not in ("is_preferred", "is_corrected")}
    return fact, comparison


def figures() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every kind of figure a reader can meet: sure, unsure, without n, hidden, missing, in doubt, broken series."""
    no_n = "Usikkerheden kan ikke beregnes, fordi antallet ikke er oplyst."
    pairs = [
        figure("motalavej-330", "unge", 2018, 26.0, n=300, ci_low=21.3, ci_high=31.2, baseline_value=14.1,
               gap=11.9, gap_ci_low=7.1, gap_ci_high=17.2, comparison="worse"),
        figure("motalavej-330", "unge", 2019, 24.5, n=302, ci_low=20.0, ci_high=29.6, baseline_value=13.9,
               gap=10.6, gap_ci_low=6.0, gap_ci_high=15.8, comparison="worse"),
        figure("motalavej-330", "unge", 2020, 19.6, n=301, numerator=59, ci_low=15.5, ci_high=24.5,
               baseline_value=13.5, gap=6.1, gap_ci_low=2.0, gap_ci_high=11.0, comparison="worse", trend="improving",
               trend_points=3, change=-6.4, baseline_n=9200,
               trend_reason_da="Andelen er faldet fra 26,0 til 19,6 % siden 2018.", start_period_id="2018",
               sentence_da="Motalavej ligger 6,1 procentpoint over Slagelse. "
                           "Det er mere end tilfældige udsving kan forklare."),
        figure("motalavej-330", "sigtede", 2017, 5.0, n=301, baseline_value=2.4, baseline_period_id="2016"),
        figure("motalavej-330", "sigtede", 2018, 4.1, n=301, baseline_value=2.3, gap=1.8, trend="series_break"),
        figure("motalavej-330", "sigtede", 2019, 3.8, n=300, ci_low=2.1, ci_high=6.6, baseline_value=2.2, gap=1.6,
               gap_ci_low=-0.2, gap_ci_high=4.4, comparison="similar", trend="cannot_say"),
        figure("motalavej-330", "uden-job", 2020, 29.2, baseline_value=10.6, gap=18.6, reason_da=no_n,
               sentence_da=f"Motalavej ligger 18,6 procentpoint over Slagelse i 2020. {no_n}"),
        figure("motalavej-330", "karakter", 2020, 6.0, baseline_value=7.4, gap=-1.4, reason_da=no_n, qualifier="about"),
        figure("motalavej-330", "trygge", 2018, 78.0, source_id="tryghedssurvey", instrument="vive-2015-18",
               period_type="survey_wave", n=212, n_effective=190.4, ci_low=72.0, ci_high=83.1,
               baseline_kind="all_helhedsplaner",
               baseline_area_id="ref-alle-helhedsplaner", baseline_value=70.0, gap=8.0, gap_ci_low=2.0,
               gap_ci_high=13.1, comparison="better", benchmark_source_reference="Undersøgelse 2018, tabel 1"),
        figure("motalavej-330", "beboere", 2020, 1713.0, baseline_kind="municipality"),
        figure("ringparken-330", "unge", 2020, 19.3, is_flagged=True, is_under_clarification=True,
               baseline_value=13.5, gap=None, reason_da="Under afklaring: to kilder er uenige om tallet."),
        figure("ringparken-330", "sigtede", 2020, None, value_status="suppressed"),
        figure("ringparken-330", "uden-job", 2020, None),
        figure("sydbyen-330", "unge", 2020, None, value_status="area_too_small"),
        figure("urbanplanen-101", "unge", 2020, 19.3, baseline_area_id="kommune-101", baseline_value=13.5, gap=5.8,
               reason_da=no_n, sentence_da=f"Urbanplanen ligger 5,8 procentpoint over København. {no_n}"),
        figure("bispehaven-751", "uden-job", 2019, 46.5, reason_da="Kommunens tal er ikke leveret."),
        figure("opdigtet-999", "unge", 2020, 12.0, n=80),
    ]  # fmt: skip
    values = [fact for fact, _ in pairs]
    other = figure("ringparken-330", "unge", 2020, 22.4, is_preferred=False, is_flagged=True,
                   source_reference="Aftale 2021-25, afsnit 2")[0]  # fmt: skip
    return [*values, other], [comparison for _, comparison in pairs]


def chances() -> list[dict[str, Any]]:
    return [
        {
            "page": "overview", "area_id": "hp-en-faelles-indsats", "from_year": year, "comparisons": number,
            "sentence_da": f"Af {number} sammenligninger ville færre end 1 se sådan ud ved et tilfælde.",
        }
        for year, number in ((2018, 2), (2020, 3))
    ]  # fmt: skip


def count(activity_id: str, measure_id: str, **more: Any) -> dict[str, Any]:
    return {
        "helhedsplan_id": "hp-en-faelles-indsats", "area_id": "hp-en-faelles-indsats", "activity_id": activity_id,
        "measure_id": measure_id, "qualifier": "exact", "counting_mode": "period", "is_flagged": False,
        "is_synthetic": False, "is_under_clarification": False, "status": "no_target", "is_suppressed": False,
        "source_reference": "Statusrapport 2022, bilag",
    } | more  # fmt: skip


def progress() -> list[dict[str, Any]]:
    return [
        count("jobindsats", "praktik", period_id="2022K2", counting_mode="year_to_date", reported_count=45,
              count_year_to_date=45, reported_by="Jobcenteret"),
        count("jobindsats", "praktik", period_id="2022K3", counting_mode="unknown", reported_count=3, count_low=3,
              count_high=48, is_flagged=True, is_under_clarification=True, reported_by="Jobcenteret",
              reason_da="Indberetningerne for 2. og 3. kvartal 2022 passer ikke sammen. Tallet ligger mellem 3 og 48."),
        count("beboervejledning", "samtaler", period_id="2022K3", counting_mode="project_to_date", reported_count=650,
              qualifier="about", count_to_date=650, target_value=1500.0, target_basis="unclear", target_share=43.3,
              target_share_whole=43.3, elapsed_share=25.0, target_share_year=43.3, elapsed_share_year=75.0,
              status="uncertain", target_id="t-samtaler", comparator="at_least", reported_by="Beboervejlederne",
              reason_da="Aftalen siger ikke, om målet gælder hele perioden eller hvert år.",
              sentence_da="Beboervejledning: ca. 650 samtaler af 1.500 efter 25 % af aftalens tid.",
              assumption_da="Samtaler i beboervejledningen tæller med som brobygningssamtaler."),
        count("frokostklub", "deltagere", period_id=None, counting_mode="unknown", reported_count=20, count_low=20,
              count_high=25),
    ]  # fmt: skip


def finding(finding_id: str, check_id: str, severity: str, message: str, **more: Any) -> dict[str, Any]:
    return {
        "finding_id": finding_id, "check_id": check_id, "severity": severity, "status": "open",
        "message_da": message, "diagnosis_id": "none", "first_seen_at": _SEEN, "last_seen_at": _SEEN,
        "is_synthetic": False, "readings_json": "[]", "evidence_json": "[]",
    } | more  # fmt: skip


def findings() -> list[dict[str, Any]]:
    readings = [
        {"diagnosis_id": "own_count_in_cumulative", "assumption_da": "De 3 er kun 3. kvartals eget antal",
         "period_id": "2022K3", "count_in_period": 3, "count_year_to_date": 48,
         "target_share_text_da": "Ingen mål for aktiviteten", "fits": True, "certainty_da": "Sandsynlig"},
        {"diagnosis_id": "small_correction", "assumption_da": "De 3 er hele årets antal",
         "period_id": "2022K3", "count_in_period": None, "count_year_to_date": 3,
         "target_share_text_da": "Ingen mål for aktiviteten", "fits": False,
         "certainty_da": "Så var de 45 forkerte eller er trukket tilbage"},
    ]  # fmt: skip
    evidence = [
        {"file_name": "registreringer-2022K2.csv", "line": 2, "column": "antal", "value": "45",
         "reported_by": "Jobcenteret", "reported_date": "2022-07-08", "period_id": "2022K2",
         "source_reference": "Statusrapport 2022, bilag", "note_da": "År til dato"},
        {"file_name": "registreringer-2022K3.csv", "line": 2, "column": "antal", "value": "3",
         "reported_by": "Jobcenteret", "reported_date": None, "period_id": "2022K3",
         "source_reference": "Statusrapport 2022, bilag", "note_da": None},
    ]  # fmt: skip
    place = {"helhedsplan_id": "hp-en-faelles-indsats", "area_id": "hp-en-faelles-indsats",
             "source_id": "registrations"}  # fmt: skip
    return [
        finding(JOBCENTER, "cumulative_decrease", "critical",
                "Praktik og løntilskud kan ikke gøres op: 45 i 2. kvartal 2022, 3 i 3. kvartal 2022.",
                **place, activity_id="jobindsats", measure_id="praktik", period_id="2022K3",
                related_period_id="2022K2", observed=3, expected_low=45, diagnosis_id="own_count_in_cumulative",
                diagnosis_da="De 3 er sandsynligvis kun talt i 3. kvartal, mens de 45 er talt fra årets start.",
                action_da="Spørg Jobcenteret: Er de 3 talt i kvartalet eller fra årets start?",
                owner="Jobcenteret", readings_json=json.dumps(readings), evidence_json=json.dumps(evidence)),
        finding("f-uenige", "conflicting_sources", "warning",
                "Ringparken 2020: samme andel er oplyst som 19,3 % og 22,4 %.", area_id="ringparken-330",
                indicator_id="unge", period_id="2020", owner="helhedsplanens sekretariat",
                action_da="Afklar, hvilket tal der gælder.", source_id="lbf_boligsociale_data"),
        finding("f-mangler", "source_absent", "info", "Der er ikke leveret data fra Beboerdata.",
                owner="Landsbyggefonden"),
        finding("f-lukket", "sudden_change", "warning", "Samtaler steg fra 200 til 650 på et kvartal.", **place,
                status="explained", activity_id="beboervejledning", measure_id="samtaler", period_id="2022K3",
                handled_by="Sekretariatet", comment="Der blev ansat to vejledere.", resolved_at=None),
    ]  # fmt: skip


def loads() -> list[dict[str, Any]]:
    def load(name: str, status: str, read: int, loaded: int, refused: int, message: str) -> dict[str, Any]:
        return {
            "load_id": f"load-{name}", "source_id": "registrations", "file_name": name, "loaded_at": _SEEN,
            "rows_read": read, "rows_loaded": loaded, "rows_quarantined": refused, "rows_skipped": 0,
            "status": status, "message_da": message,
        }  # fmt: skip

    return [
        load("registreringer-2022K3.csv", "loaded", 24, 24, 0, "24 rækker indlæst."),
        load("registreringer-2022K2.csv", "partly_loaded", 20, 18, 2, "2 rækker nævner en ukendt aktivitet."),
        load("gammel-skabelon.csv", "refused", 9, 0, 0, "Kolonnen »cpr« er ukendt. Fjern den, og lever filen igen."),
    ]
