"""The funnel of Indikator: drawn from the published limits, and said why where it is not."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

from dashboards import access, funnel
from dashboards.curves import Axes
from publish import cut
from publish.cut import Cut
from tests.app.reading import alt, curves, drawing, lines, points
from tests.app.test_indicator import UNGE, tables, with_limits
from tests.published import everything

OWN = {"motalavej-330": (30.0, 120.0, "far_above"), "ringparken-330": (15.0, 400.0, "within")}
OTHERS = 11
LIMITS = {"low_998": 5.0, "low_95": 8.0, "high_95": 20.0, "high_998": 25.0}
KIND = {
    "indicator_id": "unge", "period_id": "2020", "period_type": "year", "instrument": "", "area_type": "boligomraade",
    "source_id": "lbf_boligsociale_data", "age_band": "15-29", "is_synthetic": False,
}  # fmt: skip


def place(area_id: str, value: float, n: float, position: str, **more: Any) -> dict[str, Any]:
    group = {"areas": OTHERS + 2, "centre": 14.0, "over_dispersion": 1.0, "is_drawn": True, "is_flagged": False}
    own = {"area_id": area_id, "value": value, "n_effective": n, "funnel_position": position}
    return KIND | LIMITS | group | {"hidden_areas": 0} | own | more


def build(**group: Any) -> dict[str, list[dict[str, Any]]]:
    """Two areas of the plan among eleven others; `group` changes what all of them share."""
    places = [place(area_id, *lies, **group) for area_id, lies in OWN.items()]
    places += [place(f"fremmed-{number}", 12.0, 50.0 + number, "within", **group) for number in range(OTHERS)]
    # The same areas a year before, and the plan as a whole, are funnels of their own.
    places += [place(area_id, *lies, period_id="2019", **group) for area_id, lies in OWN.items()]
    places += [place("hp-en-faelles-indsats", 17.0, 520, "within", area_type="helhedsplan", **group)]
    limits = [
        KIND | LIMITS | {"n": n, "centre": 14.0, "over_dispersion": group.get("over_dispersion", 1.0)}
        for n in (45, 90, 181, 362, 431)
    ]
    pairs = [with_limits(area_id, value, n) for area_id, (value, n, _) in OWN.items()]
    return tables(*pairs, mart_funnel=places, mart_funnel_limits=limits)


def legible(page: Any) -> str:
    return page.text.replace("\u00a0", " ")


def test_every_point_can_be_pointed_out_when_it_is_asked_for(open_page: Callable):
    page = open_page("indicator", tables=build(), **UNGE)
    assert not page.app.get("plotly_chart")
    page.app.toggle(key="udpeg").set_value(True).run()
    [chart] = page.app.get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    *limits, others, own = figure["data"]
    assert len(limits) == 5
    assert [len(dots["hovertext"]) for dots in (others, own)] == [OTHERS, len(OWN)]
    assert own["hovertext"][0].replace("\u00a0", " ") == "Motalavej: 30,0 % (120)"
    config = json.loads(chart.proto.config)
    assert config["showSendToCloud"] is False
    assert not config["plotlyServerURL"]


def test_a_funnel_that_is_not_drawn_cannot_be_asked_for(open_page: Callable):
    page = open_page("indicator", tables=build(is_drawn=False, reason_da="Kun 3 områder."), **UNGE)
    assert not page.app.toggle


def test_the_finding_is_the_title_and_what_a_screen_reader_hears(open_page: Callable):
    page = open_page("indicator", tables=build(), **UNGE)
    found = "1 af 2 områder ligger uden for det, størrelsen alene kan forklare: Motalavej (højere)"
    assert f"<h2>{found}</h2>" in page.html
    said = alt(curves(page)[-1]).replace("\u00a0", " ")
    assert (
        said
        == f"Tragt. {found}. De 13 boligområder har tilsammen 14,0 % i 2020. Tallene står i tabellen under tegningen."
    )


def test_the_own_areas_are_named_the_others_are_dots_and_the_limits_lines(open_page: Callable):
    curve = curves(open_page("indicator", tables=build(), **UNGE))[-1]
    named = [words.replace("\u00a0", " ") for words in points(curve, "own")]
    assert named == ["Motalavej, 120: 30,0 %", "Ringparken, 400: 15,0 %"]
    assert lines(curve) == [5, 5, 5]
    svg = drawing(curve)
    assert svg.count("stroke-dasharray") == 2
    assert [path.count("M") for path in re.findall(r'<path d="([^"]*)" stroke="#8a9299"', svg)] == [OTHERS]
    assert "fremmed" not in html.unescape(curve)


def test_the_table_has_the_figure_its_number_the_limits_and_the_place(open_page: Callable):
    page = open_page("indicator", tables=build(), **UNGE)
    assert page.line("Motalavej", "120", "Højere end tragten") == (
        "Motalavej | 30,0 % | 120 | mellem 8,0 og 20,0 % tragten: mellem 5,0 og 25,0 % | Højere end tragten"
    )
    assert "Som sædvanligt" in page.line("Ringparken", "mellem 8,0 og 20,0 %")


def test_where_areas_differ_beyond_their_size_it_is_said_and_the_finding_is_another(open_page: Callable):
    page = open_page("indicator", tables=build(over_dispersion=4.0, hidden_areas=2), **UNGE)
    assert "1 af 2 områder ligger uden for det, der er sædvanligt for størrelsen: Motalavej (højere)" in page.text
    assert "Områderne er mere forskellige, end størrelsen alene forklarer." in page.text
    assert "2 områder med et skjult tal er ikke med." in page.text
    usual = open_page("indicator", tables=build(), **UNGE).text
    assert "Områderne er mere forskellige" not in usual
    assert "skjult tal" not in usual


def test_too_few_areas_are_not_drawn_and_the_table_says_why(open_page: Callable):
    none = dict.fromkeys(("centre", "over_dispersion", *LIMITS))
    why = "Kun 9 områder har et tal."
    few = build(is_drawn=False, reason_da=why, **none) | {"mart_funnel_limits": []}
    page = open_page("indicator", tables=few, **UNGE)
    assert "<h2>Hvad størrelsen kan forklare</h2>" in page.html
    assert f"Det kan ikke vises, hvad der er sædvanligt for områder af samme størrelse. {why}" in page.text
    assert not curves(page)


def test_figures_without_a_number_have_no_place(open_page: Callable):
    page = open_page("indicator", tables=build() | {"mart_funnel": []}, **UNGE)
    assert "antallet bag tallene er ikke oplyst" in page.text
    assert not curves(page)


def test_what_is_no_share_has_no_funnel(open_page: Callable):
    rows = [row | {"measure_type": "mean"} for row in everything()["dim_indicator"]]
    page = open_page("indicator", tables=build() | {"dim_indicator": rows}, **UNGE)
    assert "Hvad størrelsen kan forklare" not in page.text
    assert not curves(page)


def test_a_reader_of_one_plan_sees_the_lines_and_no_other_areas(open_page: Callable, monkeypatch: Any):
    monkeypatch.setattr(access, "visible", lambda whole: cut.made(whole, Cut(frozenset({"hp-en-faelles-indsats"}))))
    page = open_page("indicator", tables=build(), **UNGE)
    curve = curves(page)[-1]
    assert lines(curve) == [5, 5, 5]
    assert "De øvrige områder indgår i linjerne, men vises ikke for dig." in page.text
    svg = drawing(curve)
    assert "M" not in "".join(re.findall(r'<path d="([^"]*)" stroke="#8a9299"', svg))


def test_names_that_would_meet_give_way_upward_and_stay_inside() -> None:
    axes = Axes(x=(0.0, 100.0), y=(0.0, 100.0), x_ticks=(), y_ticks=())
    heights = funnel.apart([(10.0, 50.0), (12.0, 50.0), (90.0, 50.0)], axes)
    assert heights == [50.0, 56.5, 50.0]
    crowded = funnel.apart([(10.0, 99.0), (11.0, 98.0)], axes)
    assert max(crowded) <= 100 - 6.5 / 2
    assert abs(crowded[0] - crowded[1]) >= 6.5
