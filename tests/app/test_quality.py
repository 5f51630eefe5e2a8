from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quality.findings import Finding, record_status, remember
from tests.app.reading import Page
from tests.published import JOBCENTER, finding


def test_the_most_serious_finding_comes_first_and_titles_the_page(open_page: Callable):
    page = open_page("quality")
    assert page.title == "1 sag skal afklares, før tallene kan bruges"
    text = page.text
    assert text.index("Under afklaring (1)") < text.index("Bør undersøges (1)") < text.index("Til orientering (1)")


def test_the_jobcenter_case_opens_to_figures_readings_rows_and_whom_to_ask(open_page: Callable):
    page = open_page("quality")
    assert "Praktik og løntilskud kan ikke gøres op: 45 i 2. kvartal 2022, 3 i 3. kvartal 2022." in page.text
    assert "Leveret: 3. Ventet: mindst 45." in page.text
    reading = page.line("De 3 er kun 3. kvartals eget antal")
    assert "| 3 | 48 | Ingen mål for aktiviteten | Passer med tallene Sandsynlig" in reading
    assert "kendes ikke | 3 |" in page.line("De 3 er hele årets antal")
    row = page.line("registreringer-2022K2.csv, linje 2 antal", "45")
    assert "2. kvartal 2022 | Jobcenteret 8. juli 2022 | Statusrapport 2022, bilag" in row
    assert "Hvem spørges Jobcenteret" in page.text
    assert "Hvad gøres Spørg Jobcenteret: Er de 3 talt i kvartalet eller fra årets start?" in page.text
    assert "Set første gang 14. november 2022" in page.text


def test_a_link_to_a_case_opens_it(open_page: Callable):
    app = open_page("quality").app
    app.query_params["sag"] = JOBCENTER
    app.run()
    html = "".join(piece.proto.body for piece in app.get("html"))
    assert '<details id="sag-f-jobcenter" open>' in html
    assert '<details id="sag-f-uenige" class="brief">' in html


def test_settled_findings_are_shown_when_asked_for(open_page: Callable):
    page = open_page("quality")
    assert "Samtaler steg fra 200 til 650" not in page.text
    page.app.get("button_group")[0].set_value("afsluttede").run()
    text = type(page)(page.app).text
    assert "Samtaler steg fra 200 til 650" in text
    assert "Forklaret" in text
    assert "Behandlet af Sekretariatet. »Der blev ansat to vejledere.«" in text
    assert "Praktik og løntilskud" not in text


def test_the_severity_filter_leaves_only_what_was_chosen(open_page: Callable):
    page = open_page("quality")
    page.app.get("button_group")[1].set_value(["info"]).run()
    text = type(page)(page.app).text
    assert "Der er ikke leveret data fra Beboerdata." in text
    assert "Ringparken 2020" not in text


def test_what_people_did_since_the_build_is_laid_over_it_and_named(open_page: Callable, data_dir: Path):
    state = data_dir / "state" / "state.sqlite"
    seen = Finding(
        finding_id=JOBCENTER, check_id="cumulative_decrease", severity="critical", source_id=None, helhedsplan_id=None,
        area_id=None, indicator_id=None, activity_id=None, measure_id=None, period_id=None, instrument=None,
        related_period_id=None, observed=None, expected_low=None, expected_high=None, message_da="",
        diagnosis_id="none", diagnosis_da="", action_da="", owner="", readings_json="[]", evidence_json="[]",
        is_synthetic=False,
        fingerprint="x",
    )  # fmt: skip
    built = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)
    with remember(state_db=state, findings=[seen], not_run=set(), now=built):
        pass
    record_status(
        state_db=state, finding_id=JOBCENTER, status="explained", by="Sekretariatet", comment="Kun kvartalet.",
        until=None, at=datetime(2022, 11, 20, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    unsettled = open_page("quality").text
    assert "1 sag er ændret efter opgørelsen; tallene følger med i den næste." in unsettled
    assert "Praktik og løntilskud" not in unsettled
    text = open_page("quality", status="afsluttede").text
    assert "Ændret til »Forklaret« af Sekretariatet den 20. november 2022. »Kun kvartalet.«" in text
    assert "Det er sket efter denne opgørelse; tallene følger med i den næste." in text


def test_files_that_could_not_be_used_say_why(open_page: Callable):
    page = open_page("quality")
    refused = page.line("gammel-skabelon.csv")
    assert "| 9 | 0 | 9 | Afvist Kolonnen »cpr« er ukendt. Fjern den, og lever filen igen." in refused
    assert "| 20 | 18 | 2 | Delvist indlæst" in page.line("registreringer-2022K2.csv Egne")
    assert "1 fil uden fejl" in page.text


def test_nothing_found_and_nothing_delivered_are_said(open_page: Callable):
    text = open_page("quality", tables={"mart_finding": [], "mart_load": []}).text
    assert "Ingen bemærkninger svarer til valget." in text
    assert "Der er ikke modtaget nogen filer." in text


def _breaks(*areas: str, **more: Any) -> list[dict[str, Any]]:
    names = {"motalavej-330": "Motalavej", "ringparken-330": "Ringparken", "sydbyen-330": "Sydbyen"}
    return [
        finding(f"brud-{area}{''.join(more.values())}", "series_break", "info",
                f"{names[area]}: Serien er brudt i 2020.",
                area_id=area, period_id="2020", **{"indicator_id": "unge"} | more)
        for area in areas
    ]  # fmt: skip


AREAS = ("sydbyen-330", "motalavej-330", "ringparken-330")


def test_findings_of_one_kind_and_cause_stand_together_and_name_every_area(open_page: Callable):
    page = open_page("quality", tables={"mart_finding": _breaks(*AREAS)})
    assert "Til orientering (3)" in page.text
    assert page.text.count("3 områder: Serien er brudt i 2020. Alle 3: Motalavej, Ringparken og Sydbyen.") == 1
    group = _html(page).split("3 områder:")[1]
    assert [group.count(f'id="sag-brud-{area}"') for area in AREAS] == [1, 1, 1]
    assert _html(page).count('id="sag-') == 3


def test_findings_of_one_area_that_have_one_cause_stand_together(open_page: Callable):
    rows = [row for name in ("unge", "trygge", "beboere") for row in _breaks("motalavej-330", indicator_id=name)]
    text = open_page("quality", tables={"mart_finding": rows}).text
    assert "Motalavej: 3 tal har samme bemærkning. Et af dem: Serien er brudt i 2020." in text


@pytest.mark.parametrize("other", [{"status": "investigating"}, {"owner": "en anden"}, {"severity": "critical"}])
def test_findings_that_differ_in_what_is_to_be_done_are_not_put_together(open_page: Callable, other: dict[str, str]):
    rows = _breaks(*AREAS)
    rows[2] |= other
    assert "3 områder" not in open_page("quality", tables={"mart_finding": rows}).text
    rows = [row | {"severity": "critical"} for row in _breaks(*AREAS)]
    assert "3 områder" not in open_page("quality", tables={"mart_finding": rows}).text


def _html(page: Page) -> str:
    return "".join(piece.proto.body for piece in page.app.get("html"))
