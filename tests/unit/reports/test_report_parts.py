"""What the report says of movements, revisions, freshness, deliveries and the life of findings."""

import re
from datetime import UTC, date, datetime

import pytest

from quality.findings import Handling
from reports import charts, pages
from reports.content import Content
from reports.document import Table
from reports.freshness import SourceAge
from tests.unit.reports.conftest import Show
from tests.unit.reports.report_build import OTHER_PLAN, TRAINEES, Row, Tables, count_row, warning


def listed(shown: Content, sheet: str) -> Table:
    return next(table for table in pages.document(shown).tables() if table.sheet == sheet)


def test_a_figure_with_warnings_tells_how_far_it_could_go(show: Show, tables: Tables) -> None:
    limits = {"observed": 19.3, "expected_low": 25.04, "expected_high": 31.96}
    about = {"area_id": "urbanplanen-101", "indicator_id": "restgruppen", "measure_id": None, "activity_id": None}
    tables["mart_finding"] += [
        warning("f-jump", "2020", "Et brat fald.", **about, **limits),
        warning("f-share", "2020", "Andelen passer ikke.", **about),
    ]
    line = next(line for line in show().affected if line.place == "Urbanplanen")
    assert (line.subject, line.shown, line.possible, line.findings) == (
        "Unge uden job og uddannelse", "19,3\N{NO-BREAK SPACE}%",
        "ventet mellem 25,0\N{NO-BREAK SPACE}% og 32,0\N{NO-BREAK SPACE}%", 2,
    )  # fmt: skip


def test_figures_that_contradict_each_other_are_both_named(show: Show, tables: Tables) -> None:
    evidence = '[{"value": "375", "period_id": "2022K3"}, {"value": "430", "period_id": "2022K3"}]'
    tables["mart_finding"] = [warning("f", "2022K3", "To tal.", evidence_json=evidence)]
    assert show().affected[0].possible == "375 eller 430"


def test_a_figure_under_clarification_is_not_among_those_in_use(show: Show, tables: Tables) -> None:
    jobcenter = tables["mart_finding"][1]
    same = {name: jobcenter[name] for name in ("area_id", "activity_id", "measure_id", "period_id")}
    tables["mart_finding"].append(warning("f-also", message="Også dette.", **same))
    assert [line.subject for line in show().affected] == ["Vejledninger"]


def test_a_small_count_is_hidden_in_the_list_of_movements(show: Show, tables: Tables) -> None:
    tables["mart_finding"] = [warning("f", "2022K3", "Noget.", area_id="motalavej-330", observed=None)]
    assert (show().affected[0].shown, show().affected[0].possible) == ("skjult", "kan ikke opgøres")


def test_a_count_under_clarification_has_its_range_and_its_series(show: Show, tables: Tables) -> None:
    tables["mart_activity_progress"][1] |= {
        "target_value": 60,
        "target_basis": "whole_agreement",
        "status": "uncertain",
    }
    line = next(line for line in show().clarifications if line.period == "3. kvartal 2022")
    assert line.moves == "fra 3 til 48"
    assert line.target_effect == "mellem 5 og 80\N{NO-BREAK SPACE}% af målet"
    assert [(point.period_id, point.reported, point.low, point.high) for point in line.points] == [
        ("2022K2", 45, 45, 45), ("2022K3", 3, 3, 48),
    ]  # fmt: skip


def test_a_finding_is_new_until_a_quarter_begins_after_it_was_seen(show: Show, tables: Tables) -> None:
    tables["mart_finding"] = [
        # Midnight in Denmark is two hours earlier in UTC in summer.
        warning("f-new", "2022K2", "Nyt.", first_seen_at="2022-06-30 22:00:00"),
        warning("f-old", "2022K2", "Gammelt.", first_seen_at="2022-06-30 21:59:59"),
    ]
    fates = {row.cells[0].text: row.cells[2].text for row in listed(show(), "Fund").rows}
    assert fates == {"Nyt.": "ny", "Gammelt.": "stadig åben"}


def test_a_finding_settled_since_the_quarter_began_is_told_once(show: Show, tables: Tables) -> None:
    tables["mart_finding"] = [
        warning("f-gone", "2022K2", "Væk.", status="gone", resolved_at="2022-08-01 10:00:00"),
        warning("f-long", "2022K2", "Længe siden.", status="gone", resolved_at="2022-05-01 10:00:00"),
        warning("f-said", "2022K2", "Forklaret.", status="explained", handled_by="Anne", comment="Passer."),
        warning("f-nobody", "2022K2", "Uden dag.", status="explained"),
    ]
    said = Handling("explained", "Anne", "Passer.", None, datetime(2022, 9, 1, tzinfo=UTC))
    shown = show(handling={"f-said": said})
    assert [finding.headline for finding in shown.settled] == ["Forklaret.", "Væk."]
    assert shown.settled[0].settled_on == date(2022, 9, 1)
    assert not shown.open_findings
    assert [row.cells[2].text for row in listed(shown, "Fund").rows] == ["afklaret", "afklaret"]


def revision(**changes: object) -> Row:
    return {
        "kind": "value", "area_id": "urbanplanen-101", "indicator_id": "restgruppen", "period_id": "2020",
        "cause": "source_revised", "known_to": "2022-10-12 08:00:00", **changes,
    }  # fmt: skip


def test_revisions_and_turned_verdicts_are_told_in_words(show: Show, tables: Tables) -> None:
    tables["mart_revision"] = [
        revision(old_value=19.3, new_value=20.06),
        revision(old_value=None, new_value=None, period_id="2021"),
        revision(kind="comparison", aspect="municipality", old_verdict="worse", new_verdict="similar", known_to=None),
        revision(known_to="2022-06-30 08:00:00", old_value=1, new_value=2),
    ]
    told = [(line.kind, line.subject, line.before, line.after, line.known) for line in show().revisions]
    name = "Unge uden job og uddannelse"
    assert told == [
        ("sammenligning", f"{name}, over for kommunen", "dårligere", "ingen sikker forskel", None),
        ("tal", name, "19,3\N{NO-BREAK SPACE}%", "20,1\N{NO-BREAK SPACE}%", date(2022, 10, 12)),
        ("tal", name, "skjult", "skjult", date(2022, 10, 12)),
    ]
    assert [line.place for line in show(plan=OTHER_PLAN).revisions] == ["Urbanplanen"] * 3
    assert not show(plan="hp-en-faelles-indsats").revisions


def source(shown: Content, name: str) -> SourceAge:
    return next(line for line in shown.freshness if line.name == name)


@pytest.mark.parametrize(
    ("lag", "state"), [(2, "som ventet"), (0, "som ventet"), (-3, "1 måned for sent"), (-4, "2 måneder for sent")]
)
def test_a_source_is_late_when_its_newest_figure_is_older_than_expected(
    show: Show, tables: Tables, lag: int, state: str
) -> None:
    # Newest: 30 September; built on 14 November: 1 whole month. Expected: a quarter's rhythm and the lag.
    tables["dim_source"][0]["lag_months"] = lag
    line = source(show(), "Registreringer fra helhedsplanerne")
    assert (line.age_months, line.newest, line.state) == (1, "3. kvartal 2022", state)


def test_a_source_without_files_or_without_rhythm_says_so(show: Show) -> None:
    shown = show()
    assert source(shown, "Undersøgelser af tryghed").state == "intet modtaget"
    assert source(shown, "Strategiske samarbejdsaftaler").state == "kommer uden fast rytme"
    assert shown.freshness[0].name == "Undersøgelser af tryghed"


def test_invented_figures_make_no_source_fresh(show: Show, tables: Tables) -> None:
    later = count_row(TRAINEES, "2022K3", 5, is_synthetic=True)
    tables["mart_activity_progress"] = [count_row(TRAINEES, "2022K1", 5), later]
    assert source(show(), "Registreringer fra helhedsplanerne").newest == "1. kvartal 2022"
    tables["mart_activity_progress"] = [later]
    line = source(show(), "Registreringer fra helhedsplanerne")
    assert (line.newest, line.is_only_synthetic) == ("3. kvartal 2022", True)


def test_who_delivered_and_who_fell_silent(show: Show, tables: Tables) -> None:
    tables["mart_activity_progress"].append(count_row(TRAINEES, "2022K1", 2, reported_by="Ungecentret"))
    came = show().deliveries
    told = [(line.reporter, line.numbers, line.numbers_previous, line.latest_period) for line in came.reporters]
    assert told == [("Ungecentret", 0, 0, "1. kvartal 2022"), ("CAI, Slagelse Kommune", 1, 2, "2022")]
    assert [(line.period, line.numbers) for line in came.history[-3:]] == [("2022K1", 1), ("2022K2", 2), ("2022K3", 1)]
    assert came.missing[0].reporter == "CAI, Slagelse Kommune"


def test_no_noughts_are_drawn_from_before_anybody_had_begun_to_deliver(show: Show, tables: Tables) -> None:
    tables["mart_activity_progress"] = [count_row(TRAINEES, "2022K1", 2), count_row(TRAINEES, "2022K3", 1)]
    history = [(line.period, line.numbers) for line in show().deliveries.history]
    assert history == [("2022K1", 1), ("2022K2", 0), ("2022K3", 1)]
    tables["mart_activity_progress"] = [count_row(TRAINEES, "2022K3", 1)]
    assert [line.numbers for line in show().deliveries.history] == [0, 1]
    tables["mart_activity_progress"].append(count_row(TRAINEES, "2020K1", 1))
    assert [line.numbers for line in show().deliveries.history] == [0] * 7 + [1]


def test_a_point_under_clarification_is_joined_to_nothing() -> None:
    points = [charts.Point("a", 45, is_flagged=True), charts.Point("b", 3, 3, 48, is_flagged=True)]
    alone = charts.svg(charts.series(points, "Under afklaring."))
    sure = charts.svg(charts.series([charts.Point("a", 45), charts.Point("b", 3)], "Sikkert."))
    joined = re.compile(r'<path d="M[\d.,]+L[\d.,]+" stroke="#1f5a94"')
    assert (len(joined.findall(alone)), len(joined.findall(sure))) == (0, 1)


def test_an_uncertain_target_to_talk_about_says_why(show: Show, tables: Tables) -> None:
    doubt = "Der er et åbent spørgsmål til de tal, målet holdes op imod."
    tables["mart_finding"], tables["mart_load"] = [], []
    tables["mart_activity_progress"] = [
        count_row(TRAINEES, "2022K3", 15, target_id="t", target_value=60, status="uncertain", target_share=25,
                  target_basis="whole_agreement", sentence_da="15 af 60.", reason_da=doubt),
    ]  # fmt: skip
    assert f"15 af 60. {doubt}" in [point.text for point in show().highlights]
    tables["mart_activity_progress"][0]["sentence_da"] = f"15 af 60. {doubt}"
    assert f"15 af 60. {doubt}" in [point.text for point in show().highlights]
