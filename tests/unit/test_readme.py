"""The README's examples are true: the rows fit the registries, the files load, the source is accepted."""

import csv
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.load import ingest
from ingest.sources import SOURCES_FILE, read_sources
from ingest.validate import validate

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEEDS = ROOT / "dbt_project" / "seeds"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
SEED_BLOCKS = [text for kind, text in BLOCKS if kind == "csv" and ";" not in text.splitlines()[0]]
YAML_BLOCKS = [text for kind, text in BLOCKS if kind == "yaml"]
FILE_BLOCKS = [text for kind, text in BLOCKS if kind == "csv" and ";" in text.splitlines()[0]]


def test_it_is_short_and_gives_the_two_commands_first() -> None:
    assert len(README.splitlines()) <= 150
    assert re.findall(r"^make \w+", README, re.MULTILINE)[:2] == ["make demo", "make serve"]


@pytest.mark.parametrize("block", SEED_BLOCKS, ids=lambda block: block.split(",")[0])
def test_registry_rows_have_the_registrys_columns(block: str) -> None:
    header, *rows = csv.reader(block.splitlines())
    seeds = {tuple(next(csv.reader(path.open(encoding="utf-8")))): path.name for path in SEEDS.glob("*.csv")}
    assert tuple(header) in seeds
    assert rows
    assert all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize(
    ("block", "folder"),
    list(zip(FILE_BLOCKS, ["lbf_boligsociale_data", "registrations"], strict=True)),
    ids=["form A", "form B"],
)
def test_files_load(block: str, folder: str, tmp_path: Path) -> None:
    file = tmp_path / folder / "fil.csv"
    file.parent.mkdir()
    file.write_text(block, encoding="utf-8")
    result = validate(file=file, raw_dir=tmp_path, seeds_dir=SEEDS)
    assert (result.status, result.rows_loaded) == ("loaded", 1), result.message_da


def test_the_source_is_accepted(tmp_path: Path) -> None:
    [block] = [text for text in YAML_BLOCKS if not text.startswith(" ")]
    file = tmp_path / "sources.yml"
    file.write_text((ROOT / "ingest" / "sources.yml").read_text(encoding="utf-8") + block, encoding="utf-8")
    assert "skolernes_trivselstal" in read_sources(file).by_id


def test_an_indicator_from_a_workbook_takes_the_rows_that_it_says(tmp_path: Path) -> None:
    """The README's row and its layout entry, and nothing else, bring a new table's figures in."""
    [indicator] = [block for block in SEED_BLOCKS if block.startswith("indicator_id,")]
    [entry] = [block for block in YAML_BLOCKS if block.startswith("  - title:")]
    seeds, contracts = tmp_path / "seeds", tmp_path / "ingest"
    shutil.copytree(SEEDS, seeds)
    _append(seeds / "indicators.csv", indicator.split("\n", 1)[1])
    contracts.mkdir()
    shutil.copy(SOURCES_FILE, contracts)
    shutil.copytree(SOURCES_FILE.parent / "layouts", contracts / "layouts")
    _append(contracts / "layouts" / "beboerdata_standard.yml", entry)
    workbook = tmp_path / "raw" / "lbf_beboerdata" / "udtræk.xlsx"
    workbook.parent.mkdir(parents=True)
    _new_table().save(workbook)
    [result] = ingest(
        raw_dir=tmp_path / "raw",
        archive_dir=tmp_path / "archive",
        warehouse=tmp_path / "warehouse.duckdb",
        state_db=tmp_path / "state.sqlite",
        seeds_dir=seeds,
        raw_schema=ROOT / "dbt_project" / "models" / "staging" / "__sources.yml",
        now=datetime(2026, 11, 20, tzinfo=UTC),
        sources_file=contracts / "sources.yml",
    )
    assert (result.status, result.rows_loaded) == ("loaded", 2), result.message_da
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.execute(
            "select area_id, indicator_id, period_id, value, numerator, denominator, source_reference "
            "from raw.indicator_value order by period_id"
        ).fetchall()
    assert rows == [
        ("motalavej-330", "fritidsjob_15_17", "2022", 28.5, 57, 200, "LBF Beboerdata, tabel 19"),
        ("motalavej-330", "fritidsjob_15_17", "2023", 30, 60, 200, "LBF Beboerdata, tabel 19"),
    ]


def _append(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")


def _new_table() -> Workbook:
    """A workbook of the known layout with the table that the README adds."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in [
        ["Tabel 19. 15-17-årige med fritidsjob"],
        [],
        ["Nr.", "Område", "Kommunenr.", 2022, None, None, 2023, None, None],
        [None, None, None, *["Antal", "I alt", "Pct."] * 2],
        ["0125", "Motalavej", "330", 57, 200, 28.5, 60, 200, 30],
        ["Kilde: Danmarks Statistik og Landsbyggefonden"],
    ]:
        sheet.append(row)
    for cells in ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:I3"):
        sheet.merge_cells(cells)
    return book
