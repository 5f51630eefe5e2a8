"""What a partner is told about a file, and what of it comes into the inbox."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboards import inbox, routes
from tests.app.reading import Page

NOW = datetime(2022, 11, 22, 9, 0, tzinfo=UTC)
HEADER = (
    "helhedsplan;omraade;aktivitet;maaltal;periode;opgoerelse;antal;forbehold;gengangere;indberettet_af;"
    "indberettet_dato;bemaerkning;usikker"
)
GOOD = "hp-en-faelles-indsats;;beboervejledning;samtaler;2022K3;periode;40;;nej;Sekretariatet;01-10-2022;;"
DOUBTED = "hp-en-faelles-indsats;;beboervejledning;samtaler;2022K2;ukendt;30;;nej;Sekretariatet;01-10-2022;;ja"
UNKNOWN = "hp-en-faelles-indsats;;findes-ikke;samtaler;2022K1;periode;20;;nej;Sekretariatet;01-10-2022;;"
PERSON = "hp-en-faelles-indsats;;beboervejledning;samtaler;2022K3;periode;40;;nej;Hansen 010190-1234;01-10-2022;;"


def file(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


def press(page: Page, label: str) -> Page:
    [button] = [button for button in page.app.button if button.label == label]
    return Page(button.click().run())


def everything_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def upload(open_page: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    monkeypatch.setenv("BAROMETER_UPLOAD", "ja")

    def uploaded(content: bytes, name: str = "min fil.csv") -> Page:
        page = open_page("upload")
        page.app.file_uploader[0].set_value((name, content, "text/csv"))
        return Page(page.app.run())

    return uploaded


def test_without_configuration_the_page_is_not_there(data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("BAROMETER_UPLOAD", raising=False)
    monkeypatch.delenv("BAROMETER_OPEN_DATA", raising=False)
    assert routes.available() == routes.ROUTES
    monkeypatch.setenv("BAROMETER_UPLOAD", "ja")
    assert routes.UPLOAD in routes.available()


def test_each_row_is_told_what_becomes_of_it_and_the_file_is_handed_in(upload: Callable, data_dir: Path):
    page = upload(file(GOOD, DOUBTED, UNKNOWN))
    assert "3 rækker læst: 2 kan bruges, 1 kan ikke." in page.text
    assert "Bruges |" in page.line("linje 2", "2022K3")
    assert "Bruges, med forbehold" in page.line("linje 3", "2022K2")
    assert "Du har skrevet, at tallet er usikkert." in page.line("linje 3", "2022K2")
    assert "Kan ikke bruges" in page.line("linje 4", "Kan ikke bruges")
    assert not (data_dir / "inbox").exists()
    page = press(page, "Aflever, selv om 1 række ikke kan bruges")
    [handed_in] = everything_under(data_dir / "inbox")
    assert handed_in.parent.name == "registrations"
    assert handed_in.name.endswith("-min-fil.csv")
    assert handed_in.read_bytes() == file(GOOD, DOUBTED, UNKNOWN)
    assert handed_in.stat().st_mode & 0o077 == 0
    assert f"Filen er afleveret som {handed_in.name}." in page.text
    assert "allerede afleveret" in press(page, "Aflever, selv om 1 række ikke kan bruges").text
    assert len(everything_under(data_dir / "inbox")) == 1
    assert not (data_dir / "raw").exists()


def test_a_file_with_a_cpr_number_is_refused_and_stored_nowhere(upload: Callable, data_dir: Path):
    page = upload(file(GOOD, PERSON))
    assert "Filen kan ikke bruges, som den er" in page.text
    assert "010190" not in page.html
    assert "linje 3" in page.text
    assert not page.app.button
    assert all(b"010190" not in path.read_bytes() for path in everything_under(data_dir))


def test_what_may_not_be_handed_in_is_not_laid_in_the_inbox(data_dir: Path):
    content = file(PERSON)
    found = inbox.looked_through(content, "fil.csv")
    with pytest.raises(ValueError, match="Filen er ikke indlæst"):
        inbox.hand_in(content, "fil.csv", found, NOW)
    good = inbox.looked_through(file(GOOD), "fil.csv")
    with pytest.raises(ValueError, match="læst"):
        inbox.hand_in(content, "fil.csv", good, NOW)
    assert not (data_dir / "inbox").exists()


def test_figures_of_another_kind_are_sent_elsewhere(upload: Callable, data_dir: Path):
    heading = "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note"
    page = upload(f"{heading}\nmotalavej-330;330;beboere;2022;1800;;;x;\n".encode())
    assert "Filen er ikke en registrering" in page.text
    assert not page.app.button


def test_a_full_inbox_takes_no_more(data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inbox, "_MOST_FILES", 1)
    first, second = file(GOOD), file(DOUBTED)
    inbox.hand_in(first, "a.csv", inbox.looked_through(first, "a.csv"), NOW)
    with pytest.raises(inbox.InboxFullError):
        inbox.hand_in(second, "b.csv", inbox.looked_through(second, "b.csv"), NOW)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../raw/x.csv", "x.csv"),
        ("..\\..\\raw\\x.CSV", "x.csv"),
        ("a b;rm -rf $HOME.csv", "a-b-rm-rf-HOME.csv"),
        (".skjult.xlsx", "skjult.xlsx"),
        ("æøå.csv", "æøå.csv"),
        ("x\x00y.csv", "xy.csv"),
        ("…", "registrering"),
    ],
)
def test_a_name_becomes_harmless(given: str, kept: str):
    assert inbox.safe_name(given) == kept


def test_a_header_that_is_wrong_is_held_up_against_the_template_column_for_column(upload: Callable):
    heading = "Helhedsplan;Område;aktivitet;maaltal;periode;opgoerelse;antal;forbehold;gengangere;indberettet_af;vejret"
    page = upload(f"{heading}\nhp-en-faelles-indsats;;a;b;2022K3;periode;4;;nej;X;sol\n".encode())
    assert page.line("omraade") == "omraade | Område | Skriv »omraade« i stedet for »Område«."
    assert page.line("vejret") == "ingen | vejret | Fjern kolonnen »vejret«."
    assert page.line("bemaerkning") == "bemaerkning | står der ikke | Tilføj kolonnen »bemaerkning«."
    assert page.line("helhedsplan") == "helhedsplan | Helhedsplan | Rigtig."
    assert "usikker | står der ikke | Må gerne mangle." in page.line("usikker")


def test_the_template_of_the_plan_can_be_fetched_before_anything_is_chosen(
    open_page: Callable, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BAROMETER_UPLOAD", "ja")
    page = open_page("upload", plan="hp-en-faelles-indsats")
    assert [button.label for button in page.app.get("download_button")] == ["Hent skabelonen"]
    book = load_workbook(BytesIO(inbox.template("hp-en-faelles-indsats", NOW.date())))
    cells = [str(cell) for row in book["Registreringer"].iter_rows(values_only=True) for cell in row if cell]
    assert {"helhedsplan", "opgoerelse", "Beboervejledning"} <= set(cells)


def test_an_id_stands_with_what_it_is_called(upload: Callable):
    page = upload(file(GOOD, UNKNOWN))
    assert "Beboervejledning (beboervejledning) · Samtaler (samtaler)" in page.line("linje 2")
    assert "findes-ikke · Samtaler (samtaler)" in page.text.split("Ret rækkerne her")[1].split("Række for række")[0]
