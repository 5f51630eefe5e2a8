"""The pages as a reader meets them, on a projector and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from danish import pages as text
from tests.browser.conftest import DESKTOP, PHONE, serving
from tests.published import JOBCENTER

pytestmark = pytest.mark.browser

PATHS = {
    "overblik": "/",
    "omraade": "/omraade?omraade=motalavej-330",
    "indikator": "/indikator?indikator=unge&omraader=motalavej-330,ringparken-330",
    "sammenlign": "/sammenlign",
    "tryghed": "/tryghed",
    "aktiviteter": "/aktiviteter",
    "kriterier": "/kriterier",
    "datakvalitet": f"/datakvalitet?sag={JOBCENTER}",
    "rapporter": "/rapporter",
}
VIEWPORTS = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
EVERY_PAGE = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)


@VIEWPORTS
def test_overblik_shows_the_flagged_case_and_the_figures(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open("/")
    expect(page.locator("h1")).to_contain_text("En Fælles Indsats: 1 tal skal afklares")
    expect(page.locator("ol.talk")).to_contain_text("45 i 2. kvartal 2022, 3 i 3. kvartal 2022")
    line = page.get_by_role("row", name="Håndholdt beskæftigelsesindsats 30+")
    expect(line).to_contain_text("mellem 3 og 48")
    expect(line.locator(".mark", has_text="Under afklaring")).to_be_visible()
    page.locator("button.opener[aria-expanded=false]").evaluate_all("all => all.forEach((one) => one.click())")
    expect(page.get_by_role("row", name="Motalavej").filter(has_text="59 af 301")).to_contain_text("19,6 %")


@VIEWPORTS
def test_omraade_draws_the_spine_and_the_trends(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open("/omraade?omraade=motalavej-330")
    expect(page.locator("h1")).to_contain_text("Motalavej: 1 af 5 tal ligger sikkert dårligere")
    page.locator("button.opener[aria-expanded=false]").evaluate_all("all => all.forEach((one) => one.click())")
    chart = page.get_by_role("img", name="Kurve over Motalavej og Slagelse.")
    assert chart.count() == 2
    assert page.locator(".curve svg").first.evaluate("one => one.getBBox().width") > 0
    expect(
        page.get_by_role("table", name="Andel 15-29-årige uden uddannelse og beskæftigelse, år for år")
    ).to_be_visible()
    worse = _middle_of(page, ".spine .dot.worse")
    better = _middle_of(page, ".spine .dot.better")
    assert worse < _middle_of(page, ".spine .middle") < better


@VIEWPORTS
def test_datakvalitet_opens_the_linked_case(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open(f"/datakvalitet?sag={JOBCENTER}")
    case = page.locator(f"#sag-{JOBCENTER}")
    expect(case.get_by_role("row", name="De 3 er kun 3. kvartals eget antal")).to_contain_text("48")
    expect(case.get_by_role("row", name="registreringer-2022K3.csv, linje 2")).to_be_visible()
    expect(case.get_by_text("Er de 3 talt i kvartalet")).to_be_visible()


def test_a_case_opens_from_the_keyboard(visit: Callable):
    page = visit().open("/datakvalitet")
    case = page.locator(f"#sag-{JOBCENTER}")
    words = case.get_by_text("Hvem spørges")
    expect(words).to_be_hidden()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.parentElement.id") == f"sag-{JOBCENTER}":
            break
    page.keyboard.press("Enter")
    expect(words).to_be_visible()


@VIEWPORTS
def test_kriterier_draws_a_figure_between_both_its_limits(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open("/kriterier")
    line = page.get_by_role("table", name="Listen 1. december 2022. Udsat boligområde: over 40 %.").get_by_role(
        "row", name="Ringparken"
    )
    expect(line).to_contain_text("13 personer flere, så var det opfyldt")
    low, high = sorted(box["x"] for one in line.locator(".limit").all() if (box := one.bounding_box()))
    dot = line.locator(".dot").bounding_box()
    assert dot is not None
    assert low < dot["x"] + dot["width"] / 2 < high


@VIEWPORTS
def test_aktiviteter_draws_the_count_against_its_target(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open("/aktiviteter")
    chart = page.get_by_role("img", name="Kurve. Beboervejledning: samtaler.")
    expect(chart).to_have_count(1)
    assert chart.locator("svg").evaluate("one => one.getBBox().width") > 0
    expect(page.get_by_role("row", name="Borgere i praktik eller løntilskud")).to_contain_text("mellem 3 og 48")
    hatched = page.locator(".columns .hatch").first.bounding_box()
    assert hatched is not None
    assert hatched["height"] > 20


@VIEWPORTS
def test_tryghed_draws_the_share_with_its_limits_and_benchmark(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open("/tryghed")
    line = page.get_by_role("row", name="Motalavej").first
    expect(line).to_contain_text("212 svar, effektivt antal 190")
    benchmark, band = line.locator(".limit").bounding_box(), line.locator(".band").bounding_box()
    assert benchmark is not None
    assert band is not None
    assert benchmark["x"] < band["x"]


@VIEWPORTS
def test_indikator_draws_the_course_and_the_areas_in_order(visit: Callable, viewport: dict[str, int]):
    page = visit(viewport).open("/indikator?indikator=unge&omraader=motalavej-330,ringparken-330")
    expect(page.locator("h1")).to_contain_text("1 af 1 områders tal ligger sikkert dårligere")
    chart = page.get_by_role("img", name="Kurve. Motalavej: 26,0")
    expect(chart).to_have_count(1)
    assert chart.locator("svg").evaluate("one => one.getBBox().width") > 0
    for label in chart.locator(".label").all():
        box, sheet = label.bounding_box(), chart.bounding_box()
        assert box is not None
        assert sheet is not None
        assert sheet["x"] <= box["x"]
        assert box["x"] + box["width"] <= sheet["x"] + sheet["width"] + 1
    order = page.get_by_role("table", name="Det nyeste tal for hvert område, fra det bedste til det dårligste")
    expect(order.get_by_role("rowheader").first).to_have_text("Ringparken")
    expect(order.get_by_role("row", name="Ringparken")).to_contain_text("Under afklaring")


def test_a_cell_of_sammenlign_leads_to_its_indicator_by_keyboard(visit: Callable):
    page = visit().open("/sammenlign")
    cell = page.get_by_role("row", name="Andel 15-29-årige sigtet mindst én gang").get_by_role("link").first
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator?*omraader=motalavej-330*")
    expect(page.locator("h1")).to_contain_text("Andel 15-29-årige sigtet mindst én gang: ")
    expect(page.get_by_role("heading", name="Motalavej: 4,1")).to_be_visible()


def test_areas_are_chosen_by_keyboard_and_stand_in_the_address(visit: Callable):
    page = visit().open("/indikator?indikator=unge&omraader=motalavej-330")
    page.wait_for_url("**/indikator?*omraader=motalavej-330*")
    page.get_by_role("combobox", name="Områder (højst seks)").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator?*omraader=motalavej-330%2Cringparken-330*")
    expect(page.get_by_text("Ringparken har kun ét tal at vise")).to_be_visible()
    # The open list hides the rest of the page from a screen reader until it is closed.
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Fjern Motalavej").click()
    page.wait_for_url("**/indikator?*omraader=ringparken-330*")


@VIEWPORTS
@EVERY_PAGE
def test_a_page_can_be_read_by_anyone_and_on_any_screen(visit: Callable, viewport: dict[str, int], path: str):
    page = visit(viewport).open(path)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert _wcag_failures(page) == []
    assert _wider_than_the_screen(page) == []
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.title().endswith("Boligbarometer")
    assert _english(page) == set()
    assert page.get_by_text("Share chart").count() == 0
    assert page.locator(".modebar-btn").count() == 0


def _wcag_failures(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")]


def _wider_than_the_screen(page: Page) -> list[str]:
    wide: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.stMain .stHtml *')]
            .filter(one => !one.closest('thead') && one.getBoundingClientRect().right > innerWidth + 1)
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    return wide


def _english(page: Page) -> set[str]:
    """The words of Streamlit's own frame that are still in English."""
    said = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(one =>
            ['aria-label', 'title', 'placeholder'].map(name => one.getAttribute(name)))"""
    ) + page.locator("body").inner_text().split("\n")
    english = {word for word, danish in text.FRAME_WORDS.items() if word != danish}
    return english & {word.strip() for word in said if word}


def test_a_list_is_chosen_by_keyboard_and_stands_in_the_address(visit: Callable):
    page = visit().open("/kriterier")
    page.get_by_role("combobox", name="Liste").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("listen 2019")
    page.wait_for_url("**/kriterier?plan=hp-en-faelles-indsats&liste=2019")


def test_what_is_only_for_looking_up_is_left_out_on_paper(visit: Callable):
    page = visit().open("/kriterier")
    # A heading goes with the only thing below it.
    expect(page.get_by_role("heading", name="Liste for liste")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Liste for liste")).to_be_hidden()
    expect(page.locator("details.lookup")).to_be_hidden()
    expect(page.get_by_text("Hvert område år for år")).to_be_hidden()
    expect(page.get_by_text("Den kan kun regnes ud, hvor antallet er oplyst")).to_be_visible()


def test_the_choice_stands_in_the_address_and_back_undoes_it(visit: Callable):
    page = visit().open("/")
    page.get_by_role("combobox", name="Helhedsplan").click()
    page.get_by_role("option", name="Boligsocial indsats på Amager 2022-25").click()
    expect(page.locator("h1")).to_contain_text("Boligsocial indsats på Amager 2022-25")
    page.wait_for_url("**/?plan=hp-amager&aar=nyeste")
    page.get_by_role("link", name="Område").click()
    expect(page.locator("h1")).to_contain_text("Urbanplanen")
    page.wait_for_url("**/omraade?plan=hp-amager&aar=nyeste&omraade=urbanplanen-101")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Boligsocial indsats på Amager 2022-25")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("En Fælles Indsats")


def test_before_the_first_publishing_the_page_says_how_to_get_there(visit: Callable, tmp_path: Path):
    with serving(tmp_path) as empty:
        page = visit(at=empty).open("/", ready="h1")
        expect(page.locator("h1")).to_have_text("Der er endnu ikke udgivet nogen tal")
        expect(page.get_by_text("barometer run")).to_be_visible()


def test_a_page_that_fails_says_so_in_danish_and_shows_no_trace(visit: Callable, tmp_path: Path):
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "current.json").write_text("{}", encoding="utf-8")
    with serving(tmp_path) as broken:
        page = visit(at=broken).open("/", ready="h1")
        expect(page.get_by_role("alert")).to_contain_text("Siden kunne ikke vises")
        assert "KeyError" not in page.locator("body").inner_text()
    assert "KeyError" in (tmp_path / "server.log").read_text(encoding="utf-8")


def _middle_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2
