import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.published import everything, figure

EFI = {"plan": "hp-en-faelles-indsats"}


def cell(page: Any, *words: str) -> str:
    """The only cell of the heat table that holds all the words."""
    cells = re.findall(
        r'<span class="cell [^"]*">.*?</span></td>', page.html.replace("\u00a0", " ").replace("&nbsp;", " ")
    )
    found = [one for one in cells if all(word in one for word in words)]
    assert len(found) == 1, found
    return found[0]


def test_the_title_counts_the_answers(open_page: Callable):
    page = open_page("compare", **EFI)
    assert page.title == "En Fælles Indsats: 1 af 3 sammenligninger er sikkert dårligere, og 1 sikkert bedre"
    assert "For 3 tal kan det ikke afgøres" in page.text


def test_each_cell_says_in_a_word_what_its_colour_says(open_page: Callable):
    page = open_page("compare", **EFI)
    for value, kind, word in (
        ("19,6 %", "worse", "▼ Dårligere"),
        ("78 %", "better", "▲ Bedre"),
        ("3,8 %", "similar", "= Ingen sikker forskel"),
        ("29,2 %", "not_compared", "? Kan ikke afgøres"),
        ("19,3 %", "clarify", "Under afklaring"),
    ):
        assert f'class="cell {kind}"' in cell(page, value, word) if value != "19,3 %" else "clarify" in page.html


def test_a_figure_without_a_value_says_why(open_page: Callable):
    page = open_page("compare", **EFI)
    line = page.line("Andel 15-29-årige sigtet mindst én gang")
    assert "Skjult" in line
    assert "Intet tal" in page.line("Andel beboere over 18 år, der føler sig grundlæggende trygge")
    assert "For lille område" in page.line("Andel 15-29-årige uden uddannelse og beskæftigelse")


def test_a_cell_leads_to_its_indicator_and_area(open_page: Callable):
    page = open_page("compare", **EFI, aar="2019")
    links = [urlsplit(link.replace("&amp;", "&")) for link in re.findall(r'href="(/indikator[^"]*)"', page.html)]
    wanted = {
        "plan": ["hp-en-faelles-indsats"],
        "aar": ["2019"],
        "indikator": ["sigtede"],
        "omraader": ["motalavej-330"],
    }
    assert wanted in [parse_qs(link.query) for link in links]


def test_the_headers_have_their_scope(open_page: Callable):
    table = open_page("compare", **EFI).html.split("<table")[1]
    assert table.count('scope="col"') == 4
    assert table.count('scope="rowgroup"') == 4
    assert table.count('scope="row"') == 5


def test_what_has_no_direction_is_named_outside_the_table(open_page: Callable):
    page = open_page("compare", **EFI)
    assert not [cells for cells in page.lines() if cells[0] == "Antal beboere"]
    assert "hverken er godt eller dårligt: Antal beboere." in page.text


def test_more_than_six_areas_are_folded_and_parts_stand_apart(open_page: Callable):
    rows = everything()
    areas = [
        {"area_id": f"{kind}-{number}", "area_type": kind, "name_da": f"{kind} {number}", "municipality_code": "330",
         "parent_area_id": "hp-en-faelles-indsats", "is_synthetic": False}
        for kind in ("afdeling", "boligomraade") for number in range(7)
    ]  # fmt: skip
    pairs = [figure(area["area_id"], "unge", 2020, 20.0) for area in areas]
    page = open_page(
        "compare",
        tables={
            "dim_area": rows["dim_area"] + areas,
            "fct_indicator_value": [fact for fact, _ in pairs],
            "mart_area_vs_baseline": [mart for _, mart in pairs],
        },
        **EFI,
    )
    captions = re.findall(r"<caption>(.*?)</caption>", page.html)
    assert captions == [
        "Nyeste tal: boligomraade 0 til boligomraade 5",
        "Nyeste tal: boligomraade 6",
        "Nyeste tal: afdeling 0 til afdeling 5",
        "Nyeste tal: afdeling 6",
    ]
    assert "Vis 1 område mere: afdeling 6" in page.text


def test_chance_is_told_as_the_table_has_it_for_the_plan_and_the_year(open_page: Callable):
    def row(area_id: str, year: int, sentence: str | None, page: str = "compare") -> dict[str, Any]:
        return {"page": page, "area_id": area_id, "from_year": year, "sentence_da": sentence}

    plan = EFI["plan"]
    chances = [
        row(plan, 2018, "Af 24 sammenligninger ville 1 se sådan ud ved et tilfælde."),
        row(plan, 2020, "Af 80 sammenligninger ville 4 se sådan ud ved et tilfælde."),
        row(plan, 2021, "Af 7 sammenligninger ville færre end 1 se sådan ud ved et tilfælde.", "overview"),
        row("hp-amager", 2021, "Af 900 sammenligninger ville 45 se sådan ud ved et tilfælde."),
    ]
    found = {"mart_chance": chances}
    said = re.findall(r"Af \d+ sammen[^.]*tilfælde\.", open_page("compare", tables=found, **EFI).text)
    assert said == ["Af 80 sammenligninger ville 4 se sådan ud ved et tilfælde."]
    earlier = open_page("compare", tables=found, **EFI, aar="2019").text
    assert "Af 24 sammenligninger ville 1 se sådan ud ved et tilfælde." in earlier
    none = {"mart_chance": [row(plan, 2018, None)]}
    assert "ved et tilfælde." not in open_page("compare", tables=none, **EFI).text.split("Sådan læses")[0]


def test_nothing_to_compare_is_said(open_page: Callable):
    page = open_page("compare", tables={"fct_indicator_value": [], "mart_area_vs_baseline": []}, **EFI)
    assert page.title == "En Fælles Indsats: der er ingen tal at sammenligne"
    assert "Der er ingen tal at sammenligne for denne helhedsplan" in page.text
