"""The pages on paper: A4, with the tables as tables, and nothing that only a screen can use."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.published import JOBCENTER

pytestmark = pytest.mark.browser

A4 = {"width": 680, "height": 1000}  # the text of a page in CSS pixels, within its margins
BUTTONS = (
    "button[data-fetch], .stSelectbox, .stDownloadButton, .stButton, .stFileUploader, .stCheckbox, .action, .stSidebar"
)


@pytest.mark.parametrize(
    "path", ["/", "/omraade?omraade=motalavej-330", "/aktiviteter", "/datakvalitet", "/rapporter", "/indikator"]
)
def test_a_page_is_printed_with_tables_and_without_controls(visit: Callable, path: str):
    page = visit(A4).open(path)
    page.emulate_media(media="print")
    assert page.locator(BUTTONS).evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 0
    displays = page.locator(".stHtml td:not(.source)").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).display)"
    )
    assert set(displays) <= {"table-cell"}
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]


def test_a_case_to_settle_is_printed_whole_and_another_in_one_sentence(visit: Callable):
    page = visit(A4).open("/datakvalitet")
    page.emulate_media(media="print")
    whole = page.locator(f"#sag-{JOBCENTER} > div")
    assert whole.evaluate("one => one.offsetHeight") > 0
    brief = page.locator("details.brief").first
    assert brief.locator("summary").is_visible()
    assert brief.locator("> div").evaluate("one => one.checkVisibility()") is False


def test_two_courses_of_counts_go_on_a_sheet_and_are_printed_in_the_type_of_paper(visit: Callable):
    page = visit(A4).open("/aktiviteter")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "13px"
    course = page.locator(".course").first
    curve, figures = course.locator(".curve").bounding_box(), course.locator("table").bounding_box()
    assert curve
    assert figures
    assert curve["x"] + curve["width"] <= figures["x"]
    expect(course.locator(".source").first).to_be_hidden()


def test_nothing_on_paper_asks_to_be_opened_and_no_heading_stands_alone(visit: Callable):
    page = visit(A4).open("/kriterier")
    heading = page.get_by_role("heading", name="Liste for liste")
    expect(heading).to_be_visible()
    page.emulate_media(media="print")
    expect(heading).to_be_hidden()
    marks = page.locator(".stHtml summary").evaluate_all("all => all.map((one) => getComputedStyle(one).listStyleType)")
    assert set(marks) == {"none"}
