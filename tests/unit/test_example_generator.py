"""The invented files: the same bytes each time, at full size, adding up, and about invented places alone."""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from example_data import generate, survey
from example_data.figures import MEASURES, Figures
from example_data.places import Place, read_places

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "dbt_project" / "seeds"
KNOWN_ERRORS = ROOT / "example_data" / "known_errors.csv"
Row = dict[str, str]


def seed(name: str) -> list[Row]:
    return list(csv.DictReader((SEEDS / f"{name}.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(generate.files(SEEDS))


@pytest.fixture(scope="module")
def places() -> dict[str, Place]:
    return read_places(SEEDS)


@pytest.fixture(scope="module")
def figures(places: Mapping[str, Place]) -> Figures:
    return Figures(places)


def delivered(content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_the_same_bytes_each_time(files: dict[str, bytes]) -> None:
    again = dict(generate.files(SEEDS))
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == {
        name: hashlib.sha256(content).hexdigest() for name, content in again.items()
    }


def test_a_workbook_does_not_know_when_it_was_written(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".xlsx"):
            with ZipFile(BytesIO(content)) as package:
                assert {entry.date_time[:3] for entry in package.infolist()} == {(2026, 1, 5)}
                properties = package.read("docProps/core.xml").decode()
            assert set(re.findall(r">(\d{4}-\d\d-\d\d)T", properties)) == {"2026-01-05"}


def test_there_are_forty_other_areas_and_every_source(files: dict[str, bytes], places: dict[str, Place]) -> None:
    assert Counter(place.area_type for place in places.values()) == {
        "boligomraade": 45, "afdeling": 9, "helhedsplan": 1, "kommune": 1, "region": 1, "land": 1,
    }  # fmt: skip
    assert {name.split("/")[0] for name in files} == {
        "lbf_beboerdata", "lbf_boligsociale_data", "public_lists", "registration_events", "registrations",
        "tryghedssurvey",
    }  # fmt: skip
    assert sum(len(delivered(content)) for name, content in files.items() if name.endswith(".csv")) > 10_000


def test_every_area_of_the_files_is_an_invented_one(files: dict[str, bytes]) -> None:
    real = {row["name_da"] for row in seed("areas") if row["is_synthetic"] == "false"}
    invented = {row["name_da"] for row in seed("areas") if row["is_synthetic"] == "true"}
    assert not real & invented
    named = invented | {row["alias"] for row in seed("area_aliases") if row["municipality_code"] == "999"}
    for name, content in files.items():
        if name.endswith(".csv"):
            assert {row["omraade"] for row in delivered(content)} - {""} <= named, name
            assert {row.get("kommune_kode", "999") for row in delivered(content)} <= {"999", ""}, name


@pytest.mark.parametrize("indicator_id", MEASURES)
def test_parts_add_up_to_their_whole(places: dict[str, Place], figures: Figures, indicator_id: str) -> None:
    for whole in ("eksempelparken-999", "hp-eksempelparken"):
        parts = [place.area_id for place in places.values() if place.parent_id == whole]
        assert len(parts) >= 3
        total = figures.counts(indicator_id, whole, 2020)
        counted = [figures.counts(indicator_id, part, 2020) for part in parts]
        assert total.numerator == pytest.approx(sum(one.numerator for one in counted))
        assert total.denominator == sum(one.denominator for one in counted)


def test_no_part_is_larger_than_its_whole(places: dict[str, Place], figures: Figures) -> None:
    for indicator_id, measure in MEASURES.items():
        for area_id in places:
            counts = figures.counts(indicator_id, area_id, 2021)
            assert measure.kind == "mean" or 0 <= counts.numerator <= counts.denominator


def test_each_table_has_a_last_year_of_its_own(files: dict[str, bytes]) -> None:
    book = load_workbook(BytesIO(files["lbf_beboerdata/eksempel_beboerdata_helhedsplan.xlsx"]), read_only=True)
    last = {
        sheet.title: max(cell for cell in next(sheet.iter_rows(min_row=5, max_row=5, values_only=True))[3:] if cell)
        for sheet in book.worksheets[1:]
    }
    assert last == {
        "Tabel 1": 2025, "Tabel 3": 2025, "Tabel 6": 2025, "Tabel 10": 2024, "Tabel 11": 2024, "Tabel 12": 2023,
        "Tabel 13": 2023, "Tabel 14": 2024,
    }  # fmt: skip


def test_areas_under_a_hundred_residents_are_not_in_the_tables(files: dict[str, bytes]) -> None:
    book = load_workbook(BytesIO(files["lbf_beboerdata/eksempel_beboerdata_helhedsplan.xlsx"]), read_only=True)
    names = {row[1] for row in book["Tabel 1"].iter_rows(min_row=7, values_only=True)}
    assert "Skabelongården 1" in names
    assert "Skabelongården 2" not in names


def test_registered_populations_are_those_of_the_generator(figures: Figures) -> None:
    registered = [row for row in seed("survey_populations") if row["area_id"].endswith("-999")]
    assert registered
    for row in registered:
        assert int(row["population"]) == survey.adults(figures, row["area_id"], row["wave"])


def test_every_question_is_in_the_codebook(files: dict[str, bytes]) -> None:
    codes = {(row["wave"], row["question_id"], row["answer_code"]) for row in seed("survey_codebook")}
    for wave in ("2018", "2021", "2023"):
        for answer in delivered(files[f"tryghedssurvey/eksempel_svar_{wave}.csv"]):
            given = {(wave, name, code) for name, code in list(answer.items())[5:] if code}
            assert given <= codes


def test_every_known_error_is_made_in_a_file_that_exists(files: dict[str, bytes]) -> None:
    errors = list(csv.DictReader(KNOWN_ERRORS.open(encoding="utf-8", newline="")))
    assert [row["error_id"] for row in errors] == sorted({row["error_id"] for row in errors})
    assert {row["file"] for row in errors} <= set(files)
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(KNOWN_ERRORS.parent.glob("*.py")))
    made = set(re.findall(r"# ([a-z]+(?:-[a-z]+)+)(?::|\n)", source))
    assert made <= {row["error_id"] for row in errors} | {"exactly-at-the-limit"}
