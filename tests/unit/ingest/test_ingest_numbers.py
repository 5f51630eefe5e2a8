"""The strict number rule: what it takes, what it refuses, and that it never makes another number of a text."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danish.format import number
from ingest.faults import FieldError
from ingest.numbers import parse_count, parse_number, parse_quantity, points_in_doubt


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29,2", "29.2"),
        ("0", "0"),
        ("1.234", "1234"),
        ("1.234.567,89", "1234567.89"),
        ("1234", "1234"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("384,6", "384.6"),
    ],
)
def test_danish_numbers(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("12.5", "tvetydigt"),
        ("0.500", "tvetydigt"),
        ("1.23.4", "tvetydigt"),
        ("12.3456", "tvetydigt"),
        ("29,2 %", "Skriv 29,2."),
        ("1 234", "Skriv 1234."),
        ("1234567890123456", "flere cifre"),
    ],
)
def test_a_number_written_wrongly_concerns_its_row(text: str, part_of_message: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_number(text)
    assert not caught.value.stops_file
    assert part_of_message in " ".join(caught.value.message)


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("#DIV/0!", "fejl fra Excel"),
        ("12,", "hverken et tal"),
        (",5", "hverken et tal"),
        ("1,2,3", "hverken et tal"),
        ("1e5", "hverken et tal"),
        ("+5", "hverken et tal"),
        ("nan", "hverken et tal"),
        ("x", "hverken et tal"),
        ("١٢", "hverken et tal"),
    ],
)
def test_a_sign_that_nobody_explained_stops_the_file(text: str, part_of_message: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_number(text)
    assert caught.value.stops_file
    assert part_of_message in " ".join(caught.value.message)


def test_a_point_is_in_doubt_where_both_kinds_occur() -> None:
    assert points_in_doubt(["12.5", "1.234", "7"]) == ("12.5", "1.234")
    assert points_in_doubt(["ca. 12.5", "mindst 1.234"]) == ("ca. 12.5", "mindst 1.234")
    assert points_in_doubt(["12.5", "1234", "ca. 7", ""]) is None
    assert points_in_doubt(["1.234", "12,5"]) is None


def test_decimal_point_only_where_the_contract_says_so() -> None:
    assert parse_number("12.5", decimal_point=True) == Decimal("12.5")
    assert parse_number("1.234", decimal_point=True) == Decimal("1.234")
    with pytest.raises(FieldError):
        parse_number("12,5", decimal_point=True)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_written_in_danish_is_read_back_exactly(value: Decimal) -> None:
    assert parse_number(number(float(value), 3)) == value


@given(st.text(alphabet="0123456789.,-+ eE%<>a", max_size=12))
def test_whatever_is_accepted_holds_the_same_digits(text: str) -> None:
    try:
        value = parse_number(text)
    except FieldError:
        return
    whole, _, fraction = text.partition(",")
    assert "." not in fraction
    assert value == Decimal(re.sub(r"\.", "", whole) + "." + (fraction or "0"))
    assert all(len(group) == 3 for group in whole.split(".")[1:])


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("ca. 650", 650, "about"),
        ("ca 650", 650, "about"),
        ("Mere end 90", 90, "at_least"),
        ("mindst 12,5", 12.5, "at_least"),
        ("op til 15", 15, "at_most"),
        ("højst 15", 15, "at_most"),
        ("<5", 5, "at_most"),
        ("650", 650, "exact"),
    ],
)
def test_a_qualifier_is_kept(text: str, value: float, qualifier: str) -> None:
    quantity = parse_quantity(text, markers={})
    assert (quantity.value, quantity.qualifier, quantity.status) == (value, qualifier, "observed")


def test_markers_mean_what_the_source_says() -> None:
    markers = {"-": "zero", "*": "suppressed", "<5": "suppressed"}
    assert parse_quantity("-", markers=markers).value == 0
    assert parse_quantity("*", markers=markers).status == "suppressed"
    assert parse_quantity("<5", markers=markers).value is None
    assert parse_quantity("", markers=markers).status == "not_delivered"
    with pytest.raises(FieldError) as caught:
        parse_quantity("..", markers=markers)
    assert caught.value.stops_file
    assert "»-«, »*« og »<5«" in caught.value.message.remedy


@pytest.mark.parametrize(
    ("text", "stops_file", "part_of_message"),
    [
        ("-1", False, "negativt"),
        ("12,5", False, "helt tal"),
        ("12.5", False, "tvetydigt"),
        ("ca. 650", False, "Skriv 650 i antal og ca i forbehold."),
        ("mange", True, "hverken et tal"),
        ("-", True, "hverken et tal"),
    ],
)
def test_counts_are_whole_and_not_negative(text: str, stops_file: bool, part_of_message: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_count(text)
    assert caught.value.stops_file is stops_file
    assert part_of_message in " ".join(caught.value.message)


def test_a_count_may_have_thousands_points() -> None:
    assert parse_count("1.500") == 1500
    assert parse_count("0") == 0
