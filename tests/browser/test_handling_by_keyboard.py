"""A case handled in a real browser, by keyboard, on a narrow screen, by the one at the machine."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quality.findings import Finding, remember
from tests.browser.conftest import serving
from tests.published import JOBCENTER, findings, write_published

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The test build, and a state file in which its findings have been seen."""
    found = write_published(tmp_path_factory.mktemp("handled"))
    names = Finding.__dataclass_fields__
    seen = [Finding(**({name: row.get(name) for name in names} | {"fingerprint": "x"})) for row in findings()]
    state_db, at = found / "state" / "state.sqlite", datetime(2022, 11, 14, 9, tzinfo=UTC)
    with remember(state_db=state_db, findings=seen, not_run=set(), now=at):
        pass
    return found


@pytest.fixture(scope="module")
def handling_address(data_dir: Path) -> Iterator[str]:
    with serving(data_dir) as found:
        yield found


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the field of that label has the focus."""
    field = page.get_by_label(label)
    for _ in range(80):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {label}")


def test_a_case_is_handled_by_keyboard_at_360_pixels(visit: Callable, handling_address: str, data_dir: Path) -> None:
    page = visit(NARROW, at=handling_address).open(f"/datakvalitet?sag={JOBCENTER}")
    expect(page.get_by_role("heading", name="Behandl sagen")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    found = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in ("serious", "critical")] == []
    tab_to(page, "Dit navn")
    page.keyboard.type("Anne Holm")
    tab_to(page, "Begrundelse")
    page.keyboard.type("Ringer til jobcenteret.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gemt. Siderne viser det nu")).to_be_visible()
    expect(page.get_by_text("Undersøges, Anne Holm. »Ringer til jobcenteret.«")).to_be_visible()
    assert "Press" not in page.locator("body").inner_text()
    with closing(sqlite3.connect(data_dir / "state" / "state.sqlite")) as connection:
        written = connection.execute("select finding_id, status, handled_by from finding_event").fetchall()
    assert written == [(JOBCENTER, "investigating", "Anne Holm")]


def test_the_address_keeps_the_filters(visit: Callable, handling_address: str) -> None:
    page = visit(at=handling_address).open("/datakvalitet")
    page.get_by_role("button", name="Til orientering").click()
    page.wait_for_url("**/datakvalitet?*alvor=info*")
    expect(page.get_by_text("Ringparken 2020")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Der er ikke leveret data fra Beboerdata.").first).to_be_visible()
    expect(page.get_by_text("Ringparken 2020")).to_have_count(0)


def test_one_who_comes_through_another_server_may_not_handle(visit: Callable, handling_address: str) -> None:
    started = visit(at=handling_address)
    started.page.context.set_extra_http_headers({"X-Forwarded-For": "10.0.0.7"})
    page = started.open(f"/datakvalitet?sag={JOBCENTER}")
    expect(page.get_by_role("heading", name="Sagen", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Behandl sagen")).to_have_count(0)
