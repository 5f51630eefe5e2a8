"""Handling a case on the page, the filters in the address, and marks that come back."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import access, handling
from dashboards.people import Person
from quality import corrections
from quality.findings import Finding, record_status, remember
from quality.findings import handling as handled
from quality.history import history
from tests.app.reading import Page
from tests.published import JOBCENTER, TODAY, findings, progress

AT = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)
DAY = date.fromisoformat(TODAY)


@pytest.fixture
def state(data_dir: Path) -> Path:
    """A state file in which the test build's findings have been seen."""
    state_db = data_dir / "state" / "state.sqlite"
    names = Finding.__dataclass_fields__
    seen = [Finding(**({name: row.get(name) for name in names} | {"fingerprint": "x"})) for row in findings()]
    with remember(state_db=state_db, findings=seen, not_run=set(), now=AT):
        pass
    return state_db


@pytest.fixture
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "may_handle", lambda: True)


def fill(app: AppTest, status: str, **fields: str) -> None:
    """Chooses a status, fills in the fields that are there by their labels, and saves."""
    [choice] = [radio for radio in app.radio if radio.label == "Ny status"]
    choice.set_value(status).run()
    for label, value in fields.items():
        [field] = [one for one in [*app.text_input, *app.text_area] if one.label.startswith(label)]
        field.set_value(value)


def save(app: AppTest) -> None:
    [button] = [button for button in app.button if button.label == "Gem"]
    button.click().run()
    assert not app.exception


def said(app: AppTest) -> list[str]:
    return [one.value for one in [*app.error, *app.success]]


@pytest.mark.usefixtures("at_the_machine")
def test_a_case_is_handled_on_the_page_and_stands_there_at_once(open_page: Callable, state: Path) -> None:
    app = open_page("quality", sag=JOBCENTER).app
    fill(app, "explained", Dit="Anne Holm", Begrundelse="Kun kvartalet.")
    save(app)
    assert said(app) == ["Gemt. Siderne viser det nu; tallene ændres ved næste opgørelse."]
    page = Page(app).text
    assert "22. november 2022: Forklaret, Anne Holm. »Kun kvartalet.«" in page
    assert "14. november 2022: Fundet af kontrollen." in page
    found = handled(state_db=state, today=DAY)[JOBCENTER]
    assert (found.status, found.handled_by, found.comment) == ("explained", "Anne Holm", "Kun kvartalet.")


@pytest.mark.usefixtures("at_the_machine", "state")
@pytest.mark.parametrize(
    ("status", "fields", "message"),
    [
        ("investigating", {}, "Skriv, hvem der har besluttet det."),
        ("explained", {"Dit": "Anne"}, "Skriv en begrundelse."),
        ("accepted", {"Dit": "Anne", "Begrundelse": "Kendt."}, "skal have en slutdato"),
        ("accepted", {"Dit": "Anne", "Begrundelse": "Kendt.", "Til": "i morgen"}, "»i morgen« er ikke en dato."),
        ("accepted", {"Dit": "Anne", "Begrundelse": "Kendt.", "Til": "01-11-2022"}, "allerede passeret"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    open_page: Callable, status: str, fields: dict[str, str], message: str
) -> None:
    app = open_page("quality", sag=JOBCENTER).app
    fill(app, status, **fields)
    save(app)
    [error] = said(app)
    assert message in error
    words = {one.label: one.value for one in [*app.text_input, *app.text_area]}
    assert words["Begrundelse"] == fields.get("Begrundelse", "")


@pytest.mark.usefixtures("at_the_machine")
def test_accepted_needs_its_end_date_and_says_it(open_page: Callable, state: Path) -> None:
    app = open_page("quality", sag=JOBCENTER).app
    fill(app, "accepted", Dit="Anne", Begrundelse="Kendt fejl.", Til="31-12-2022")
    save(app)
    assert handled(state_db=state, today=DAY)[JOBCENTER].until == date(2022, 12, 31)
    assert "Accepteret til og med 31. december 2022, Anne." in Page(app).text


@pytest.mark.usefixtures("at_the_machine")
def test_the_second_of_two_is_told_and_may_save_again(open_page: Callable, state: Path) -> None:
    app = open_page("quality", sag=JOBCENTER).app
    fill(app, "explained", Dit="Bo", Begrundelse="Rigtigt tal.")
    record_status(
        state_db=state, finding_id=JOBCENTER, status="investigating", by="Anne", comment="Ringer.", until=None, at=AT
    )
    save(app)
    [error] = said(app)
    assert error.startswith("Anne har imens sat sagen til »undersøges« 14. november 2022: »Ringer.«")
    save(app)
    steps = history(state_db=state, finding_id=JOBCENTER)
    assert [(step.what, step.by) for step in steps[1:]] == [("investigating", "Anne"), ("explained", "Bo")]


@pytest.mark.usefixtures("at_the_machine")
def test_a_chosen_reading_becomes_a_proposed_correction(open_page: Callable, state: Path) -> None:
    app = open_page("quality", sag=JOBCENTER).app
    fill(app, "corrected", Dit="Anne", Begrundelse="Kun kvartalet.")
    [reading] = [radio for radio in app.radio if radio.label == "Hvad skal rettes?"]
    reading.set_value("1")
    save(app)
    assert "barometer findings correction f-jobcenter --accept" in said(app)[0]
    [proposal] = corrections.proposals(state_db=state, finding_id=JOBCENTER)
    assert proposal.effect_da in Page(app).text
    assert (proposal.row["action"], proposal.row["counting_mode"]) == ("set_counting_mode", "period")


@pytest.mark.usefixtures("state")
def test_whoever_may_not_handle_sees_the_history_and_no_form(open_page: Callable) -> None:
    page = open_page("quality", sag=JOBCENTER)
    assert "14. november 2022: Fundet af kontrollen." in page.text
    assert not page.app.radio
    assert "Åbn sagen for sig" in page.text
    assert "Behandl sagen" not in page.text


@pytest.mark.parametrize(
    ("address", "headers", "is_local"),
    [
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("127.0.0.1", {"Host": "localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("0.0.0.0", {"Host": "127.0.0.1:8501"}, False),
        ("127.0.0.1", {"Host": "barometer.example.dk"}, False),
        ("127.0.0.1", {"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.7"}, False),
        ("127.0.0.1", {"Host": "localhost:8501", "Forwarded": "for=10.0.0.7"}, False),
        ("127.0.0.1", {}, False),
        (None, {"Host": "localhost"}, False),
    ],
)
def test_only_the_machine_itself_may_handle(address: str | None, headers: dict[str, str], is_local: bool) -> None:
    assert handling.is_local(address, headers) == is_local


def test_filters_are_read_from_the_address_and_written_to_it(open_page: Callable) -> None:
    app = open_page("quality", status="alle", alvor="info", vis="alle").app
    text = Page(app).text
    assert "Der er ikke leveret data fra Beboerdata." in text
    assert "Samtaler steg fra 200 til 650" not in text
    app.get("button_group")[1].set_value(["warning", "info"]).run()
    assert app.query_params["alvor"] == "warning,info"
    assert app.query_params["status"] == "alle"
    app.get("button_group")[0].set_value("aabne").run()
    assert "status" not in app.query_params
    assert "alvor=warning%2Cinfo" in Page(app).html


@pytest.mark.parametrize("asked", [{"status": "måske"}, {"alvor": "<b>,info"}, {"hvem": "Ingen"}])
def test_a_filter_that_is_none_is_passed_over(open_page: Callable, asked: dict[str, str]) -> None:
    assert "Der er ikke leveret data fra Beboerdata." in open_page("quality", **asked).text


def test_the_one_who_is_asked_can_be_chosen(open_page: Callable) -> None:
    page = open_page("quality", hvem="Jobcenteret")
    assert "Praktik og løntilskud" in page.text
    assert "Ringparken 2020" not in page.text


def accepted_in_build() -> dict[str, Any]:
    rows = findings()
    for row in rows:
        if row["finding_id"] == JOBCENTER:
            row |= {"status": "accepted", "handled_by": "Anne", "comment": "Kendt."}
    return {"mart_finding": rows}


def test_the_mark_comes_back_the_day_after_without_a_new_build(
    open_page: Callable, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_status(
        state_db=state, finding_id=JOBCENTER, status="accepted", by="Anne", comment="Kendt.",
        until=date(2022, 11, 22), at=AT,
    )  # fmt: skip
    assert "Praktik og løntilskud" not in open_page("quality", tables=accepted_in_build()).text
    monkeypatch.setenv("BAROMETER_TODAY", "2022-11-23")
    page = open_page("quality", tables=accepted_in_build()).text
    assert "Praktik og løntilskud" in page
    assert "Åben igen: Anne accepterede det til og med 22. november 2022, og den dag er passeret." in page


def test_figures_get_their_mark_back_too(open_page: Callable, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record_status(
        state_db=state, finding_id=JOBCENTER, status="accepted", by="Anne", comment="Kendt.",
        until=date(2022, 11, 22), at=AT,
    )  # fmt: skip
    counts = [row | {"is_flagged": False, "is_under_clarification": False} for row in progress()]
    tables = accepted_in_build() | {"mart_activity_progress": counts}
    mark = 'class="mark clarify"'
    before = open_page(plan="hp-en-faelles-indsats", tables=tables).html.count(mark)
    monkeypatch.setenv("BAROMETER_TODAY", "2022-11-23")
    after = open_page(plan="hp-en-faelles-indsats", tables=tables).html.count(mark)
    # At the case among the things to talk about, and at its figure.
    assert after == before + 2


@pytest.mark.parametrize("plans", [None, frozenset({"hp-en-faelles-indsats"})], ids=["all", "own"])
def test_what_is_written_about_a_case_names_no_other_plan_to_one_who_may_not_see_it(
    open_page: Callable, state: Path, monkeypatch: pytest.MonkeyPatch, plans: frozenset[str] | None
) -> None:
    reasons = ("Spurgt.", "Ligner tallet for Urbanplanen.")
    for status, reason in zip(("investigating", "explained"), reasons, strict=True):
        record_status(state_db=state, finding_id=JOBCENTER, status=status, by="Ane", comment=reason, until=None, at=AT)
    monkeypatch.setattr(access, "reader", lambda: Person("x@example.dk", "Asta", "bestyrelse", plans, None))
    open_case, listed = open_page("quality", sag=JOBCENTER), open_page("quality", status="afsluttede")
    assert "»Spurgt.«" in open_case.text
    for page in (open_case, listed):
        assert ("Urbanplanen" in page.text) is (plans is None)
        assert ("nævner et sted uden for de helhedsplaner, der vises her" in page.text) is (plans is not None)


def test_a_correction_of_a_case_that_another_plan_is_in_is_not_told(
    open_page: Callable, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = [row | {"message_da": "Motalavej ligner Urbanplanen."} if row["finding_id"] == JOBCENTER else row
              for row in findings()]  # fmt: skip
    change = corrections.Change("2022K3", "replace", expect_value=3.0, value=617.0)
    corrections.propose(
        state_db=state,
        finding=dict.fromkeys(Finding.__dataclass_fields__)
        | next(row for row in shared if row["finding_id"] == JOBCENTER),
        found=[change],
        reason="Byttet.",
        by="Ane",
        at=AT,
    )
    monkeypatch.setattr(
        access, "reader", lambda: Person("x", "Asta", "bestyrelse", frozenset({"hp-en-faelles-indsats"}), None)
    )
    page = open_page("quality", tables={"mart_finding": shared}, sag=JOBCENTER)
    assert "er til afklaring sammen med tal fra et sted uden for de helhedsplaner, der vises her" in page.text
    assert "617" not in page.text
