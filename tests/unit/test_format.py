from datetime import UTC, date, datetime

import pytest

from danish import format as form


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (29.2, 1, "29,2"),
        (1500, 0, "1.500"),
        (1234567.891, 2, "1.234.567,89"),
        (-4, 0, "−4"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
    ],
)
def test_number_is_written_as_danes_write_it(value: float, decimals: int, expected: str) -> None:
    assert form.number(value, decimals) == expected


def test_percent_keeps_its_sign_on_the_same_line() -> None:
    assert form.percent(29.2) == "29,2\u00a0%"


def test_count_keeps_the_reservation_it_came_with() -> None:
    assert [form.count(650, qualifier) for qualifier in ("exact", "about", "at_least", "at_most")] == [
        "650",
        "ca. 650",
        "mindst 650",
        "højst 650",
    ]


def test_a_moment_in_utc_is_shown_as_the_day_in_denmark() -> None:
    assert form.day(datetime(2022, 12, 31, 23, 30, tzinfo=UTC)) == "1. januar 2023"
    assert form.day(date(2022, 5, 1)) == "1. maj 2022"


@pytest.mark.parametrize(
    ("period_id", "expected"),
    [
        ("2022K3", "3. kvartal 2022"),
        ("2019/20", "skoleåret 2019/20"),
        ("2019-06-05", "5. juni 2019"),
        ("2022", "2022"),
    ],
)
def test_period_in_words(period_id: str, expected: str) -> None:
    assert form.period(period_id) == expected


def test_listing() -> None:
    assert form.listing(["a", "b", "c"]) == "a, b og c"
    assert form.listing(["a"]) == "a"
    assert form.listing([]) == ""


def test_danish_letters_sort_last_and_aa_as_aa() -> None:
    words = ["Ørsted", "Zebra", "Ålborg", "Ærø", "Aarhus", "Abe"]
    assert sorted(words, key=form.sort_key) == ["Abe", "Zebra", "Ærø", "Ørsted", "Ålborg", "Aarhus"]
