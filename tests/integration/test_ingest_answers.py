"""Survey answers and events in a real warehouse: what of them is stored, what comes back, and what leaves no trace."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import load
from ingest.results import LoadResult
from tests.unit.ingest.ingest_cases import SEEDS

RAW_SCHEMA = Path(__file__).parents[2] / "dbt_project" / "models" / "staging" / "__sources.yml"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HEADER = "omraade;kommune_kode;boelge;instrument;vaegt;tryg;frivillig"
SECRET = "Jeg hedder Hans Hansen og bor i nummer fem"


@dataclass(frozen=True)
class Folder:
    root: Path

    def deliver(self, name: str, *rows: str) -> None:
        path = self.root / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(rows), encoding="utf-8")

    def ingest(self, now: datetime = NOON) -> list[LoadResult]:
        return load.ingest(
            raw_dir=self.root / "raw",
            archive_dir=self.root / "archive",
            warehouse=self.root / "warehouse.duckdb",
            state_db=self.root / "state" / "state.sqlite",
            seeds_dir=self.root / "seeds",
            raw_schema=RAW_SCHEMA,
            now=now,
        )

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.root / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "seeds").mkdir()
    for name, text in SEEDS.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    return Folder(tmp_path)


def test_answers_are_long_and_counted_as_they_were_delivered(folder: Folder) -> None:
    row = "Nordbyen;330;2018;skema;1,5;1;nej"
    folder.deliver("tryghedssurvey/svar.csv", HEADER, row, row, "Nordbyen;330;2018;skema;1;;ja")
    [result] = folder.ingest()
    assert (result.rows_read, result.rows_loaded, result.rows_quarantined, result.rows_skipped) == (3, 3, 0, 0)
    assert folder.query("select line, weight, question_id, answer_code from raw.survey_answer order by all") == [
        (2, 1.5, "frivillig", "nej"),
        (2, 1.5, "tryg", "1"),
        (3, 1.5, "frivillig", "nej"),
        (3, 1.5, "tryg", "1"),
        (4, 1.0, "frivillig", "ja"),
        (4, 1.0, "tryg", ""),
    ]
    assert folder.ingest()[0].status == "unchanged"


def test_an_answer_comes_back_when_the_codebook_knows_its_code(folder: Folder) -> None:
    folder.deliver("tryghedssurvey/svar.csv", HEADER, "Nordbyen;330;2018;skema;1;4;nej")
    assert folder.ingest()[0].rows_quarantined == 1
    codebook = folder.root / "seeds" / "survey_codebook.csv"
    learnt = "".join(f"skema,{wave},tryg,4,Meget utryg,denominator,trygge\n" for wave in ("2018", "2021"))
    codebook.write_text(codebook.read_text(encoding="utf-8") + learnt, encoding="utf-8")
    folder.ingest(NOON + timedelta(hours=1))
    assert folder.query("select answer_code from raw.survey_answer where question_id = 'tryg'") == [("4",)]
    assert folder.query("select * from raw.quarantine") == []


@pytest.mark.parametrize(
    "rows",
    [
        (HEADER, f"Nordbyen;330;2018;skema;1;{SECRET};nej"),
        (f"{HEADER};bemaerkning", f"Nordbyen;330;2018;skema;1;1;nej;{SECRET}"),
    ],
)
def test_a_file_with_free_text_leaves_nothing_behind(folder: Folder, rows: tuple[str, ...]) -> None:
    folder.deliver("tryghedssurvey/svar.csv", *rows)
    [result] = folder.ingest()
    assert result.status == "refused"
    assert folder.query("select count(*) from raw.survey_answer") == [(0,)]
    assert "fritekst" in result.message_da.casefold()
    for path in folder.root.rglob("*"):
        if path.is_file() and "raw" not in path.relative_to(folder.root).parts:
            assert SECRET.encode() not in path.read_bytes(), path


def test_published_shares_and_answers_lie_in_one_folder(folder: Folder) -> None:
    folder.deliver("tryghedssurvey/svar.csv", HEADER, "Nordbyen;330;2018;skema;1;1;nej")
    folder.deliver(
        "tryghedssurvey/rapport.csv",
        "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note;instrument",
        "Nordbyen;330;trygge;2018;72;;100;Rapporten;;skema",
    )
    assert {result.status for result in folder.ingest()} == {"loaded"}
    assert folder.query("select count(*) from raw.indicator_value") == [(1,)]
    assert folder.query("select count(*) from raw.survey_answer") == [(2,)]


def test_events_are_stored_each_by_itself(folder: Folder) -> None:
    event = "2022-03-01;hp-plan;vejledning;Samtale;1;30;;CAI"
    header = "dato;omraade;aktivitet;type;deltagere;varighed_minutter;henvist_til;indberettet_af"
    folder.deliver("registration_events/log.csv", header, event, event)
    [result] = folder.ingest()
    assert (result.rows_loaded, result.rows_skipped) == (2, 0)
    stored = folder.query("select line, helhedsplan_id, activity_id, participants from raw.registration_event")
    assert sorted(stored) == [(2, "hp-plan", "vejledning", 1), (3, "hp-plan", "vejledning", 1)]
