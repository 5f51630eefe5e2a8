"""The tests that reconcile totals: each passes on the build, and fails where a table says what it should not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from .conftest import PROJECT, Build

_TESTS = sorted(path.stem for path in (PROJECT / "tests" / "totals").glob("*.sql"))
# Each test, and what is done to a finished build that it must tell.
_FAULTS = {
    "totals_are_their_parts_together": [
        "update facts.fct_area_total set numerator = numerator + 1 where is_made",
        "update facts.fct_area_total set value = value + 0.1 where is_made",
        "update intermediate.int_indicator_values_ranked set denominator = denominator + 1 where is_preferred",
        "insert into intermediate.int_area_parts select whole_area_id, 'alene-999', step, null, null from "
        "intermediate.int_area_parts where whole_area_id in (select area_id from facts.fct_area_total where "
        "is_made)",
    ],
    "municipality_is_area_and_rest": [
        "update marts.mart_area_vs_baseline set baseline_n = baseline_n + 1",
        "update marts.mart_area_vs_baseline set baseline_value = baseline_value + 1",
        "update marts.fct_indicator_value set numerator = numerator + 1 where area_id in (select area_id from "
        "marts.dim_area where area_type = 'kommune')",
    ],
    "registrations_add_up": [
        "update facts.fct_registration_reading set count_year_to_date = count_year_to_date + 1 where reading "
        "= 'period'",
        "update facts.fct_registration_reading set count_to_date = count_to_date + 1 where reading <> "
        "'project_to_date'",
        "update facts.fct_registration set is_additive = false",
        "insert into facts.fct_plan_count_summed select * from facts.fct_activity_count where area_id = helhedsplan_id",
    ],
    "targets_in_force_are_one": [
        "update marts.mart_activity_progress set target_value = target_value + 1",
        "update marts.dim_target set valid_to = date '2001-01-01'",
        "insert into marts.dim_target select 'again-' || target_id, * exclude (target_id) from marts.dim_target",
        "insert into marts.dim_target select 'later-' || target_id, * exclude (target_id) replace (date "
        "'2022-01-01' as adopted_on) from marts.dim_target",
    ],
    "survey_answers_are_counted_or_left_out": [
        "delete from raw.survey_answer where line = (select min(line) from raw.survey_answer)",
        "update intermediate.int_survey_answer_sums set answers = answers + 1",
    ],
    "delivered_rows_are_shown_or_replaced": [
        "delete from intermediate.int_indicator_values_ranked where area_id = 'alene-999'",
        "delete from facts.fct_registration where period_id is not null",
    ],
    "marts_hold_every_figure": [
        "delete from marts.fct_indicator_value where area_id = 'alene-999'",
        "delete from marts.mart_area_vs_baseline where baseline_kind = 'agreement_start'",
        "delete from marts.mart_area_vs_baseline where area_id = 'alene-999'",
        "delete from marts.mart_activity_progress where period_id is null",
        "delete from marts.mart_funnel where area_id = (select min(area_id) from marts.mart_funnel)",
    ],
    "chances_and_funnels_count_what_stands": [
        "update marts.mart_chance set different = different + 1",
        "update marts.mart_chance set comparisons = comparisons + 1",
        "update facts.fct_funnel set common_share = common_share + 0.01",
        "update facts.fct_funnel set areas = areas + 1",
    ],
    "statutory_answers_follow_from_their_conditions": [
        "update marts.mart_statutory_criteria set is_met = 'no' where is_met = 'yes'",
        "update marts.mart_statutory_criteria set margin_persons = -margin_persons",
        "update marts.mart_statutory_status set is_omdannelsesomraade = 'yes' where is_omdannelsesomraade = 'unknown'",
        "update marts.mart_statutory_status set is_udsat = 'unknown' where is_udsat = 'yes'",
        "update marts.mart_statutory_status set criteria_met = criteria_met + 1",
    ],
}


@pytest.fixture(scope="module")
def breakable(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the warehouse to break; what is done to it must be rolled back."""
    copy = tmp_path_factory.mktemp("totals") / "warehouse.duckdb"
    shutil.copyfile(build.warehouse, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def _broken_rows(build: Build, connection: duckdb.DuckDBPyConnection, test: str) -> int:
    (compiled,) = (build.project / "target" / "compiled").rglob(f"{test}.sql")
    return len(connection.execute(Path(compiled).read_text(encoding="utf-8")).fetchall())


def test_every_test_of_totals_is_tried() -> None:
    assert set(_FAULTS) == set(_TESTS)


@pytest.mark.parametrize(("test", "fault"), [(test, fault) for test, faults in _FAULTS.items() for fault in faults])
def test_a_total_that_does_not_add_up_is_told(
    build: Build, breakable: duckdb.DuckDBPyConnection, test: str, fault: str
) -> None:
    assert _broken_rows(build, breakable, test) == 0
    breakable.execute("begin")
    try:
        breakable.execute(fault)
        assert _broken_rows(build, breakable, test) > 0
    finally:
        breakable.execute("rollback")
