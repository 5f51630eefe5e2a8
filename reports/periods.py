"""The quarter a report is about, decided from an injected clock and by Copenhagen time."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from danish import report as words
from danish.format import COPENHAGEN


@dataclass(frozen=True)
class Quarter:
    """One calendar quarter; `start_date` and `end_date` both belong to it."""

    period_id: str
    start_date: date
    end_date: date

    def previous(self) -> "Quarter":
        return containing(self.start_date - timedelta(days=1))

    @property
    def closes_year(self) -> bool:
        return self.end_date.month == 12

    def has_ended(self, today: date) -> bool:
        return self.end_date < today


def containing(day: date) -> Quarter:
    """The quarter that a day lies in."""
    number = (day.month - 1) // 3 + 1
    start = date(day.year, 3 * number - 2, 1)
    following = date(day.year + 1, 1, 1) if number == 4 else date(day.year, 3 * number + 1, 1)
    return Quarter(f"{day.year}K{number}", start, following - timedelta(days=1))


def parse(period: str) -> Quarter:
    """`2022K3` as a quarter. Raises ValueError for anything else."""
    match = re.fullmatch(r"([12]\d{3})K([1-4])", period.strip().upper(), flags=re.ASCII)
    if match is None:
        raise ValueError(words.unknown_period(period))
    return containing(date(int(match[1]), 3 * int(match[2]), 1))


def today(now: datetime) -> date:
    """The day in Denmark; a time stamp without zone is UTC, as everywhere in the program."""
    moment = now if now.tzinfo else now.replace(tzinfo=UTC)
    return moment.astimezone(COPENHAGEN).date()


def latest_finished(now: datetime) -> Quarter:
    """The last quarter whose end lies before today in Denmark: on 31 December still the third."""
    return containing(today(now)).previous()


def resolve(period: str, now: datetime) -> Quarter:
    """`auto` or a quarter that has begun. Raises ValueError with a Danish message for anything else."""
    if period.strip().lower() == "auto":
        return latest_finished(now)
    quarter = parse(period)
    if quarter.start_date > today(now):
        raise ValueError(words.future_period(quarter.period_id, quarter.start_date))
    return quarter
