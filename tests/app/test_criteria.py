from collections.abc import Callable

EFI = {"plan": "hp-en-faelles-indsats"}


def test_the_title_says_where_the_figures_meet_the_conditions_and_where_nobody_can_tell(open_page: Callable):
    page = open_page("criteria", **EFI)
    assert page.title == (
        "En Fælles Indsats: ingen af 2 områder har tal, der opfylder betingelserne for udsat boligområde på listen "
        "2022, og 1 kan ikke afgøres"
    )
    assert "Hvad et område er, afgør ministeriet" in page.text


def test_the_lead_names_the_verdict_that_rests_on_the_fewest_people(open_page: Callable):
    text = open_page("criteria", **EFI).text
    assert "sagen i Motalavej: med 3 personer færre ville »Uden tilknytning« ikke være opfyldt" in text


def test_an_estimate_stands_beside_the_official_status_and_its_source(open_page: Callable):
    page = open_page("criteria", **EFI)
    line = page.line("Motalavej", "1.713", "Forebyggelsesområde")
    assert "Opfyldt: forebyggelsesområde" in line
    assert "Kan ikke afgøres: udsat boligområde" in line
    assert "Ikke opfyldt: parallelsamfund og omdannelsesområde" in line
    assert "Forebyggelsesområde kilde 1" in line
    assert "Kilde 1: Statens liste 1. december 2022" in page.text
    assert "Ikke leveret" in page.line("Ringparken", "Intet tal til denne liste.", "Ikke opfyldt: udsat")


def test_the_distance_is_told_in_points_and_in_people_for_both_limits(open_page: Callable):
    page = open_page("criteria", **EFI)
    line = page.line("Ringparken", "38,5")
    assert "Ikke opfyldt 1,5 procentpoint under grænsen 13 personer flere, så var det opfyldt" in line
    assert "Opfyldt 8,5 procentpoint over grænsen 73 personer færre, så var det ikke opfyldt" in line
    assert "Udsat boligområde: over 40 %. Forebyggelsesområde: over 30 %." in page.text.replace("\u00a0", " ")
    assert "regnes ikke i personer" in page.line("Motalavej", "57,7")


def test_a_figure_is_not_rounded_onto_its_limit(open_page: Callable):
    page = open_page("criteria", **EFI)
    assert "0,04 procentpoint over grænsen" in page.line("Motalavej", "40,04 %")


def test_what_is_not_known_has_its_reason(open_page: Callable):
    page = open_page("criteria", **EFI)
    disputed = page.line("Motalavej", "2,0")
    assert "Kan ikke afgøres" in disputed
    assert "Kilderne er uenige om grænsen, 1,98 eller 2,03, og svaret afhænger af den." in disputed
    assert "gennemsnit fra anden kilde" in disputed
    assert "Grænsen til denne liste er ikke oplyst." in page.line("Ringparken", "2,4")
    income = page.html.split("<h3>Indkomst</h3>")[1].split("</table>")[0]
    assert "Tallet er skjult, så personer ikke kan kendes." in income


def test_the_conditions_beside_the_criteria_have_their_distances(open_page: Callable):
    page = open_page("criteria", **EFI)
    residents = page.html.split("<h3>Antal beboere</h3>")[1].split("</table>")[0]
    assert "1.713" in residents
    assert "714 personer færre, så var det ikke opfyldt" in residents
    assert "procentpoint" not in residents
    assert "Alle statusser: mindst 1.000." in page.text
    share = page.line("Motalavej", "45,0")
    assert "Ikke opfyldt 5,0 procentpoint under grænsen 86 personer flere, så var det opfyldt" in share
    assert "Opfyldt 15,0 procentpoint over grænsen 257 personer færre, så var det ikke opfyldt" in share
    assert "Tallet mangler: det er ikke leveret til denne liste." in residents


def test_the_registry_says_what_a_status_is_called_and_how_many_criteria_it_takes(open_page: Callable):
    text = open_page("criteria", **EFI).text.replace("\u00a0", " ")
    assert "1 af 4" in text
    assert (
        "Omdannelsesområde: mindst 2 af 4 kriterier, mindst 1.000 beboere og over 50 % indvandrere og efterkommere "
        "fra ikke-vestlige lande, på 5 lister i træk."
    ) in text
    assert "Udsat boligområde: mindst 2 af 4 kriterier og mindst 1.000 beboere." in text


def test_both_limits_of_a_criterion_are_drawn_on_one_axis(open_page: Callable):
    table = open_page("criteria", **EFI).html.split("<h3>Uden tilknytning</h3>")[1].split("</table>")[0]
    assert table.count('class="limit"') == 4
    assert table.count(">30</b>") == table.count(">40</b>") == 2


def test_the_activities_meant_to_work_on_a_criterion_are_named_and_so_are_those_that_are_not(open_page: Callable):
    page = open_page("criteria", **EFI)
    assert "1 aktivitet skal virke på kriteriet" in page.text
    assert "Direkte" in page.line("Håndholdt beskæftigelsesindsats 30+", "Skal bringe borgere i job.")
    assert "Ingen virkning, siger planen selv" in page.line("Frokostklubben", "kilde 1")


def test_an_older_list_is_read_by_the_rules_and_names_of_its_year(open_page: Callable):
    page = open_page("criteria", liste="2019", **EFI)
    assert page.title == "En Fælles Indsats: der er ingen tal til listen 2019, så intet kan afgøres"
    assert "Kan ikke afgøres: hårdt ghettoområde" in page.text
    assert page.app.query_params["liste"] == "2019"


def test_a_list_that_is_none_is_passed_over(open_page: Callable):
    assert "på listen 2022" in open_page("criteria", liste="1066", **EFI).title


def test_a_plan_on_no_list_says_so_and_what_would_fill_the_page(open_page: Callable):
    page = open_page("criteria", plan="hp-amager")
    assert page.title.endswith("der er ingen tal til lovens kriterier")
    assert "public_lists" in page.text


def test_an_area_without_figures_and_list_is_not_left_out_in_silence(open_page: Callable):
    assert "1 område uden tal og uden liste" in open_page("criteria", **EFI).text
