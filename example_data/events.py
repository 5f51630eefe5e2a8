"""A log of events as form C: the open house that the secretariat counts day by day."""

from collections.abc import Iterator
from datetime import date, timedelta

from example_data import text
from example_data.chance import draws
from example_data.partners import SECRETARIAT

_HEADER = ("dato", "omraade", "aktivitet", "type", "deltagere", "varighed_minutter", "henvist_til", "indberettet_af")
_ACTIVITY = "eksempel-aabent-hus"
_FIRST, _LAST = date(2024, 7, 2), date(2025, 12, 23)
_REFERRED_TO = ("", "", "", "jobcenter", "økonomisk rådgivning", "sundhedsplejen")
_TYPES = ("åbent hus", "samtale")


def files() -> Iterator[tuple[str, bytes]]:
    """Every second Tuesday, in Eksempelparken and, from 2025, in Prøvevænget too."""
    yield "registration_events/eksempel_aabent_hus.csv", text.delimited(_HEADER, _lines(), encoding="cp1252")


def _lines() -> Iterator[tuple[str, ...]]:
    day = _FIRST
    while day <= _LAST:
        for area in ("Eksempelparken", "Prøvevænget"):
            if area == "Prøvevænget" and day.year < 2025:
                continue
            source = draws("events", area, day)
            yield _line(day, area, _TYPES[0], str(source.randrange(7, 24)), "180", "")
            for _ in range(source.randrange(0, 4)):
                referred_to = _REFERRED_TO[source.randrange(len(_REFERRED_TO))]
                yield _line(day, area, _TYPES[1], "1", str(5 * source.randrange(3, 10)), referred_to)
        day += timedelta(days=14)


def _line(day: date, area: str, kind: str, attending: str, minutes: str, referred_to: str) -> tuple[str, ...]:
    return (day.isoformat(), area, _ACTIVITY, kind, attending, minutes, referred_to, SECRETARIAT)
