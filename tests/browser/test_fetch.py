"""Taking a table or a chart along: what stands in the file is what stands on the page, with source, date and build."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.published import BUILD_ID

pytestmark = pytest.mark.browser

AREA = "/omraade?omraade=motalavej-330"
VIEWPORTS = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


def fetched(page: Page, button: Locator, *, by_key: bool = False) -> tuple[str, Path]:
    with page.expect_download() as download:
        if by_key:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()
    return download.value.suggested_filename, Path(download.value.path())


@VIEWPORTS
def test_a_table_is_fetched_with_its_words_and_where_they_come_from(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open(AREA)
    button = page.get_by_role("button", name="Hent som CSV: Hvert mål for sig")
    name, file = fetched(page, button, by_key=True)
    assert name == f"hvert-maal-for-sig-omraadet-sammenligningen-og-forskellen-{BUILD_ID}.csv"
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# Hvert m")
    lines = content.decode("utf-8-sig").split("\r\n")
    about = "\n".join(line for line in lines if line.startswith("# "))
    assert f"Opgørelse {BUILD_ID}, lavet 14. november 2022" in about
    assert "# Kilde 1: " in about
    assert "/omraade?omraade=motalavej-330" in about
    heading, *body = [line.split(";") for line in lines if line and not line.startswith("# ")]
    assert heading[:3] == ["Gruppe", "Mål", "Området"]
    assert {len(line) for line in body if '"' not in "".join(line)} == {len(heading)}
    young = next(line for line in body if line[1].startswith("Andel 15-29-årige"))
    assert young[2] == "19,6 %"
    assert "2020 · 59 af 301 · kilde 1" in young[3]


def test_the_goals_are_fetched_with_their_names_and_without_the_lines_of_words(visit: Callable):
    page = visit().open("/")
    _, file = fetched(page, page.get_by_role("button", name="Hent som CSV: Områdernes tal på de faste mål"))
    lines = [line for line in file.read_text(encoding="utf-8-sig").splitlines() if line and not line.startswith("# ")]
    assert lines[0].startswith("Gruppe;Område;Tal;")
    [young] = [line for line in lines if ";Motalavej;19,6 %;" in line]
    assert young.startswith("Andel 15-29-årige uden uddannelse og beskæftigelse · 2020 · sammenlignet med Slagelse")
    assert not [line for line in lines if "I ord" in line]


def test_words_that_look_like_a_formula_are_told_to_be_words(visit: Callable):
    page = visit().open(AREA)
    page.evaluate(
        """() => {
            const cells = document.querySelectorAll('table tbody tr:not(.group) td.number');
            cells[0].textContent = '=1+1';
            cells[1].textContent = '−1,5';
        }"""
    )
    _, file = fetched(page, page.locator("button[data-fetch=csv]").first)
    text = file.read_text(encoding="utf-8-sig")
    assert ";'=1+1;" in text
    assert ";-1,5;" in text


@VIEWPORTS
@pytest.mark.parametrize(("path", "drawn"), [(AREA, ".curve"), ("/aktiviteter", ".curve"), ("/", "table.drawn")])
def test_a_chart_is_fetched_as_a_picture_with_its_heading(
    visit: Callable, viewport: dict[str, int], path: str, drawn: str
):
    page = visit(viewport).open(path)
    chart = page.locator(drawn).first
    button = page.locator(f"{drawn} + .fetch button[data-fetch=png]").first
    name, file = fetched(page, button)
    assert name.endswith(f"-{BUILD_ID}.png")
    with Image.open(file) as picture:
        wide, high = picture.size
        box = chart.bounding_box()
        assert box is not None
        assert wide >= 2 * int(box["width"])
        assert high > 2 * int(box["height"]) + 200
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    assert (0, 114, 178) in colours
    assert (255, 255, 255) in colours


def test_nothing_of_it_is_printed(visit: Callable):
    page = visit().open(AREA)
    page.emulate_media(media="print")
    assert not page.locator("button[data-fetch]").first.is_visible()
