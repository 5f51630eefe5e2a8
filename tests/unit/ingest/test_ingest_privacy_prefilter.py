"""What the fast look over the bytes passes, the exact rules pass too: in every notation and encoding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.privacy import find, find_in_number, may_hold_private, suspects
from tests.unit.ingest.ingest_cases import FORM_A
from tests.unit.ingest.private_texts import NUMBERS, WRITTEN

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252")
SURROUNDINGS = st.text(st.sampled_from("abæøå0129 -–.,;\t\n\r\"'+@/()eE\u00a0\u2009€"), max_size=20)


def is_private(text: str) -> bool:
    """The exact rules on the whole text, and on every cell that any delimiter may make of it."""
    cells = [cell for sign in (";", ",", "\t") for line in text.splitlines() for cell in line.split(sign)]
    return bool(find(text)) or any(find_in_number(cell, is_free=False) for cell in cells)


def encoded(text: str) -> list[bytes]:
    contents = [text.encode(), text.encode("utf-8-sig")]
    try:
        return [*contents, text.encode("cp1252")]
    except UnicodeEncodeError:
        return contents


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SURROUNDINGS, st.one_of(WRITTEN, NUMBERS), SURROUNDINGS, st.booleans())
def test_nothing_private_is_passed(before: str, private: str, after: str, is_in_cell: bool) -> None:
    text = f"{before};{private};{after}" if is_in_cell else before + private + after
    if is_private(text):
        assert all(may_hold_private(content) for content in encoded(text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("0123456789 -–.,;:\n'+@/()eEtlfab\u00a0\u2009０"), max_size=40))
def test_nothing_private_is_passed_in_a_jumble_of_digits_and_signs(text: str) -> None:
    if is_private(text):
        assert all(may_hold_private(content) for content in encoded(text))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(NUMBERS)
def test_every_notation_of_a_lost_nought_is_found(number: str) -> None:
    assert find_in_number(number, is_free=False)
    assert may_hold_private(number.encode())


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.one_of(SURROUNDINGS, WRITTEN, NUMBERS), min_size=1, max_size=8))
def test_the_pieces_are_whole_lines_and_hold_every_hit(lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    pieces = list(suspects(content, 8))
    assert all(start == 0 or content[start - 1 : start] == b"\n" for start, _ in pieces)
    assert pieces == sorted(pieces)
    passed = content
    for start, end in reversed(pieces):
        passed = passed[:start] + passed[end:]
    assert not is_private(passed.decode())


ORDINARY = f"""{FORM_A}
Nordbyen;330;uden_job;2022;38,4;1.234.567;12.345;Statusrapport 2022–26, s. 12 (tabel 3.1);Målt 14-11-2022 kl. 14;
"Motalavej, afd. 12";330;beboere;2019/20;-0,5;ca. 650;<5;https://bolig.example.dk/rapport-2022.pdf?id=13559123;x;v-2
Ringparken;330;trygge;2022-11-14;12,345678;9;100;Registrering 2022-11-14, telefoninterview;Københavns 1. kvartal;
"""


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_ordinary_file_is_passed(encoding: str) -> None:
    assert not may_hold_private(ORDINARY.encode(encoding))
