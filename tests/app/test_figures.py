"""How rough figures are shown: no finer than they were delivered, on both sides of a comparison."""

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
