import json
from datetime import UTC, datetime
from typing import Any

import pytest

from quality.findings import Handling
from tests.unit.reports.conftest import Show
from tests.unit.reports.report_build import (
    EMPLOYED,
    OTHER_PLAN,
    PLAN,
    TRAINEES,
    Tables,
    count_row,
    jobcenter_finding,
    warning,
)


def closed(status: str) -> Handling:
    return Handling(status, "Anne Hansen", "De tre er kvartalets egne.", None, datetime(2022, 11, 14, 10, tzinfo=UTC))


def test_most_serious_first_then_newest(show: Show, tables: Tables) -> None:
    tables["mart_finding"] += [
        warning("f-old", "2021K4", "Et ældre fund."),
        warning("f-new", "2022K3", "Et nyere fund."),
        warning("f-unexplained", "2022K3", "Uden forklaring.", severity="critical"),
    ]
    assert [finding.finding_id for finding in show().open_findings] == [
        "f-jobcenter", "f-unexplained", "f-new", "f-old", "f-doubt", "f-info",
    ]  # fmt: skip


def test_findings_of_later_quarters_and_closed_ones_are_left_out(show: Show) -> None:
    shown = {finding.finding_id for finding in show().open_findings}
    assert shown == {"f-jobcenter", "f-doubt", "f-info"}
    assert not show().settled_since_build
    assert "f-later" in {finding.finding_id for finding in show("2022K4").open_findings}
    assert "f-jobcenter" not in {finding.finding_id for finding in show("2022K2").open_findings}


def test_the_flagged_case_has_both_figures_the_readings_and_whom_to_ask(show: Show) -> None:
    finding = show().critical[0]
    assert [(row.period, row.value) for row in finding.evidence] == [
        ("2. kvartal 2022", "45"),
        ("3. kvartal 2022", "3"),
    ]
    assert [reading.count_year_to_date for reading in finding.readings] == ["48", "3"]
    assert "CAI, Slagelse Kommune" in finding.ask
    assert finding.headline.endswith("men kun til 3 for 3. kvartal 2022.")
    assert finding.explanation == "Et antal, der er talt fra nytår, kan ikke falde."


def test_handling_since_the_build_is_laid_over_it_and_named(show: Show) -> None:
    shown = show(handling={"f-jobcenter": closed("explained")})
    assert not shown.critical
    settled = shown.settled_since_build[0]
    assert settled.finding_id == "f-jobcenter"
    assert "Forklaret af Anne Hansen: De tre er kvartalets egne." in settled.handling
    assert "næste opgørelse" in settled.handling
    assert shown.clarifications, "the figures of this build still carry the mark"


def test_investigating_stays_open_with_its_note(show: Show) -> None:
    shown = show(handling={"f-jobcenter": closed("investigating")})
    assert shown.critical[0].handling.startswith("Noteret efter opgørelsen – Undersøges af Anne Hansen")


def test_a_quarter_with_no_deliveries_never_reads_as_calm(show: Show, tables: Tables) -> None:
    tables["mart_finding"] = []
    shown = show("2021K1")
    assert shown.title == "Der er ikke leveret aktivitetstal for 1. kvartal 2021"
    assert "ikke leveret et eneste tal" in shown.lead
    assert "Der er ikke leveret aktivitetstal" in shown.highlights[0].text
    assert "Ingen fejl" not in shown.title + shown.lead
    assert [(line.plan, line.numbers) for line in shown.deliveries.plans] == [("En Fælles Indsats", 0)]


def test_no_deliveries_goes_before_a_critical_finding(show: Show, tables: Tables) -> None:
    tables["mart_activity_progress"] = []
    shown = show()
    assert shown.title.startswith("Der er ikke leveret")
    assert shown.highlights[0].text.startswith("Der er ikke leveret")
    assert "45" in shown.highlights[1].text


@pytest.mark.parametrize(
    ("severities", "title"),
    [
        (["critical"], "Vejledninger kan ikke bruges, før tallet er afklaret"),
        (["critical"] * 3, "Vejledninger og 2 andre tal kan ikke bruges, før de er afklaret"),
        (["warning"] * 2, "2 fund bør undersøges; ingen tal er under afklaring"),
        ([], "Ingen fejl fundet i de tal, der er leveret for 3. kvartal 2022"),
    ],
)
def test_the_title_is_the_finding(show: Show, tables: Tables, severities: list[str], title: str) -> None:
    tables["mart_finding"] = [
        warning(f"f{number}", "2022K3", "Noget.", severity=severity) for number, severity in enumerate(severities)
    ]
    assert show().title == title


def test_a_long_name_does_not_fill_the_title(show: Show, tables: Tables) -> None:
    tables["dim_measure"][3]["name_da"] = "Vejledninger " * 12
    tables["mart_finding"] = [warning("f", "2022K3", "Noget.", severity="critical")]
    assert show().title == "1 tal kan ikke bruges, før det er afklaret"


def test_three_things_to_talk_about(show: Show) -> None:
    texts = [point.text for point in show().highlights]
    assert len(texts) == 3
    assert "45" in texts[0]
    assert texts[1] == "1 fil er afvist, og tallene i den mangler."
    assert "i tvivl" in texts[2]


def test_deliveries_of_the_quarter(show: Show, tables: Tables) -> None:
    tables["mart_activity_progress"].append(count_row(EMPLOYED, "2022-09-30", 1))
    tables["dim_period"].append(
        {"period_id": "2022-09-30", "period_type": "day", "start_date": "2022-09-30", "end_date": "2022-09-30"}
    )
    came = show().deliveries
    assert (came.numbers, came.numbers_longer) == (2, 1)
    assert [(line.plan, line.numbers, line.numbers_previous) for line in came.plans] == [("En Fælles Indsats", 2, 2)]


def test_a_series_that_stopped_is_named_for_a_year(show: Show) -> None:
    missing = show().deliveries.missing
    assert [(line.subject, line.latest_period) for line in missing] == [
        ("Borgere i ordinær beskæftigelse (Håndholdt beskæftigelsesindsats 30+)", "2. kvartal 2022")
    ]
    assert not show("2022K2").deliveries.missing


def test_files_that_were_refused_or_set_aside_are_told(show: Show, tables: Tables) -> None:
    tables["mart_load"].append(
        {"load_id": "l0", "source_id": "registrations", "file_name": "gammel.csv", "status": "refused",
         "loaded_at": "2022-06-30 23:00:00", "rows_loaded": 0, "rows_quarantined": 0, "message_da": "Afvist."}
    )  # fmt: skip
    came = show().deliveries
    assert [problem.file_name for problem in came.problems] == ["jobcenter_2022K3.csv", "hold.csv"]
    assert came.problems[0].outcome == "1 række er sat til side; resten er læst ind"
    assert came.problems[1].outcome == "Filen er afvist; intet er læst ind"
    by_name = {line.name: line for line in came.sources}
    assert by_name["Undersøgelser af tryghed"].latest == "intet modtaget"
    assert by_name["Registreringer fra helhedsplanerne"].rows_quarantined == 1


def test_an_unclear_target_is_shown_with_both_readings(show: Show) -> None:
    talks = next(line for line in show().targets.lines if line.counted == "ca. 650")
    assert [share.text for share in talks.shares] == [
        "43\N{NO-BREAK SPACE}% af målet for hele aftalen; 31\N{NO-BREAK SPACE}% af tiden er gået",
        "43\N{NO-BREAK SPACE}% af årets mål; 100\N{NO-BREAK SPACE}% af tiden er gået",
    ]
    assert talks.status_text == "usikkert"


def test_a_target_nobody_delivered_to_is_not_zero(show: Show) -> None:
    silent = show().targets.lines[-1]
    assert (silent.subject, silent.counted, silent.shares) == (
        "Større aktiviteter (Lokalt engagement og frivillighed)", "ikke leveret", (),
    )  # fmt: skip


def test_a_share_that_cannot_be_derived_is_said_and_not_drawn(show: Show, tables: Tables) -> None:
    tables["mart_activity_progress"][3]["target_share_year"] = None
    talks = next(line for line in show().targets.lines if line.counted == "ca. 650")
    assert (talks.shares[1].text, talks.shares[1].share) == ("kan ikke opgøres som mål for året", None)


def test_a_row_for_a_target_without_reports_is_no_delivery(show: Show, tables: Tables) -> None:
    unreported = count_row(
        "stoerre-aktiviteter", "2022K3", 0, activity_id="lokalt-engagement", target_id="slagelse-stoerre-aktiviteter",
        target_value=12, target_basis="unclear", status="uncertain", sentence_da="Ikke indberettet. Målet er 12.",
    )  # fmt: skip
    for name in ("reported_count", "count_year_to_date", "count_to_date", "count_low", "count_high", "reported_by"):
        unreported[name] = None
    tables["mart_activity_progress"].append(unreported)
    shown = show()
    assert shown.deliveries.numbers == 1
    silent = [line for line in shown.targets.lines if line.status == "not_delivered"]
    assert [(line.counted, line.sentence) for line in silent] == [("ikke leveret", "Ikke indberettet. Målet er 12.")]


def test_targets_as_of_the_quarter(show: Show, tables: Tables) -> None:
    target: dict[str, Any] = {"target_value": 100, "target_basis": "per_year", "elapsed_share": 50.0}
    tables["mart_activity_progress"] += [
        count_row(EMPLOYED, "2022K1", 7, target_share=7.0, status="behind", **target),
        count_row(EMPLOYED, "2022K4", 90, target_share=90.0, status="ahead", **target),
    ]
    late = {"activity_id": "beboervejledning", "target_share": 1.0, "status": "behind", **target}
    tables["mart_activity_progress"].append(count_row("vejledninger", "2022K4", 1, **late))
    tables["mart_activity_progress"][2] |= {"target_share": 15.0, "status": "behind", **target}
    assert next((line.counted, line.status) for line in show().targets.lines) == ("15", "behind")
    assert next((line.counted, line.status) for line in show("2022K1").targets.lines) == ("7", "behind")
    assert not [line for line in show().targets.lines if line.counted == "1"]


def test_figures_under_clarification_stand_as_a_range(show: Show) -> None:
    lines = {line.period: line for line in show().clarifications}
    assert (lines["3. kvartal 2022"].reported, lines["3. kvartal 2022"].possible) == ("3", "mellem 3 og 48")
    assert [line.period for line in show("2022K2").clarifications] == ["2. kvartal 2022"]


def test_what_is_unknown_is_told_with_its_reason(show: Show, tables: Tables) -> None:
    outside = {"area_id": "agervang-316", "area_type": "boligomraade", "name_da": "Agervang"}
    tables["dim_area"].append(outside)
    tables["fct_indicator_value"].append(tables["fct_indicator_value"][0] | {"area_id": "agervang-316"})
    unknown = show().unknown
    assert [(line.reason, line.names) for line in unknown.hidden] == [
        ("Skjult, fordi tallet er så lille, at personer kan kendes.", "Unge uden job og uddannelse (Motalavej)")
    ]
    assert unknown.not_compared[0].reason == "Kommunens tal er fra 2019, områdets fra 2020."


def test_comparisons_that_lack_only_the_uncertainty_are_one_reason(show: Show, tables: Tables) -> None:
    row = tables["mart_area_vs_baseline"][0]
    tables["mart_area_vs_baseline"] = [
        row | {"baseline_kind": kind, "gap": gap, "reason_da": f"Forskellen er {gap} procentpoint; …"}
        for kind, gap in (("municipality", 5.8), ("country", 7.1))
    ]
    tables["mart_area_vs_baseline"].append(row | {"area_id": "motalavej-330", "gap": 1.0})
    tables["mart_area_vs_baseline"].append(row | {"area_id": "agervang-316"})
    tables["dim_area"].append({"area_id": "agervang-316", "area_type": "boligomraade", "name_da": "Agervang"})
    absences = show().unknown.not_compared
    assert [(line.count, line.names) for line in absences] == [
        (3, "Unge uden job og uddannelse (Motalavej, Urbanplanen)")
    ]
    assert absences[0].reason.startswith("Forskellen kan regnes ud, men ikke hvor sikker den er")


def test_one_plan_sees_nothing_of_another(show: Show, tables: Tables) -> None:
    tables["mart_finding"].append(
        warning("f-amager", "2022K3", "Amager.", helhedsplan_id=None, area_id="urbanplanen-101", measure_id=None)
    )
    amager = show(plan=OTHER_PLAN)
    assert [finding.finding_id for finding in amager.open_findings] == ["f-amager"]
    assert not amager.clarifications
    assert not amager.targets.lines
    assert not amager.unknown.hidden
    assert not amager.deliveries.problems
    assert "f-amager" not in {finding.finding_id for finding in show(plan=PLAN).open_findings}
    assert "f-amager" in {finding.finding_id for finding in show().open_findings}


def told(show: Show, comment: str, status: str = "investigating", **more: Any) -> str:
    """Everything that a reader of one plan's report is told of its case, with a comment written since the build."""
    note = Handling(status, "Anne Andersen", comment, None, datetime(2022, 11, 15, tzinfo=UTC), version=1)
    return repr(show(handling={"f-jobcenter": note}, **more))


@pytest.mark.parametrize("status", ["investigating", "explained"])
def test_a_comment_that_names_another_plan_is_not_told_in_a_plan_s_own_report(show: Show, status: str) -> None:
    words = "Tallet hører til urbanplanen og ikke hertil."
    assert "urbanplanen" not in told(show, words, status, plan=PLAN)
    assert "nævner et sted uden for de helhedsplaner, der vises her" in told(show, words, status, plan=PLAN)
    assert "urbanplanen" in told(show, words, status)
    assert "hører til Motalavej" in told(show, "Tallet hører til Motalavej.", status, plan=PLAN)


def test_a_settled_finding_and_its_figures_name_no_other_plan(show: Show, tables: Tables) -> None:
    own = jobcenter_finding() | {"status": "explained", "comment": "Som i Urbanplanen."}
    evidence = json.dumps([{"value": "3", "note_da": "fra Urbanplanen"}])
    swapped = warning("f-byttet", "2022K3", "Motalavej er byttet om.", evidence_json=evidence)
    tables["mart_finding"] = [own | {"resolved_at": datetime(2022, 11, 10, 9)}, swapped]  # noqa: DTZ001
    assert "Urbanplanen" in repr(show())
    mine = show(plan=PLAN)
    assert {finding.finding_id for finding in (*mine.open_findings, *mine.settled)} == {"f-byttet", "f-jobcenter"}
    assert "Urbanplanen" not in repr(mine)


def test_small_counts_of_one_area_are_not_printed(show: Show, tables: Tables) -> None:
    small = json.dumps([{"assumption_da": "a", "count_in_period": 4, "count_year_to_date": 5, "fits": True}])
    rows = json.dumps([{"value": "4", "period_id": "2022K3"}, {"value": "5", "period_id": "2022K2"}])
    change = {"readings_json": small, "evidence_json": rows}
    tables["mart_finding"] = [
        warning("f-area", "2022K3", "Et område.", area_id="motalavej-330", **change),
        warning("f-plan", "2022K3", "Hele planen.", **change),
    ]
    area, plan = show().warnings
    assert [(r.count_in_period, r.count_year_to_date) for r in area.readings] == [("under 5", "5")]
    assert [row.value for row in area.evidence] == ["under 5", "5"]
    assert [row.value for row in plan.evidence] == ["4", "5"]
    assert plan.readings[0].count_in_period == "4"


def test_synthetic_data_marks_the_whole_report_and_only_the_plan_that_has_it(show: Show, tables: Tables) -> None:
    assert not show().contains_synthetic
    assert show(contains_synthetic=True).contains_synthetic
    assert not show(plan=PLAN, contains_synthetic=True).contains_synthetic
    tables["mart_activity_progress"].append(
        count_row(TRAINEES, "2022K1", 9, is_synthetic=True, area_id="motalavej-330")
    )
    assert show(plan=PLAN, contains_synthetic=True).contains_synthetic


def test_an_invented_area_makes_its_plan_synthetic(show: Show, tables: Tables) -> None:
    tables["dim_area"][3]["is_synthetic"] = True
    assert show(plan=OTHER_PLAN).contains_synthetic
    assert not show(plan=PLAN).contains_synthetic


def test_readings_show_only_the_columns_that_tell_them_apart(show: Show, tables: Tables) -> None:
    finding = show().critical[0]
    assert finding.reading_columns == ("count_in_period", "count_year_to_date")
    assert finding.common_target_share == "Der er ikke aftalt et mål for dette."
    readings = [
        {"assumption_da": "a", "count_to_date": 700, "target_share_text_da": "47 %", "fits": True},
        {"assumption_da": "b", "count_to_date": None, "target_share_text_da": "3 %", "fits": False},
    ]
    tables["mart_finding"] = [warning("f", "2022K3", "Noget.", readings_json=json.dumps(readings))]
    finding = show().warnings[0]
    assert finding.reading_columns == ("count_to_date", "target_share")
    assert finding.common_target_share == ""
    assert [reading.verdict for reading in finding.readings] == [
        "Passer med de andre tal.", "Passer ikke med de andre tal.",
    ]  # fmt: skip
