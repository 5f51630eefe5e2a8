"""The registration workbook: what is known is filled in, the rest is chosen, and what comes back loads."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from ingest.evaluate import evaluate
from ingest.evaluation import Evaluation
from ingest.faults import FieldError
from ingest.registry import read_registry
from ingest.sources import read_sources
from ingest.template import COLUMNS, write_registration_template
from tests.unit.ingest.workbook_cases import saved
from tests.unit.test_readme import SEEDS

SOURCES = read_sources()
TODAY = date(2026, 11, 20)
PLAN = "hp-en-faelles-indsats"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("skabelon") / "skabelon.xlsx"
    write_registration_template(out, seeds_dir=SEEDS, today=TODAY, plan=PLAN, period="2026K4")
    return out.read_bytes()


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def judged(book: Workbook) -> Evaluation:
    return evaluate(
        saved(book),
        file_name="indberetning.xlsx",
        source=SOURCES.by_id["registrations"],
        sources=SOURCES,
        registry=read_registry(SEEDS),
    )


def row_of(book: Workbook, activity: str, measure: str = "") -> dict[str, str]:
    """The cells of a row by column, as references such as G5."""
    sheet = book["Registreringer"]
    for row in sheet.iter_rows(min_row=5):
        if row[COLUMNS.index("aktivitet")].value == activity and (row[3].value or "") == measure:
            return {column: cell.coordinate for column, cell in zip(COLUMNS, row, strict=True)}
    raise AssertionError(activity)


def test_the_plans_activities_are_filled_in_with_the_measures_of_its_targets(filled: bytes) -> None:
    rows = [row[:5] for row in opened(filled)["Registreringer"].iter_rows(min_row=5, values_only=True) if row[0]]
    known = read_registry(SEEDS).activities_by_plan[PLAN].labels
    assert {row[2] for row in rows} == {label.removesuffix(f" ({each})") for each, label in known.items()}
    assert ("En Fælles Indsats", None, "Beboervejledning", "Samtaler", "2026K4") in rows
    assert {row[4] for row in rows} == {"2026K4"}


def test_what_is_chosen_is_chosen_from_lists(filled: bytes) -> None:
    book = opened(filled)
    sheet, lists = book["Registreringer"], book["Lister"]
    rules = {str(rule.sqref).split(":")[0][0]: rule for rule in sheet.data_validations.dataValidation}
    letters = {column: "ABCDEFGHIJKLMN"[at] for at, column in enumerate(COLUMNS)}
    assert rules[letters["opgoerelse"]].formula1 == '"periode,aar_til_dato,projekt_til_dato,ukendt"'
    assert "»periode« 15 og »aar_til_dato« 25" in rules[letters["opgoerelse"]].prompt
    assert rules[letters["forbehold"]].formula1 == '"ca,mindst,hoejst"'
    assert rules[letters["gengangere"]].formula1 == '"ja,nej,ukendt"'
    assert rules[letters["usikker"]].formula1 == '"ja,nej"'
    assert (rules[letters["antal"]].type, rules[letters["indberettet_dato"]].type) == ("whole", "date")
    assert rules[letters["aktivitet"]].formula1.startswith("=Lister!$C$2:$C$")
    assert lists.sheet_state == "hidden"
    assert "Beboervejledning" in [cell.value for cell in lists["C"]]
    assert [cell.value for cell in lists["E"]][1:6] == ["2026K4", "2026K1", "2026K2", "2026K3", "2026"]


def test_how_to_count_is_said_beside_the_column(filled: bytes) -> None:
    sheet = opened(filled)["Registreringer"]
    column = COLUMNS.index("opgoerelse") + 1
    assert sheet.cell(4, column).value == "opgoerelse"
    said = str(sheet.cell(3, column).value)
    assert "periode: kun det, der skete i perioden." in said
    assert "aar_til_dato: alt siden 1. januar" in said


def test_a_template_that_nobody_filled_in_has_no_rows(filled: bytes) -> None:
    assert "ingen rækker" in judged(opened(filled)).message_da


def test_a_filled_in_template_loads_and_passes_over_what_was_left_open(filled: bytes) -> None:
    book = opened(filled)
    cells = row_of(book, "Beboervejledning", "Samtaler")
    sheet = book["Registreringer"]
    sheet[cells["opgoerelse"]] = "aar_til_dato"
    sheet[cells["antal"]] = 1234
    sheet[cells["forbehold"]] = "ca"
    sheet[cells["indberettet_dato"]] = date(2027, 1, 14)
    sheet[cells["usikker"]] = "ja"
    outcome = judged(book)
    [row] = outcome.rows
    assert outcome.status == "loaded", outcome.message_da
    assert (row["activity_id"], row["measure_id"], row["area_id"]) == ("beboervejledning", "samtaler", PLAN)
    assert (row["period_id"], row["counting_mode"], row["reported_count"]) == ("2026K4", "year_to_date", 1234)
    assert (row["qualifier"], row["is_doubted"], row["reported_date"]) == ("about", True, date(2027, 1, 14))
    assert row["place"].startswith("arket »Registreringer«, række ")
    assert outcome.rows_read == outcome.rows_loaded + outcome.rows_skipped
    assert "Rækken er ikke udfyldt." in {skipped.reason_da for skipped in outcome.skipped}


def test_a_count_without_a_counting_mode_is_told_in_its_cell(filled: bytes) -> None:
    book = opened(filled)
    cells = row_of(book, "Beboervejledning", "Samtaler")
    book["Registreringer"][cells["antal"]] = 12.5
    [row] = judged(book).quarantined
    assert row.fault.place == f"arket »Registreringer«, række {cells['antal'][1:]}"
    assert {fault.column for fault in judged(book).faults} == {"G (antal)", "F (opgoerelse)"}


def test_a_number_is_no_zero_when_it_is_left_open(filled: bytes) -> None:
    book = opened(filled)
    cells = row_of(book, "Beboervejledning", "Samtaler")
    book["Registreringer"][cells["opgoerelse"]] = "periode"
    assert [row.fault.message.reason for row in judged(book).quarantined] == ["Feltet antal er tomt."]


def test_without_a_plan_the_template_is_empty_and_lists_everything(tmp_path: Path) -> None:
    out = tmp_path / "mappe" / "tom.xlsx"
    assert write_registration_template(out, seeds_dir=SEEDS, today=TODAY) == 0
    book = opened(out.read_bytes())
    assert book["Registreringer"]["A1"].value == "Registreringer"
    assert [cell.value for cell in book["Lister"]["E"]][1] == "2026K3"
    assert PLAN in [cell.value for cell in book["Lister"]["A"]]
    assert "ingen rækker" in judged(book).message_da


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"plan": "hp-findes-ikke"}, "Helhedsplanen »hp-findes-ikke« er ikke kendt."),
        ({"plan": PLAN, "period": "4. kvartal"}, "»4. kvartal« er ikke en kendt periode."),
    ],
)
def test_an_unknown_plan_or_period_is_told(tmp_path: Path, choice: dict[str, str], reason: str) -> None:
    with pytest.raises(FieldError) as caught:
        write_registration_template(tmp_path / "ud.xlsx", seeds_dir=SEEDS, today=TODAY, **choice)
    assert reason in caught.value.message.reason
