"""Another build while somebody reads, and builds from before a page was written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.routes import ROUTES, Route
from tests.app.reading import APP, Page
from tests.published import BUILD_ID, write_published

NEWER = (
    "mart_statutory_condition", "dim_statutory_status", "mart_statutory_criteria", "mart_statutory_status",
    "dim_instrument", "dim_survey_wave", "mart_chance",
)  # fmt: skip


def publish(data_dir: Path, build_id: str, *, without: tuple[str, ...] = ()) -> None:
    """The test build under another name, as an older version of the program may have published it."""
    pointer = write_published(data_dir) / "marts" / "current.json"
    manifest = json.loads(pointer.read_text(encoding="utf-8"))
    tables = [table for table in manifest["tables"] if table["name"] not in without]
    pointer.write_text(json.dumps({**manifest, "build_id": build_id, "tables": tables}), encoding="utf-8")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path or "overblik")
def test_a_build_from_before_a_page_says_so(data_dir: Path, route: Route):
    publish(data_dir, "20200101T000000Z", without=NEWER)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    page = Page(app.switch_page(route.script).run() if route.path else app)
    if page.title == "Siden kan ikke vises for denne opgørelse":
        assert f"Opgørelse 20200101T000000Z har ikke de tal, som »{route.title}« viser." in page.text
    else:
        assert "Opgørelse 20200101T000000Z, lavet" in page.text
    publish(data_dir, "20210101T000000Z")
    page = Page(page.app.run())
    assert "Opgørelse 20210101T000000Z, lavet" in page.text


def test_a_click_after_a_publishing_says_which_build_is_shown(open_page: Callable[..., Page], data_dir: Path):
    page = open_page()
    assert "skiftet" not in page.text
    publish(data_dir, "20300101T000000Z")
    page = Page(page.app.run())
    assert "Opgørelsen er skiftet, mens du læste. Alle tal på siden er nu fra opgørelse 20300101T000000Z" in page.text
    assert BUILD_ID not in page.text
    assert "skiftet" not in Page(page.app.run()).text
