"""Themes are folded on a narrow screen alone, open from the keyboard, and are whole on paper and on a wide screen."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

MOTALAVEJ = "/omraade?omraade=motalavej-330"
SECOND = "Andel 15-29-årige sigtet"


def _openers(page: Page) -> Locator:
    return page.locator("button.opener")


def test_a_phone_shows_the_first_theme_and_opens_another_from_the_keyboard(visit: Callable):
    page = visit(PHONE).open(MOTALAVEJ)
    first, second = _openers(page).nth(0), _openers(page).nth(1)
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(second).to_have_attribute("aria-expanded", "false")
    line = page.get_by_role("row", name=SECOND, include_hidden=True).first
    expect(line).to_be_hidden()
    second.focus()
    page.keyboard.press("Enter")
    expect(line).to_be_visible()
    expect(second).to_have_attribute("aria-expanded", "true")
    assert not Axe().run(page).response["violations"]


def test_paper_shows_what_a_phone_has_folded(visit: Callable):
    page = visit(PHONE).open(MOTALAVEJ)
    expect(page.get_by_role("row", name=SECOND, include_hidden=True).first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name=SECOND).first).to_be_visible()
    assert page.locator(".folded .curve").first.evaluate("one => one.offsetHeight") > 0


def test_a_wide_screen_folds_nothing_and_has_no_buttons_for_it(visit: Callable):
    page = visit().open(MOTALAVEJ)
    expect(page.get_by_role("row", name=SECOND).first).to_be_visible()
    expect(_openers(page)).to_have_count(0)
    page.set_viewport_size(PHONE)
    expect(_openers(page).nth(1)).to_have_attribute("aria-expanded", "false")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(_openers(page)).to_have_count(0)
    expect(page.get_by_role("row", name=SECOND).first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "heads"), [("/", "tr.group"), ("/aktiviteter", "section.course > h3"), ("/aktiviteter", "tr.group")]
)
def test_a_phone_folds_goals_and_activities_but_the_first(visit: Callable, path: str, heads: str):
    page = visit(PHONE).open(path)
    openers = page.locator(f"{heads} button.opener")
    expect(openers.first).to_have_attribute("aria-expanded", "true")
    states = openers.evaluate_all("all => all.map((one) => one.ariaExpanded)")
    assert states == ["true", *["false"] * (len(states) - 1)]
    openers.first.press("Enter")
    theme = page.locator(".folded").first
    expect(theme.locator(".curve, td").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(theme.locator(".curve, td").first).to_be_visible()
