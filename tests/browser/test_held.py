"""Tables in closed folds: their lines are made in the browser, and are then like those of any other table."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboards import components as html
from dashboards.components import Column
from tests.browser.conftest import serving
from tests.browser.test_fetch import fetched
from tests.published import everything, figure, named, write_published

pytestmark = pytest.mark.browser

AREA, PLAN = "motalavej-330", "hp-en-faelles-indsats"
SERIES, YEARS = 12, (2018, 2019, 2020)
TABLE = "Mål 0, år for år"
COLUMNS = (Column("År", note="ultimo"), Column("Området", "number"), Column("Kilde"))
LINES = [
    ["2019", html.stack(f"29,2\u00a0% {html.mark('Se bemærkning', 'flagged')}", "59 af 301"), "kilde 1 & 2"],
    ["2020\t", html.stack("31,0\u00a0%"), "&lt;b&gt; \n<b>kilde</b> <img src=x>1"],
]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An area with more series than there is room for as open curves."""
    rows = everything()
    ids = [f"maal-{number}" for number in range(SERIES)]
    pairs = [figure(AREA, one, year, 20.0 + year % 7) for one in ids for year in YEARS]
    rows["dim_indicator"] += [named(one, f"Mål {place}", "tema", place == 0) for place, one in enumerate(ids)]
    rows["fct_indicator_value"] += [fact for fact, _ in pairs]
    rows["mart_area_vs_baseline"] += [mart for _, mart in pairs]
    data_dir: Path = write_published(tmp_path_factory.mktemp("held"), rows)
    with serving(data_dir) as address:
        yield address


@pytest.fixture
def page(visit: Callable, many: str) -> Page:
    opened: Page = visit(at=many).open(f"/omraade?plan={PLAN}&omraade={AREA}")
    return opened


def test_the_lines_are_there_when_the_fold_is_opened_by_key_and_go_along_in_the_file(page: Page):
    fold = page.locator("details", has=page.locator("caption", has_text=TABLE))
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name=TABLE)
    expect(table.get_by_role("row")).to_have_count(1 + len(YEARS))
    expect(table.get_by_role("row", name="2019")).to_contain_text("23 antal ikke oplyst")
    _, file = fetched(page, fold.get_by_role("button", name="Hent som CSV"))
    assert any(
        line.startswith("2020;24;antal ikke oplyst;") for line in file.read_text(encoding="utf-8-sig").splitlines()
    )


def test_the_lines_come_by_themselves_so_that_a_search_finds_them(page: Page):
    expect(page.locator("tbody[data-rows]")).to_have_count(0, timeout=20_000)
    assert page.locator("details", has_text=TABLE).locator("tbody tr").count() == len(YEARS)


def test_held_lines_become_what_others_are_and_bring_nothing_but_words_and_spans(visit: Callable):
    page = visit().open("/")
    plain = [["2019", LINES[0][1], LINES[0][2]], ["2020 ", LINES[1][1], "&lt;b&gt;   1"]]
    made, expected = (
        page.evaluate(
            """content => {
                const fold = document.createElement("details");
                fold.innerHTML = `<summary>Tal</summary>${content}`;
                document.body.append(fold);
                fold.firstChild.click();
                return fold.querySelector("tbody").outerHTML;
            }""",
            html.table("Tal", COLUMNS, lines, is_held=is_held),
        )
        for lines, is_held in ((LINES, True), (plain, False))
    )
    assert made == expected
