"""The guard against personal data, and that its messages never repeat what it found."""

import pytest

from ingest.privacy import find, mask_cpr, private_headings
from tests.unit.ingest.ingest_cases import FORM_A, Evaluate


@pytest.mark.parametrize(
    "text",
    ["010190-1234", "0101901234", "010190 1234", "010190–1234", "010190 - 1234", "nr.2902001234.", "(311299-0000)"],
)
def test_cpr_numbers_are_found(text: str) -> None:
    assert [hit.message.reason for hit in find(text)] == [
        "Her står noget, der ligner et CPR-nummer. Hele filen er afvist, og intet af den er gemt."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "310290-1234",  # there is no 31 February
        "001390-1234",
        "1234567890123",
        "ISBN 978-87-7119-724-2",
        "2021-10-01",
        "1.010.190",
        "010190123",
        "01019012345",
        "20101901234",
        "https://via.ritzau.dk/x?publisherId=13559123&releaseId=13584892",
        "K2 2022, side 12 34",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["skriv til kari@example.dk", "ring +4512345678", "+45 12 34 56 78", "tlf. 12 34 56 78"]
)
def test_addresses_and_phone_numbers_are_found(text: str) -> None:
    assert len(find(text)) == 1


def test_headings_for_personal_data() -> None:
    assert private_headings(["omraade", "CPR-nr.", "E-mail", "Telefon", "navn", "note"]) == [1, 2, 3, 4]


def test_a_file_name_is_shown_without_the_number() -> None:
    assert mask_cpr("sag 0101901234.csv") == "sag xxxxxx-xxxx.csv"
    assert mask_cpr("tal 3102901234.csv") == "tal 3102901234.csv"


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
