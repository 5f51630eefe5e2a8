"""The pages on the real figures, as `barometer demo` publishes them."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving
from tests.conftest import Demo

pytestmark = pytest.mark.browser

AMAGER = "/omraade?plan=hp-amager&omraade=hp-amager"


@pytest.fixture(scope="module")
def demo_address(demo: Demo) -> Iterator[str]:
    with serving(demo.data_dir) as found:
        yield found


@pytest.fixture
def open_page(visit: Callable, demo_address: str) -> Callable[[str], Page]:
    return lambda path: visit(at=demo_address).open(path)


def test_overblik_begins_with_the_jobcenter_and_both_readings_of_the_target(open_page: Callable) -> None:
    page = open_page("/")
    talk = page.locator("ol.talk")
    expect(talk).to_contain_text("45 for 2. kvartal 2022")
    expect(talk).to_contain_text("Slagelse Kommunes jobcenter (CAI)")
    work = page.get_by_role("row", name="Borgere i praktik eller løntilskud").first
    expect(work).to_contain_text("mellem 3 og 48")
    expect(work).to_contain_text("Under afklaring")
    advice = page.get_by_role("row", name="Beboervejledning").first
    expect(advice).to_contain_text("ca. 650")
    expect(advice).to_contain_text("43 % nået efter 31 % af aftalens tid")
    expect(advice).to_contain_text("43 % nået efter 100 % af året")


def test_omraade_holds_the_plan_up_against_its_municipality(open_page: Callable) -> None:
    page = open_page(AMAGER)
    outside = page.get_by_role("row", name="Andel 18-64-årige uden tilknytning").first
    for part in ("29,2", "10,6", "+18,6", "København", "2020", "antal ikke oplyst"):
        expect(outside).to_contain_text(part)
    expect(page.get_by_role("table", name="Andel beskæftigede 18-64-årige, år for år")).to_contain_text("ca. 71")


def test_a_benchmark_that_two_papers_give_differently_is_marked(open_page: Callable) -> None:
    row = open_page(AMAGER).get_by_role("row", name="villige til at hjælpe naboer").first
    expect(row).to_contain_text("Se bemærkning")
    expect(row.get_by_role("link", name="Se sagen")).to_be_visible()


def test_datakvalitet_opens_to_both_figures_the_readings_and_the_rows(open_page: Callable) -> None:
    page = open_page("/datakvalitet")
    case = page.locator("details", has_text="Borgere i praktik eller løntilskud").first
    case.locator("summary").first.click()
    expect(case.get_by_role("row", name="Tallet 3 gælder kun 3. kvartal 2022")).to_contain_text("48")
    for file in ("jobcenter_2022K3.csv, linje 2", "jobcenter_2022K2.csv, linje 2"):
        expect(case.get_by_role("row", name=file)).to_be_visible()
    expect(case.get_by_text("Gælder tallet 3 for 3. kvartal 2022 kun kvartalet").first).to_be_visible()
    for contradiction in ("18-29-årige", "375", "61"):
        expect(page.locator("details", has_text=contradiction).first).to_be_visible()


def test_kriterier_tells_what_is_known_of_ringparken(open_page: Callable) -> None:
    page = open_page("/kriterier?liste=2019")
    expect(page.locator("h1")).to_contain_text("1 af 2 områder har tal, der opfylder betingelserne for udsat")
    work = page.get_by_role("row", name="Ringparken").filter(has_text="41,2")
    expect(work).to_contain_text("1,2 procentpoint over grænsen")
    status = page.get_by_role("row", name="Motalavej").first
    expect(status).to_contain_text("Kan ikke afgøres: udsat boligområde")
    expect(status).to_contain_text("Ghettoområde")


def test_aktiviteter_projects_the_talks_with_a_range(open_page: Callable) -> None:
    page = open_page("/aktiviteter")
    expect(page.locator("h1")).to_contain_text("1 aktivitetstal skal afklares")
    expect(page.get_by_text("Fortsætter tempoet").first).to_contain_text("mellem 2.200 og 2.600")


INVENTED = "plan=hp-eksempelparken"
READ = {
    "overblik": "/",
    "omraade": AMAGER,
    "indikator": f"/indikator?{INVENTED}&indikator=unge_15_29_uden_udd_job",
    "indikator-amager": "/indikator?plan=hp-amager",
    "sammenlign": f"/sammenlign?{INVENTED}",
    "tryghed": f"/tryghed?{INVENTED}",
    "aktiviteter": f"/aktiviteter?{INVENTED}",
    "kriterier": f"/kriterier?{INVENTED}",
    "datakvalitet": "/datakvalitet",
    "rapporter": "/rapporter",
}


@pytest.mark.parametrize("path", READ.values(), ids=READ)
def test_axe_finds_nothing_serious_on_real_figures(open_page: Callable, path: str) -> None:
    found = Axe().run(open_page(path)).response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in ("serious", "critical")] == []
