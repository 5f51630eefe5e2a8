"""A partner mends a file on the page: what is asked, what comes of it, and what then lies in the inbox."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from dashboards import access
from dashboards.people import Person
from ingest.validate import validate
from tests.app.reading import Page
from tests.app.test_upload import DOUBTED, GOOD, HEADER, PERSON, UNKNOWN, everything_under, file, press

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
PIA = Person("pia@example.dk", "Pia", "partner", frozenset({"hp-en-faelles-indsats"}), "Sekretariatet")
NO_COUNT = "hp-en-faelles-indsats;;beboervejledning;samtaler;2022K1;periode;mange;;nej;Sekretariatet;01-10-2022;æøå;"
ODD_WIDTH = "hp-en-faelles-indsats;;beboervejledning"
OTHERS = "hp-amager;;beboervejledning;samtaler;2022K2;periode;20;;nej;Sekretariatet;01-10-2022;;"
OF_ANOTHER = "hp-en-faelles-indsats;;beboervejledning;samtaler;2022K2;periode;20;;nej;Jobcentret;01-10-2022;;"


@pytest.fixture
def upload(open_page: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    monkeypatch.setenv("BAROMETER_UPLOAD", "ja")

    def uploaded(content: bytes, name: str = "min fil.csv", person: Person | None = None) -> Page:
        monkeypatch.setattr(access, "reader", lambda: person)
        page = open_page("upload")
        page.app.file_uploader[0].set_value((name, content, "text/csv"))
        return Page(page.app.run())

    return uploaded


def put(page: Page, label: str, value: Any) -> None:
    fields = [*page.app.text_input, *page.app.selectbox, *page.app.checkbox]
    [field] = [field for field in fields if field.label == label]
    field.set_value(value)


def verdict_of(content: bytes, folder: Path) -> tuple[str, int]:
    """What `barometer validate` says of the bytes."""
    path = folder / "efter.csv"
    path.write_bytes(content)
    found = validate(file=path, raw_dir=folder / "raw", seeds_dir=SEEDS)
    return found.status, found.rows_loaded


def test_a_mended_file_comes_through_clean_and_lies_beside_its_original(
    upload: Callable, data_dir: Path, tmp_path: Path
):
    content = file(GOOD, UNKNOWN, NO_COUNT)
    page = upload(content, person=PIA)
    assert "Aktiviteten »findes-ikke« er ikke kendt" in page.text
    assert ".csv" not in page.text.replace("CSV", "")
    assert "skriv til analytikeren" in page.text
    put(page, "Aktivitet, linje 3", "Beboervejledning")
    put(page, "Antal, linje 4", "31")
    page = press(page, "Prøv igen")
    assert "2 rækker er rettet, og alle rækker kan bruges" in page.text
    assert "linje 3, Aktivitet: »findes-ikke« er rettet til »Beboervejledning«." in page.text
    page = press(page, "Aflever den rettede fil")
    inbox = data_dir / "inbox" / "registrations"
    [mended] = inbox.glob("*.csv")
    assert verdict_of(mended.read_bytes(), tmp_path) == ("loaded", 3)
    assert "æøå" in mended.read_text(encoding="utf-8-sig")
    [original] = (inbox / mended.stem).glob("original-*")
    assert original.read_bytes() == content
    note = (inbox / mended.stem / "foelgeseddel.txt").read_text(encoding="utf-8")
    assert "af Pia (pia@example.dk) for Sekretariatet" in note
    assert "- linje 4, Antal: »mange« er rettet til »31«." in note
    assert hashlib.sha256(content).hexdigest() in note
    assert all(path.stat().st_mode & 0o077 == 0 for path in everything_under(inbox))
    assert f"Filen er afleveret som {mended.name}." in page.text


def test_a_row_keeps_what_nobody_mended_and_goes_when_it_is_taken_out(upload: Callable, data_dir: Path, tmp_path: Path):
    page = upload(file(GOOD, ODD_WIDTH, UNKNOWN))
    put(page, "Tag linje 3 ud af filen", True)
    page = press(page, "Prøv igen")
    assert "1 række er rettet, og 1 række mangler" in page.text
    assert "Kan ikke bruges" in page.line("linje 4", "Aktivitet")
    page = press(page, "Aflever, selv om 1 række ikke kan bruges")
    [mended] = (data_dir / "inbox" / "registrations").glob("*.csv")
    assert mended.read_text(encoding="utf-8-sig") == "\n".join([HEADER, GOOD, UNKNOWN, ""])


def test_a_row_of_another_width_is_taken_when_its_sender_says_that_the_fields_are_right(
    upload: Callable, data_dir: Path, tmp_path: Path
):
    row = GOOD.replace("2022K3", "2022K1")
    page = upload(file(GOOD, row.removesuffix(";"), row.replace("2022K1", "2021K1") + ";for meget"))
    assert "Der står mere, end der er kolonner til: »for meget«." in page.text
    page = press(page, "Prøv igen")
    assert "Ingen rækker er rettet, og 2 rækker mangler" in page.text
    for line in (3, 4):
        put(page, f"Felterne i linje {line} er rigtige, som de står her", True)
    page = press(page, "Prøv igen")
    assert "alle rækker kan bruges" in page.text
    assert "for meget« er rettet til »" in page.text
    press(page, "Aflever den rettede fil")
    [mended] = (data_dir / "inbox" / "registrations").glob("*.csv")
    assert verdict_of(mended.read_bytes(), tmp_path) == ("loaded", 3)


def test_mends_are_taken_back(upload: Callable):
    page = upload(file(GOOD, NO_COUNT))
    put(page, "Antal, linje 3", "31")
    page = press(press(page, "Prøv igen"), "Fortryd alle rettelser")
    assert "Rettet her på siden" not in page.text
    assert "»mange« er hverken et tal" in page.text


def test_what_would_spoil_the_whole_file_is_not_taken(upload: Callable, data_dir: Path):
    page = upload(file(GOOD, NO_COUNT))
    put(page, "Antal, linje 3", "31")
    put(page, "Bemærkning, linje 3", "spurgt 010190-1234")
    page = press(page, "Prøv igen")
    assert "Rettelserne er ikke taget med. Her står noget, der ligner et CPR-nummer." in page.text
    assert "010190" not in page.html
    assert "Rettet her på siden" not in page.text
    assert not everything_under(data_dir / "inbox")


def test_a_file_that_is_refused_for_private_text_is_not_mended_here(upload: Callable):
    page = upload(file(GOOD, PERSON))
    assert not page.app.text_input
    assert not page.app.button


def test_a_doubt_may_be_settled_here(upload: Callable, data_dir: Path):
    page = upload(file(GOOD, DOUBTED))
    put(page, "Er tallet usikkert, linje 3", "")
    put(page, "Hvordan er der talt, linje 3", "periode")
    page = press(page, "Prøv igen")
    assert "Bruges |" in page.line("linje 3", "2022K2")
    page = press(page, "Aflever den rettede fil")
    [mended] = (data_dir / "inbox" / "registrations").glob("*.csv")
    assert ";2022K2;periode;30;" in mended.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (OTHERS, "»hp-amager« er ikke en helhedsplan, du kan indberette for. Skriv En Fælles Indsats"),
        (OF_ANOTHER, "Rækken er indberettet af »Jobcentret«, men du indberetter som »Sekretariatet«."),
    ],
)
def test_a_partner_hands_in_its_own_alone(upload: Callable, data_dir: Path, row: str, reason: str):
    page = upload(file(GOOD, row), person=PIA)
    assert "Filen kan ikke bruges, som den er" in page.text
    assert reason in page.text
    assert not [button for button in page.app.button if button.label.startswith("Aflever")]
    put(page, "Tag linje 3 ud af filen", True)
    page = press(press(page, "Prøv igen"), "Aflever den rettede fil")
    assert "Filen er afleveret som" in page.text


def test_an_analyst_hands_in_for_anybody(upload: Callable):
    page = upload(file(GOOD, OTHERS.replace("beboervejledning", "findes-ikke"), OF_ANOTHER))
    assert "3 rækker læst: 2 kan bruges, 1 kan ikke." in page.text


def test_a_partner_may_leave_out_who_reports_and_write_a_shared_name(upload: Callable):
    row = GOOD.replace("hp-en-faelles-indsats", "En Fælles Indsats").replace("Sekretariatet", "")
    assert "1 række læst: 1 kan bruges." in upload(file(row), person=PIA).text


def test_a_workbook_is_mended_as_text_and_its_places_are_those_of_the_workbook(
    upload: Callable, data_dir: Path, tmp_path: Path
):
    book, out = Workbook(), io.BytesIO()
    book.active.title = "Tal"
    for row in (HEADER, GOOD, NO_COUNT):
        book.active.append(row.split(";"))
    book.save(out)
    page = upload(out.getvalue(), "min fil.xlsx")
    put(page, "Antal, række 3", "31")
    page = press(press(page, "Prøv igen"), "Aflever den rettede fil")
    [mended] = (data_dir / "inbox" / "registrations").glob("*.csv")
    assert verdict_of(mended.read_bytes(), tmp_path) == ("loaded", 2)
    assert (mended.with_suffix("") / "original-min-fil.xlsx").read_bytes() == out.getvalue()
