from collections.abc import Callable
from datetime import date
from typing import Any

from tests.published import figure, periods

EFI = {"plan": "hp-en-faelles-indsats"}
BROKEN = "Brud i serien: tallet for 2021 er fra den gamle undersøgelse, tallet for 2023 fra den nye."


def waves(*changes: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Motalavej in three waves, the newest with another instrument; `changes` are laid over them, newest last."""
    plain = {"source_id": "tryghedssurvey", "period_type": "survey_wave", "baseline_kind": "all_helhedsplaner",
             "baseline_area_id": "ref-alle-helhedsplaner"}  # fmt: skip
    rows = [
        {"instrument": "gammel", "ci_low": 64.0, "ci_high": 76.0},
        {"instrument": "gammel", "trend": "cannot_say", "trend_reason_da": "Andelen er steget fra 70 til 76 %."},
        {"instrument": "ny", "trend": "series_break", "trend_reason_da": BROKEN, "baseline_value": 74.0, "gap": -24.0,
         "comparison": "worse", "n_effective": 239.1},
    ]  # fmt: skip
    shares = ((2018, 70.0), (2021, 76.0), (2023, 50.0))
    pairs = []
    for place, (year, share) in enumerate(shares):
        more = plain | rows[place] | (changes[place] if place < len(changes) else {})
        pairs.append(figure("motalavej-330", "trygge", year, more.pop("value", share), n=233, **more))
    named = [
        {"period_id": str(year), "period_type": "survey_wave", "end_date": date(year, 12, 31), "name_da": str(year)}
        for year, _ in shares
    ]
    return {
        "fct_indicator_value": [fact for fact, _ in pairs],
        "mart_area_vs_baseline": [mart for _, mart in pairs],
        "dim_period": [*periods()[:-1], *named],
    }


def test_the_title_tells_the_newest_wave_alone(open_page: Callable):
    page = open_page("survey", tables=waves(), **EFI)
    assert page.title == (
        "En Fælles Indsats: 1 af 1 tal fra den nyeste undersøgelse ligger sikkert dårligere end sammenligningen"
    )
    assert "De nyeste tal er fra 2023." in page.text


def test_a_figure_stands_with_its_answers_limits_wave_and_instrument(open_page: Callable):
    page = open_page("survey", tables=waves(), **EFI)
    assert "233 svar, effektivt antal 239" in page.line("Motalavej", "50 %")
    assert "mellem 64 og 76 %" in page.line("Motalavej", "70 %")
    assert page.line("2023 · Ny · svarprocenten er ikke oplyst")
    assert page.line("2018 · Gammel · svarprocenten er ikke oplyst")


def test_a_questionnaire_is_named_with_its_response_rate_where_that_is_known(open_page: Callable):
    found = waves() | {
        "dim_instrument": [
            {"instrument": "gammel", "name_da": "den gamle undersøgelse", "supplier": "Bureauet", "source": "Rapporten",
             "population_da": "Beboere over 18 år"},
            {"instrument": "ny", "name_da": "LBF’s undersøgelse", "supplier": "LBF", "source": "Rapporten",
             "population_da": "De største områder"},
        ],
        "dim_survey_wave": [
            {"instrument": "gammel", "period_id": "2018", "answers": 10473, "response_rate": 38.4, "source": "Side 3"},
            {"instrument": "ny", "period_id": "2023", "answers": 26088, "response_rate": None, "source": "Side 4"},
        ],
    }  # fmt: skip
    page = open_page("survey", tables=found, **EFI)
    assert page.line("2018 · Den gamle undersøgelse · 10.473 svar i alt, svarprocent 38,4 %")
    assert page.line("2021 · Den gamle undersøgelse · svarprocenten er ikke oplyst")
    assert page.line("2023 · LBF’s undersøgelse · 26.088 svar i alt, svarprocenten er ikke oplyst")
    assert "Den gamle undersøgelse: Bureauet. Spurgt: beboere over 18 år." in page.text


def test_another_instrument_is_a_break_with_its_reason_and_no_line(open_page: Callable):
    page = open_page("survey", tables=waves(), **EFI)
    newest, earlier = page.html.split("<details", 1)[0], page.html.split("<details", 1)[1]
    assert f'<p class="break">{BROKEN}</p>' in newest
    assert "<svg" not in page.html
    assert not page.app.get("plotly_chart")
    assert "Motalavej: Andelen er steget fra 70 til 76 %." in page.text
    assert 'class="break"' not in earlier


def test_a_break_between_earlier_waves_is_a_line_of_the_table(open_page: Callable):
    found = waves({"instrument": "ældst"}, {}, {"instrument": "gammel", "trend": "cannot_say"})
    page = open_page("survey", tables=found, **EFI)
    assert "Spørgeskemaet er et andet end før" in page.line("Brud i serien")
    assert '<p class="break">' not in page.html


def test_waves_of_one_instrument_have_no_break(open_page: Callable):
    found = waves({}, {}, {"instrument": "gammel", "trend": "cannot_say", "trend_reason_da": None})
    assert "Brud i serien" not in open_page("survey", tables=found, **EFI).html.split("Sådan læses")[0]


def test_a_hidden_share_says_why_and_shows_nothing_else(open_page: Callable):
    found = waves({}, {}, {"value": None, "value_status": "suppressed"})
    found["fct_indicator_value"][-1]["suppression_reason"] = "few_answers"
    page = open_page("survey", tables=found, **EFI)
    line = page.line("Motalavej", "Skjult, fordi der er for få svar.")
    assert "svar, effektivt" not in line
    assert "1 af 1 tal er skjult; grunden står ved hvert." in page.text


def test_an_unknown_number_of_answers_is_said(open_page: Callable):
    unknown = {"denominator": None, "n_effective": None, "comparison": "not_compared"}
    page = open_page("survey", tables=waves({}, {}, unknown), **EFI)
    assert "antal svar ikke oplyst" in page.line("Motalavej", "50 %")
    assert "For 1 er antallet af svar ikke oplyst" in page.text
    assert "ser dårligere ud end sammenligningen, men ingen af dem kan afgøres" in page.title


def test_an_earlier_year_shows_the_wave_of_its_time(open_page: Callable):
    page = open_page("survey", tables=waves(), aar="2021", **EFI)
    assert "De nyeste tal er fra 2021." in page.text
    assert "spørgeskema ny" not in page.text


def test_a_plan_where_nobody_was_asked_says_that_it_is_no_good_news(open_page: Callable):
    page = open_page("survey", plan="hp-amager")
    assert page.title.endswith("der er ingen tal fra undersøgelser blandt beboerne")
    assert "Det siger intet om, hvor trygge de er." in page.text
