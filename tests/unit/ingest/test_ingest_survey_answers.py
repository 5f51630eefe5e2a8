"""Form D: what a person's answers become, and what of a file is never stored."""

import pytest

from ingest.evaluate import evaluate
from ingest.evaluation import Evaluation
from ingest.registry import Registry
from ingest.sources import Sources
from tests.unit.ingest.ingest_cases import Evaluate, source

HEADER = "omraade;kommune_kode;boelge;instrument;vaegt;tryg;frivillig"
ROW = "Nordbyen;330;2018;skema;1,25;1;nej"


@pytest.fixture
def form_d(registry: Registry) -> Evaluate:
    """Evaluates rows under form D's header, in a folder that takes published shares too."""

    def run(*rows: str, header: str = HEADER, **changes: object) -> Evaluation:
        contract = source(source_id="tryghedssurvey", forms=["indicator_values", "survey_answers"], **changes)
        sources = Sources({contract.source_id: contract}, "")
        content = "\n".join([header, *rows]).encode()
        return evaluate(content, file_name="svar.csv", source=contract, sources=sources, registry=registry)

    return run


def reasons(outcome: Evaluation) -> str:
    return " ".join(fault.message.reason for fault in outcome.faults)


def test_each_answer_is_a_row(form_d: Evaluate) -> None:
    outcome = form_d(ROW)
    shared = {
        "line": 2, "source_id": "tryghedssurvey", "area_text": "Nordbyen", "municipality_code": "330",
        "area_id": "nordbyen-330", "instrument": "skema", "wave": "2018", "weight_text": "1,25", "weight": 1.25,
    }  # fmt: skip
    assert outcome.rows == [
        {**shared, "question_id": "frivillig", "answer_code": "nej"},
        {**shared, "question_id": "tryg", "answer_code": "1"},
    ]
    assert (outcome.rows_read, outcome.rows_loaded) == (1, 1)


def test_a_question_left_open_is_a_row_without_an_answer(form_d: Evaluate) -> None:
    answers = {row["question_id"]: row["answer_code"] for row in form_d("Nordbyen;330;2018;skema;1;;").rows}
    assert answers == {"tryg": "", "frivillig": ""}


def test_a_question_of_another_wave_is_no_row(form_d: Evaluate) -> None:
    outcome = form_d(ROW, "Nordbyen;330;2021;skema;1;3;")
    assert [(row["line"], row["question_id"]) for row in outcome.rows] == [(2, "frivillig"), (2, "tryg"), (3, "tryg")]


def test_people_who_answer_alike_are_all_counted(form_d: Evaluate) -> None:
    outcome = form_d(ROW, ROW, ROW)
    assert (outcome.rows_loaded, outcome.rows_skipped) == (3, 0)
    assert sorted({row["line"] for row in outcome.rows}) == [2, 3, 4]


def test_codes_are_written_as_in_the_codebook(form_d: Evaluate) -> None:
    assert {row["answer_code"] for row in form_d("Nordbyen;330;2018;skema;1; 9 ;JA").rows} == {"9", "ja"}


@pytest.mark.parametrize("column", ["alder", "koen", "bemaerkning", "tryghed"])
def test_what_is_no_question_refuses_the_file_and_says_why(form_d: Evaluate, column: str) -> None:
    outcome = form_d(ROW + ";x", header=f"{HEADER};{column}")
    assert outcome.refused
    assert outcome.rows == []
    assert f"»{column}« er ikke et spørgsmål i kodebogen" in reasons(outcome)
    assert "baggrundsoplysninger og fritekst" in reasons(outcome)


def test_free_text_refuses_the_file_and_is_not_repeated(form_d: Evaluate) -> None:
    outcome = form_d(ROW, "Nordbyen;330;2018;skema;1;Jeg hedder Hans og bor i nummer 5;nej")
    assert outcome.refused
    assert (outcome.faults[0].line, outcome.faults[0].column, outcome.faults[0].value) == (3, "tryg", None)
    assert "fritekst" in reasons(outcome)
    assert "Hans" not in outcome.message_da


def test_an_unknown_code_quarantines_its_row_and_is_not_repeated(form_d: Evaluate) -> None:
    outcome = form_d(ROW, "Nordbyen;330;2018;skema;1;Hans;nej")
    assert (outcome.rows_loaded, outcome.rows_quarantined) == (1, 1)
    [fault] = outcome.faults
    assert (fault.line, fault.column, fault.value) == (3, "tryg", None)
    assert "1, 2, 3 eller 9" in fault.message.remedy
    assert "Hans" not in outcome.message_da


def test_an_answer_to_what_was_not_asked_refuses_the_file(form_d: Evaluate) -> None:
    outcome = form_d("Nordbyen;330;2021;skema;1;3;ja")
    assert outcome.refused
    assert "Kodebogen har ikke spørgsmålet frivillig i skema, bølge 2021" in reasons(outcome)


@pytest.mark.parametrize(
    ("weight", "reason"),
    [
        ("", "Feltet vaegt er tomt"),
        ("0", "ikke større end 0"),
        ("0,000", "ikke større end 0"),
        ("-1,5", "ikke større end 0"),
        ("0,0000001", "ikke mellem 0,000001 og 1.000.000"),
        ("1.000.001", "ikke mellem 0,000001 og 1.000.000"),
        ("1.25", "tvetydigt"),
    ],
)
def test_a_weight_is_more_than_nought(form_d: Evaluate, weight: str, reason: str) -> None:
    outcome = form_d(ROW, f"Nordbyen;330;2018;skema;{weight};1;nej")
    assert (outcome.rows_loaded, outcome.rows_quarantined) == (1, 1)
    assert reason in reasons(outcome)


def test_a_weight_that_is_no_number_refuses_the_file(form_d: Evaluate) -> None:
    assert form_d(ROW, "Nordbyen;330;2018;skema;x;1;nej").refused


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Nordbyen;330;2018;andet;1;1;nej", "Instrumentet »andet« er ikke i kodebogen"),
        ("Nordbyen;330;2018;;1;1;nej", "Feltet instrument er tomt"),
        ("Nordbyen;330;2019;skema;1;1;nej", "Bølgen »2019« er ikke i kodebogen for skema"),
        ("Nordbyen;330;;skema;1;1;nej", "Feltet boelge er tomt"),
        ("Sydbyen;330;2018;skema;1;1;nej", "»Sydbyen« er ikke kendt i kommune 330"),
        ("Nordbyen;330;2023;nyt-skema;1;;", "ingen af de spørgsmål"),
    ],
)
def test_what_cannot_be_placed_is_quarantined(form_d: Evaluate, row: str, reason: str) -> None:
    outcome = form_d(ROW, row)
    assert (outcome.rows_loaded, outcome.rows_quarantined) == (1, 1)
    assert reason in reasons(outcome)


def test_a_file_without_any_question_is_refused(form_d: Evaluate) -> None:
    outcome = form_d("Nordbyen;330;2018;skema;1", header="omraade;kommune_kode;boelge;instrument;vaegt")
    assert outcome.refused
    assert "ingen af de spørgsmål" in reasons(outcome)


def test_the_header_tells_answers_from_published_shares(form_d: Evaluate) -> None:
    header = "omraade;kommune_kode;indikator;periode;vaerdi;taeller;naevner;kilde;note;instrument"
    [row] = form_d("Nordbyen;330;trygge;2018;72;;100;Rapporten;;skema", header=header).rows
    assert (row["indicator_id"], row["value"], row["denominator"]) == ("trygge", 72, 100)


def test_a_misspelt_fixed_column_is_told_with_the_missing_one(form_d: Evaluate) -> None:
    outcome = form_d(ROW, header=HEADER.replace("vaegt", "vægt"))
    assert outcome.refused
    assert "Kolonnen vaegt mangler" in reasons(outcome)
