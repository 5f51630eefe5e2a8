"""A copy of the marts on the example data, kept so that no number changes unnoticed: all real figures, and of the
invented ones a few where the real are too few, which come out the same each time.

`tests/integration/test_golden.py` holds the session's demo up against it. A change that is meant is written down with
`python -m tests.golden --write --data FOLDER`, where FOLDER is a data folder in which `barometer demo` has run; the
difference then stands in the commit.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.marts import Published

FOLDER = Path(__file__).parent
_SHOWN = 40  # differences per table that a failure prints

Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """A published table: the columns that name a row, those that must stay, and which invented rows are kept."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    invented: str = "false"


# Of the invented areas, the one whose figures have most kinds of comparison and of trend.
_INVENTED_AREA = "area_id = 'fiktionsparken-999' and period_id >= '2023'"
# A funnel of persons counted and one of answers weighted, one of too few areas, one with too many hidden.
_INVENTED_FUNNELS = """(indicator_id, period_id, area_type) in (
    ('unge_15_29_uden_udd_job', '2024', 'boligomraade'), ('trygge_18_plus', '2023', 'boligomraade'),
    ('boern_enlig_forsoerger', '2025', 'afdeling'), ('bestaar_grundskolen', '2024', 'boligomraade')
)"""
_POINT = ("area_id", "indicator_id", "period_id", "period_type", "instrument")
_FUNNEL = ("indicator_id", "period_id", "period_type", "instrument", "area_type", "source_id", "age_band")
TABLES = (
    Table(
        "fct_indicator_value",
        (*_POINT, "source_id", "source_reference"),
        (
            "value", "numerator", "denominator", "ci_low", "ci_high", "n_effective", "value_status", "qualifier",
            "is_preferred", "is_flagged", "is_corrected", "is_computed",
        ),
        _INVENTED_AREA,
    ),
    Table(
        "mart_area_vs_baseline",
        (*_POINT, "baseline_kind"),
        (
            "value", "value_status", "baseline_area_id", "baseline_period_id", "baseline_value", "gap", "gap_ci_low",
            "gap_ci_high", "comparison", "start_period_id", "change", "baseline_change", "change_gap",
            "change_gap_ci_low", "change_gap_ci_high", "trend", "trend_points", "detectable_change", "is_flagged",
        ),
        _INVENTED_AREA,
    ),
    Table(
        "mart_activity_progress",
        ("helhedsplan_id", "area_id", "activity_id", "measure_id", "period_id", "source_reference"),
        (
            "counting_mode", "reported_count", "qualifier", "count_in_period", "count_year_to_date", "count_to_date",
            "count_low", "count_high", "target_id", "target_value", "target_basis", "target_share", "elapsed_share",
            "status", "projected_count", "projected_low", "projected_high", "is_flagged",
        ),
    ),
    Table(
        "mart_statutory_criteria",
        ("area_id", "list_year", "criterion_id"),
        ("rule_set", "value", "basis", "threshold", "comparison", "margin_points", "margin_persons", "is_met"),
    ),
    Table(
        "mart_statutory_condition",
        ("area_id", "list_year", "condition_id"),
        ("rule_set", "value", "basis", "threshold", "comparison", "margin_points", "margin_persons", "is_met"),
    ),
    Table(
        "mart_statutory_status",
        ("area_id", "list_year"),
        (
            "rule_set", "residents", "criteria_met", "criteria_unknown", "is_udsat", "is_parallelsamfund",
            "is_omdannelsesomraade", "is_forebyggelsesomraade", "official_status",
        ),
    ),
    Table(
        "mart_funnel",
        (*_FUNNEL, "area_id"),
        (
            "value", "n_effective", "low_998", "low_95", "high_95", "high_998", "funnel_position", "areas",
            "hidden_areas", "centre", "over_dispersion", "is_drawn", "is_flagged",
        ),
        _INVENTED_FUNNELS,
    ),
    Table(
        "mart_funnel_limits",
        (*_FUNNEL, "n"),
        ("low_998", "low_95", "high_95", "high_998", "centre", "over_dispersion", "areas", "hidden_areas"),
        _INVENTED_FUNNELS,
    ),
    Table(
        "mart_chance",
        ("page", "area_id", "from_year"),
        ("comparisons", "different", "expected_by_chance", "expected_low", "expected_high"),
        "page <> 'area' or area_id = 'fiktionsparken-999'",
    ),
)  # fmt: skip


def published(table: Table, build: Published) -> list[Row]:
    """The figures of a published table that are kept, as text, in the order of their key."""
    columns = ", ".join(table.key + table.columns)
    rows = build.rows(f"select {columns} from {table.name} where not is_synthetic or {table.invented}")
    return sorted(
        ({name: _text(value) for name, value in row.items()} for row in rows), key=lambda row: _key(table, row)
    )


def kept(table: Table) -> list[Row]:
    """The rows of the golden copy."""
    with (FOLDER / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(build: Published) -> None:
    """Make the golden copy anew."""
    for table in TABLES:
        with (FOLDER / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=table.key + table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(published(table, build))


def differences(table: Table, before: list[Row], now: list[Row]) -> list[str]:
    """One line per row that came, went or changed, named by its key."""
    old, new = ({_key(table, row): row for row in rows} for rows in (before, now))
    assert (len(old), len(new)) == (len(before), len(now)), f"{table.name}: the key names several rows"
    lines = [f"- {_name(key)}" for key in sorted(old.keys() - new.keys())]
    lines += [f"+ {_name(key)}" for key in sorted(new.keys() - old.keys())]
    for key in sorted(old.keys() & new.keys()):
        changed = [
            f"{column}: {old[key].get(column) or 'empty'} → {new[key][column] or 'empty'}"
            for column in table.columns
            if old[key].get(column) != new[key][column]
        ]
        if changed:
            lines.append(f"  {_name(key)}: {', '.join(changed)}")
    return lines


def explain(table: Table, lines: list[str]) -> str:
    """The differences of one table as a failure shows them."""
    more = f"\n  … and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return f"{table.name}: {len(lines)} rows differ from the golden copy\n" + "\n".join(lines[:_SHOWN]) + more


def _key(table: Table, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in table.key)


def _name(key: tuple[str, ...]) -> str:
    return " | ".join(part for part in key if part)


def _text(value: Any) -> str:
    """A value as the copy holds it; nine significant digits, so that the last bits of an engine do not count."""
    if value is None:
        return ""
    return f"{value:.9g}" if isinstance(value, float) else str(value)
