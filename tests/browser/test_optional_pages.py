"""The pages that are there only where someone has opened for them: open data, and handing in a file."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.test_upload import DOUBTED, GOOD, UNKNOWN, file
from tests.browser.conftest import DESKTOP, PHONE, serving
from tests.published import write_published

pytestmark = pytest.mark.browser

VIEWPORTS = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server with both pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAROMETER_OPEN_DATA", "alle")
        patch.setenv("BAROMETER_UPLOAD", "ja")
        with serving(write_published(tmp_path_factory.mktemp("optional"))) as found:
            yield found


def failures(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


def wider_than_the_screen(page: Page) -> int:
    return int(
        page.evaluate(
            """() => [...document.querySelectorAll('.stMain .stHtml *')]
                .filter(one => !one.closest('thead') && one.getBoundingClientRect().right > innerWidth + 1).length"""
        )
    )


def test_without_configuration_both_are_unknown_addresses(address: str):
    for path in ("/aabne-data", "/indberet", "/api/v1/", "/api/v1/tables/dim_area.csv"):
        request = urllib.request.Request(address + path, headers={"Accept": "text/html"})
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(request, timeout=10)


@VIEWPORTS
def test_open_data_can_be_read_by_anyone_and_taken(visit: Callable, opened: str, viewport: dict[str, int]):
    page = visit(viewport, at=opened).open("/aabne-data")
    with page.expect_download() as download:
        page.get_by_role("link", name="dim_area CSV").click()
    assert download.value.path().read_bytes().startswith(b"area_id,")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert failures(page) == []
    assert wider_than_the_screen(page) == 0


@VIEWPORTS
def test_a_row_is_mended_by_keyboard_and_the_mended_file_taken_along(
    visit: Callable, opened: str, viewport: dict[str, int]
):
    page = visit(viewport, at=opened).open("/indberet")
    mended = "2022K4" if viewport == DESKTOP else "2021K4"
    content = file(GOOD, UNKNOWN, GOOD.replace(";40;", ";-1;"))
    page.set_input_files("input[type=file]", files=[{"name": "tal.csv", "mimeType": "text/csv", "buffer": content}])
    activity = page.get_by_role("combobox", name="Aktivitet, linje 3")
    expect(activity).to_be_visible(timeout=30_000)
    activity.focus()
    page.keyboard.type("Beboerv")
    page.keyboard.press("Enter")
    page.get_by_label("Antal, linje 4").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("41")
    fold = page.get_by_text("Rækkens andre felter, linje 4")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Periode, linje 4")).to_be_visible()
    expect(fold).to_be_visible()
    page.get_by_label("Periode, linje 4").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(mended)
    assert failures(page) == []
    assert wider_than_the_screen(page) == 0
    again = page.get_by_role("button", name="Prøv igen")
    again.focus()
    page.keyboard.press("Enter")
    done = page.get_by_role("status").filter(has_text="2 rækker er rettet, og alle rækker kan bruges")
    expect(done).to_be_visible(timeout=30_000)
    assert failures(page) == []
    fetch = page.get_by_role("button", name="Hent den rettede fil")
    fetch.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "tal-rettet.csv"
    assert text.splitlines()[1:3] == [GOOD, UNKNOWN.replace("findes-ikke", "Beboervejledning")]
    assert f";{mended};periode;41;" in text
    button = page.get_by_role("button", name="Aflever den rettede fil")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Filen er afleveret som")).to_be_visible(timeout=30_000)


@VIEWPORTS
def test_a_file_is_looked_through_and_handed_in(visit: Callable, opened: str, viewport: dict[str, int]):
    page = visit(viewport, at=opened).open("/indberet")
    uploader = page.get_by_test_id("stFileUploader")
    expect(uploader.get_by_role("button", name="Vælg fil")).to_be_visible()
    expect(uploader.get_by_text("per file")).to_be_hidden()
    rows = (GOOD, DOUBTED, UNKNOWN) if viewport == DESKTOP else (GOOD, UNKNOWN)
    page.set_input_files(
        "input[type=file]", files=[{"name": "min fil.csv", "mimeType": "text/csv", "buffer": file(*rows)}]
    )
    button = page.get_by_role("button", name="Aflever, selv om 1 række ikke kan bruges")
    expect(button).to_be_visible(timeout=30_000)
    assert failures(page) == []
    assert wider_than_the_screen(page) == 0
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Filen er afleveret som")).to_be_visible(timeout=30_000)
