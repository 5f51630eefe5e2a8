from datetime import UTC, date, datetime

import pytest

from reports import periods


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2023, 1, 1, 11, tzinfo=UTC), "2022K4"),
        (datetime(2022, 12, 31, 11, tzinfo=UTC), "2022K3"),
        (datetime(2022, 12, 31, 22, 59, tzinfo=UTC), "2022K3"),
        (datetime(2022, 12, 31, 23, 0, tzinfo=UTC), "2022K4"),  # midnight in Copenhagen
        (datetime(2022, 9, 30, 21, 59, tzinfo=UTC), "2022K2"),
        (datetime(2022, 9, 30, 22, 0, tzinfo=UTC), "2022K3"),  # midnight in summer time
        (datetime(2022, 4, 1, 8, tzinfo=UTC), "2022K1"),
        (datetime(2024, 2, 29, 8, tzinfo=UTC), "2023K4"),
        (datetime(2022, 12, 31, 23, 0), "2022K4"),  # noqa: DTZ001 - without zone means UTC
    ],
)
def test_auto_is_the_last_quarter_that_has_ended_in_denmark(moment: datetime, expected: str) -> None:
    assert periods.resolve("auto", moment).period_id == expected


def test_a_quarter_has_its_first_and_last_day() -> None:
    quarter = periods.parse("2024k1")
    assert (quarter.period_id, quarter.start_date, quarter.end_date) == ("2024K1", date(2024, 1, 1), date(2024, 3, 31))
    assert quarter.previous().period_id == "2023K4"
    assert periods.parse("2022K4").end_date == date(2022, 12, 31)


def test_a_quarter_ends_with_its_last_day() -> None:
    quarter = periods.parse("2022K3")
    assert not quarter.has_ended(date(2022, 9, 30))
    assert quarter.has_ended(date(2022, 10, 1))


@pytest.mark.parametrize("period", ["2022K5", "2022", "K3", "2022-K3", "", "22K3", "2０22K3", "sidste"])
def test_an_unknown_period_says_what_to_write(period: str) -> None:
    with pytest.raises(ValueError, match="Skriv et kvartal som 2022K3, eller auto"):
        periods.resolve(period, datetime(2022, 11, 14, tzinfo=UTC))


def test_a_quarter_that_has_not_begun_is_refused() -> None:
    moment = datetime(2022, 9, 30, 12, tzinfo=UTC)
    assert periods.resolve("2022K3", moment).period_id == "2022K3"
    with pytest.raises(ValueError, match=r"4\. kvartal 2022 begynder først 1\. oktober 2022"):
        periods.resolve("2022K4", moment)
