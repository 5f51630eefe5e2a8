"""A header that could not be used, held up against the form."""

from ingest.headings import headings
from ingest.registrations import FORM


def _found(*header: str) -> dict[str, str]:
    return {one.column: one.read for one in headings(FORM, header) if one.column and one.read}


def test_a_heading_is_told_with_the_column_that_it_spells_otherwise():
    found = _found("Helhedsplan", "Område", "Aktiviteter", "Opgørelse", "indberettet af", "dato")
    assert found == {
        "helhedsplan": "Helhedsplan", "omraade": "Område", "aktivitet": "Aktiviteter", "opgoerelse": "Opgørelse",
        "indberettet_af": "indberettet af", "indberettet_dato": "dato",
    }  # fmt: skip
    assert [one.is_right for one in headings(FORM, ["Helhedsplan", "Område"])][:2] == [True, False]


def test_a_column_that_comes_twice_or_has_no_name_is_left_over():
    found = headings(FORM, ["antal", "Antal", "", "vejret"])
    assert [one.read for one in found if not one.column] == ["Antal", "", "vejret"]


def test_only_what_the_form_needs_is_missed():
    missing = {one.column for one in headings(FORM, ["antal"]) if one.is_needed and not one.read}
    assert missing == set(FORM.required) - {"antal"}


def test_a_row_of_figures_and_a_heading_that_is_private_are_not_told_of():
    assert headings(FORM, ["hp-en-faelles-indsats", "Hansen", "40"]) == ()
    assert headings(FORM, ["helhedsplan", "cpr"]) == ()
