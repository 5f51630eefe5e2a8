"""What a person's role and plans leave of the pages and of the tables."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from dashboards import access, handling, selection
from dashboards.access import Refusal
from dashboards.people import Person
from publish import cut, marts
from publish.cut import Cut
from publish.marts import Published
from tests.app.reading import Page
from tests.published import divide_by_area, everything, finding, loads, write_published

ASTA = Person("asta@example.dk", "Asta", "bestyrelse", frozenset({"hp-en-faelles-indsats"}), None)
BO = Person("bo@example.dk", "Bo", "bestyrelse", frozenset({"hp-amager"}), None)
JOBCENTRE = "Jobcenteret"
PIA = Person("pia@example.dk", "Pia", "partner", frozenset({"hp-en-faelles-indsats"}), JOBCENTRE)
ANE = Person("ane@example.dk", "Ane", "analytiker", None, None)
DASHBOARDS = Path(access.__file__).parent


@pytest.fixture
def as_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    return lambda reader: monkeypatch.setattr(access, "reader", lambda: reader)


@pytest.fixture(params=["small", "large"])
def build(data_dir: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Published:
    """The test build, also read as a national one is: from files that are too large to be taken into memory."""
    write_published(data_dir)
    if request.param == "large":
        monkeypatch.setattr(marts, "_FEW_ROWS", 0)
        divide_by_area(data_dir)
    found = marts.current(data_dir / "marts")
    assert found is not None
    return found


def _places(published: Published) -> set[str]:
    """Every place that any row of any table names."""
    found: set[str] = set()
    for table in published.tables:
        frame = published.frame(table)
        for column in ("area_id", "helhedsplan_id", "group_area_id", "member_area_id"):
            if column in frame.columns and table != "dim_area":
                found |= set(frame[column].dropna())
    return found | set(published.frame("dim_area")["area_id"])


def test_a_cut_holds_the_own_plans_and_what_they_are_compared_with(build: Published):
    one, other = (_places(cut.made(build, Cut(person.plans or frozenset()))) for person in (ASTA, BO))
    assert {"hp-en-faelles-indsats", "motalavej-330", "kommune-330", "dk"} <= one
    assert not one & {"hp-amager", "urbanplanen-101", "bispehaven-751", "hp-opdigtet", "opdigtet-999"}
    assert {"hp-amager", "urbanplanen-101"} <= other
    assert not other & {"hp-en-faelles-indsats", "motalavej-330", "hp-opdigtet"}


@pytest.mark.parametrize("table", ["fct_indicator_value", "mart_area_vs_baseline"])
def test_a_cut_that_is_asked_by_area_gives_no_other_rows(build: Published, table: str):
    """The whole build has been asked first, so that what it keeps in memory is there to be given away."""
    sql, areas = f"select area_id, period_id, value from {table} order by all", ["urbanplanen-101", "motalavej-330"]
    assert {row["area_id"] for row in build.rows(sql, areas=areas)} >= set(areas)
    narrow = cut.made(build, Cut(frozenset({"hp-amager"})))
    rows = narrow.rows(sql, areas=areas)
    assert rows == [row for row in narrow.rows(f"{sql} nulls last") if row["area_id"] in areas]
    assert {row["area_id"] for row in rows} == {"urbanplanen-101"}


def test_columns_that_a_cut_reads_otherwise_are_so_by_area_too(build: Published):
    every = dict.fromkeys(build.tables, "true")
    told = marts.narrowed(build, every, "fortiet", {"fct_indicator_value": "'fortiet' as source_reference"})
    rows = told.rows("select source_reference from fct_indicator_value", areas=["motalavej-330"])
    assert {row["source_reference"] for row in rows} == {"fortiet"}


def test_a_cut_without_plans_holds_no_plan(build: Published):
    nothing = cut.made(build, Cut(frozenset()))
    assert not {place for place in _places(nothing) if place.startswith("hp-")}
    assert nothing.frame("mart_activity_progress").empty


def test_what_statuses_and_questionnaires_are_called_is_for_everybody(build: Published):
    narrow = cut.made(build, Cut(frozenset({"hp-amager"})))
    assert len(narrow.rows("select * from dim_statutory_status")) == 7
    assert narrow.frame("dim_instrument").columns.tolist() == build.frame("dim_instrument").columns.tolist()
    assert narrow.rows("select * from mart_statutory_condition where area_id = 'motalavej-330'") == []


def test_a_table_that_names_no_place_is_empty_until_somebody_says_that_it_is_for_all(build: Published, tmp_path: Path):
    file = tmp_path / "ny.parquet"
    build.query(f"copy (select 1 as hemmeligt) to '{file}' (format parquet)")
    tables = build.tables | {"mart_ny": file}
    everything = marts.narrowed(replace(build, tables=tables), dict.fromkeys(tables, "true"), "")
    grown = replace(everything, tables=tables)
    assert grown.frame("mart_ny").shape == (1, 1)
    assert cut.made(grown, Cut(frozenset({"hp-amager"}))).frame("mart_ny").empty


def test_a_partner_sees_its_own_counts_and_findings_alone(build: Published):
    assert PIA.plans is not None
    assert PIA.reporter is not None
    own = cut.made(build, Cut(PIA.plans, PIA.reporter))
    progress = own.frame("mart_activity_progress")
    assert set(progress["reported_by"]) == {JOBCENTRE}
    assert set(own.frame("mart_finding")["owner"]) <= {JOBCENTRE}
    assert set(own.frame("dim_activity")["activity_id"]) == set(progress["activity_id"])
    assert own.frame("mart_load").empty


def _seen(data_dir: Path, reader: Person, *found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the reader sees of the findings, by id."""
    build = marts.current(write_published(data_dir, {"mart_finding": list(found)}) / "marts")
    assert build is not None
    cut_of_reader = access.cut_for(reader)
    assert cut_of_reader is not None
    return {row["finding_id"]: row for row in cut.made(build, cut_of_reader).rows("select * from mart_finding")}


def test_findings_without_a_plan_are_seen_by_those_whose_figures_they_concern(data_dir: Path):
    found = [
        finding("kommune", "sudden_change", "info", "Kommunens tal.", area_id="kommune-330", indicator_id="unge"),
        finding(
            "anden-kommune",
            "sudden_change",
            "info",
            "En anden kommunes tal.",
            area_id="kommune-101",
            indicator_id="unge",
        ),
        finding("kilde", "late_report", "info", "Kilden er sen.", source_id="lbf_boligsociale_data"),
        finding("fremmed-kilde", "late_report", "info", "En anden kilde er sen.", source_id="findes-ikke"),
        finding("ingen-tal", "source_absent", "info", "Der er ingen tal.", source_id="findes-ikke"),
        finding("aktivitet", "missing_report", "info", "Noget mangler.", activity_id="en-anden-plans"),
        finding("drift", "mail_refused", "info", "En mail kom ikke frem."),
    ]
    assert set(_seen(data_dir, ASTA, *found)) == {"kommune", "kilde", "ingen-tal"}
    assert not _seen(data_dir, PIA, *found)


def test_a_finding_that_names_another_plan_is_told_without_it(data_dir: Path):
    swapped = finding(
        "ombyttet", "shifted_or_swapped", "warning", "Motalavej: tallet ligner tallene for Urbanplanen.",
        area_id="motalavej-330", indicator_id="beboere", period_id="2021", evidence_json='[{"value": "1.234"}]',
        diagnosis_da="Her står tallet for Urbanplanen.", owner="Landsbyggefonden",
    )  # fmt: skip
    own = finding("eget", "sudden_change", "warning", "Motalavej: tallet er faldet.", area_id="motalavej-330")
    seen = _seen(data_dir, ASTA, swapped, own)
    assert seen["eget"]["message_da"] == "Motalavej: tallet er faldet."
    assert "Urbanplanen" not in str(seen["ombyttet"])
    assert seen["ombyttet"]["evidence_json"] == "[]"
    assert seen["ombyttet"]["message_da"].startswith("Motalavej: »")
    assert seen["ombyttet"]["message_da"].endswith(
        "2021 er til afklaring sammen med tal fra et sted uden for de helhedsplaner, der vises her."
    )


def test_a_remark_to_a_figure_that_names_another_plan_is_not_told(data_dir: Path):
    own = [row for row in everything()["fct_indicator_value"] if row["area_id"] == "motalavej-330"][:2]
    remarks = ("Rettet, fordi tallet hørte til Urbanplanen.", "Rettet efter en ny leverance.")
    rows = [row | {"note": words} for row, words in zip(own, remarks, strict=True)]
    build = marts.current(write_published(data_dir, {"fct_indicator_value": rows}) / "marts")
    assert build is not None
    read = cut.made(build, Cut(ASTA.plans or frozenset())).rows("select note from fct_indicator_value order by note")
    assert [row["note"] for row in read] == [
        "Bemærkningen nævner et sted uden for de helhedsplaner, der vises her, og er udeladt.", remarks[1],
    ]  # fmt: skip


def test_the_faults_of_a_file_are_for_those_who_see_every_row_of_it(data_dir: Path):
    load = {**loads()[0], "status": "partly_loaded", "message_da": "linje 7: »Bispehaven« er ikke kendt."}
    build = marts.current(write_published(data_dir, {"mart_load": [load]}) / "marts")
    assert build is not None
    assert "Bispehaven" not in str(cut.made(build, Cut(ASTA.plans or frozenset())).rows("select * from mart_load"))


def test_a_cut_names_no_file_and_cannot_be_talked_into_more(build: Published):
    narrow = cut.made(build, Cut(frozenset({"hp-amager"}), "x' or '1' = '1"))
    assert narrow.frame("mart_activity_progress").empty
    assert not any(path.exists() for path in narrow.tables.values())
    assert narrow.key != build.key


def test_two_persons_never_get_what_was_read_for_the_other(open_page: Callable[..., Page], as_reader: Callable):
    """The same process, one after the other and back, so that every cache has been filled by the other first."""
    for person, own, other in ((ASTA, "En Fælles Indsats", "Amager"), (BO, "Amager", "En Fælles Indsats")) * 2:
        as_reader(person)
        for name in ("overview", "quality"):
            page = open_page(name)
            said = page.text + " ".join(str(box.options) for box in page.app.selectbox)
            assert other not in said, (person.name, name)
        assert own in " ".join(str(box.options) for box in page.app.selectbox)


def test_a_link_to_another_plan_leads_to_the_own_one(open_page: Callable[..., Page], as_reader: Callable):
    as_reader(BO)
    page = open_page("overview", plan="hp-en-faelles-indsats")
    assert "Fælles" not in page.text


def test_who_sees_every_plan_sees_the_build_itself(data_dir: Path, as_reader: Callable):
    write_published(data_dir)
    as_reader(ANE)
    assert selection.published() is not None
    assert selection.published().cut == ""
    assert access.sees_everything()
    as_reader(ASTA)
    assert selection.published().cut
    assert not access.sees_everything()
    as_reader(Refusal("x", "y", may_log_in=True))
    assert not access.sees_everything()
    with pytest.raises(PermissionError):
        selection.published()


def test_handling_follows_the_role(as_reader: Callable):
    for person, may in ((ANE, True), (replace(ANE, role="administrator"), True), (ASTA, False), (PIA, False)):
        as_reader(person)
        assert handling.may_handle() is may


def test_outside_there_is_nothing_but_the_door(open_page: Callable[..., Page], as_reader: Callable):
    as_reader(Refusal("Du har ikke adgang", "Spørg analyse@example.dk.", may_log_in=False))
    page = open_page("overview")
    assert page.title == "Du har ikke adgang"
    assert "Indsats" not in page.text
    assert not page.app.selectbox


def test_every_cache_of_what_was_read_hangs_on_build_and_cut():
    """A build that is passed beside the key (`_published`) would be shared between persons."""
    for file in DASHBOARDS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            marks = [ast.unparse(mark) for mark in node.decorator_list if "st.cache_" in ast.unparse(mark)]
            for mark in marks:
                names = [one.arg for one in node.args.args + node.args.kwonlyargs]
                assert not [name for name in names if name.startswith("_")], f"{file.name}: {node.name}"
                takes_build = "Published" in ast.unparse(node.args)
                assert "BY_CUT" in mark or not takes_build, f"{file.name}: {node.name}"


def test_the_key_tells_cuts_and_builds_apart(build: Published):
    calls: list[str] = []

    @st.cache_data(hash_funcs=access.BY_CUT)
    def read(published: Published) -> str:
        calls.append(published.key)
        return published.key

    cuts = [cut.made(build, Cut(frozenset({plan}), who)) for plan, who in (("a", None), ("b", None), ("a", "x"))]
    assert len({read(one) for one in [build, *cuts, *cuts]}) == 4
    assert len(calls) == 4
