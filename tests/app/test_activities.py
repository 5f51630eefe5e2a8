from collections.abc import Callable
from datetime import date
from typing import Any

from danish import page_activities as text
from dashboards import activities
from tests.app.reading import Page, alt, curves, drawing, labels, lines, points
from tests.published import count, everything, progress, target

EFI = {"plan": "hp-en-faelles-indsats"}
QUARTERS = ("2021K4", "2022K1", "2022K2", "2022K3")
_ENDS = (date(2021, 12, 31), date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30))
TALKS = {"target_id": "t-samtaler", "target_value": 1500.0, "comparator": "at_least"}


def the_curve(page: Page) -> str:
    (found,) = curves(page)
    return found


def tables(basis: str, **last: Any) -> dict[str, list[dict[str, Any]]]:
    """Four quarters of talks: the second with a remark, the last as `last` says."""
    periods = [
        {"period_id": name, "period_type": "quarter", "end_date": end, "name_da": name}
        for name, end in zip(QUARTERS, _ENDS, strict=True)
    ]
    rows = [
        count("beboervejledning", "samtaler", period_id=name, count_in_period=10, count_year_to_date=10 * (place or 1),
              count_to_date=10 * (place + 1), target_basis=basis, status="behind", **TALKS)
        for place, name in enumerate(QUARTERS)
    ]  # fmt: skip
    rows[1] |= {"is_flagged": True, "qualifier_in_period": "at_least", "qualifier_to_date": "at_least"}
    rows[-1] |= {"sentence_da": "40 samtaler af 1.500."} | last
    aim = target("t-samtaler", "beboervejledning", "samtaler", 1500) | {"target_basis": basis}
    return {"dim_period": periods, "mart_activity_progress": rows, "dim_target": [aim]}


def test_the_title_counts_what_must_be_settled_and_where_the_targets_stand(open_page: Callable):
    page = open_page("activities", **EFI)
    assert page.title == "En Fælles Indsats: 1 aktivitetstal skal afklares og 2 mål kan ikke afgøres"
    assert "3 tal følges for 3 aktiviteter, og 1 af dem har et mål. Det seneste er fra 3. kvartal 2022." in page.text
    # The title counts two targets; the lead must not leave the reader with one.
    assert "1 andet mål har endnu intet tal." in page.text


def test_both_readings_of_an_unclear_target_are_told_and_drawn(open_page: Callable):
    page = open_page("activities", tables=tables("unclear", target_share_whole=2.7, elapsed_share=25.0), **EFI)
    line = page.line("Beboervejledning", "mindst 1.500", "Gælder målet hele aftalen")
    assert "Gælder målet hvert år" in line
    names = labels(the_curve(page))
    assert "1.500, hvis målet gælder hele aftalen" in names
    assert names.count("1.500, hvis målet gælder hvert år") == 1
    assert len(lines(the_curve(page), "2 4")) == 3  # of the whole agreement, and of each year that was counted in


def test_a_count_in_doubt_is_hollow_and_joined_to_nothing(open_page: Callable):
    page = open_page("activities", tables=tables("whole_agreement"), **EFI)
    assert lines(the_curve(page)) == [2]
    assert points(the_curve(page), "own loose") == ["2022K1: 20"]
    assert len(points(the_curve(page), "own")) == 3
    marked = page.line("2022K1", "mindst 10", "mindst 20")
    assert "Se bemærkning" in marked


def test_no_line_goes_from_one_years_count_to_the_next(open_page: Callable):
    found = tables("per_year")
    found["mart_activity_progress"][1]["is_flagged"] = False
    curve = the_curve(open_page("activities", tables=found, **EFI))
    assert len(points(curve, "own")) == 4
    assert lines(curve) == [3]


def test_a_projection_is_dashed_and_has_its_range_and_its_sentence(open_page: Callable):
    ahead = {"projected_count": 160, "projected_low": 120, "projected_high": 200, "projected_to": date(2025, 9, 30)}
    sentence = "Fortsætter tempoet, bliver det ca. 160 samtaler (mellem 120 og 200)."
    page = open_page("activities", tables=tables("whole_agreement", **ahead, projection_da=sentence), **EFI)
    curve = the_curve(page)
    assert lines(curve, "7 5") == [2]
    assert 'stroke="rgba(0,114,178,0.45)"' in drawing(curve)
    assert points(curve, "own projected") == ["fortsat tempo: 160"]
    assert sentence in page.text
    assert alt(curve) == f"Kurve. Beboervejledning: samtaler. 40 samtaler af 1.500. {sentence} " + (
        "Tallene står i tabellen under."
    )


def test_a_curve_asks_no_other_host_for_anything_and_can_be_taken_along(open_page: Callable):
    page = open_page("activities", tables=tables("whole_agreement"), **EFI)
    assert not page.app.get("plotly_chart")
    assert 'aria-label="Hent som PNG: Beboervejledning: samtaler"' in page.html


def test_a_target_of_the_past_is_listed_with_what_took_its_place(open_page: Callable):
    found = tables("whole_agreement")
    old = target("t-gammel", "beboervejledning", "samtaler", 900) | {
        "target_basis": "per_year", "adopted_on": date(2021, 9, 1), "superseded_on": date(2022, 1, 15),
    }  # fmt: skip
    page = open_page("activities", tables=found | {"dim_target": [*found["dim_target"], old]}, **EFI)
    line = page.line("mindst 900", "hvert år")
    assert "vedtaget 1. september 2021 afløst 15. januar 2022" in line
    assert not any("900" in name for name in labels(the_curve(page)))


def test_columns_are_solid_hollow_hatched_or_missing():
    def kind(**cells: Any) -> str:
        plain = dict.fromkeys(("count_low", "count_high", "count_in_period", "reported_count"))
        row = plain | {"period_end": date(2022, 3, 31), "is_flagged": False, "is_under_clarification": False} | cells
        return activities.bars([row])[0].kind

    assert kind(count_in_period=7) == "sure"
    assert kind(count_in_period=7, is_flagged=True) == "unsure"
    assert kind(reported_count=45) == "unsure"
    assert kind(reported_count=3, is_under_clarification=True, count_low=3, count_high=48) == "hatch"
    assert kind() == "none"
    assert activities.bars([{"period_end": None}]) == []


def test_a_count_under_clarification_is_a_range_with_the_way_to_its_case(open_page: Callable):
    page = open_page("activities", **EFI)
    others = page.html.split(f"<h2>{text.OTHERS}</h2>")[1]
    assert "Tallet ligger mellem 3 og 48." in others
    assert 'href="/datakvalitet?sag=f-jobcenter"' in others
    header, line = page.below("Håndholdt", "praktik")
    assert "indberettet af Jobcenteret" in header
    assert "mellem 3 og 48 Under afklaring 3. kvartal 2022" in line


def test_how_it_was_counted_is_said_once_and_then_only_where_it_is_otherwise(open_page: Callable):
    found = tables("whole_agreement")
    for row in found["mart_activity_progress"]:
        row |= {"reported_by": "Sekretariatet", "reason_da": "Et åbent spørgsmål."}
    found["mart_activity_progress"][2]["reported_by"] = "Jobcenteret"
    course = open_page("activities", tables=found, **EFI).html.split('class="theme course"')[1]
    assert "Talt i perioden alene · indberettet af Sekretariatet, hvor intet andet står." in course
    assert course.count("Sekretariatet") == 1
    assert course.split("2022K2</th>")[1].split("</tr>")[0].count("indberettet af Jobcenteret") == 1
    assert course.count("Et åbent spørgsmål.") == 1


def test_a_hidden_count_says_only_that_it_is_small(open_page: Callable):
    found = everything()
    hidden = count("frokostklub", "deltagere", period_id="2022K2", is_suppressed=True, reason_da="Under 5")
    shown = count("frokostklub", "deltagere", period_id="2022K3", reported_count=9, count_in_period=9)
    rows = [row for row in found["mart_activity_progress"] if row["activity_id"] != "frokostklub"]
    page = open_page("activities", tables={"mart_activity_progress": [*rows, hidden, shown]}, **EFI)
    assert page.line("2. kvartal 2022", "Under 5")
    course = page.html.split("Frokostklubben: deltagere pr. gang, periode for periode")[1].split("</table>")[0]
    assert "kan ikke udledes" in course


def test_an_earlier_year_leaves_out_what_came_later(open_page: Callable):
    rows = [row | {"period_id": "2021"} for row in progress()[2:3]] + progress()
    page = open_page("activities", tables={"mart_activity_progress": rows}, aar="2021", **EFI)
    shown = " ".join(cell for line in page.lines() for cell in line)
    assert page.line("2021", "ca. 650", "Beboervejlederne", "i alt siden start")
    assert "kvartal 2022" not in shown


def test_a_plan_that_reports_nothing_says_so(open_page: Callable):
    page = open_page("activities", plan="hp-amager")
    assert page.title == "Boligsocial indsats på Amager 2022-25: ingen aktiviteter er indberettet"
    assert "Aktiviteterne kan derfor ikke følges" in page.text


def test_a_target_that_is_met_when_its_time_is_up_is_reached(open_page: Callable):
    done = {"status": "on_track", "target_share": 108.0, "target_share_whole": 108.0, "elapsed_share": 100.0}
    page = open_page("activities", tables=tables("whole_agreement", **done), **EFI)
    assert page.title == "En Fælles Indsats: 1 mål er nået"
    assert "Nået" in page.line("Beboervejledning", "mindst 1.500", "108 %")
    assert '<span class="verdict reached">Nået</span>' in page.html
    begun = open_page("activities", tables=tables("whole_agreement", **done | {"elapsed_share": 99.0}), **EFI)
    assert begun.title == "En Fælles Indsats: 1 mål er på vej"
