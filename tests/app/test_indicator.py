import html
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.app.reading import alt, curves, lines, points
from tests.app.test_survey import BROKEN, waves
from tests.published import everything, figure, finding, loads

EFI = {"plan": "hp-en-faelles-indsats"}
UNGE = EFI | {"indikator": "unge"}
NO_FINDINGS: list[dict[str, Any]] = []


def tables(*pairs: tuple[dict[str, Any], dict[str, Any]], **more: Any) -> dict[str, list[dict[str, Any]]]:
    """A build with these figures alone."""
    return {
        "fct_indicator_value": [fact for fact, _ in pairs],
        "mart_area_vs_baseline": [mart for _, mart in pairs],
        "mart_finding": NO_FINDINGS,
    } | more


def with_limits(area_id: str, value: float, n: float, *, year: int = 2020, **more: Any) -> tuple[Any, Any]:
    limits = {"ci_low": value - 5, "ci_high": value + 5, "baseline_value": 13.5, "gap": value - 13.5}
    return figure(area_id, "unge", year, value, n=n, **(limits | {"comparison": "similar"} | more))


def legible(page: Any) -> str:
    return page.text.replace("\u00a0", " ")


def test_the_title_tells_how_the_areas_stand_on_the_indicator(open_page: Callable):
    page = open_page("indicator", **UNGE)
    assert page.title == (
        "Andel 15-29-årige uden uddannelse og beskæftigelse: "
        "1 af 1 områders tal ligger sikkert dårligere end sammenligningen"
    )
    assert "Et lavt tal er godt." in page.text
    assert "1 tal er under afklaring" in page.text


def test_the_course_stands_with_its_sentence_its_picture_and_its_table(open_page: Callable):
    page = open_page("indicator", **UNGE, omraader="motalavej-330")
    curve = curves(page)[0]
    assert lines(curve) == [3]
    words = "Andelen er faldet fra 26,0 til 19,6 % siden 2018."
    assert "Motalavej: 26,0 % i 2018, 19,6 % i 2020" in legible(page)
    assert f"Udvikling: {words}" in legible(page)
    assert words in alt(curve)
    assert alt(curve).startswith("Kurve. Motalavej: 26,0")
    assert "mellem 15,5 og 24,5 % · 59 af 301" in page.line("2020", "19,6 %", "Slagelse · 2020")


def test_years_stand_evenly_below_a_curve_that_shares_its_axis_with_the_lists(open_page: Callable):
    """A list of 2020 and the year 2020 are two days; drawn from both, the years came out uneven."""
    lists = [
        {"period_id": str(year), "period_type": "list_year", "start_date": date(year, 1, 1),
         "end_date": date(year, 12, 1), "name_da": f"listen {year}"}
        for year in range(2019, 2023)
    ]  # fmt: skip
    own = [with_limits("motalavej-330", 20.0, 100, year=year) for year in range(2016, 2023)]
    own += [with_limits("ringparken-330", 20.0, 100, year=year, period_type="list_year") for year in range(2019, 2023)]
    found = tables(*own, dim_period=everything()["dim_period"] + lists)
    page = open_page("indicator", tables=found, **UNGE, omraader="motalavej-330,ringparken-330")
    years = [int(words) for words in re.findall(r'class="tick x"[^>]*>(\d+)', curves(page)[0])]
    assert sorted(years) == [2016, 2018, 2020, 2022]


def test_the_country_is_drawn_where_it_is_of_the_same_year(open_page: Callable):
    rows = everything()
    own = figure("motalavej-330", "unge", 2018, 26.0)[1]
    country = own | {"baseline_kind": "country", "baseline_area_id": "kommune-101", "is_main_baseline": False}
    marts = [*rows["mart_area_vs_baseline"]]
    marts += [
        country | {"period_id": year, "baseline_period_id": year, "baseline_value": 9.5} for year in ("2018", "2019")
    ]
    marts.append(country | {"period_id": "2020", "baseline_period_id": "2019", "baseline_value": 8.0})
    page = open_page("indicator", tables={"mart_area_vs_baseline": marts}, **UNGE, omraader="motalavej-330")
    assert "Til sammenligning: Slagelse og København." in alt(curves(page)[0])
    assert "9,5 %" in page.line("2019", "24,5 %")
    assert "8,0 %" not in page.line("2020", "19,6 %", "Slagelse · 2020")


def test_the_areas_of_the_address_are_shown_at_most_six_and_none_of_another_plan(open_page: Callable):
    ids = [f"omraade-{number}" for number in range(8)]
    areas = [
        {"area_id": area_id, "area_type": "boligomraade", "name_da": area_id.capitalize(), "municipality_code": "330",
         "parent_area_id": "hp-en-faelles-indsats", "is_synthetic": False}
        for area_id in ids
    ]  # fmt: skip
    pairs = [with_limits(area_id, 20.0, 100, year=year) for area_id in ids for year in (2019, 2020)]
    found = tables(*pairs, dim_area=everything()["dim_area"] + areas)
    page = open_page("indicator", tables=found, **UNGE, omraader=",".join(["urbanplanen-101", *ids]))
    assert page.html.count('<div class="curve named"') == 6
    assert page.app.query_params["omraader"] == ",".join(ids[:6])
    few = open_page("indicator", tables=found, **UNGE, omraader="omraade-7,omraade-2")
    assert re.findall(r"<h3>(Omraade-\d):", few.html) == ["Omraade-2", "Omraade-7"]


def test_without_a_choice_the_areas_with_most_figures_are_shown(open_page: Callable):
    page = open_page("indicator", **EFI)
    assert page.app.query_params["indikator"] == "unge"
    assert page.app.query_params["omraader"] == "motalavej-330,ringparken-330"


def test_an_afdeling_is_shown_when_it_is_chosen_or_when_there_is_nothing_else(open_page: Callable):
    ids = ["afdeling-1", "afdeling-2"]
    areas = [
        {"area_id": area_id, "area_type": "afdeling", "name_da": area_id.capitalize(), "municipality_code": "330",
         "parent_area_id": "motalavej-330", "is_synthetic": False}
        for area_id in ids
    ]  # fmt: skip
    pairs = [with_limits(area_id, 20.0, 100, year=year) for area_id in ids for year in range(2010, 2021)]
    own = with_limits("motalavej-330", 20.0, 100, year=2020)
    every = everything()["dim_area"] + areas
    page = open_page("indicator", tables=tables(*pairs, own, dim_area=every), **UNGE)
    assert page.app.query_params["omraader"] == "motalavej-330"
    page = open_page("indicator", tables=tables(*pairs, own, dim_area=every), **UNGE, omraader="afdeling-2")
    assert page.app.query_params["omraader"] == "afdeling-2"
    page = open_page("indicator", tables=tables(*pairs, dim_area=every), **UNGE)
    assert page.app.query_params["omraader"] == "afdeling-1,afdeling-2"


def test_a_point_with_a_finding_is_hollow_and_its_number_leads_to_the_case(open_page: Callable):
    about = finding("f-hop", "sudden_change", "warning", "Tallet er tre gange så højt som året før.",
                    area_id="motalavej-330", indicator_id="unge", period_id="2019")  # fmt: skip
    settled = finding("f-gammel", "sudden_change", "warning", "Forklaret for længst.", area_id="motalavej-330",
                      indicator_id="unge", period_id="2018", status="explained")  # fmt: skip
    told = finding("f-blot", "series_break", "info", "Kun til orientering.", area_id="motalavej-330",
                   indicator_id="unge", period_id="2020")  # fmt: skip
    found = tables(
        with_limits("motalavej-330", 20.0, 100, year=2018),
        with_limits("motalavej-330", 60.0, 100, year=2019, is_flagged=True),
        with_limits("motalavej-330", 21.0, 100, year=2020),
        mart_finding=[about, settled, told],
    )
    page = open_page("indicator", tables=found, **UNGE)
    curve = curves(page)[0]
    assert [words.split(":")[0] for words in points(curve, "own loose")] == ["Motalavej, 2019"]
    assert re.findall(r'class="label remark"[^>]*>(\d)<', curve) == ["1"]
    remarks = page.html.split('<ol class="remarks">')[1].split("</ol>")[0]
    assert "Tallet er tre gange så højt som året før." in remarks
    assert 'href="/datakvalitet?sag=f-hop"' in remarks
    assert "Forklaret for længst." not in page.text
    assert "Kun til orientering." not in page.text
    assert "bemærkning 1" in page.line("2019", "60,0 %")


def test_a_correction_is_told_with_its_reason(open_page: Callable):
    fact, mart = with_limits("motalavej-330", 20.0, 100, year=2019)
    fact |= {"is_corrected": True, "is_flagged": True, "note": "Kommaet stod forkert."}
    found = tables((fact, mart | {"is_flagged": True}), with_limits("motalavej-330", 21.0, 100))
    page = open_page("indicator", tables=found, **UNGE)
    assert "Tallet er rettet. Kommaet stod forkert." in page.text


def test_another_questionnaire_is_a_break_with_its_reason_and_no_line_crosses_it(open_page: Callable):
    named = {"dim_instrument": [{"instrument": "ny", "name_da": "Tryghed 2023"}]}
    page = open_page("indicator", tables=waves() | named, **EFI, indikator="trygge")
    curve = curves(page)[0]
    assert lines(curve) == [2]
    assert "nyt spørgeskema</b>" in curve
    assert curve.count('class="point own wave"') == 3
    assert BROKEN in page.text
    assert "spørgeskema Tryghed 2023" in page.line("2023", "50 %", "alle helhedsplaner · 2023")


def test_a_break_that_is_not_the_last_point_has_its_reason_below_the_curve(open_page: Callable):
    reason = "Brud i serien: området har fået nye grænser."
    found = tables(
        with_limits("motalavej-330", 20.0, 100, year=2018),
        with_limits("motalavej-330", 30.0, 100, year=2019, trend="series_break", trend_reason_da=reason),
        with_limits("motalavej-330", 31.0, 100, year=2020, trend="cannot_say"),
    )
    page = open_page("indicator", tables=found, **UNGE)
    assert f'<p class="break">2019: {reason}</p>' in html.unescape(page.html)
    assert "brud i serien</b>" in curves(page)[0]


def test_one_figure_is_no_course(open_page: Callable):
    page = open_page("indicator", **UNGE, omraader="ringparken-330")
    assert not curves(page)
    assert "Der er ikke to tal fra forskellige år" in page.text


def test_the_order_goes_from_best_to_worst_without_places(open_page: Callable):
    found = tables(with_limits("motalavej-330", 30.0, 100), with_limits("ringparken-330", 12.0, 90))
    page = open_page("indicator", tables=found, **UNGE)
    assert [cells[0] for cells in page.lines() if cells[0] in ("Motalavej", "Ringparken")] == [
        "Ringparken",
        "Motalavej",
    ]
    assert "Rækkefølgen er usikker" in page.text
    assert "mellem 7,0 og 17,0 %" in page.line("Ringparken", "12,0 %")


def test_without_a_number_the_order_cannot_be_told(open_page: Callable):
    pairs = [figure(area_id, "unge", 2020, 20.0) for area_id in ("motalavej-330", "ringparken-330")]
    page = open_page("indicator", tables=tables(*pairs), **UNGE)
    assert "Rækkefølgen kan ikke afgøres: antallet eller spredningen bag tallene er ikke oplyst" in page.text


def test_one_area_alone_has_no_order(open_page: Callable):
    assert "Rækkefølgen" not in open_page("indicator", plan="hp-amager").text


def test_what_is_neither_good_nor_bad_is_told_by_its_ends(open_page: Callable):
    pairs = [figure("motalavej-330", "beboere", 2020, 1713.0), figure("ringparken-330", "beboere", 2020, 900.0)]
    rows = [row | {"is_stock": row["indicator_id"] == "beboere"} for row in everything()["dim_indicator"]]
    page = open_page("indicator", tables=tables(*pairs, dim_indicator=rows), **EFI, indikator="beboere")
    assert page.title == "Antal beboere: fra 900 (Ringparken) til 1.713 (Motalavej)"
    assert "Et antal følger områdets størrelse" in page.text
    assert "Rækkefølgen" not in page.text


def test_a_mean_says_how_many_it_is_taken_over(open_page: Callable):
    pairs = [figure("motalavej-330", "karakter", year, 6.0, n=38, numerator=228.0) for year in (2019, 2020)]
    page = open_page("indicator", tables=tables(*pairs), **EFI, indikator="karakter")
    assert "antal 38 · 2020" in page.line("Motalavej", "6,0")
    assert "228" not in page.text


def test_a_hidden_figure_stands_last_with_its_reason_alone(open_page: Callable):
    page = open_page("indicator", **EFI, indikator="sigtede")
    line = page.line("Ringparken", "Skjult, fordi tallet er så lille")
    assert "svar" not in line
    assert page.text.index("Motalavej 3,8") < page.text.index("Ringparken Skjult")


def test_the_card_tells_what_the_figure_is_and_when_it_was_revised(open_page: Callable):
    rows = everything()
    indicators = [
        row | {"definition_da": "Unge, der står udenfor, i procent af alle unge. Kun fra 2015.", "owner": "LBF",
               "expected_lag_months": 12}
        for row in rows["dim_indicator"]
    ]  # fmt: skip
    revision = {"area_id": "motalavej-330", "indicator_id": "unge", "kind": "value",
                "known_to": datetime(2022, 11, 1, 12, 0)}  # noqa: DTZ001  # fmt: skip
    others = [revision | {"indicator_id": "sigtede"}, revision | {"kind": "trend"}]
    found = {"dim_indicator": indicators, "mart_revision": [revision, *others]}
    text = open_page("indicator", tables=found, **UNGE).text
    assert "Tæller Unge, der står udenfor Nævner Alle unge Retning Et lavt tal er godt." in text
    assert "Tallet ventes 12 måneder efter periodens slutning. Hvem kan svare LBF Metode En andel." in text
    assert "Senest rettet 1. november 2022; 1 tal er blevet andre" in text


def test_a_plan_without_figures_says_so(open_page: Callable):
    page = open_page("indicator", plan="hp-amager", aar="2016")
    assert page.title.startswith("Andel 15-29-årige")
    rows = everything()["mart_activity_progress"]
    page = open_page("indicator", tables=tables(mart_activity_progress=rows), **EFI)
    assert "Der er ikke leveret noget tal på en indikator" in page.text


def test_each_figure_of_a_course_leads_to_the_file_it_was_delivered_in(open_page: Callable):
    found = tables(with_limits("motalavej-330", 20.0, 100, year=2019), with_limits("motalavej-330", 30.0, 100))
    found["fct_indicator_value"][0]["line"] = 17
    found["fct_indicator_value"][1]["load_id"] = "load-2"
    found["mart_load"] = [loads()[0] | {"load_id": "load-1", "file_name": "data2019.csv"}]
    page = open_page("indicator", tables=found, **UNGE)
    assert page.line("2019", "20,0 %").endswith("| kilde 1 linje 17")
    assert page.line("2020", "30,0 %", "13,5 % Slagelse · 2020").endswith("| kilde 2")
    course = page.text.split("Tallene i kurven")[1].split("Områderne imellem")[0]
    assert "(filen data2019.csv)" in course.split("Kilde 1:")[1].split("Kilde 2:")[0]
    assert "(filen" not in course.split("Kilde 2:")[1]
