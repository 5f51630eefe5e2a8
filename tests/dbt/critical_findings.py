"""For each critical check a plan of two areas, with a figure and a count that it speaks of; one plan is spared."""

import csv
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SHARE = "uden_tilknytning_18_64"  # lower is better
ACTIVITY, MEASURE = "omstridt", "samtaler"
SPARED = "spared"
YEARS = range(2014, 2022)
DOUBTED_YEAR, DOUBTED_QUARTER = "2021", "2021K2"
_MUNICIPALITY = "kommune-998"
_FIGURES, _COUNTS = "load-critical-figures", "load-critical-counts"
_CHECKS = Path(__file__).parents[2] / "dbt_project" / "seeds" / "checks.csv"


def _critical() -> list[str]:
    with _CHECKS.open(encoding="utf-8", newline="") as file:
        return [row["check_id"] for row in csv.DictReader(file) if row["severity"] == "critical"]


CRITICAL = _critical()
CASES = [*CRITICAL, SPARED]


def plan(case: str) -> str:
    return f"hp-{case.replace('_', '-')}"


def area(case: str, part: str = "nord") -> str:
    return f"{part}-{case.replace('_', '-')}-998"


SEED_ROWS: dict[str, list[Row]] = {
    "areas": [
        {"area_id": _MUNICIPALITY, "area_type": "kommune", "name_da": "Afklaringskøbing", "municipality_code": "998",
         "parent_area_id": "region-085", "is_synthetic": "true"},
        *({"area_id": plan(case), "area_type": "helhedsplan", "name_da": plan(case), "municipality_code": "998",
           "parent_area_id": _MUNICIPALITY, "valid_from": "2021-01-01", "valid_to": "2024-12-31",
           "is_synthetic": "true"} for case in CASES),
        *({"area_id": area(case, part), "area_type": "boligomraade", "name_da": area(case, part),
           "municipality_code": "998", "parent_area_id": plan(case), "is_synthetic": "true"}
          for case in CASES for part in ("nord", "syd")),
    ],
    "activities": [
        {"activity_id": f"{ACTIVITY}-{case}", "name_da": "Omstridt", "helhedsplan_id": plan(case), "theme_da": "Rammer"}
        for case in CASES
    ],
}  # fmt: skip
TARGETS = [
    {"target_id": f"omstridt-{case}", "helhedsplan_id": plan(case), "activity_id": f"{ACTIVITY}-{case}",
     "measure_id": MEASURE, "comparator": "at_least", "target_value": "400", "target_basis": "whole_agreement",
     "valid_from": "2021-01-01", "valid_to": "2024-12-31", "source": "Prøveaftalen"}
    for case in CASES
]  # fmt: skip


def raw_rows() -> dict[str, list[Row]]:
    """Falling shares of 1.000 in two areas a plan and in the municipality, and 30 talks a quarter."""
    figures = [
        {"load_id": _FIGURES, "source_id": "lbf_beboerdata", "area_id": area_id, "indicator_id": SHARE,
         "period_id": str(year), "period_type": "year", "qualifier": "exact", "value_status": "observed",
         "source_reference": "Tabel 1", "numerator": share * people / 100, "denominator": people}
        for area_id, people, fall in (
            *((area(case, part), 1000, 4) for case in CASES for part in ("nord", "syd")), (_MUNICIPALITY, 90_000, 1))
        for year, share in ((year, 60 - fall * (year - YEARS[0])) for year in YEARS)
    ]  # fmt: skip
    counts = [
        {"load_id": _COUNTS, "source_id": "registrations", "helhedsplan_id": plan(case), "area_id": plan(case),
         "activity_id": f"{ACTIVITY}-{case}", "measure_id": MEASURE, "period_id": f"2021K{quarter}",
         "period_type": "quarter", "counting_mode": "period", "reported_count": 30, "qualifier": "exact",
         "has_repeats": "no", "is_doubted": False, "reported_by": "Prøveholdet"}
        for case in CASES
        for quarter in range(1, 5)
    ]  # fmt: skip
    return {
        "raw.load": [_load(_FIGURES, "lbf_beboerdata", figures), _load(_COUNTS, "registrations", counts)],
        "raw.indicator_value": [row | {"line": line} for line, row in enumerate(figures, start=2)],
        "raw.registration": [row | {"line": line} for line, row in enumerate(counts, start=2)],
        "quality.finding": [
            {"finding_id": f"{check_id}-{kind}", "check_id": check_id, "severity": "critical", "status": "open"} | key
            for check_id in CRITICAL
            for kind, key in (
                ("figure", {"area_id": area(check_id), "indicator_id": SHARE, "period_id": DOUBTED_YEAR}),
                ("count", {"helhedsplan_id": plan(check_id), "area_id": plan(check_id),
                           "activity_id": f"{ACTIVITY}-{check_id}", "measure_id": MEASURE,
                           "period_id": DOUBTED_QUARTER}),
            )
        ],
    }  # fmt: skip


def _load(load_id: str, source_id: str, rows: list[Row]) -> Row:
    return {
        "load_id": load_id, "source_id": source_id, "file_name": f"{load_id}.csv", "sha256": load_id,
        "encoding": "utf-8", "loaded_at": "2022-05-10", "rows_read": len(rows), "rows_loaded": len(rows),
        "rows_quarantined": 0, "rows_skipped": 0, "status": "loaded",
    }  # fmt: skip
