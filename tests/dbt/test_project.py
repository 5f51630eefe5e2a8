"""Rules for the project itself: contracts, layers, portable SQL, and what a build leaves behind."""

import re
import subprocess
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from .conftest import PROJECT, Build, run_dbt

# The published columns that others build on; more may follow, none may go, move or change its name.
CONTRACT = {
    "dim_period": "period_id,period_type,start_date,end_date,name_da",
    "fct_indicator_value": "area_id,indicator_id,period_id,period_type,source_id,instrument,source_reference,value,"
    "numerator,denominator,ci_low,ci_high,n_effective,value_status,is_preferred,is_flagged,is_corrected,is_synthetic,load_id",
    "mart_area_vs_baseline": "area_id,indicator_id,period_id,period_type,source_id,instrument,source_reference,value,"
    "numerator,denominator,n_effective,ci_low,ci_high,value_status,baseline_kind,baseline_area_id,baseline_period_id,"
    "baseline_value,gap,gap_ci_low,gap_ci_high,comparison,start_period_id,change,baseline_change,change_gap,"
    "change_gap_ci_low,change_gap_ci_high,trend,trend_points,detectable_change,reason_da,sentence_da,is_flagged,is_synthetic",
    "mart_activity_progress": "helhedsplan_id,area_id,activity_id,measure_id,period_id,counting_mode,reported_count,"
    "qualifier,count_in_period,count_year_to_date,count_to_date,count_low,count_high,target_value,target_basis,"
    "target_share,elapsed_share,status,source_reference,reason_da,sentence_da,is_flagged,is_synthetic",
    "mart_statutory_criteria": "area_id,list_year,rule_set,criterion_id,value,threshold,comparison,margin_points,"
    "margin_persons,is_met,is_synthetic",
    "mart_statutory_status": "area_id,list_year,rule_set,residents,criteria_met,criteria_unknown,is_udsat,"
    "is_parallelsamfund,is_omdannelsesomraade,is_forebyggelsesomraade,official_status,official_source,is_synthetic",
    "mart_finding": "finding_id,check_id,severity,status,source_id,helhedsplan_id,area_id,indicator_id,activity_id,"
    "measure_id,period_id,observed,expected_low,expected_high,message_da,diagnosis_id,diagnosis_da,action_da,owner,"
    "first_seen_at,last_seen_at,resolved_at,handled_by,comment,is_synthetic",
    "mart_revision": "area_id,indicator_id,helhedsplan_id,activity_id,measure_id,period_id,source_id,instrument,"
    "old_value,new_value,old_load_id,new_load_id,known_from,known_to,cause",
    "mart_load": "load_id,source_id,file_name,sha256,encoding,loaded_at,rows_read,rows_loaded,rows_quarantined,"
    "rows_skipped,status,message_da",
}
PUBLISHED = {
    *CONTRACT, "dim_area", "dim_indicator", "dim_source", "dim_activity", "dim_measure", "dim_target",
    "dim_assumption", "dim_area_group", "dim_proposal", "dim_activity_effect", "mart_chance",
    "mart_statutory_condition", "dim_statutory_status", "dim_instrument", "dim_survey_wave",
    "mart_funnel", "mart_funnel_limits",
}  # fmt: skip
# What only some engines understand; each has a portable way in macros/ or in plain SQL.
NOT_PORTABLE = {
    "qualify": r"\bqualify\b",
    "group by all": r"\bgroup\s+by\s+all\b",
    "order by all": r"\border\s+by\s+all\b",
    "exclude": r"\bexclude\b",
    "pivot": r"\b(un)?pivot\b",
    "::": r"::",
    "lambda": r"->|\blambda\b",
    "filter": r"\bfilter\s*\(",
    "ilike": r"\bilike\b",
    "try_cast": r"\btry_cast\b",
    "bool_or": r"\bbool_(or|and)\b",
    "list or struct": r"\b(list_\w+|struct_\w+|unnest)\s*\(",
    "asof": r"\basof\b",
}


def _models(build: Build) -> Iterator[dict[str, Any]]:
    return (node for node in build.manifest["nodes"].values() if node["resource_type"] == "model")


def _without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*|\{#.*?#\}|/\*.*?\*/|'[^']*'", "", sql, flags=re.DOTALL)


@pytest.mark.parametrize("table", sorted(CONTRACT))
def test_published_columns_stand_as_promised(query: Any, table: str) -> None:
    columns = query(
        "select column_name, data_type from information_schema.columns"
        " where table_schema = 'marts' and table_name = ? order by ordinal_position",
        table,
    )
    promised = CONTRACT[table].split(",")
    assert [row["column_name"] for row in columns][: len(promised)] == promised
    yes_no_unknown = {
        "is_met", "is_udsat", "is_parallelsamfund", "is_omdannelsesomraade", "is_forebyggelsesomraade", "has_repeats",
    }  # fmt: skip
    for row in columns:
        if row["column_name"].startswith(("is_", "has_")):
            expected = "VARCHAR" if row["column_name"] in yes_no_unknown else "BOOLEAN"
            assert row["data_type"] == expected, row


def test_exactly_the_promised_tables_are_published(query: Any) -> None:
    tables = query("select table_name from information_schema.tables where table_schema = 'marts'")
    assert {row["table_name"] for row in tables} == PUBLISHED


def test_nothing_published_calls_a_difference_significant(query: Any) -> None:
    for table in ("mart_area_vs_baseline", "mart_activity_progress"):
        texts = query(f"select sentence_da, reason_da from marts.{table}")
        assert texts
        for row in texts:
            assert not re.search("signifikan|p-værdi|konfidensinterval", f"{row['sentence_da']}{row['reason_da']}")


def test_models_and_macros_are_portable_sql(build: Build) -> None:
    """What dbt's own macros compile to is the adapter's business, so the source is read, and compat/ left out."""
    sources = {model["name"]: model["raw_code"] for model in _models(build)}
    macros = [path for path in (PROJECT / "macros").rglob("*.sql") if path.parent.name != "compat"]
    sources |= {path.name: path.read_text(encoding="utf-8") for path in macros}
    assert len(macros) > 5
    for name, code in sources.items():
        for construct, pattern in NOT_PORTABLE.items():
            assert not re.search(pattern, _without_comments(code), re.IGNORECASE), (name, construct)


def test_models_end_in_final(build: Build) -> None:
    for model in _models(build):
        assert model["raw_code"].rstrip().endswith("select * from final"), model["name"]


def test_only_staging_and_the_findings_read_delivered_tables(build: Build) -> None:
    readers = {model["name"] for model in _models(build) if model["sources"]}
    assert {name for name in readers if not name.startswith("stg_")} == {"fct_finding"}


def test_marts_read_dimensions_facts_and_marts_only(build: Build) -> None:
    for model in _models(build):
        if model["name"].startswith("mart_"):
            read = {reference["name"] for reference in model["refs"]}
            assert all(name.startswith(("dim_", "fct_", "mart_")) for name in read), (model["name"], read)


def test_staging_only_renames(build: Build) -> None:
    for model in _models(build):
        assert model["schema"] in {"staging", "intermediate", "facts", "marts"}, model["name"]
        if model["schema"] == "staging":
            assert (len(model["sources"]), model["refs"]) == (1, []), model["name"]
            assert not re.search(r"\bjoin\b|\bgroup by\b|\bover\b", model["raw_code"]), model["name"]


def test_everything_after_the_check_is_tagged_and_nothing_else(build: Build) -> None:
    depends = {model["unique_id"]: set(model["depends_on"]["nodes"]) for model in _models(build)}
    after = {"source.boligbarometer.quality.finding"}
    while grown := {name for name, parents in depends.items() if parents & after} - after:
        after |= grown
    tagged = {model["unique_id"] for model in _models(build) if "after_check" in model["tags"]}
    marts = {name for name in depends if name.split(".")[-1].startswith("mart_")}
    assert after - {"source.boligbarometer.quality.finding"} <= tagged
    # Marts without findings are rebuilt with the others, so that one build is published and not two halves.
    assert tagged <= after | marts


def test_every_model_is_described_and_what_leaves_it_has_a_contract(build: Build) -> None:
    for model in _models(build):
        assert model["description"], model["name"]
        if model["name"].startswith(("dim_", "fct_", "mart_")):
            assert model["contract"]["enforced"], model["name"]
            for column in model["columns"].values():
                assert column["description"], (model["name"], column["name"])


def test_every_column_of_models_and_registries_is_described_in_danish(build: Build, query: Any) -> None:
    columns: dict[str, list[str]] = {}
    for row in query("select table_name, column_name from information_schema.columns order by ordinal_position"):
        columns.setdefault(row["table_name"], []).append(row["column_name"])
    nodes = [node for node in build.manifest["nodes"].values() if node["resource_type"] in ("model", "seed")]
    assert len(nodes) > 70
    for node in nodes:
        described = {name: column["description"] for name, column in node["columns"].items()}
        assert sorted(described) == sorted(columns[node["alias"]]), node["name"]
        for name, description in {"": node["description"], **described}.items():
            assert description, (node["name"], name)
            assert not re.search(r"\b(the|of|and|is|which|with|for each)\b", description), (
                node["name"],
                name,
                description,
            )


def test_every_test_of_the_project_was_run_and_passed(build: Build) -> None:
    results = build.results["results"]
    assert {result["status"] for result in results} <= {"success", "pass"}
    kinds = [result["unique_id"].split(".")[0] for result in results]
    assert kinds.count("unit_test") >= 8
    # A test of rows_hold asks as many questions as it has rules; every other test asks one.
    ran = {result["unique_id"] for result in results}
    tests = [build.manifest["nodes"][name] for name in ran if name.startswith("test.")]
    assert sum(_questions(test) for test in tests) >= 430


def _questions(test: dict[str, Any]) -> int:
    metadata = test.get("test_metadata") or {}
    if metadata.get("name") != "rows_hold":
        return 1
    rules = dict(metadata["kwargs"])
    ends = [end for pair in rules.pop("ranges", {}).values() for end in pair if end is not None]
    rules_of_many = ("required", "accepted", "never", "references")
    return bool(rules.get("key")) + len(ends) + sum(len(rules.get(name, [])) for name in rules_of_many)


def test_a_build_is_recorded_with_the_quality_run_that_it_carries(one: Any) -> None:
    row = one("select * from quality.build")
    assert (row["has_facts"], row["has_marts"], row["errors"], row["quality_run_id"]) == (True, True, 0, "run-1")


def test_a_moved_project_reads_its_registries_where_it_stands_now(build: Build) -> None:
    moved = build.project.with_name("moved")
    build.project.rename(moved)
    try:
        finished = run_dbt(moved, "seed", "--select", "areas")
    finally:
        moved.rename(build.project)
    assert "Unable to do partial parsing" not in finished.stdout
    assert finished.returncode == 0, finished.stdout


def test_a_delivered_table_or_column_that_is_missing_is_made_and_the_others_stay(build: Build, query: Any) -> None:
    columns = "select table_name, column_name, data_type from information_schema.columns where table_schema = 'raw'"
    before = query(columns)
    loads = query("select load_id, source_id, status from raw.load order by load_id")
    with duckdb.connect(str(build.warehouse)) as connection:
        connection.execute("create table kept_quarantine as from raw.quarantine")
        connection.execute("create table kept_load as from raw.load")
        connection.execute("drop table raw.quarantine")
        connection.execute("alter table raw.load drop column delimiter")
    finished = run_dbt(build.project, "run-operation", "create_delivered_tables")
    after, kept = query(columns), query("select load_id, source_id, status from raw.load order by load_id")
    with duckdb.connect(str(build.warehouse)) as connection:
        for table in ("quarantine", "load"):
            connection.execute(f"create or replace table raw.{table} as from kept_{table}")
            connection.execute(f"drop table kept_{table}")
    assert finished.returncode == 0, finished.stdout
    assert sorted(map(str, after)) == sorted(map(str, before))
    assert kept == loads


def test_no_telemetry_and_no_address_in_the_profile() -> None:
    settings = (PROJECT / "dbt_project.yml").read_text(encoding="utf-8")
    assert "send_anonymous_usage_stats: false" in settings
    assert "http" not in (PROJECT / "profiles.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def broken(build: Build) -> Iterator[subprocess.CompletedProcess[str]]:
    """What dbt says when tables in the warehouse were changed behind its back; they are set back at the end."""
    tables = ("registry.corrections", "facts.fct_registration", "facts.fct_area_total")
    with duckdb.connect(str(build.warehouse)) as connection:
        for table in tables:
            connection.execute(f"create table kept_{table.split('.')[1]} as from {table}")
        connection.execute("update registry.corrections set expect_value = 13 where correction_id = 'replace-1'")
        connection.execute(
            "insert into facts.fct_registration from facts.fct_registration order by registration_id limit 1"
        )
        connection.execute(
            "update facts.fct_registration set counting_mode = 'odd', reported_count = -1, activity_id = null,"
            " measure_id = 'nowhere' where registration_id = (select max(registration_id) from facts.fct_registration)"
        )
        connection.execute(
            "update facts.fct_area_total set parts_counted = parts_expected + 1"
            " where area_id = (select min(area_id) from facts.fct_area_total)"
        )
    follow_the_registry = ("run", "--select", "int_corrections_in_force+,+fct_correction")
    assert run_dbt(build.project, *follow_the_registry).returncode == 0
    yield run_dbt(
        build.project, "test", "--select", "corrections_expect_the_delivered_value",
        "fct_registration,test_name:rows_hold", "fct_area_total,test_name:rows_hold",
    )  # fmt: skip
    with duckdb.connect(str(build.warehouse)) as connection:
        for table in tables:
            connection.execute(f"delete from {table}")
            connection.execute(f"insert into {table} from kept_{table.split('.')[1]}")
            connection.execute(f"drop table kept_{table.split('.')[1]}")
    assert run_dbt(build.project, *follow_the_registry).returncode == 0


def test_a_correction_of_another_value_fails_the_build(broken: subprocess.CompletedProcess[str]) -> None:
    assert broken.returncode == 1, broken.stdout
    assert (
        "Rettelsen »replace-1« er skrevet til værdien 13,00, men der er nu leveret 12,00."
        " Ret eller fjern den i registret corrections." in broken.stdout
    )


def test_a_broken_row_is_told_by_its_key_and_every_rule_that_it_breaks(
    broken: subprocess.CompletedProcess[str], query: Any
) -> None:
    ids = query("select min(registration_id) as first, max(registration_id) as last from facts.fct_registration")[0]
    told = {line.split("Brudt regel i ")[1] for line in broken.stdout.splitlines() if "Brudt regel i " in line}
    assert any(
        line.startswith("fct_area_total: der må ikke gælde: parts_counted > parts_expected; area_id ") for line in told
    )
    assert {line for line in told if line.startswith("fct_registration:")} == {
        f"fct_registration: registration_id: flere rækker har samme nøgle; registration_id {ids['first']}",
        "fct_registration: activity_id mangler; counting_mode har en ukendt værdi; reported_count er under 0;"
        f" registration_id {ids['last']}",
        f"fct_registration: measure_id findes ikke i dim_measure; registration_id {ids['last']}",
    }
