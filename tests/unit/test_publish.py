"""The gate, the audit and the switch, on a small warehouse made by hand."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from publish import disclosure, gate, marts
from publish.publish import NothingToRollBackToError, publish, rollback

NOW = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)

SCHEMA = """
create schema quality; create schema marts; create schema registry;
create table quality.build (
    invocation_id varchar, finished_at timestamp, has_facts boolean, has_marts boolean, errors integer,
    quality_run_id varchar
);
create table quality.run (
    run_id varchar, facts_invocation_id varchar, started_at timestamp, finished_at timestamp,
    checks_expected integer, checks_run integer, status varchar
);
insert into quality.build values ('facts-1', '2022-11-14 08:00', true, false, 0, null);
insert into quality.run values ('run-1', 'facts-1', '2022-11-14 08:01', '2022-11-14 08:02', 9, 9, 'completed');
insert into quality.build values ('marts-1', '2022-11-14 08:03', false, true, 0, 'run-1');
create table registry.suppression_rules (source_id varchar, area_type varchar, threshold integer);
insert into registry.suppression_rules values
    ('lbf', '', 5), ('registrations', '', 5), ('registrations', 'helhedsplan', 0);
create table marts.dim_area (area_id varchar, area_type varchar, parent_area_id varchar);
insert into marts.dim_area values
    ('plan', 'helhedsplan', null), ('nord', 'boligomraade', 'plan'), ('syd', 'boligomraade', 'plan');
create table marts.dim_indicator (indicator_id varchar, measure_type varchar);
insert into marts.dim_indicator values ('dømte', 'proportion');
create table marts.fct_indicator_value (
    area_id varchar, indicator_id varchar, period_id varchar, source_id varchar, instrument varchar, value double,
    numerator double, denominator double, ci_low double, ci_high double, n_effective double, value_status varchar,
    is_preferred boolean, is_synthetic boolean
);
create table marts.mart_area_vs_baseline (
    area_id varchar, indicator_id varchar, source_id varchar, value double, numerator double, denominator double,
    ci_low double, ci_high double, n_effective double, gap double, change double, value_status varchar
);
create table marts.mart_activity_progress (
    helhedsplan_id varchar, area_id varchar, reported_count bigint, count_in_period bigint,
    count_year_to_date bigint, count_to_date bigint, count_low bigint, count_high bigint, is_synthetic boolean
);
create table marts.mart_finding (finding_id varchar);
"""


def observed(area: str, numerator: float | None, denominator: float | None) -> str:
    status = "suppressed" if numerator is None else "observed"
    figures = ", ".join("null" if figure is None else str(figure) for figure in (None, numerator, denominator))
    return (
        f"insert into marts.fct_indicator_value values ('{area}', 'dømte', '2020', 'lbf', '', {figures}, null, null,"
        f" null, '{status}', true, false)"
    )


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA)
        connection.execute(observed("plan", 40, 900))
    return path


@pytest.fixture
def connection(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse)) as opened:
        yield opened


def published(warehouse: Path, tmp_path: Path, now: datetime = NOW) -> str:
    return publish(warehouse=warehouse, marts_dir=tmp_path / "marts", code_version="abc", now=now).build_id


def test_a_green_checked_build_passes(connection: duckdb.DuckDBPyConnection) -> None:
    gate.check(connection, disclosure.audit(connection))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("delete from quality.build", "ikke bygget"),
        ("update quality.build set errors = 1 where has_marts", "fejl"),
        ("update quality.build set errors = 2 where has_facts", "fejl"),
        ("delete from quality.run", "ikke kontrolleret"),
        ("update quality.run set checks_run = 8", "8 af 9"),
        ("update quality.run set status = 'incomplete'", "ikke færdig"),
        (
            "insert into quality.build values ('facts-2', '2022-11-14 08:04', true, true, 0, 'run-1')",
            "siden de blev kontrolleret",
        ),
        (
            "insert into quality.run values ('run-2', 'facts-1', '2022-11-14 08:05', '2022-11-14 08:06', 9, 9,"
            " 'completed')",
            "ældre end den seneste kontrol",
        ),
        ("delete from quality.build where has_marts", "Tabellerne til siderne er ikke bygget"),
    ],
)
def test_the_gate_names_what_is_wrong(connection: duckdb.DuckDBPyConnection, damage: str, reason: str) -> None:
    connection.execute(damage)
    with pytest.raises(gate.GateRefusedError) as refused:
        gate.check(connection, [])
    assert any(reason in sentence for sentence in refused.value.reasons)


@pytest.mark.parametrize(
    "leak",
    [
        observed("nord", 3, 400),
        observed("nord", 398, 400),
        observed("nord", 2, 4),
        "insert into marts.mart_activity_progress values ('plan', 'nord', 3, null, null, null, null, null, false)",
        "insert into marts.mart_activity_progress values ('plan', 'nord', null, null, null, null, 3, 48, false)",
        "insert into marts.fct_indicator_value values ('nord', 'dømte', '2020', 'lbf', '', 2.1, null, null, null,"
        " null, null, 'suppressed', true, false)",
        "insert into marts.mart_area_vs_baseline values ('nord', 'dømte', 'lbf', null, null, null, null, null, null,"
        " 1.5, null, 'suppressed')",
    ],
)
def test_the_audit_sees_a_small_or_hidden_figure(connection: duckdb.DuckDBPyConnection, leak: str) -> None:
    connection.execute(leak)
    assert disclosure.audit(connection)


def test_the_audit_works_out_a_single_hidden_part(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(observed("nord", None, None))
    assert disclosure.audit(connection) == []
    connection.execute(observed("syd", 37, 500))
    assert "nord" in disclosure.audit(connection)[0]


def test_whole_plan_counts_of_activities_may_be_small(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "insert into marts.mart_activity_progress values ('plan', 'plan', 3, null, null, null, 3, 48, false)"
    )
    assert disclosure.audit(connection) == []


def test_a_reader_sees_the_tables_that_the_pointer_names(warehouse: Path, tmp_path: Path) -> None:
    assert marts.current(tmp_path / "marts") is None
    build_id = published(warehouse, tmp_path)
    build = marts.current(tmp_path / "marts")
    assert build is not None
    assert build.build_id == build_id
    assert build.frame("fct_indicator_value")["numerator"].tolist() == [40]
    with pytest.raises(KeyError):
        build.frame("quality.run")


def test_the_pointer_lists_files_with_rows_and_checksums(warehouse: Path, tmp_path: Path) -> None:
    published(warehouse, tmp_path)
    pointer = json.loads((tmp_path / "marts" / "current.json").read_text(encoding="utf-8"))
    table = next(table for table in pointer["tables"] if table["name"] == "dim_area")
    content = (tmp_path / "marts" / table["file"]).read_bytes()
    assert (table["rows"], table["sha256"]) == (3, hashlib.sha256(content).hexdigest())
    assert (pointer["contains_synthetic"], pointer["code_version"]) == (False, "abc")


def test_a_refused_build_leaves_the_previous_one(warehouse: Path, tmp_path: Path) -> None:
    build_id = published(warehouse, tmp_path)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(observed("nord", 3, 400))
    with pytest.raises(gate.GateRefusedError):
        published(warehouse, tmp_path)
    build = marts.current(tmp_path / "marts")
    assert build is not None
    assert build.build_id == build_id
    assert [path.name for path in (tmp_path / "marts").iterdir() if path.is_dir()] == [build_id]


def test_two_builds_in_one_second_get_two_names_and_rollback_returns_to_the_first(
    warehouse: Path, tmp_path: Path
) -> None:
    first = published(warehouse, tmp_path)
    second = published(warehouse, tmp_path)
    assert first != second
    assert rollback(marts_dir=tmp_path / "marts", build_id=None, now=NOW) == first
    with pytest.raises(NothingToRollBackToError):
        rollback(marts_dir=tmp_path / "marts", build_id=None, now=NOW)
    with pytest.raises(NothingToRollBackToError):
        rollback(marts_dir=tmp_path / "marts", build_id="findes-ikke", now=NOW)
    assert rollback(marts_dir=tmp_path / "marts", build_id=second, now=NOW) == second


def test_an_open_reader_keeps_its_build_while_a_new_one_is_published(warehouse: Path, tmp_path: Path) -> None:
    published(warehouse, tmp_path)
    reader = marts.current(tmp_path / "marts")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update marts.fct_indicator_value set numerator = 41")
    published(warehouse, tmp_path)
    assert reader is not None
    assert reader.frame("fct_indicator_value")["numerator"].tolist() == [40]
    newer = marts.current(tmp_path / "marts")
    assert newer is not None
    assert newer.frame("fct_indicator_value")["numerator"].tolist() == [41]
