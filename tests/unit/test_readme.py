"""The README's examples are true: the rows fit the registries, the files load, the source is accepted."""

import csv
import re
from pathlib import Path

import pytest

from ingest.sources import read_sources
from ingest.validate import validate

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEEDS = ROOT / "dbt_project" / "seeds"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
SEED_BLOCKS = [text for kind, text in BLOCKS if kind == "csv" and ";" not in text.splitlines()[0]]
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
    [block] = [text for kind, text in BLOCKS if kind == "yaml"]
    file = tmp_path / "sources.yml"
    file.write_text((ROOT / "ingest" / "sources.yml").read_text(encoding="utf-8") + block, encoding="utf-8")
    assert "skolernes_trivselstal" in read_sources(file).by_id
