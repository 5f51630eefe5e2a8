"""The gate, the audit and the switch, on a small warehouse made by hand."""

import hashlib
import json
import re
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
create table marts.dim_area (
    area_id varchar, area_type varchar, name_da varchar, parent_area_id varchar, municipality_area_id varchar,
    valid_from date, valid_to date
);
insert into marts.dim_area values
    ('plan', 'helhedsplan', 'Planen', null, null, null, null),
    ('nord', 'boligomraade', 'Nord', 'plan', null, null, null),
    ('syd', 'boligomraade', 'Syd', 'plan', null, null, null);
create table marts.dim_area_group (group_area_id varchar, member_area_id varchar, source varchar);
create table marts.dim_period (period_id varchar, period_type varchar, start_date date, end_date date);
create table marts.dim_indicator (
    indicator_id varchar, name_da varchar, measure_type varchar, decimals integer, age_from integer, age_to integer
);
insert into marts.dim_indicator values ('dømte', 'Dømte', 'proportion', 1, 18, null);
create table marts.fct_indicator_value (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, source_id varchar,
    instrument varchar, source_reference varchar, value double, numerator double, denominator double, ci_low double,
    ci_high double, n_effective double, value_status varchar, is_preferred boolean, is_synthetic boolean,
    load_id varchar
);
create table marts.mart_area_vs_baseline (
    area_id varchar, indicator_id varchar, period_id varchar, period_type varchar, instrument varchar,
    source_id varchar, value double, numerator double, denominator double, ci_low double, ci_high double,
    n_effective double, baseline_kind varchar, baseline_area_id varchar, baseline_period_id varchar,
    start_period_id varchar, gap double, change double, change_gap double, value_status varchar
);
create table marts.mart_activity_progress (
    helhedsplan_id varchar, area_id varchar, activity_id varchar, measure_id varchar, period_id varchar,
    reported_count bigint, count_in_period bigint, count_year_to_date bigint, count_to_date bigint, count_low bigint,
    count_high bigint, is_synthetic boolean
);
create table marts.mart_finding (finding_id varchar);
"""


def insert(table: str, **columns: object) -> str:
    shown = {column: f"'{value}'" if isinstance(value, str) else value for column, value in columns.items()}
    return f"insert into marts.{table} ({', '.join(shown)}) values ({', '.join(map(str, shown.values()))})"


def observed(area: str, numerator: float | None, denominator: float | None) -> str:
    figures = {} if numerator is None else {"numerator": numerator, "denominator": denominator}
    return figure(area, **figures, value_status="suppressed" if numerator is None else "observed")


def figure(area: str, **columns: object) -> str:
    key = {"indicator_id": "dømte", "period_id": "2020", "period_type": "year", "source_id": "lbf", "instrument": ""}
    others = {"source_reference": "", "is_preferred": True, "is_synthetic": False, "load_id": "load"}
    return insert("fct_indicator_value", area_id=area, **key, **others, **columns)


def activity(area: str, **counts: int) -> str:
    key = {"activity_id": "råd", "measure_id": "samtaler", "period_id": "2020"}
    return insert("mart_activity_progress", helhedsplan_id="plan", area_id=area, is_synthetic=False, **key, **counts)


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
    gate.check(connection, disclosure.audit(connection).leaks)


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
        activity("nord", reported_count=3),
        activity("nord", count_low=3, count_high=48),
        figure("nord", value=2.1, value_status="suppressed"),
        insert(
            "mart_area_vs_baseline", area_id="nord", indicator_id="dømte", period_id="2020", source_id="lbf", gap=1.5,
            value_status="suppressed",
        ),
    ],
)  # fmt: skip
def test_the_audit_sees_a_small_or_hidden_figure(connection: duckdb.DuckDBPyConnection, leak: str) -> None:
    connection.execute(leak)
    [sentence, *_] = disclosure.audit(connection).leaks
    assert "nord" in sentence
    assert "2020" in sentence
    assert not re.search(r"\b(2|3|398|48|2,1|1,5)\b", sentence)


def test_the_audit_works_out_a_single_hidden_part(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(observed("nord", None, None))
    assert disclosure.audit(connection).leaks == []
    connection.execute(observed("syd", 37, 500))
    assert disclosure.audit(connection).leaks == [
        "Dømte 2020 for Nord kan regnes for nøje ud af de tal, der vises.",
    ]


def test_whole_plan_counts_of_activities_may_be_small(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(activity("plan", reported_count=3, count_low=3, count_high=48))
    assert disclosure.audit(connection).leaks == []


def test_an_earlier_build_that_shows_what_is_hidden_now_is_taken_away(warehouse: Path, tmp_path: Path) -> None:
    first = published(warehouse, tmp_path)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(observed("nord", 37, 400))
    second = published(warehouse, tmp_path)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("delete from marts.fct_indicator_value where area_id = 'nord'")
        connection.execute(observed("nord", None, None))
    third = publish(warehouse=warehouse, marts_dir=tmp_path / "marts", code_version="abc", now=NOW)
    assert third.withdrawn == [second]
    kept = sorted(path.name for path in (tmp_path / "marts").iterdir() if path.is_dir())
    assert kept == sorted([first, third.build_id])
    with pytest.raises(NothingToRollBackToError):
        rollback(marts_dir=tmp_path / "marts", build_id=second, now=NOW)


def test_a_figure_that_was_delivered_anew_is_not_told_by_an_earlier_build(warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(observed("nord", 37, 400))
    published(warehouse, tmp_path)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "update marts.fct_indicator_value set value_status = 'suppressed', numerator = null, denominator = null,"
            " load_id = 'later' where area_id = 'nord'"
        )
    assert publish(warehouse=warehouse, marts_dir=tmp_path / "marts", code_version="abc", now=NOW).withdrawn == []


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
