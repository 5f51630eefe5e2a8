"""How rough figures are shown: no finer than they were delivered, on both sides of a comparison."""

from datetime import date
from typing import Any

from danish import page_sentences as say
from dashboards import figures


def row(**cells: Any) -> dict[str, Any]:
    plain = {
        "unit": "%", "decimals": 2, "value": 58.0, "qualifier": "exact", "is_under_clarification": False,
        "value_low": 58.0, "value_high": 58.0, "value_status": "observed", "baseline_value": 71.0,
        "baseline_qualifier": "exact", "gap": -13.0, "gap_decimals": 2, "suppression_reason": None,
        "measure_type": "proportion", "period_type": "year", "numerator": 58.0, "denominator": 100.0,
        "n_effective": 100.0,
    }  # fmt: skip
    return plain | cells


def test_exact_figures_have_the_registrys_decimals() -> None:
    assert figures.value_text(row()) == "58,00\u00a0%"
    assert figures.baseline_text(row()) == "71,00\u00a0%"
    assert figures.gap_text(row()) == "−13,00"


def test_a_rough_figure_is_no_finer_than_it_was_delivered() -> None:
    assert figures.value_text(row(qualifier="about")) == "ca. 58\u00a0%"
    assert figures.value_text(row(qualifier="at_least", value=58.5)) == "mindst 58,5\u00a0%"
    assert figures.baseline_text(row(baseline_qualifier="about")) == "ca. 71\u00a0%"


def test_a_survey_says_how_many_answered_and_a_register_who_was_counted() -> None:
    assert figures.sample_text(row(period_type="survey_wave", n_effective=83.3)) == "100 svar"
    assert figures.sample_text(row()) == "58 af 100"


def test_a_hidden_figure_says_why() -> None:
    hidden = {"value": None, "value_status": "suppressed"}
    assert "for få svar" in figures.value_text(row(**hidden, suppression_reason="few_answers"))
    assert "usikkerheden" in figures.value_text(row(**hidden, suppression_reason="wide_interval"))
    assert "personer kan kendes" in figures.value_text(row(**hidden, suppression_reason="few_persons"))


def test_a_difference_with_a_rough_figure_is_rough_itself() -> None:
    assert figures.gap_text(row(qualifier="about", gap=-16.36, gap_decimals=0)) == "ca. −16"
    assert figures.gap_text(row(baseline_qualifier="about", gap_decimals=0)) == "ca. −13"


def test_a_title_does_not_turn_a_doubtful_difference_into_a_verdict() -> None:
    doubtful = say.against_benchmark("mål", worse=0, worse_seen=12, compared=14)
    assert doubtful == "12 af 14 mål ser dårligere ud end sammenligningen, men ingen af dem kan afgøres"
    sure = say.against_benchmark("mål", worse=1, worse_seen=3, compared=5)
    assert sure == "1 af 5 mål ligger sikkert dårligere end sammenligningen"
    assert say.against_benchmark("mål", worse=0, worse_seen=0, compared=0) == ""


def _point(**values: Any) -> dict[str, Any]:
    return {"area_id": "a", "indicator_id": "i", "instrument": "", "period_type": "year", "period_end": None} | values


def test_a_figure_of_the_states_list_stands_only_where_there_is_no_other() -> None:
    listed, own = _point(period_id="2025", period_type="list_year"), _point(period_id="2024")
    assert figures.newest([own, listed]) == [own]
    assert figures.newest([listed, own]) == [own]
    assert figures.newest([_point(period_id="2024", period_type="list_year"), listed]) == [listed]


def test_of_two_surveys_the_newest_is_told() -> None:
    old = _point(instrument="gammel", period_end=date(2021, 12, 31))
    new = _point(instrument="ny", period_end=date(2023, 12, 31))
    other = _point(indicator_id="j", instrument="gammel", period_end=date(2021, 12, 31))
    assert figures.of_newest_survey([old, new, other, _point()]) == [new, other, _point()]


def test_only_surveys_have_answers() -> None:
    row = _point(numerator=None, denominator=575, n_effective=575, measure_type="proportion", value=1.0)
    assert figures.sample_text(row) == "ud af 575"
    assert figures.sample_text(row | {"instrument": "ny", "denominator": 239, "n_effective": 246.2}) == "239 svar"
