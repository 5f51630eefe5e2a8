from collections.abc import Callable
from typing import Any

import pytest

from tests.published import activity, area, count, everything, figure, finding

PLAN = "hp-en-faelles-indsats"


def test_the_plan_with_an_open_case_comes_first_and_the_case_is_the_first_thing_to_talk_about(open_page: Callable):
    page = open_page()
    assert page.title.startswith("En Fælles Indsats: 1 tal skal afklares")
    points = page.text.split("Tre ting at tale om")[1].split("Sådan er de valgt")[0]
    assert "45 i 2. kvartal 2022, 3 i 3. kvartal 2022. Under afklaring Spørg Jobcenteret:" in points
    assert points.index("Praktik") < points.index("ca. 650 samtaler") < points.index("Motalavej ligger 6,1")
    assert "datakvalitet?sag=f-jobcenter" in page.html


def test_a_goal_is_named_once_with_what_its_figures_share(open_page: Callable):
    page = open_page()
    header, line = page.below("uddannelse og beskæftigelse", "Motalavej")
    assert header.endswith("2020 · sammenlignet med Slagelse · forskelle i procentpoint · kilde 1")
    assert page.html.count("Andel 15-29-årige uden uddannelse og beskæftigelse<span") == 1
    assert line.startswith("Motalavej | 19,6 % 59 af 301 |  | 13,5 % ud af 9.200 | +6,1 |")
    assert line.endswith("| Dårligere mellem +2,0 og +11,0")


def test_the_change_beyond_the_benchmarks_stands_with_its_year_and_limits(open_page: Callable):
    found = {"change_gap": -3.2, "change_gap_ci_low": -6.0, "change_gap_ci_high": -0.4, "start_period_id": "2018"}
    value, compared = figure("motalavej-330", "unge", 2020, 19.6, n=301, baseline_value=13.5, gap=6.1, **found)
    tables = {"fct_indicator_value": [value], "mart_area_vs_baseline": [compared | {"trend": "improving"}]}
    assert "| −3,2 siden 2018 mellem −6,0 og −0,4 |" in open_page(tables=tables).below("beskæftigelse", "Motalavej")[1]
    broken = {"mart_area_vs_baseline": [compared | {"change_gap": None, "trend": "series_break"}]}
    assert "| brud i serien |" in open_page(tables=tables | broken).below("beskæftigelse", "Motalavej")[1]


def test_the_sentence_of_a_figure_and_of_its_course_stand_below_it(open_page: Callable):
    _, line = open_page().below("uddannelse og beskæftigelse", "I ord")
    assert "Motalavej ligger 6,1 procentpoint over Slagelse. Det er mere end" in line
    assert "Udvikling: Andelen er faldet fra 26,0 til 19,6 % siden 2018." in line


def many_areas() -> dict[str, list[dict[str, Any]]]:
    """A plan of eleven areas, with a goal that the whole plan has a figure on and one that it has none on."""
    verdicts = ["worse", "better", "similar", "not_compared", *["worse"] * 7]
    names = [f"o{place:02}-330" for place in range(11)]
    pairs = [
        figure(name, indicator, 2020, 10.0 + place, n=300, baseline_value=9.0, gap=1.0, comparison=verdict)
        for indicator in ("unge", "sigtede")
        for place, (name, verdict) in enumerate(zip(names, verdicts, strict=True))
    ]
    pairs.append(figure(PLAN, "unge", 2020, 14.2, n=900, baseline_value=9.0, gap=5.2, comparison="worse"))
    places = [area(name, "boligomraade", f"Område {name[1:3]}", PLAN) for name in names]
    kept = [row for row in everything()["dim_area"] if row["area_type"] != "boligomraade"]
    return {
        "dim_area": [*kept, *places],
        "fct_indicator_value": [value for value, _ in pairs],
        "mart_area_vs_baseline": [compared for _, compared in pairs],
    }


def test_many_areas_are_told_in_words_below_the_line_of_the_plan(open_page: Callable):
    page = open_page(tables=many_areas(), plan=PLAN)
    short = page.html.split("Vis alle 23 tal")[0]
    assert short.count("<tr") == 6, "the head, two goals, the plan's line and the areas of each in words"
    _, words = page.below("uddannelse og beskæftigelse", "11 områder")
    assert (
        "Dårligere: Område 00, Område 04, Område 05, Område 06, Område 07, Område 08, Område 09 og Område 10." in words
    )
    assert "Bedre: Område 01. Ingen sikker forskel: Område 02. Kan ikke afgøres: Område 03." in words
    assert "mellem 10,0 og 20,0 %" in page.below("sigtet", "11 områder")[1]


def test_what_turned_since_last_time_is_told_worse_first(open_page: Callable):
    found = everything()
    turned = [row | {"comparison": "similar"} if row["indicator_id"] == "unge" and row["period_id"] == "2019" else row
              for row in found["mart_area_vs_baseline"]]  # fmt: skip
    steps = [
        count("beboervejledning", "samtaler", period_id=quarter, reported_count=9, count_to_date=9, target_id="t",
              target_value=1500.0, status=status)
        for quarter, status in (("2022K2", "on_track"), ("2022K3", "ahead"))
    ]  # fmt: skip
    page = open_page(tables={"mart_area_vs_baseline": turned, "mart_activity_progress": steps}, plan=PLAN)
    told = page.text.split("Vendt siden sidst")[1].split("Faste mål")[0]
    worse = (
        "Motalavej, andel 15-29-årige uden uddannelse og beskæftigelse: ingen sikker forskel i 2019, dårligere i 2020."
    )
    assert worse in told
    assert "samtaler: på vej i 2. kvartal 2022, foran i 3. kvartal 2022." in told
    assert told.index("dårligere") < told.index("foran")


def test_nothing_turned_is_said_and_neither_a_break_nor_a_doubt_is_a_turn(open_page: Callable):
    assert "Intet er vendt" in open_page().text
    for more in ({"trend": "series_break"}, {"is_flagged": True}, {"baseline_kind": "country"}):
        rows = [
            row | {"comparison": "similar"} if row["period_id"] == "2019" else row | more
            for row in everything()["mart_area_vs_baseline"]
            if row["indicator_id"] == "unge"
        ]
        assert "Intet er vendt" in open_page(tables={"mart_area_vs_baseline": rows}, plan=PLAN).text, more


def test_how_many_figures_can_be_taken_as_they_stand_is_one_figure(open_page: Callable):
    assert "13 af 15 tal gennem årene står uden bemærkning" in open_page().text


def test_every_mark_is_explained_where_the_drawings_are(open_page: Callable):
    legend = open_page().text.split("Sådan læses mærkerne")[1].split("Kilde 1:")[0]
    for words in ("Under afklaring", "Se bemærkning", "Rettet", "Eksempeldata"):
        assert f"{words} " in legend
    assert "tallet er et andet, end der blev leveret" in legend


def test_a_figure_without_n_says_so_and_is_not_judged(open_page: Callable):
    _, line = open_page().below("uden tilknytning", "Motalavej")
    assert "29,2 % antal ikke oplyst" in line
    assert line.endswith("| Kan ikke afgøres")
    assert "Usikkerheden kan ikke beregnes" in open_page().below("uden tilknytning", "I ord")[1]


def test_a_survey_figure_is_held_up_against_what_the_agreement_says(open_page: Callable):
    header, line = open_page().below("føler sig grundlæggende trygge", "Motalavej")
    assert "2018 · sammenlignet med alle helhedsplaner" in header
    assert "212 svar" in line
    assert "70 % kilde 2" in line
    assert "Bedre" in line


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("sigtet", "Ringparken"), "Skjult, fordi tallet er så lille, at personer kan kendes."),
        (("uden tilknytning", "Ringparken"), "Ikke leveret."),
        (("uddannelse og beskæftigelse", "Sydbyen"), "Området er for lille til opgørelse."),
    ],
)
def test_what_is_not_there_is_told_in_words_and_never_as_zero(open_page: Callable, place: tuple[str, str], words: str):
    _, line = open_page().below(*place)
    assert words in line
    assert "0 %" not in line


def test_a_fixed_goal_without_any_figure_is_named(open_page: Callable):
    words = "1 fast mål er ikke leveret for nogen af områderne Andel beboere over 18 år, der laver frivilligt arbejde"
    assert words in open_page().text


def test_a_figure_under_clarification_is_marked_and_stands_as_a_range(open_page: Callable):
    page = open_page()
    assert "mellem 19,3 og 22,4 % Under afklaring" in page.below("uddannelse og beskæftigelse", "Ringparken")[1]
    line = page.line("Håndholdt")
    assert "mellem 3 og 48 Under afklaring 3. kvartal 2022" in line
    assert "Se sagen" in line


def test_a_target_that_can_be_read_in_two_ways_shows_both(open_page: Callable):
    line = open_page().line("Beboervejledning")
    assert "ca. 650" in line
    assert "mindst 1.500" in line
    assert "Gælder målet hele aftalen: 43 % nået efter 25 % af aftalens tid" in line
    assert "Gælder målet hvert år: 43 % nået efter 75 % af året" in line
    assert "Usikkert" in line
    assert "tæller med som brobygningssamtaler" in line


def test_a_target_that_nothing_was_counted_towards_is_not_passed_over_in_silence(open_page: Callable):
    page = open_page()
    assert "Ikke leveret. | mindst 12" in page.line("børnedemokrati")
    assert "Bagud 0 · Usikkert 2 · På vej 0 · Foran 0 · Nået 0" in page.text


def test_activities_without_a_target_are_counted_and_folded(open_page: Callable):
    page = open_page()
    assert "1 talt aktivitet uden mål" in page.text
    assert "20–25 perioden er ikke oplyst" in page.line("Frokostklubben")


def test_the_reader_is_told_how_many_differences_luck_alone_would_make(open_page: Callable):
    assert "Af 3 sammenligninger ville færre end 1 se sådan ud ved et tilfælde." in open_page().text
    assert "Af 2 sammenligninger ville færre end 1" in open_page(plan=PLAN, aar="2019").text


def test_deliveries_and_what_is_missing_stand_in_one_line(open_page: Callable):
    line = "3 filer modtaget · 1 afvist · 1 kun delvist brugt · 1 leverance mangler · ældste viste tal er fra 2018"
    line += ", nyeste fra 2020"
    assert line in open_page().text


def test_a_plan_without_figures_says_that_nothing_can_be_said(open_page: Callable):
    tables = {"fct_indicator_value": [], "mart_area_vs_baseline": []}
    page = open_page(tables=tables, plan=PLAN)
    assert "Hvordan områderne står på dem, kan derfor ikke siges." in page.text
    assert "3 områder uden ét eneste leveret tal Motalavej, Ringparken og Sydbyen." in page.text


def test_a_plan_with_nothing_at_all_to_talk_about_does_not_look_calm(open_page: Callable):
    tables = {"mart_finding": [], "mart_activity_progress": [], "dim_target": [], "mart_area_vs_baseline": []}
    page = open_page(tables=tables, plan=PLAN)
    assert "Det er ikke det samme som ro." in page.text


def test_the_year_leaves_out_what_came_later(open_page: Callable):
    page = open_page(aar="2019")
    header, line = page.below("uddannelse og beskæftigelse", "Motalavej")
    assert "24,5 %" in line
    assert "2019" in header
    assert "kvartal 2022" not in page.text.split("Mål og aktiviteter")[1].split("Data")[0]


def test_the_address_chooses_the_plan_and_an_unknown_one_is_passed_over(open_page: Callable):
    assert open_page(plan="hp-amager").title.startswith("Boligsocial indsats på Amager")
    assert open_page(plan="'; drop table").title.startswith("En Fælles Indsats")


def test_areas_outside_every_plan_can_be_reached(open_page: Callable):
    assert "46,5 %" in open_page(plan="andre").below("uden tilknytning", "Bispehaven")[1]


def test_a_synthetic_plan_says_so_on_the_page_and_on_each_figure(open_page: Callable):
    page = open_page(plan="hp-opdigtet")
    assert "Eksempeldata – ikke virkelige tal." in page.text
    assert "Eksempeldata | 12,0 %" in page.below("uddannelse og beskæftigelse", "Opdigtet")[1]


def test_invented_plans_come_last_and_are_never_the_one_shown_first(open_page: Callable):
    cases = [
        finding("f", "sudden_change", "critical", "Opdigtet sag.", helhedsplan_id="hp-opdigtet", is_synthetic=True)
    ]
    page = open_page(tables={"mart_finding": cases})
    [choice] = [box for box in page.app.selectbox if box.label == "Helhedsplan"]
    assert choice.options[-1] == "Eksempeldata: Opdigtet plan"
    assert choice.value != "hp-opdigtet"


def test_names_from_tables_cannot_become_markup(open_page: Callable):
    tables = {
        "dim_area": [*everything()["dim_area"], area("x-330", "boligomraade", "<script>x</script>", PLAN)],
        "dim_activity": [activity("frokostklub", "<img src=x>", "Andet")],
        "mart_activity_progress": [count("frokostklub", "deltagere", reported_count=4)],
        "mart_finding": [finding("f", "sudden_change", "critical", "<b>fed</b>", helhedsplan_id=PLAN)],
    }
    page = open_page(tables=tables, plan=PLAN)
    for raw in ("<script>", "<img", "<b>"):
        assert raw not in page.html


def test_fewer_things_are_not_called_three(open_page: Callable):
    few = open_page(tables={"mart_finding": [], "mart_activity_progress": []})
    assert few.html.split('<ol class="talk">')[1].split("</ol>")[0].count("<li>") == 1
    assert "Det vigtigste" in few.text
    assert "Tre ting" not in few.text
