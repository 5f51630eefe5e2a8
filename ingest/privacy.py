"""The guard at the door: a file with a CPR number, an e-mail address or a phone number is refused whole.

The guard sees what is written as such. It does not see a name, an address, a number spelled in words or split over two
cells, or a CPR number that lost its leading zero; columns meant for such things are refused by their heading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from danish import ingest as text_da

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CPR = re.compile(
    r"(?<![0-9])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])([0-9]{2})"
    rf"[ \u00a0]?[{_DASHES}]?[ \u00a0]?[0-9]{{4}}(?![0-9])"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(
    r"\+45[ \u00a0]?(?:[0-9][ \u00a0]?){8}|(?<![0-9])[0-9]{2}(?:[ \u00a0][0-9]{2}){3}(?![ \u00a0]?[0-9])"
)
_PRIVATE_HEADINGS = frozenset({
    "adresse", "borger", "borgernavn", "cpr", "cprnr", "cprnummer", "efternavn", "email",
    "foedselsdato", "fornavn", "fødselsdato", "mail", "mailadresse", "mobil", "mobilnr", "mobilnummer",
    "navn", "personnr", "personnummer", "telefon", "telefonnr", "telefonnummer", "tlf", "tlfnr",
})  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """Where private text stands, never what it says."""

    start: int
    message: text_da.Message


def find(text: str) -> list[Hit]:
    """Every place in `text` that holds something private, in order."""
    hits = [Hit(match.start(), text_da.CPR_NUMBER) for match in _CPR.finditer(text) if _is_birthday(match)]
    if "@" in text:
        hits += [Hit(match.start(), text_da.EMAIL_ADDRESS) for match in _EMAIL.finditer(text)]
    hits += [Hit(match.start(), text_da.PHONE_NUMBER) for match in _PHONE.finditer(text)]
    return sorted(hits, key=lambda hit: hit.start)


def mask_cpr(text: str) -> str:
    """`text` with CPR numbers struck out, for a file name that must still be named."""
    return _CPR.sub(lambda match: "xxxxxx-xxxx" if _is_birthday(match) else match[0], text)


def private_headings(header: Iterable[str]) -> list[int]:
    """Positions (from 0) of columns whose heading says that they hold personal data."""
    return [
        position for position, name in enumerate(header) if re.sub(r"[\s._-]", "", name.casefold()) in _PRIVATE_HEADINGS
    ]


def _is_birthday(match: re.Match[str]) -> bool:
    """Whether day, month and year form a date in the 19th, 20th or 21st century, which CPR numbers can name."""
    day, month, year = (int(match[group]) for group in (1, 2, 3))
    return any(_is_date(century + year, month, day) for century in (1800, 1900, 2000))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
