"""The tables about the law's criteria in the test build: met, not met, and every reason for not knowing."""

from typing import Any

COLUMNS = {
    "mart_statutory_criteria": """area_id varchar, list_year integer, rule_set varchar, criterion_id varchar,
        value double, threshold double, comparison varchar, margin_points double, margin_persons integer,
        is_met varchar, is_synthetic boolean, criteria_group varchar, name_da varchar, threshold_low double,
        threshold_high double, basis varchar, reason_da varchar""",
    "mart_statutory_condition": """area_id varchar, list_year integer, rule_set varchar, condition_id varchar,
        criteria_group varchar, name_da varchar, value double, threshold double, comparison varchar,
        margin_points double, margin_persons integer, is_met varchar, basis varchar, reason_da varchar,
        is_synthetic boolean""",
    "dim_statutory_status": """rule_set varchar, status_id varchar, name_da varchar, display_order integer,
        criteria_group varchar, criteria_needed integer, criteria_count integer, min_residents integer,
        extra_threshold double, years_needed integer""",
    "mart_statutory_status": """area_id varchar, list_year integer, rule_set varchar, residents integer,
        criteria_met integer, criteria_unknown integer, is_udsat varchar, is_parallelsamfund varchar,
        is_omdannelsesomraade varchar, is_forebyggelsesomraade varchar, official_status varchar,
        official_source varchar, is_synthetic boolean""",
    "dim_instrument": "instrument varchar, name_da varchar, supplier varchar, population_da varchar, source varchar",
    "dim_survey_wave": """instrument varchar, period_id varchar, answers integer, response_rate double,
        source varchar""",
    "dim_activity_effect": """activity_id varchar, criterion_id varchar, effect varchar, source varchar,
        note_da varchar""",
}  # fmt: skip

Row = dict[str, Any]
WORK, CONVICTED, INCOME = "uden_tilknytning_18_64", "doemte_18_plus", "indkomst_pct_af_region"
SHARE = "ikke_vestlige_andel"
_NAMES = {WORK: "Uden tilknytning", CONVICTED: "Dømte", INCOME: "Indkomst"}


def criterion(
    area_id: str, criterion_id: str, value: float | None, limit: float | None, is_met: str, **more: Any
) -> dict[str, Any]:
    """A line of the list of 2022; `margin_points` follows from the figure and its limit."""
    is_prevention = criterion_id.endswith("_forebyggelse")
    base = criterion_id.removesuffix("_forebyggelse")
    known = value is not None and limit is not None
    return {
        "area_id": area_id, "list_year": 2022, "rule_set": "2021", "criterion_id": criterion_id, "value": value,
        "threshold": limit, "threshold_low": limit, "threshold_high": limit,
        "comparison": {WORK: "gt", CONVICTED: "ge", INCOME: "lt"}[base],
        "margin_points": round(value - limit, 6) if known else None, "is_met": is_met, "is_synthetic": False,
        "criteria_group": "forebyggelse" if is_prevention else "udsat",
        "name_da": _NAMES[base] + (" (forebyggelse)" if is_prevention else ""),
        "basis": "list" if value is not None else None,
    } | more  # fmt: skip


def condition(area_id: str, condition_id: str, value: float | None, limit: float, is_met: str, **more: Any) -> Row:
    """What is asked beside the criteria on the list of 2022."""
    return {
        "area_id": area_id, "list_year": 2022, "rule_set": "2021", "condition_id": condition_id, "value": value,
        "threshold": limit, "margin_points": None if value is None else round(value - limit, 6), "is_met": is_met,
        "name_da": "Antal beboere" if condition_id == "beboere" else "Andel fra ikke-vestlige lande",
        "comparison": "ge" if condition_id == "beboere" else "gt", "basis": None if value is None else "list",
        "is_synthetic": False,
    } | more  # fmt: skip


def status_names() -> list[Row]:
    """The statuses of the rules of 2018 and 2021, the widest first."""
    named = (
        ("2018", "is_udsat", "Udsat boligområde", "udsat", None, 1),
        ("2018", "is_parallelsamfund", "Ghettoområde", "udsat", 50.0, 1),
        ("2018", "is_omdannelsesomraade", "Hårdt ghettoområde", "udsat", 50.0, 5),
        ("2021", "is_udsat", "Udsat boligområde", "udsat", None, 1),
        ("2021", "is_parallelsamfund", "Parallelsamfund", "udsat", 50.0, 1),
        ("2021", "is_omdannelsesomraade", "Omdannelsesområde", "udsat", 50.0, 5),
        ("2021", "is_forebyggelsesomraade", "Forebyggelsesområde", "forebyggelse", 30.0, 1),
    )
    return [
        {"rule_set": rules, "status_id": status_id, "name_da": name, "display_order": order, "criteria_group": group,
         "criteria_needed": 2, "criteria_count": 4, "min_residents": 1000, "extra_threshold": share,
         "years_needed": lists}
        for order, (rules, status_id, name, group, share, lists) in enumerate(named)
    ]  # fmt: skip


def status(area_id: str, year: int, met: int, unknown: int, answers: str, **more: Any) -> dict[str, Any]:
    """A line per area and list; `answers` are the four conditions in the order of the columns, as in `y n ? n`."""
    words = {"y": "yes", "n": "no", "?": "unknown"}
    udsat, parallel, omdannelse, forebyggelse = (words[answer] for answer in answers.split())
    return {
        "area_id": area_id, "list_year": year, "rule_set": "2021" if year >= 2021 else "2018", "residents": 1713,
        "criteria_met": met, "criteria_unknown": unknown, "is_udsat": udsat, "is_parallelsamfund": parallel,
        "is_omdannelsesomraade": omdannelse, "is_forebyggelsesomraade": forebyggelse, "is_synthetic": False,
    } | more  # fmt: skip


def everything() -> dict[str, list[dict[str, Any]]]:
    """Motalavej has all figures, Ringparken lacks some; the limit for the convicted is in dispute or not known."""
    prevention = f"{WORK}_forebyggelse"
    return {
        "mart_statutory_criteria": [
            criterion("motalavej-330", WORK, 40.04, 40.0, "yes", margin_persons=3),
            criterion("motalavej-330", prevention, 40.04, 30.0, "yes", margin_persons=98),
            criterion("motalavej-330", CONVICTED, 2.0, 1.98, "unknown", threshold_high=2.03, basis="mean",
                      reason_da="Kilderne er uenige om grænsen, 1,98 eller 2,03, og svaret afhænger af den."),
            criterion("motalavej-330", INCOME, 57.7, 55.0, "no"),
            criterion("ringparken-330", WORK, 38.5, 40.0, "no", margin_persons=-13),
            criterion("ringparken-330", prevention, 38.5, 30.0, "yes", margin_persons=73),
            criterion("ringparken-330", CONVICTED, 2.4, None, "unknown",
                      reason_da="Grænsen til denne liste er ikke oplyst."),
            criterion("ringparken-330", INCOME, None, 55.0, "unknown",
                      reason_da="Tallet er skjult, så personer ikke kan kendes."),
        ],
        "mart_statutory_condition": [
            condition("motalavej-330", "beboere", 1713, 1000, "yes", margin_persons=714),
            condition("motalavej-330", SHARE, 45.0, 50.0, "no", criteria_group="udsat", margin_persons=-86),
            condition("motalavej-330", f"{SHARE}_forebyggelse", 45.0, 30.0, "yes", criteria_group="forebyggelse",
                      margin_persons=257),
            condition("ringparken-330", "beboere", None, 1000, "unknown",
                      reason_da="Tallet mangler: det er ikke leveret til denne liste."),
        ],
        "dim_statutory_status": status_names(),
        "mart_statutory_status": [
            status("motalavej-330", 2022, 1, 1, "? n n y", official_status="forebyggelsesområde",
                   official_source="Statens liste 1. december 2022"),
            status("motalavej-330", 2019, 3, 0, "y y ? n"),
            status("ringparken-330", 2022, 0, 2, "n n n ?", residents=None),
        ],
        "dim_activity_effect": [
            {"activity_id": "jobindsats", "criterion_id": WORK, "effect": "direct", "source": "Bilag 1",
             "note_da": "Skal bringe borgere i job."},
            {"activity_id": "frokostklub", "criterion_id": WORK, "effect": "stated_none", "source": "Bilag 1",
             "note_da": None},
        ],
    }  # fmt: skip
