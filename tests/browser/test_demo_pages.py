"""The pages on the real figures, as `barometer demo` publishes them."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from danish import format as form
from tests.browser.conftest import PHONE, serving
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


def test_the_funnel_shows_the_published_places_and_limits(open_page: Callable[[str], Page], demo: Demo) -> None:
    page = open_page("/indikator?plan=hp-eksempelparken&indikator=unge_15_29_uden_udd_job")
    rows = demo.published.rows(
        """
        select a.name_da, f.* from mart_funnel f join dim_area a using (area_id)
        where f.indicator_id = 'unge_15_29_uden_udd_job' and f.period_id = '2024' and f.area_type = 'boligomraade'
            and a.parent_area_id = 'hp-eksempelparken'
        """
    )
    assert len(rows) > 2
    assert {row["is_drawn"] for row in rows} == {True}
    far = [row for row in rows if row["funnel_position"].startswith("far_")]
    told = f"{len(far)} af {len(rows)} områder" if far else "Ingen af områderne på siden"
    expect(page.get_by_role("heading", name=f"{told} ligger uden for")).to_be_visible()
    drawing = page.get_by_role("img", name="Tragt.")
    expect(drawing.locator(".point.own")).to_have_count(len(rows))
    page.locator("details", has_text="Områdernes tal over for").locator("summary").click()
    for row in rows:
        line = page.get_by_role("table", name="Områdernes tal over for").get_by_role("row", name=row["name_da"])
        for figure in (row["value"], row["low_95"], row["high_95"], row["low_998"], row["high_998"]):
            expect(line).to_contain_text(form.number(figure, 1))
        expect(line).to_contain_text(form.number(row["n_effective"]))
    page.set_viewport_size(PHONE)
    expect(drawing.locator(".label.number:visible")).to_have_text([str(place + 1) for place in range(len(rows))])
    expect(drawing.locator(".label.side:visible")).to_have_count(0)
    names = sorted((row["name_da"] for row in rows), key=form.sort_key)
    expect(page.locator("ol.names:visible li")).to_have_text(names)


def test_where_too_few_areas_can_be_compared_the_page_says_so(open_page: Callable[[str], Page]) -> None:
    page = open_page("/indikator?plan=hp-en-faelles-indsats&indikator=uden_tilknytning_18_64")
    expect(
        page.get_by_text("Det kan ikke vises, hvad der er sædvanligt for områder af samme størrelse")
    ).to_be_visible()
    expect(page.get_by_role("img", name="Tragt.")).to_have_count(0)


def test_sammenlign_tells_of_chance_as_published_for_the_comparisons_it_holds(
    open_page: Callable[[str], Page], demo: Demo
) -> None:
    page = open_page("/sammenlign?plan=hp-eksempelparken")
    newest = demo.published.rows(
        """
        select * from mart_chance where page = 'compare' and area_id = 'hp-eksempelparken'
        order by from_year desc limit 1
        """
    )[0]
    expect(page.get_by_text(newest["sentence_da"])).to_be_visible()
    expect(page.locator("h1")).to_contain_text(f"af {newest['comparisons']} sammenligninger")


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
