"""Courses over time: the tests of them against statsmodels, and what is said of each kind of course."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import norm, t
from statsmodels.stats.contingency_tables import Table

from . import courses
from .conftest import Rows

Course = Callable[..., dict[str, Any]]


@pytest.fixture
def course(query: Callable[..., Rows]) -> Course:
    """What is published of an area's course up to a year, beside the benchmark that it is shown against."""

    def read(area: str, year: str) -> dict[str, Any]:
        rows = query(
            "select * from marts.mart_area_vs_baseline where area_id = ? and period_id = ? and is_main_baseline",
            f"{area}-997",
            year,
        )
        assert len(rows) == 1, rows
        return rows[0]

    return read


def _points(query: Callable[..., Rows], tested: dict[str, Any]) -> Rows:
    """The points that a tested course was made of, straight from what was delivered."""
    return query(
        "select years, v.value, v.numerator, v.denominator, v.ci_low, v.ci_high"
        " from intermediate.int_area_series join intermediate.int_area_points using (point_id)"
        " join marts.fct_indicator_value v"
        " using (area_id, indicator_id, period_id, period_type, instrument)"
        " where area_id = ? and indicator_id = ? and period_type = ? and instrument = ? and period_id <= ?"
        " and (period_type <> 'quarter' or right(period_id, 2) = right(?, 2))"
        " and v.is_preferred and v.value is not null order by period_id",
        *(tested[column] for column in ("area_id", "indicator_id", "period_type", "instrument", "period_id")),
        tested["period_id"],
    )


def _tested(query: Callable[..., Rows], method: str) -> Rows:
    rows = query(
        "select * from facts.fct_area_change join intermediate.int_area_points using (point_id)"
        " where trend_method = ? and trend_statistic is not null and area_id like '%-997'",
        method,
    )
    assert rows
    return rows


def _weight(row: dict[str, Any], method: str) -> float:
    if method == "chi_square":
        return float(row["denominator"])
    return (
        float((2 * norm.ppf(0.975) / (row["ci_high"] - row["ci_low"])) ** 2) if method == "weighted_regression" else 1.0
    )


def _without_one(rows: Rows, slope: Callable[[Rows], float]) -> set[float]:
    return {float(np.sign(slope(rows[:place] + rows[place + 1 :]))) for place in range(len(rows))}


def test_chi_square_for_linear_trend_is_statsmodels(query: Callable[..., Rows]) -> None:
    for tested in _tested(query, "chi_square"):
        rows = _points(query, tested)
        assert len(rows) == tested["trend_points"] >= 5
        counts = np.array([[row["numerator"], row["denominator"] - row["numerator"]] for row in rows])
        scores = np.array([row["years"] for row in rows])
        found = Table(counts, shift_zeros=False).test_ordinal_association(
            row_scores=scores - scores.mean(), col_scores=np.array([1.0, 0.0])
        )
        # statsmodels divides by N − 1, Cochran and Armitage by N.
        total = counts.sum()
        assert tested["trend_statistic"] == pytest.approx(found.zscore * np.sqrt(total / (total - 1)), abs=1e-7)


def _line(rows: Rows, weights: Any) -> Any:
    design = sm.add_constant([row["years"] for row in rows])
    return sm.WLS([row["value"] for row in rows], design, weights=weights).fit()


def test_weighted_regression_is_statsmodels(query: Callable[..., Rows]) -> None:
    scatters = []
    for tested in _tested(query, "weighted_regression"):
        rows = _points(query, tested)
        assert len(rows) == tested["trend_points"] >= 8
        line = _line(rows, [_weight(row, "weighted_regression") for row in rows])
        assert tested["slope"] == pytest.approx(line.params[1])
        # Points closer to the line than their uncertainty allows do not make it surer.
        expected = line.tvalues[1] * np.sqrt(line.scale / max(1.0, line.scale))
        assert tested["trend_statistic"] == pytest.approx(expected)
        scatters.append(line.scale)
    assert min(scatters) < 1 < max(scatters)


def test_regression_without_known_uncertainty_is_statsmodels(query: Callable[..., Rows]) -> None:
    for tested in _tested(query, "regression"):
        rows = _points(query, tested)
        line = _line(rows, np.ones(len(rows)))
        assert tested["slope"] == pytest.approx(line.params[1])
        assert tested["trend_statistic"] == pytest.approx(line.tvalues[1])


def test_a_course_is_told_only_beyond_its_limit_and_with_every_point_left_out(query: Callable[..., Rows]) -> None:
    told = set()
    for method in ("chi_square", "weighted_regression", "regression"):
        for tested in _tested(query, method):
            rows = _points(query, tested)
            limit = norm.ppf(0.999) if method == "chi_square" else t.ppf(0.999, tested["trend_points"] - 2)

            def slope(some: Rows, method: str = method) -> float:
                return float(_line(some, [_weight(row, method) for row in some]).params[1])

            sign = float(np.sign(tested["trend_statistic"]))
            is_told = abs(tested["trend_statistic"]) >= limit and _without_one(rows, slope) == {sign}
            assert tested["trend_sign"] == (sign if is_told else 0), tested
            told.add((abs(tested["trend_statistic"]) >= limit, is_told))
    assert told == {(True, True), (True, False), (False, False)}


def test_a_falling_share_is_an_improvement_where_lower_is_better(course: Course) -> None:
    row = course("falder", "2006")
    assert (row["trend"], row["trend_points"], row["start_period_id"]) == ("improving", 6, "2001")
    assert row["trend_reason_da"] == (
        "Andelen er faldet fra 40,0 til 22,0 % siden 2001, 16,1 procentpoint mere end i resten af kommunen."
        " Faldet er mere end tilfældige udsving kan forklare."
    )


def test_a_rising_share_is_a_worsening_and_the_benchmark_went_the_other_way(course: Course) -> None:
    row = course("stiger", "2006")
    assert row["trend"] == "worsening"
    assert row["trend_reason_da"] == (
        "Andelen er steget fra 22,0 til 40,0 % siden 2001, mens tallet i resten af kommunen er faldet 3,4 procentpoint."
        " Stigningen er mere end tilfældige udsving kan forklare."
    )


def test_a_change_that_may_be_the_benchmark_s_own_is_not_held_up_against_it(query: Callable[..., Rows]) -> None:
    rows = query(
        "select trend_reason_da, change_gap_ci_low <= 0 and change_gap_ci_high >= 0 as is_alike"
        " from marts.mart_area_vs_baseline where trend in ('improving', 'worsening') and change_gap is not null"
    )
    assert {row["is_alike"] for row in rows} >= {True, False}
    for row in rows:
        words = row["trend_reason_da"]
        assert ("om det gik anderledes end i" in words) is bool(row["is_alike"]), words
        assert not row["is_alike"] or not any(held in words for held in ("mere end i", "mindre end i", "mens")), words


def test_no_change_is_only_said_with_its_size(course: Course) -> None:
    row = course("jaevnt", "2005")
    assert (row["trend"], row["relevant_change"]) == ("no_change_larger_than", 5)
    assert -5 <= row["change_ci_low"] < 0 < row["change_ci_high"] <= 5
    assert row["trend_reason_da"] == "Ingen ændring på mere end 5 procentpoint siden 2001."


def test_a_small_area_cannot_say_and_tells_what_it_could_have_seen(course: Course) -> None:
    row = course("lille", "2005")
    assert row["trend"] == "cannot_say"
    assert row["detectable_change"] == pytest.approx(25.0, abs=0.1)
    assert row["trend_reason_da"] == (
        "Kan ikke afgøres. I et område med 60 i målgruppen skal ændringen være mindst 25,0 procentpoint,"
        " før den kan ses."
    )


def test_four_points_are_too_few_even_for_a_large_change(course: Course) -> None:
    row = course("fire-tal", "2004")
    assert row["trend"] == "cannot_say"
    assert row["trend_reason_da"] == (
        "Andelen er faldet fra 40,0 til 22,0 % siden 2001. Det er mere end tilfældige udsving kan forklare,"
        " men om det er en udvikling, kan ikke afgøres af 4 tal; der skal mindst 5 til."
    )


def test_a_course_that_hangs_on_one_point_is_not_told(course: Course) -> None:
    row = course("et-tal-afgoer", "2005")
    assert row["trend"] == "cannot_say"
    assert "tallene imellem viser ingen sikker retning" in row["trend_reason_da"]


def test_shares_without_their_n_take_eight_points(course: Course) -> None:
    assert course("trykt", "2008")["trend"] == "improving"
    short = course("trykt-kort", "2007")
    assert (short["trend"], short["detectable_change"]) == ("cannot_say", None)
    assert short["trend_reason_da"] == ("Kan ikke afgøres: der er kun 7 sammenlignelige tal, og der skal mindst 8 til.")
    assert course("trykt-ens", "2008")["trend"] == "cannot_say"
    assert course("trykt-uroligt", "2008")["trend_reason_da"] == (
        "Kan ikke afgøres: tallene viser ingen sikker retning, og usikkerheden på dem kendes ikke."
    )


def test_means_and_numbers_of_events_are_told_by_regression(course: Course) -> None:
    assert course("gennemsnit", "2008")["trend"] == "improving"
    events = course("sager", "2008")
    assert (events["trend"], events["start_period_id"]) == ("improving", "2002")  # the agreement's baseline
    assert events["trend_reason_da"].startswith("Antallet er faldet fra 55 til 21 sager siden 2002.")


def test_a_course_without_a_good_direction_is_not_judged(course: Course) -> None:
    row = course("neutral", "2006")
    assert row["trend"] == "cannot_say"
    assert row["trend_reason_da"] == (
        "Andelen er faldet fra 40,0 til 22,0 % siden 2001."
        " Tallet har ingen retning, der er bedre end en anden; udviklingen vurderes ikke."
    )


def test_quarters_are_held_against_the_same_quarter(course: Course) -> None:
    for quarter in ("K1", "K3"):
        row = course("kvartaler", f"2005{quarter}")
        assert (row["trend_points"], row["start_period_id"], row["change"]) == (5, f"2001{quarter}", 0)


def test_a_hidden_year_is_in_no_course(course: Course) -> None:
    hidden = course("skjult-aar", "2004")
    assert hidden["value_status"] == "suppressed"
    for column in ("value", "change", "change_ci_low", "change_gap", "gap", "detectable_change", "start_period_id"):
        assert hidden[column] is None, column
    assert hidden["trend_reason_da"] == "Kan ikke afgøres: tallet vises ikke."
    assert course("skjult-aar", "2006")["trend_points"] == 5


def test_another_survey_breaks_the_series(course: Course) -> None:
    assert course("ny-undersoegelse", "2018")["trend_points"] == 2
    row = course("ny-undersoegelse", "2023")
    assert (row["trend"], row["trend_points"], row["change"]) == ("series_break", 1, None)
    assert row["trend_reason_da"].startswith("Brud i serien: tallet for 2018 er fra ")


def test_other_ages_are_neither_compared_nor_followed(course: Course) -> None:
    first, second = course("andre-aldre", "2001"), course("andre-aldre", "2002")
    assert (first["gap"], first["comparison"]) == (None, "not_compared")
    assert first["reason_da"] == ("Kan ikke sammenlignes: områdets tal er for 18-29-årige, kommunens for 15-29-årige.")
    assert (second["baseline_kind"], second["comparison"]) == ("rest_of_municipality", "worse")
    assert (second["trend"], second["change"]) == ("series_break", None)
    assert second["trend_reason_da"] == "Brud i serien: de tidligere tal tæller andre aldre."


def test_every_row_says_what_may_be_said_and_never_in_a_statisticians_words(query: Callable[..., Rows]) -> None:
    rows = query("select trend, trend_reason_da from marts.mart_area_vs_baseline")
    assert {row["trend"] for row in rows} == {
        "improving", "worsening", "no_change_larger_than", "cannot_say", "series_break",
    }  # fmt: skip
    for row in rows:
        assert row["trend_reason_da"], row
        assert not any(
            word in row["trend_reason_da"].lower() for word in ("signifikan", "p-værdi", "interval", "effekt")
        )


def test_one_benchmark_of_each_figure_is_the_one_it_is_shown_against(query: Callable[..., Rows]) -> None:
    rows = query(
        "select count(*) filter (where is_main_baseline) as chosen,"
        " count(*) filter (where is_main_baseline and baseline_kind = 'agreement_start') as own_past,"
        " count(*) filter (where baseline_kind <> 'agreement_start') as others"
        " from marts.mart_area_vs_baseline group by area_id, indicator_id, period_id, period_type, instrument"
    )
    assert {(row["chosen"], row["own_past"]) for row in rows if row["others"]} == {(1, 0)}


def test_what_chance_would_make_is_five_in_a_hundred(query: Callable[..., Rows]) -> None:
    rows = query("select * from marts.mart_chance where area_id = 'falder-997' order by from_year")
    assert [(row["page"], row["from_year"], row["comparisons"]) for row in rows][-1] == ("area", 2006, 1)
    assert rows[-1]["sentence_da"] == "Af 1 sammenligning ville færre end 1 se sådan ud ved et tilfælde."
    outside = query(
        "select count(distinct area_id) as areas from marts.mart_area_vs_baseline"
        " where area_id like '%-997' and is_main_baseline and comparison <> 'not_compared' and indicator_id = ?",
        courses.SHARE,
    )
    newest = query(
        "select * from marts.mart_chance where page = 'overview' and area_id = 'andre-eksempel' order by from_year"
    )[-1]
    assert newest["is_synthetic"]
    assert newest["comparisons"] >= outside[0]["areas"] > 0
    assert newest["expected_by_chance"] == pytest.approx(0.05 * newest["comparisons"])
