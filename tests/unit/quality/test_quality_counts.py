"""The checks of counts: each passes a sound series, tells a fault in words, and says when it could not run."""

from typing import Any

import pytest

from quality.findings import Finding
from quality.run import QualityRun
from tests.unit.quality.conftest import Run
from tests.unit.quality.quality_warehouse import PLAN, TABLES, Row, reading, registration

QUARTERS = [f"{year}K{quarter}" for year in (2020, 2021, 2022) for quarter in (1, 2, 3, 4)]
STEADY = [12, 9, 14, 10, 11, 13, 9, 12, 10, 12]
CHECKS = (
    "cumulative_decrease", "sudden_change", "unit_or_scale_error", "stale_repeat", "shifted_or_swapped",
    "missing_report", "duplicate_report",
)  # fmt: skip


def series(activity: str, counts: list[int | None], mode: str = "period", plan: str = "", **more: Any) -> list[Row]:
    """One count per quarter from the first of 2020, in a plan of its own; None where nothing was reported."""
    place = {"helhedsplan_id": plan or activity, "area_id": plan or activity} | more
    return [
        registration(quarter, count, mode, activity_id=activity, **place)
        for quarter, count in zip(QUARTERS, counts, strict=False)
        if count is not None
    ]


def totals(counts: list[int]) -> list[int]:
    """From the beginning of the plan."""
    return [sum(counts[: place + 1]) for place in range(len(counts))]


def findings(run: QualityRun) -> list[Finding]:
    assert run.status == "completed", [one.error for one in run.checks]
    return [finding for one in run.checks for finding in one.findings]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


SOUND = [
    series("jaevn", STEADY),
    series("fra-nytaar", [12, 21, 35, 45, 11, 24, 33, 45, 10, 22], "year_to_date"),
    series("fra-start", totals(STEADY), "project_to_date"),
    series("smaa", [0, 1, 0, 0, 2, 1, 0, 1, 0, 1]),
    series("runde", [20, 30, 20, 20, 30, 20, 30, 20, 20, 30]),
    series("sommer", [20, 22, 8, 21, 19, 24, 7, 20, 22, 21, 9]),
    series("vokser", [20, 22, 23, 25, 26, 27, 30, 31, 33, 35]),
    series("ukendt", STEADY, "unknown"),
    [
        *series("skift-ved-nytaar", STEADY[:4]),
        *series("skift-ved-nytaar", [*[None] * 4, 11, 24, 33, 45, 10, 22], "year_to_date"),
    ],
    series("fire", [10, 14, 9, 12]),
]


def test_sound_series_pass_every_check(check: Run) -> None:
    found = findings(check(*CHECKS, registrations=[row for rows in SOUND for row in rows]))
    assert [(one.activity_id, one.check_id, one.period_id) for one in found if one.severity != "info"] == []


FAULTS = [
    (
        series("fald", [10, 22, 35, 33, 45, 57], "project_to_date"),
        ("cumulative_decrease", "critical", "2020K4", "small_correction"),
        "fald, fald: »Borgere i praktik eller løntilskud« blev indberettet til 35 for 3. kvartal 2020, talt "
        "fra projektets start, men kun til 33 for 4. kvartal 2020. Begge tal er indberettet som talt fra projektets "
        "start, og sådan et antal kan ikke falde.",
    ),
    (
        series("eget", [12, 21, 35, 45, 56, 69, 78, 12, 100], "project_to_date"),
        ("cumulative_decrease", "critical", "2021K4", "own_count_in_cumulative"),
        "eget, eget: »Borgere i praktik eller løntilskud« blev indberettet til 78 for 3. kvartal 2021, talt "
        "fra projektets start, men kun til 12 for 4. kvartal 2021. Begge tal er indberettet som talt fra projektets "
        "start, og sådan et antal kan ikke falde.",
    ),
    (
        series("samlet", [12, 9, 14, 10, 11, 13, 9, 45, 10, 12]),
        ("sudden_change", "warning", "2021K4", "cumulative_in_period"),
        "samlet, samlet: »Borgere i praktik eller løntilskud« er steget fra 9 i 3. kvartal 2021 til 45 i "
        "4. kvartal 2021. Ud fra seriens øvrige tal skulle det ligge mellem 2 og 23.",
    ),
    (
        series("virkeligt", [*STEADY[:6], 33, 39, 32, 36, 34, 37]),
        ("sudden_change", "warning", "2021K3", "real_change_or_unknown"),
        "virkeligt, virkeligt: »Borgere i praktik eller løntilskud« er steget fra 13 i 2. kvartal 2021 til 33 i "
        "3. kvartal 2021. Ud fra seriens øvrige tal skulle det ligge mellem 3 og 24.",
    ),
    (
        series("nul", [12, 9, 14, 10, 11, 130, 9, 12, 10]),
        ("unit_or_scale_error", "warning", "2021K2", "factor_ten"),
        "nul, nul: »Borgere i praktik eller løntilskud« er steget fra 11 i 1. kvartal 2021 til 130 i "
        "2. kvartal 2021. Ud fra seriens øvrige tal skulle det ligge mellem 2 og 22.",
    ),
    (
        series("nul-i-samlet", [12, 21, 35, 450, 56, 69, 78], "project_to_date"),
        ("unit_or_scale_error", "warning", "2020K4", "factor_ten"),
        "nul-i-samlet, nul-i-samlet: »Borgere i praktik eller løntilskud« er steget fra 35 i 3. kvartal 2020 til 450 "
        "i 4. kvartal 2020. Ud fra seriens øvrige tal skulle det ligge mellem 37 og 61.",
    ),
    (
        series("gentaget", [12, 21, 35, 45, 56, 69, 69, 90, 100], "project_to_date"),
        ("stale_repeat", "warning", "2021K3", "repeated"),
        "gentaget, gentaget: »Borgere i praktik eller løntilskud« er 69 både for 2. kvartal 2021 og for "
        "3. kvartal 2021, men skulle efter seriens øvrige tal være vokset.",
    ),
    (
        series("mangler", [12, 9, 14, None, 11, 13]) + series("anden", [22, 31, 25, 28, 27, 20], plan="mangler"),
        ("missing_report", "warning", "2020K4", "none"),
        "mangler, mangler: »Borgere i praktik eller løntilskud« er ikke indberettet for 4. kvartal 2020, men "
        "er det for andre perioder.",
    ),
    (
        series("stopper", [12, 9, 14, 10]) + series("anden", [22, 31, 25, 28, 27, 20], plan="stopper"),
        ("missing_report", "warning", "2021K1", "none"),
        "stopper, stopper: »Borgere i praktik eller løntilskud« er ikke indberettet for 1. kvartal 2021, men "
        "er det for andre perioder.",
    ),
    (
        series("tavs", [12, 9, 14, None, 11, 13]) + series("tavs-to", [22, 31, 25, None, 27, 20], plan="tavs"),
        ("missing_report", "warning", "2020K4", "none"),
        "Slagelse Kommunes jobcenter (CAI) har intet indberettet for 4. kvartal 2020 til tavs. Det gælder 2 "
        "serier af tal.",
    ),
    (
        series("jobklub", STEADY) + series("jobklubben", STEADY, plan="jobklub"),
        ("duplicate_report", "warning", "2022K2", "none"),
        "jobklub, jobklubben: »Borgere i praktik eller løntilskud« har i 10 perioder fra 1. kvartal 2020 til "
        "2. kvartal 2022 præcis de samme tal som jobklub. Det ligner det samme under to navne.",
    ),
]


def test_a_fault_is_one_finding_with_its_message(check: Run) -> None:
    run = check(*CHECKS, registrations=[row for rows, _, _ in FAULTS for row in rows])
    by_plan = {rows[0]["helhedsplan_id"]: (told, message) for rows, told, message in FAULTS}
    found = [one for one in findings(run) if one.severity != "info"]
    assert {
        one.helhedsplan_id: ((one.check_id, one.severity, one.period_id, one.diagnosis_id), plain(one.message_da))
        for one in found
    } == by_plan
    assert len(found) == len(FAULTS)
    assert all(one.action_da.startswith(("Spørg ", "Bed ")) for one in found)


def test_a_copied_report_is_one_finding_per_measure(check: Run) -> None:
    measures = {
        "a": STEADY,
        "b": [33, 25, 30, 28, 35, 31, 22, 29, 34, 30],
        "c": [18, 22, 15, 25, 19, 16, 21, 24, 17, 20],
    }
    rows = [
        row
        for measure, counts in measures.items()
        for row in series("kopi", [*counts[:7], counts[6], *counts[8:]], measure_id=measure)
    ]
    found = [one for one in findings(check(*CHECKS, registrations=rows)) if one.severity != "info"]
    assert [(one.check_id, one.severity, one.measure_id, one.period_id) for one in found] == [
        ("stale_repeat", "warning", measure, "2021K4") for measure in measures
    ]
    assert plain(found[0].message_da) == (
        "kopi, kopi: »a« er 9 for 4. kvartal 2021 ligesom for 3. kvartal 2021, og det samme er "
        "indberetningens andre tal. Det ligner en kopi af den forrige indberetning."
    )


def test_a_copied_report_takes_its_nought_with_it(check: Run) -> None:
    """Two measures and a nought make three; a nought after a nought is no evidence in itself."""
    measures = {
        "a": [120, 90, 143, 101, 112, 131, 97, 97, 105, 122],
        "b": [63, 55, 60, 48, 65, 71, 52, 52, 64, 60],
        "c": [1, 0, 2, 1, 3, 0, 0, 0, 2, 1],
    }
    rows = [row for measure, counts in measures.items() for row in series("kopi-nul", counts, measure_id=measure)]
    found = [one for one in findings(check(*CHECKS, registrations=rows)) if one.severity != "info"]
    assert [(one.check_id, one.measure_id, one.period_id) for one in found] == [
        ("stale_repeat", measure, "2021K4") for measure in measures
    ]


def test_a_rounded_total_may_stand_still(check: Run) -> None:
    """Nearly the same steps in a series of whole tens and in one that is not rounded."""
    tens = [10, 30, 40, 60, 70, 70, 90, 100, 120, 130]
    exact = [15, 28, 43, 58, 71, 71, 87, 99, 114, 128]
    rows = [*series("tiere", tens, "project_to_date"), *series("hele", exact, "project_to_date")]
    found = [one for one in findings(check(*CHECKS, registrations=rows)) if one.severity != "info"]
    assert [(one.activity_id, one.check_id, one.period_id) for one in found] == [("hele", "stale_repeat", "2021K2")]


def test_one_repeated_count_is_told_for_information(check: Run) -> None:
    rows = series("igen", [172, 150, 188, 161, 180, 180, 166, 159])
    [found] = findings(check(*CHECKS, registrations=rows))
    assert (found.check_id, found.severity, found.period_id) == ("stale_repeat", "info", "2021K2")


SWAPPED = [
    *series("vandring", [4, 3, 5, 4, 54, 3, 4, 4, 5], plan=PLAN, measure_id="hold"),
    *series("vandring", [52, 48, 60, 51, 4, 55, 49, 58, 50], plan=PLAN, measure_id="deltagelser"),
]
SWAPPED_MESSAGE = (
    "En Fælles Indsats, vandring: »hold« er indberettet til 54 for 1. kvartal 2021, og »deltagelser« til 4. Hvert "
    "af tallene passer til det andet."
)


def test_a_rest_of_a_year_counted_from_new_year_is_told_quarter_by_quarter(check: Run) -> None:
    """Each alone would pass for a rise that lasts, and one hides the other."""
    rows = series("resten", [12, 9, 14, 10, 11, 24, 33, 45, 10, 12, 11, 13])
    found = [one for one in findings(check(*CHECKS, registrations=rows)) if one.severity != "info"]
    assert [(one.check_id, one.period_id, one.diagnosis_id) for one in found] == [
        ("sudden_change", f"2021K{quarter}", "cumulative_in_period") for quarter in (2, 3, 4)
    ]
    assert "Så er der 13 i perioden selv" in found[0].diagnosis_da


def test_two_measures_in_each_others_place(check: Run) -> None:
    found = [one for one in findings(check(*CHECKS, registrations=SWAPPED)) if one.severity != "info"]
    assert {(one.check_id, one.measure_id, one.period_id, one.diagnosis_id) for one in found} == {
        ("shifted_or_swapped", measure, "2021K1", "shifted") for measure in ("hold", "deltagelser")
    }
    told = {one.measure_id: plain(one.message_da) for one in found}
    assert told["hold"] == SWAPPED_MESSAGE


def test_the_newest_figure_waits_for_the_next(check: Run) -> None:
    """Three times as many in the last quarter of a year may be a change, and may be the year's three."""
    rows = series("nyeste", [12, 9, 14, 10, 11, 13, 34])
    [found] = [one for one in findings(check(*CHECKS, registrations=rows)) if one.severity != "info"]
    assert (found.check_id, found.period_id) == ("sudden_change", "2021K3")
    assert "10" in found.diagnosis_da


def test_a_hidden_count_stands_in_no_text(check: Run) -> None:
    rows = series("skjult", [3, 3, 2, 3, 4, 3, 30, 3, 2], area_id="ringparken-330")
    [found] = [one for one in findings(check(*CHECKS, registrations=rows)) if one.severity != "info"]
    assert (found.expected_low, found.expected_high) == (None, None)
    assert plain(found.message_da).endswith("Tallene vises ikke, fordi et af dem bygger på under 5.")
    assert "30" not in found.diagnosis_da + found.readings_json


def test_checks_that_cannot_run_say_so(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES, "facts.fct_registration", "registration_id varchar")
    run = check(*CHECKS)
    assert run.status == "incomplete"
    assert {one.check_id for one in run.checks if one.error is not None} == set(CHECKS)
    assert {finding.check_id for one in run.checks for finding in one.findings} == {"check_not_run"}


def test_readings_hold_the_figure_that_each_explanation_gives(check: Run) -> None:
    rows = series("samlet", [12, 9, 14, 10, 11, 13, 9, 45, 10, 12])
    readings = [reading(rows[7], "period", declared=True, count_in_period=45, count_year_to_date=78)]
    [found] = findings(check("sudden_change", registrations=rows, readings=readings))
    assert found.diagnosis_da == "Tallet 45 er talt fra nytår. Så er der 12 i perioden selv. Næsten sikkert."
    assert plain(found.action_da) == (
        "Spørg Slagelse Kommunes jobcenter (CAI): Gælder tallet 45 for 4. kvartal 2021 perioden selv, eller er det "
        "talt sammen?"
    )
