"""Periods and dates as they are written."""

from datetime import date

import pytest

from ingest.faults import FieldError
from ingest.periods import parse_date, registration_type, require, shape


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2022", "year"),
        ("2022K3", "quarter"),
        ("2019/20", "school_year"),
        ("1999/00", "school_year"),
        ("2019-06-05", "date"),
    ],
)
def test_shapes(text: str, kind: str) -> None:
    assert shape(text) == kind


@pytest.mark.parametrize(
    "text",
    ["", "22", "2022K5", "2022k3", "2022Q3", "2022 K3", "2019/21", "2019-02-30", "20190605", "3022", "202²", "1. kvt."],
)
def test_other_texts_are_no_periods(text: str) -> None:
    with pytest.raises(FieldError, match="ikke en kendt periode") as caught:
        shape(text)
    assert not caught.value.stops_file


def test_a_series_takes_only_its_own_kind_of_period() -> None:
    assert require("2018", "survey_wave") == "2018"
    assert require("2019-06-05", "election") == "2019-06-05"
    assert require("2019", "list_year") == "2019"
    with pytest.raises(FieldError) as caught:
        require("2022K3", "year")
    assert caught.value.message.reason == "Perioden »2022K3« passer ikke; tallet opgøres pr. år."


def test_a_registration_tells_its_own_period_type() -> None:
    assert registration_type("2022K3") == "quarter"
    assert registration_type("2021/22") == "school_year"
    with pytest.raises(FieldError, match="er en dato"):
        registration_type("2022-11-14")


def test_dates() -> None:
    assert parse_date("2022-11-14") == parse_date("14-11-2022") == date(2022, 11, 14)
    for text in ("14/11-2022", "11-14-2022", "2022-02-30", "14-11-22", "i går"):
        with pytest.raises(FieldError, match="ikke en dato"):
            parse_date(text)
