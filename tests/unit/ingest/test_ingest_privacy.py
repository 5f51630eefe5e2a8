"""The guard against personal data, and that its messages never repeat what it found."""

import pytest

from ingest.privacy import find, find_in_number, mask_cpr, private_headings
from tests.unit.ingest.ingest_cases import FORM_A, Evaluate

CPR = "Her står noget, der ligner et CPR-nummer. Hele filen er afvist, og intet af den er gemt."


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234", "0101901234", "010190 1234", "010190–1234", "010190 - 1234", "nr.2902001234.", "(311299-0000)",
        "010190\u00a01234", "010190\u20091234", "010190\u202f1234", "010190\u22121234", "010190\u20111234",
        "010190\u200b-\u200b1234", "010190\u00ad1234", "01 01 90 1234", "01.01.90-1234", "01-01-90-1234",
        "01/01/90 1234", "01.01.90.1234", "٠١٠١٩٠-١٢٣٤", "０１０１９０１２３４", "010190-１２３４",
        "610190-1234",  # an administrative number: the day and 60
        "3102901234-0101901234", "991290 1234 010190 1234",
    ],
)  # fmt: skip
def test_cpr_numbers_are_found(text: str) -> None:
    assert [hit.message.reason for hit in find(text)] == [CPR]


@pytest.mark.parametrize(
    "text",
    [
        "310290-1234",  # there is no 31 February
        "001390-1234",
        "1234567890123",
        "ISBN 978-87-7119-724-2",
        "2021-10-01",
        "14-11-2022 14:30",
        "2022-11-14 1430",
        "1.010.190",
        "010190123",
        "01019012345",
        "20101901234",
        "6101901234",
        "https://via.ritzau.dk/x?publisherId=13559123&releaseId=13584892",
        "https://eksempel.dk/kort/@55.40,11.35",
        "skriv til @boligforening",
        "K2 2022, side 12 34",
        "uge 10-11-12-13-14",
        "kontakt pr. telefon 2021-2022",
        "registrering 20.212.022",
        "120622\n1234",
        "120622\t1234",
        "120622;1234",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "skriv til kari@example.dk", "kari.o'neil+x@bolig.example.dk", "å@øl.dk", "kari＠example.dk",
        "ring +4512345678",
        "+45 12 34 56 78", "(+45) 1234 5678", "0045 12345678", "+46 70 123 45 67", "tlf. 12 34 56 78", "12.34.56.78",
        "12-34-56-78", "12\u00a034\u00a056\u00a078", "Tlf. 12345678", "telefonnr.: 1234 5678", "mobil 123 45 678",
        "TLF:12345678", "ring på 12345678",
    ],
)  # fmt: skip
def test_addresses_and_phone_numbers_are_found(text: str) -> None:
    assert len(find(text)) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "101901234", "0101901234", "3112991234", "101.901.234", "3.112.991.234", "101 901 234", "101\u00a0901\u00a0234",
        "101,901,234", "101'901'234", "101901234.0", "101901234,00", "3112991234.0", "1,01901234E8", "1.01901234e+08",
        "1,01901234E+8", " 101901234 ", '="101901234"', "'101901234", "-101901234", "１０１９０１２３４",
    ],
)  # fmt: skip
def test_a_cell_that_is_a_number_may_have_lost_its_nought(cell: str) -> None:
    assert [(hit.message.reason, hit.is_bare) for hit in find_in_number(cell, is_free=False)] == [(CPR, True)]
    assert find_in_number(cell, is_free=True) == []


@pytest.mark.parametrize(
    "cell",
    [
        "", "-", "38,4", "1.234.567", "12345678", "12345678901", "131901234", "991301234", "101.901,234", "101,901234",
        "0,1012259012", "12,0101901234", "1.0101901234", "1E9", "1,5E+08", "9" * 5000, "9" * 5000 + "E9", "2022",
        "2022K3",
        "2019/20", "2022-11-14", "14-11-2022", "sag 101901234", "101901234 kr.",
    ],
)  # fmt: skip
def test_other_cells_are_left_alone(cell: str) -> None:
    assert find_in_number(cell, is_free=False) == []


@pytest.mark.parametrize("cell", ["010190-1234", "se 010190 1234", "tlf. 12345678", "kari@example.dk", "+4512345678"])
def test_no_column_is_free_of_what_is_written_as_such(cell: str) -> None:
    assert [hit.is_bare for hit in find_in_number(cell, is_free=True)] == [False]


def test_a_bare_number_inside_a_text_is_free_where_the_column_is() -> None:
    assert len(find_in_number("reg. 0101901234", is_free=False)) == 1
    assert find_in_number("reg. 0101901234", is_free=True) == []


def test_headings_for_personal_data() -> None:
    assert private_headings(["omraade", "CPR-nr.", "E-mail", "Telefon", "navn", "note"]) == [1, 2, 3, 4]


def test_a_file_name_is_shown_without_the_number() -> None:
    assert mask_cpr("sag 0101901234.csv") == "sag xxxxxx-xxxx.csv"
    assert mask_cpr("tal 3102901234.csv") == "tal 3102901234.csv"
    assert mask_cpr("010190-1234 og 01 01 90\u20131234") == "xxxxxx-xxxx og xxxxxx-xxxx"


def test_a_whole_file_is_refused_and_the_message_holds_place_but_not_text(form_a: Evaluate) -> None:
    good = "Nordbyen;330;uden_job;2022;38,4;;;Kilde;;"
    outcome = form_a(good, '"Nord\nbyen";330;uden_job;2021;38,4;;;Kilde;samtale med 010190-1234;')
    assert outcome.refused
    assert outcome.rows == []
    assert outcome.quarantined == []
    assert [(fault.line, fault.column, fault.value) for fault in outcome.faults] == [(4, "note", None)]
    assert "1234" not in outcome.message_da


def test_a_private_heading_is_refused_even_when_it_holds_the_number(form_a: Evaluate) -> None:
    outcome = form_a("x;330;uden_job;2022;1;;;k;;;", header=FORM_A + ";0101901234")
    assert [(fault.line, fault.column) for fault in outcome.faults] == [(1, "11")]
    outcome = form_a("x;330;uden_job;2022;1;;;k;;;Anna", header=FORM_A + ";Navn")
    assert outcome.refused
    assert "personoplysninger" in outcome.message_da


def test_a_broken_file_is_guarded_before_anything_is_said_of_it(form_a: Evaluate) -> None:
    outcome = form_a(content='omraade;"åben\n010190-1234;'.encode())
    assert "CPR" in outcome.message_da
    assert "010190" not in outcome.message_da
