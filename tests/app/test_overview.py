from collections.abc import Callable

import pytest

from tests.published import activity, area, count, everything, finding

PLAN = "hp-en-faelles-indsats"


def test_the_plan_with_an_open_case_comes_first_and_the_case_is_the_first_thing_to_talk_about(open_page: Callable):
    page = open_page()
    assert page.title.startswith("En Fælles Indsats: 1 tal skal afklares")
    points = page.text.split("Tre ting at tale om")[1].split("Sådan er de valgt")[0]
    assert "45 i 2. kvartal 2022, 3 i 3. kvartal 2022. Under afklaring Spørg Jobcenteret:" in points
    assert points.index("Praktik") < points.index("ca. 650 samtaler") < points.index("Motalavej ligger 6,1")
    assert "datakvalitet?sag=f-jobcenter" in page.html


def test_a_figure_stands_with_year_n_source_benchmark_difference_and_certainty(open_page: Callable):
    line = open_page().line("uddannelse og beskæftigelse", "Motalavej")
    assert "19,6 % 2020 · 59 af 301 · kilde 1" in line
    assert "13,5 % Slagelse 2020 · ud af 9.200" in line
    assert "+6,1 procentpoint" in line
    assert "Dårligere Mere end tilfældige udsving kan forklare. mellem +2,0 og +11,0" in line


def test_a_figure_without_n_says_so_and_is_not_judged(open_page: Callable):
    line = open_page().line("uden tilknytning", "Motalavej")
    assert "29,2 % 2020 · antal ikke oplyst" in line
    assert "Kan ikke afgøres Usikkerheden kan ikke beregnes" in line
    assert "Dårligere" not in line


def test_a_survey_figure_is_held_up_against_what_the_agreement_says(open_page: Callable):
    line = open_page().line("føler sig grundlæggende trygge")
    assert "212 svar" in line
    assert "70 % alle helhedsplaner 2018 · kilde 2" in line
    assert "Bedre" in line


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("sigtet", "Ringparken"), "Skjult, fordi tallet er så lille, at personer kan kendes."),
        (("uden tilknytning", "Ringparken"), "Ikke leveret."),
        (("uddannelse og beskæftigelse", "Sydbyen"), "Området er for lille til opgørelse."),
    ],
)
def test_what_is_not_there_is_told_in_words_and_never_as_zero(open_page: Callable, place: tuple[str, ...], words: str):
    line = open_page().line(*place)
    assert words in line
    assert "0 %" not in line


def test_a_fixed_goal_without_any_figure_is_named(open_page: Callable):
    words = "1 fast mål er ikke leveret for nogen af områderne Andel beboere over 18 år, der laver frivilligt arbejde"
    assert words in open_page().text


def test_a_figure_under_clarification_is_marked_and_stands_as_a_range(open_page: Callable):
    page = open_page()
    assert "mellem 19,3 og 22,4 % Under afklaring" in page.line("uddannelse og beskæftigelse", "Ringparken")
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
    line = page.line("uddannelse og beskæftigelse", "Motalavej")
    assert "24,5 % 2019" in line
    assert "kvartal 2022" not in page.text.split("Mål og aktiviteter")[1].split("Data")[0]


def test_the_address_chooses_the_plan_and_an_unknown_one_is_passed_over(open_page: Callable):
    assert open_page(plan="hp-amager").title.startswith("Boligsocial indsats på Amager")
    assert open_page(plan="'; drop table").title.startswith("En Fælles Indsats")


def test_areas_outside_every_plan_can_be_reached(open_page: Callable):
    assert "46,5 %" in open_page(plan="andre").line("uden tilknytning", "Bispehaven")


def test_a_synthetic_plan_says_so_on_the_page_and_on_each_figure(open_page: Callable):
    page = open_page(plan="hp-opdigtet")
    assert "Eksempeldata – ikke virkelige tal." in page.text
    assert "12,0 % Eksempeldata" in page.line("uddannelse og beskæftigelse")


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
