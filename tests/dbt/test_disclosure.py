"""The audit on a whole build: clean as it stands, and each table that could tell a hidden number is caught doing so."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from publish import disclosure

from .conftest import Build

HIDDEN = "grundskole_18_29_uden_udd"
_OF_NORD = f"area_id = 'nord-999' and indicator_id = '{HIDDEN}'"
_AS_SHOWN = "value_status = 'observed', value = 17, numerator = 17, denominator = 100, n_effective = 100"

# The two hidden parts hold 3 and 17 of the 20 that are left of their plan's 60; 3 is small, 17 hides it.
PLANTED = {
    "the other part is shown": f"update marts.fct_indicator_value set {_AS_SHOWN}"
    f" where area_id = 'syd-999' and indicator_id = '{HIDDEN}'",
    "the figure itself": f"update marts.fct_indicator_value set numerator = 3 where {_OF_NORD}",
    "its share": f"update marts.fct_indicator_value set value = 3 where {_OF_NORD}",
    "its limits": f"update marts.fct_indicator_value set ci_low = 1.02 where {_OF_NORD}",
    "its note": f"update marts.fct_indicator_value set note = 'Tre personer (3).' where {_OF_NORD}",
    "a small count": f"update marts.fct_indicator_value set value_status = 'observed', numerator = 3 where {_OF_NORD}",
    "the comparison's value": f"update marts.mart_area_vs_baseline set value = 3 where {_OF_NORD}",
    "the gap": f"update marts.mart_area_vs_baseline set gap = -9.9 where {_OF_NORD}",
    "the gap's limits": f"update marts.mart_area_vs_baseline set gap_ci_high = -7.1 where {_OF_NORD}",
    "the change": f"update marts.mart_area_vs_baseline set change = 1 where {_OF_NORD}",
    "a detectable change": f"update marts.mart_area_vs_baseline set detectable_change = 4.1 where {_OF_NORD}",
    "the rest of the municipality": "update marts.mart_area_vs_baseline set baseline_kind = 'rest_of_municipality',"
    f" baseline_value = 12.74 where {_OF_NORD}",
    "a benchmark that is hidden": "update marts.mart_area_vs_baseline set baseline_area_id = 'nord-999',"
    f" baseline_period_id = '2020', gap = 37 where area_id = 'vest-999' and indicator_id = '{HIDDEN}'",
    "a change since a hidden start": "update marts.mart_area_vs_baseline set start_period_id = '2020', change = 4,"
    f" value_status = 'observed', period_id = '2021', value = 7 where {_OF_NORD}",
    "a place in a funnel": f"""
        insert into marts.mart_funnel (area_id, indicator_id, period_id, period_type, instrument, value)
        values ('nord-999', '{HIDDEN}', '2020', 'year', '', 3)""",
    "a sentence": f"update marts.mart_area_vs_baseline set sentence_da = 'Nord: 3 af 100.' where {_OF_NORD}",
    "a reason": f"update marts.mart_area_vs_baseline set reason_da = 'Det er 3,0 %.' where {_OF_NORD}",
    "a revision": f"""
        insert into marts.mart_revision (area_id, indicator_id, period_id, source_id, instrument, new_value)
        values ('nord-999', '{HIDDEN}', '2020', 'lbf_beboerdata', '', 3)""",
    "a finding": f"""insert into marts.mart_finding (area_id, indicator_id, period_id, instrument, observed)
        values ('nord-999', '{HIDDEN}', '2020', '', 3)""",
    "a finding's text": f"""insert into marts.mart_finding (area_id, indicator_id, period_id, instrument, message_da)
        values ('nord-999', '{HIDDEN}', '2020', '', 'nord: andelen er 3 % i 2020.')""",
    "a finding's evidence": f"""
        insert into marts.mart_finding (area_id, indicator_id, period_id, instrument, evidence_json)
        values ('nord-999', '{HIDDEN}', '2020', '', '[{{"taeller": 3}}]')""",
}  # fmt: skip


@pytest.fixture
def connection(build: Build, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    copy = tmp_path / "warehouse.duckdb"
    shutil.copyfile(build.warehouse, copy)
    with duckdb.connect(str(copy)) as opened:
        yield opened


def test_a_build_leaks_nothing_and_says_how_much_is_hidden(connection: duckdb.DuckDBPyConnection) -> None:
    audit = disclosure.audit(connection)
    assert audit.leaks == []
    assert audit.primary >= 15
    assert audit.secondary == 1
    assert audit.cells is not None
    found = audit.cells[audit.cells["indicator_id"] == HIDDEN].set_index("area_id")
    assert found.loc["nord-999", ["low", "high", "verdict"]].tolist() == [0, 20, "safe"]
    assert found.loc["syd-999", ["low", "high", "verdict"]].tolist() == [0, 20, "safe"]


@pytest.mark.parametrize("leak", PLANTED)
def test_a_planted_leak_is_named_without_its_number(connection: duckdb.DuckDBPyConnection, leak: str) -> None:
    connection.execute(PLANTED[leak])
    sentences = disclosure.audit(connection).leaks
    assert sentences
    assert any(re.search(r"\bnord(-999)?\b", sentence, re.IGNORECASE) for sentence in sentences)
    assert all("2020" in sentence for sentence in sentences)
    for sentence in sentences:
        assert not re.search(r"(?<![\w-])(3|17|20|100)(?![\w-])", sentence)


def test_a_criterion_of_a_hidden_figure_is_empty(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "update marts.fct_indicator_value set value = null, value_status = 'suppressed'"
        " where area_id = 'ringparken-330' and indicator_id in ('doemte_18_plus', 'beboere')"
    )
    told = " ".join(disclosure.audit(connection).leaks)
    assert "mart_statutory_criteria" in told
    assert "mart_statutory_status" in told
    assert "mart_statutory_condition" in told
    assert "ringparken-330" in told
    connection.execute(
        "update marts.mart_statutory_condition set value = null, margin_points = null, margin_persons = null,"
        " is_met = 'unknown' where area_id = 'ringparken-330'"
    )
    assert "mart_statutory_condition" not in " ".join(disclosure.audit(connection).leaks)
    connection.execute(
        "update marts.mart_statutory_criteria set value = null, margin_points = null, margin_persons = null,"
        " is_met = 'unknown' where area_id = 'ringparken-330'"
    )
    assert "mart_statutory_criteria" not in " ".join(disclosure.audit(connection).leaks)


ACTIVITIES = {
    "a sum over a hidden quarter": (
        "update marts.mart_activity_progress set count_year_to_date = 30"
        " where area_id = 'syd-999' and measure_id = 'unge-i-job' and period_id = '2022K4'",
        "syd",
    ),
    "the other area of a plan": (
        "update marts.mart_activity_progress set reported_count = 9, is_suppressed = false"
        " where area_id = 'syd-999' and measure_id = 'virksomhedsbesoeg' and period_id = '2023K1'",
        "nord",
    ),
    "a count that did not grow": (
        "update marts.mart_activity_progress set reported_count = 12, is_suppressed = false"
        " where area_id = 'vest-999' and measure_id = 'unge-i-job' and period_id = '2022K3'",
        "vest",
    ),
    "an activity's sentence": (
        "update marts.mart_activity_progress set sentence_da = 'Nord: 3 besøg.'"
        " where area_id = 'nord-999' and measure_id = 'virksomhedsbesoeg' and period_id = '2023K1'",
        "nord",
    ),
    "an activity's revision": (
        "insert into marts.mart_revision"
        " (helhedsplan_id, area_id, activity_id, measure_id, period_id, source_id, instrument, old_value)"
        " values ('hp-proeve', 'nord-999', 'proeveaktivitet', 'virksomhedsbesoeg', '2023K1', 'registrations', '', 3)",
        "nord",
    ),
    "an activity's finding": (
        "insert into marts.mart_finding (helhedsplan_id, area_id, activity_id, measure_id, period_id, observed)"
        " values ('hp-proeve', 'nord-999', 'proeveaktivitet', 'virksomhedsbesoeg', '2023K1', 3)",
        "nord",
    ),
}


@pytest.mark.parametrize("leak", ACTIVITIES)
def test_a_planted_leak_of_an_activity_is_named(connection: duckdb.DuckDBPyConnection, leak: str) -> None:
    sql, area = ACTIVITIES[leak]
    connection.execute(sql)
    sentences = disclosure.audit(connection).leaks
    assert any(area in sentence.lower() for sentence in sentences)


def test_counts_that_would_give_a_hidden_one_away_are_hidden_too(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        "select area_id, measure_id, period_id, reported_count, count_year_to_date from marts.mart_activity_progress"
        " where measure_id in ('unge-i-job', 'virksomhedsbesoeg') and helhedsplan_id = 'hp-proeve'"
    ).fetchall()
    shown = {(area, measure, period): counts for area, measure, period, *counts in rows}
    syd = [shown["syd-999", "unge-i-job", f"2022K{quarter}"] for quarter in range(1, 5)]
    assert syd == [[10, 10], [None, None], [8, None], [9, None]]
    vest = [shown["vest-999", "unge-i-job", f"2022K{quarter}"][0] for quarter in range(1, 5)]
    assert vest == [10, None, None, 30]
    areas = [shown[area, "virksomhedsbesoeg", "2023K1"][0] for area in ("nord-999", "syd-999", "vest-999", "hp-proeve")]
    assert areas == [None, None, 18, 30]
