"""A build is published, and rolled back, while somebody reads: it is noticed, and no page is made from two builds."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from danish import format as form
from publish import marts
from tests import processes
from tests.browser.conftest import serving
from tests.conftest import Demo

pytestmark = pytest.mark.browser

PLAN = "hp-amager"
MENU = ("Område", "Sammenlign", "Overblik", "Sammenlign", "Område", "Datakvalitet")
# Every share of a real place becomes another one, so that each figure on a page tells which build it is from.
OTHER_FIGURES = """
update marts.{table} set value = floor(value) + 0.7
where value between 1 and 98 and not is_synthetic and indicator_id in (
    select indicator_id from marts.dim_indicator where measure_type = 'proportion' and decimals = 1
)
"""
FIGURES = """
select distinct i.name_da, v.value from fct_indicator_value v
join dim_indicator i using (indicator_id)
where v.area_id = ? and v.is_preferred and v.value_status = 'observed'
    and i.measure_type = 'proportion' and i.decimals = 1
qualify row_number() over (partition by v.indicator_id order by v.period_id desc) = 1
"""


@pytest.fixture(scope="module")
def data_dir(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo's data folder, in whose warehouse the figures have changed since it was published."""
    copy = tmp_path_factory.mktemp("publishing") / "data"
    shutil.copytree(demo.data_dir, copy)
    with duckdb.connect(str(copy / "warehouse.duckdb")) as connection:
        for table in ("fct_indicator_value", "mart_area_vs_baseline"):
            connection.execute(OTHER_FIGURES.format(table=table))
    return copy


@pytest.fixture(scope="module")
def address(data_dir: Path) -> Iterator[str]:
    with serving(data_dir) as found:
        yield found


def barometer(data_dir: Path, *arguments: str) -> None:
    """The real command, in the process that this is the target of."""
    from barometer.cli import app

    os.environ["BAROMETER_DATA"] = str(data_dir)
    app(list(arguments), standalone_mode=True)


def figures(data_dir: Path, build_id: str) -> dict[str, str]:
    """The plan's newest share of each indicator in a build, as a page writes it."""
    build = marts.earlier(data_dir / "marts", build_id)
    assert build is not None
    return {row["name_da"]: form.percent(row["value"]) for row in build.query(FIGURES, [PLAN]).to_dict("records")}


def shown(page: Page) -> tuple[str, dict[str, str]]:
    """The build that the page names at its foot, and the figures in its tables by indicator."""
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.stMain tbody tr')].map(
            row => ['th', 'td'].map(cell => row.querySelector(cell)?.innerText.split('\\n')[0] ?? '')
        )"""
    )
    build = page.locator("footer.foot").get_attribute("data-build")
    assert build is not None
    return build, {name: figure for name, figure in rows if re.fullmatch(r"\d+,\d\u00a0%", figure)}


def assert_of_one_build(page: Page, data_dir: Path) -> tuple[str, int]:
    build, found = shown(page)
    published = figures(data_dir, build)
    compared = {name: figure for name, figure in found.items() if name in published}
    assert compared == {name: published[name] for name in compared}
    return build, len(compared)


def read_on(page: Page, until: Callable[[], bool], data_dir: Path) -> list[tuple[str, int]]:
    """Click through the menu until told otherwise, and once round more."""
    seen: list[tuple[str, int]] = []
    rounds_left = 1
    while rounds_left >= 0:
        for name in MENU:
            page.get_by_test_id("stTopNavLink").filter(has_text=name).first.click()
            expect(page).to_have_title(f"{name} · Boligbarometer", timeout=30_000)
            page.wait_for_selector("footer.foot")
            expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
            seen.append(assert_of_one_build(page, data_dir))
        rounds_left -= until()
    return seen


def test_a_build_published_while_one_reads_is_noticed_and_never_mixed(visit: Callable, address: str, data_dir: Path):
    page = visit(at=address).open(f"/omraade?plan={PLAN}&omraade={PLAN}")
    first, amount = assert_of_one_build(page, data_dir)
    assert amount > 0
    publishing = processes.start(barometer, data_dir, "publish")
    seen = read_on(page, lambda: not publishing.is_alive(), data_dir)
    assert publishing.exitcode == 0
    second, _ = seen[-1]
    assert second != first
    assert [build for build, _ in seen] == sorted(build for build, _ in seen), "no page goes back"
    assert sum(amount for build, amount in seen if build == second) > 0
    assert figures(data_dir, first) != figures(data_dir, second)


def test_an_idle_page_says_that_another_build_is_there_and_changes_when_told(
    visit: Callable, address: str, data_dir: Path
):
    page = visit(at=address).open(f"/sammenlign?plan={PLAN}")
    before, _ = assert_of_one_build(page, data_dir)
    going_back = processes.start(barometer, data_dir, "publish", "--rollback")
    going_back.join(120)
    assert going_back.exitcode == 0
    expect(page.get_by_role("status").filter(has_text="En anden opgørelse er udgivet")).to_be_visible(timeout=60_000)
    assert assert_of_one_build(page, data_dir)[0] == before
    button = page.get_by_role("button", name="Vis de nye tal")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Alle tal på siden er nu fra opgørelse")).to_be_visible()
    expect(button).to_be_hidden()
    after, amount = assert_of_one_build(page, data_dir)
    assert after < before
    assert amount > 0
