"""Ingest against a real warehouse: loaded once, mended when it can be, and finished after a crash."""

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from danish.format import COPENHAGEN
from ingest import load
from ingest.ledger import Ledger
from ingest.results import ConfigurationError, LoadResult, WarehouseBusyError
from ingest.sources import SOURCES_FILE
from ingest.validate import validate
from ingest.warehouse import Warehouse
from tests.unit.ingest.ingest_cases import FORM_A, FORM_B, SEEDS

RAW_SCHEMA = Path(__file__).parents[2] / "dbt_project" / "models" / "staging" / "__sources.yml"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NOON_IN_WAREHOUSE = NOON.replace(tzinfo=None)
ROW = "Nordbyen;330;uden_job;2022;38,4;;;Aftalen;;"
UNKNOWN = "Sydbyen;330;uden_job;2022;41,0;;;Aftalen;;"


@dataclass(frozen=True)
class World:
    """A data folder with registries of its own."""

    root: Path
    sources_file: Path = SOURCES_FILE

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def state_db(self) -> Path:
        return self.root / "state" / "state.sqlite"

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    def under(self, old: str, new: str) -> "World":
        """The same world with another sources.yml: the project's, with one change."""
        contracts = self.root / "sources.yml"
        text = SOURCES_FILE.read_text(encoding="utf-8")
        assert old in text
        contracts.write_text(text.replace(old, new, 1), encoding="utf-8")
        return replace(self, sources_file=contracts)

    def deliver(self, name: str, content: str | bytes) -> Path:
        path = self.root / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def ingest(self, *, now: datetime = NOON, files: list[Path] | None = None) -> list[LoadResult]:
        return load.ingest(
            raw_dir=self.root / "raw",
            archive_dir=self.root / "archive",
            warehouse=self.warehouse,
            state_db=self.state_db,
            seeds_dir=self.seeds,
            raw_schema=RAW_SCHEMA,
            now=now,
            files=files,
            sources_file=self.sources_file,
        )

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.warehouse)) as connection:
            return connection.execute(sql).fetchall()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that ingest wrote to the warehouse."""
        tables = ("load", "indicator_value", "registration", "quarantine", "skipped", "source")
        return {table: self.query(f"select * from raw.{table} order by all") for table in tables}

    def archived(self) -> list[str]:
        return sorted(path.name for path in (self.root / "archive").glob("*"))

    def add_area(self, line: str) -> None:
        with (self.seeds / "areas.csv").open("a", encoding="utf-8") as file:
            file.write(line + "\n")


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    (tmp_path / "raw").mkdir()
    world.seeds.mkdir()
    for name, text in SEEDS.items():
        (world.seeds / name).write_text(text, encoding="utf-8")
    return world


def form_a(*rows: str) -> str:
    return "\n".join([FORM_A, *rows, ""])


def statuses(results: list[LoadResult]) -> list[tuple[str, str]]:
    return [(result.file_name, result.status) for result in results]


def test_a_file_becomes_rows_with_its_load(world: World) -> None:
    content = form_a(ROW)
    world.deliver("agreements/tal.csv", content)
    [result] = world.ingest()
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    assert (result.status, result.load_id, result.sha256) == ("loaded", f"agreements-{sha256[:12]}", sha256)
    assert world.query("select area_id, value, source_reference, load_id from raw.indicator_value") == [
        ("nordbyen-330", 38.4, "Aftalen", result.load_id)
    ]
    assert world.query("select * from raw.load") == [
        (
            result.load_id, "agreements", "tal.csv", sha256, "utf-8", ";", NOON_IN_WAREHOUSE, 1, 1, 0, 0, "loaded",
            "1 række læst, 1 indlæst.",
        )
    ]  # fmt: skip
    assert world.archived() == [f"{sha256}.csv"]
    assert (world.root / "raw/agreements/tal.csv").read_text() == content
    assert len(world.query("select * from raw.source")) == 7


def test_form_b_keeps_dates_ranges_and_doubts(world: World) -> None:
    row = "hp-plan;;vejledning;samtaler;2022K2;ukendt;45;ca;nej;CAI;14-11-2022;x;60;ja"
    world.deliver("registrations/tal.csv", f"{FORM_B}\n{row}\n")
    world.ingest()
    [(day, highest, doubted, period)] = world.query(
        "select reported_date, reported_count_max, is_doubted, period_id from raw.registration"
    )
    assert (day.isoformat(), highest, doubted, period) == ("2022-11-14", 60, True, "2022K2")


def test_every_table_of_the_interface_is_there_before_anything_is_delivered(world: World) -> None:
    assert world.ingest() == []
    tables = world.query("select table_schema || '.' || table_name from information_schema.tables")
    assert {"raw.published_previous", "raw.registration", "quality.finding"} <= {name for (name,) in tables}


def test_the_same_content_twice_changes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    world.ingest()
    before = world.content()
    world.deliver("agreements/kopi.csv", form_a(ROW, UNKNOWN))
    with monkeypatch.context() as patch:
        patch.setattr(load, "evaluate", _must_not_run)
        patch.setattr(load, "judge", _must_not_run)
        results = world.ingest(now=NOON + timedelta(days=1))
    assert statuses(results) == [("kopi.csv", "unchanged"), ("tal.csv", "unchanged")]
    assert results[0].rows_quarantined == 1
    assert world.content() == before


def test_the_same_content_in_two_sources_is_two_loads(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW))
    world.deliver("public_lists/tal.csv", form_a(ROW))
    assert [status for _, status in statuses(world.ingest())] == ["loaded", "loaded"]
    assert world.query("select source_id, period_type from raw.indicator_value order by all") == [
        ("agreements", "year"),
        ("public_lists", "list_year"),
    ]


def test_a_changed_file_is_a_later_load_even_under_a_fixed_clock(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW))
    [first] = world.ingest()
    world.deliver("agreements/tal.csv", form_a(ROW.replace("38,4", "39,0")))
    [second] = world.ingest()
    assert world.query("select load_id from raw.load order by loaded_at") == [(first.load_id,), (second.load_id,)]
    assert len(world.query("select * from raw.indicator_value")) == 2
    world.deliver("agreements/tal.csv", form_a(ROW))
    [back] = world.ingest()
    assert back.status == "unchanged"
    assert back.message_da.startswith("Samme indhold som indlæst 22. november 2026; en nyere fil")


def test_a_file_that_disappears_withdraws_nothing(world: World) -> None:
    path = world.deliver("agreements/tal.csv", form_a(ROW))
    world.ingest()
    path.unlink()
    assert world.ingest() == []
    assert len(world.query("select * from raw.indicator_value")) == 1


def test_quarantined_rows_come_back_when_the_registry_is_mended(world: World) -> None:
    path = world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    world.deliver("agreements/nyere.csv", form_a(ROW.replace("2022", "2023")))
    first = world.ingest()[1]
    assert (first.status, first.rows_loaded, first.rows_quarantined) == ("partly_loaded", 1, 1)
    [problem] = first.problems
    assert (problem.file_name, problem.line, problem.column, problem.value) == ("tal.csv", 3, "omraade", "Sydbyen")
    assert world.query("select line, column_name, value_text, row_text, key_text from raw.quarantine") == [
        (3, "omraade", "Sydbyen", UNKNOWN, "Sydbyen|330|uden_job|2022|")
    ]
    order = world.query("select load_id, loaded_at from raw.load order by loaded_at")
    path.unlink()
    world.add_area("sydbyen-330,boligomraade,Sydbyen,330")
    assert statuses(world.ingest(now=NOON + timedelta(days=9))) == [("tal.csv", "loaded"), ("nyere.csv", "unchanged")]
    assert world.query("select area_id from raw.indicator_value where period_id = '2022' order by 1") == [
        ("nordbyen-330",),
        ("sydbyen-330",),
    ]
    assert world.query("select * from raw.quarantine") == []
    assert world.query("select load_id, loaded_at from raw.load order by loaded_at") == order
    assert statuses(world.ingest()) == [("nyere.csv", "unchanged")]


def test_a_registry_change_that_mends_nothing_is_not_news(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    world.ingest()
    world.add_area("oestbyen-330,boligomraade,Østbyen,330")
    assert statuses(world.ingest()) == [("tal.csv", "unchanged")]
    assert len(world.query("select * from raw.quarantine")) == 1


def test_a_mended_file_is_told_once(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    world.ingest()
    world.add_area("sydbyen-330,boligomraade,Sydbyen,330")
    assert statuses(world.ingest()) == [("tal.csv", "loaded")]


def test_an_unknown_column_refuses_the_file_while_the_rest_loads(world: World) -> None:
    world.deliver("agreements/daarlig.csv", f"{FORM_A};farve\n{ROW};rød\n")
    world.deliver("agreements/god.csv", form_a(ROW))
    refused, good = world.ingest()
    assert (refused.status, refused.rows_read, good.status) == ("refused", 0, "loaded")
    assert refused.problems[0].column == "farve"
    assert world.query("select status, rows_read, encoding from raw.load where status = 'refused'") == [
        ("refused", 0, "utf-8")
    ]
    assert world.archived() == [f"{good.sha256}.csv"]


def test_a_refused_file_is_tried_again_only_under_new_rules(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW.replace("38,4", "*")))
    [first] = world.ingest()
    assert first.status == "refused"
    with monkeypatch.context() as patch:
        patch.setattr(load, "judge", _must_not_run)
        [again] = world.ingest()
    assert again == first
    [taken] = world.under("agreements:\n", 'agreements:\n  markers: {"*": suppressed}\n').ingest()
    assert taken.status == "loaded"
    assert world.query("select value, value_status from raw.indicator_value") == [(None, "suppressed")]
    assert world.query("select status from raw.load") == [("loaded",)]


def test_a_file_refused_for_its_name_is_taken_under_another(world: World) -> None:
    path = world.deliver("agreements/tal.dat", form_a(ROW))
    assert statuses(world.ingest()) == [("tal.dat", "refused")]
    path.rename(path.with_name("tal.csv"))
    assert statuses(world.ingest()) == [("tal.csv", "loaded")]


def test_a_cpr_number_leaves_no_trace(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, ROW.replace(";Aftalen;;", ";Aftalen;samtale 010190-1234;")))
    [result] = world.ingest()
    assert result.status == "refused"
    assert [(problem.line, problem.column, problem.value) for problem in result.problems] == [(3, "note", None)]
    assert world.archived() == []
    assert world.query("select * from raw.indicator_value") == []
    for path in [world.warehouse, world.state_db]:
        assert b"010190" not in path.read_bytes()
    assert "010190" not in repr(result)


def test_a_cpr_number_in_a_file_name_is_not_shown(world: World) -> None:
    world.deliver("agreements/sag 010190-1234.csv", form_a(ROW))
    [result] = world.ingest()
    assert (result.status, result.file_name) == ("refused", "sag xxxxxx-xxxx.csv")
    assert b"010190" not in world.warehouse.read_bytes() + world.state_db.read_bytes()


def test_cp1252_is_read_and_recorded(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW.replace("Aftalen", "Områdeaftalen – §1")).encode("cp1252"))
    [result] = world.ingest()
    assert result.encoding == "cp1252"
    assert world.query("select source_reference from raw.indicator_value") == [("Områdeaftalen – §1",)]


def test_files_outside_known_folders_are_refused_and_litter_is_passed_over(world: World) -> None:
    world.deliver("ukendt/tal.csv", form_a(ROW))
    world.deliver("loes.csv", form_a(ROW))
    world.deliver("agreements/.gitkeep", "")
    world.deliver("agreements/~$tal.csv", "x")
    results = world.ingest()
    assert statuses(results) == [("loes.csv", "refused"), ("tal.csv", "refused")]
    assert "agreements" in results[0].problems[0].remedy_da
    assert world.query("select distinct source_id from raw.load") == [(None,)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tal.xlsx", b"PK\x03\x04", "Projektmappen er beskadiget"),
        ("tal.csv", b"PK\x03\x04", "zip-fil eller en Excel-projektmappe"),
        ("tal.csv", b"<html><table>", "webside"),
        ("tal.csv", b"", "Filen er tom"),
    ],
)
def test_what_is_no_csv_is_refused_by_what_it_is(world: World, name: str, content: bytes, reason: str) -> None:
    world.deliver(f"agreements/{name}", content)
    [result] = world.ingest()
    assert result.status == "refused"
    assert reason in result.message_da


def test_a_file_larger_than_its_source_allows_is_not_opened(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW) + "\n" * 1_200_000)
    small = world.under("max_megabytes: 50", "max_megabytes: 1")
    [result] = small.ingest()
    assert (result.status, result.encoding) == ("refused", "")
    assert "Filen fylder 1,1 MB; kilden tillader 1 MB." in result.message_da
    assert statuses(world.ingest()) == [("tal.csv", "loaded")]


def test_only_the_named_files_are_loaded(world: World) -> None:
    one = world.deliver("agreements/en.csv", form_a(ROW))
    world.deliver("agreements/to.csv", form_a(ROW.replace("2022", "2021")))
    assert statuses(world.ingest(files=[one])) == [("en.csv", "loaded")]


def test_a_linked_file_belongs_to_the_folder_that_holds_the_link(world: World) -> None:
    elsewhere = world.root / "delt.csv"
    elsewhere.write_text(form_a(ROW))
    (world.root / "raw" / "agreements").mkdir()
    (world.root / "raw" / "agreements" / "tal.csv").symlink_to(elsewhere)
    assert statuses(world.ingest()) == [("tal.csv", "loaded")]


def test_the_ledger_is_reconciled_after_a_crash_between_warehouse_and_ledger(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "put", _die)
        with pytest.raises(KeyboardInterrupt):
            world.ingest()
    before = world.content()
    assert statuses(world.ingest()) == [("tal.csv", "unchanged")]
    assert world.content() == before
    world.add_area("sydbyen-330,boligomraade,Sydbyen,330")
    assert statuses(world.ingest()) == [("tal.csv", "loaded")]


def test_a_crash_inside_the_transaction_leaves_nothing_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    insert = Warehouse._insert

    def die_before_the_load(self: Warehouse, table: str, rows: Any) -> None:
        if table == "load":
            _die()
        insert(self, table, rows)

    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "_insert", die_before_the_load)
        with pytest.raises(KeyboardInterrupt):
            world.ingest()
    assert world.query("select * from raw.indicator_value union all by name select * from raw.quarantine") == []
    assert statuses(world.ingest()) == [("tal.csv", "partly_loaded")]


def test_a_deleted_warehouse_is_filled_again_from_the_archive(world: World) -> None:
    path = world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN, ROW))
    world.deliver("agreements/daarlig.csv", "a;b\n1;2\n")
    world.ingest()
    before = world.content()
    world.warehouse.unlink()
    path.unlink()
    later = world.ingest(now=NOON + timedelta(days=3))
    assert statuses(later) == [("tal.csv", "partly_loaded"), ("daarlig.csv", "refused")]
    assert world.content() == before


def test_a_file_that_lies_there_still_is_told_once_after_a_rebuild(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW))
    world.ingest()
    world.warehouse.unlink()
    assert statuses(world.ingest()) == [("tal.csv", "loaded")]


def test_a_load_missing_from_the_archive_is_asked_for_until_it_comes_back(world: World) -> None:
    path = world.deliver("agreements/tal.csv", form_a(ROW))
    [first] = world.ingest()
    before = world.content()
    world.warehouse.unlink()
    (world.root / "archive" / f"{first.sha256}.csv").write_text("andet indhold")
    away = path.rename(world.root / "vaek.csv")
    for _ in range(2):
        [asked] = world.ingest()
        assert (asked.file_name, asked.status) == ("tal.csv", "refused")
        assert "findes ikke længere i arkivet" in asked.message_da
    away.rename(path)
    assert statuses(world.ingest(now=NOON + timedelta(days=3))) == [("tal.csv", "loaded")]
    assert world.content() == before


def test_a_load_that_new_rules_refuse_is_kept_and_told(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW.replace("38,4", "38.4"), UNKNOWN.replace("41,0", "1.234")))
    before = world.under("agreements:\n", "agreements:\n  decimal_point: true\n")
    assert statuses(before.ingest()) == [("tal.csv", "partly_loaded")]
    results = world.ingest()
    assert statuses(results) == [("tal.csv", "refused"), ("tal.csv", "unchanged")]
    assert results[0].message_da.startswith("Filen er indlæst før, men passer ikke længere")
    assert world.query("select value from raw.indicator_value") == [(38.4,)]


def test_a_broken_registry_stops_before_anything_is_written(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW))
    (world.seeds / "measures.csv").unlink()
    with pytest.raises(ConfigurationError):
        world.ingest()
    assert not world.warehouse.exists()


def test_a_second_run_is_told_that_the_warehouse_is_taken(world: World) -> None:
    world.ingest()
    with _held_elsewhere(world.warehouse) as holder, pytest.raises(WarehouseBusyError) as caught:
        world.ingest()
    assert str(caught.value).startswith(f"Lageret bruges af en anden kørsel (proces {holder}).")


def test_times_are_utc(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW))
    world.ingest(now=NOON.astimezone(COPENHAGEN))
    assert world.query("select loaded_at from raw.load") == [(NOON_IN_WAREHOUSE,)]
    world.deliver("agreements/tal.csv", form_a(UNKNOWN))
    world.ingest(now=NOON_IN_WAREHOUSE + timedelta(days=1))
    assert world.query("select max(loaded_at) from raw.load") == [(NOON_IN_WAREHOUSE + timedelta(days=1),)]


def test_many_rows_are_written_whole(world: World) -> None:
    rows = [f"Nordbyen;330;uden_job;2022;{number},5;;;k{number};;" for number in range(60_000)]
    world.deliver("agreements/tal.csv", form_a(*rows))
    [result] = world.ingest()
    assert result.rows_loaded == 60_000
    assert world.query("select count(*), sum(value), count(distinct line) from raw.indicator_value") == [
        (60_000, sum(range(60_000)) + 30_000, 60_000)
    ]


def test_the_ledger_proves_that_every_row_is_accounted_for(world: World) -> None:
    world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN, ROW, "kort;række"))
    world.ingest()
    counted = "rows_read, rows_loaded, rows_quarantined, rows_skipped"
    with sqlite3.connect(world.state_db) as connection:
        ledger = connection.execute(f"select {counted} from load_ledger").fetchall()
    assert ledger == world.query(f"select {counted} from raw.load") == [(4, 1, 2, 1)]


def test_validate_answers_as_ingest_and_writes_nothing(world: World) -> None:
    file = world.deliver("agreements/tal.csv", form_a(ROW, UNKNOWN))
    answer = validate(file=file, raw_dir=world.root / "raw", seeds_dir=world.seeds)
    assert sorted(path.name for path in world.root.iterdir()) == ["raw", "seeds"]
    assert [answer] == world.ingest()


@pytest.mark.parametrize(
    ("folder", "content", "source_id"),
    [
        ("public_lists", form_a(ROW), "public_lists"),
        ("skrivebord", form_a(ROW), "agreements"),
        ("skrivebord", f"{FORM_B}\nhp-plan;;vejledning;samtaler;2022;periode;1;;;;;;;\n", "registrations"),
    ],
)
def test_validate_finds_the_source_of_a_file_that_lies_elsewhere(
    world: World, folder: str, content: str, source_id: str
) -> None:
    file = world.root / folder / "tal.csv"
    file.parent.mkdir()
    file.write_text(content)
    answer = validate(file=file, raw_dir=world.root / "raw", seeds_dir=world.seeds)
    assert (answer.source_id, answer.status) == (source_id, "loaded")


def test_validate_says_when_no_form_fits(world: World) -> None:
    file = world.root / "tal.csv"
    file.write_text("Tabel 3;Beboere\n1;2\n")
    answer = validate(file=file, raw_dir=world.root / "raw", seeds_dir=world.seeds)
    assert (answer.source_id, answer.status) == ("", "refused")


def test_a_form_in_the_wrong_folder_is_sent_to_the_right_one(world: World) -> None:
    world.deliver("agreements/tal.csv", f"{FORM_B}\nhp-plan;;vejledning;samtaler;2022;periode;1;;;;;;;\n")
    [result] = world.ingest()
    assert "Flyt den til registrations under data/raw." in result.message_da


def _die(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def _must_not_run(*_: Any, **__: Any) -> None:
    raise AssertionError("read again")


@contextmanager
def _held_elsewhere(warehouse: Path) -> Iterator[int]:
    """Another process has the warehouse open, until its standard input is closed; its number."""
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process.pid
