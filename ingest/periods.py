"""Period texts: what they are, and which of them fit a kind of series. The text itself is the period's id."""

import re
from datetime import date

from danish import ingest as text_da
from ingest.faults import FieldError

PERIOD_TYPES = ("year", "quarter", "school_year", "election", "survey_wave", "list_year")
REGISTRATION_TYPES = ("year", "quarter", "school_year")
# Outside these years a period is a typing error. A fixed span and not the clock: an old file reads the same for ever.
_FIRST_YEAR, _LAST_YEAR = 1970, 2099
_SHAPES_BY_TYPE = {
    "year": ("year",),
    "quarter": ("quarter",),
    "school_year": ("school_year",),
    "election": ("date", "year"),
    "survey_wave": ("year", "date"),
    "list_year": ("year",),
}


def shape(text: str) -> str:
    """`2022` → year, `2022K3` → quarter, `2019/20` → school_year, `2019-06-05` → date. Raises FieldError otherwise."""
    if re.fullmatch(r"[0-9]{4}", text):
        found, year = "year", int(text)
    elif re.fullmatch(r"[0-9]{4}K[1-4]", text):
        found, year = "quarter", int(text[:4])
    elif re.fullmatch(r"[0-9]{4}/[0-9]{2}", text) and (int(text[:4]) + 1) % 100 == int(text[5:]):
        found, year = "school_year", int(text[:4])
    elif _is_iso_date(text):
        found, year = "date", int(text[:4])
    else:
        raise FieldError(text_da.unknown_period(text))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise FieldError(text_da.unknown_period(text))
    return found


def require(text: str, period_type: str) -> str:
    """The period's id, if its text is one that a series of this period type can have. Raises FieldError otherwise."""
    shapes = _SHAPES_BY_TYPE[period_type]
    if shape(text) not in shapes:
        raise FieldError(text_da.wrong_period(text, period_type, shapes))
    return text


def registration_type(text: str) -> str:
    """The period type of a registration, told by its text alone. Raises FieldError for a single day."""
    found = shape(text)
    if found not in REGISTRATION_TYPES:
        raise FieldError(text_da.wrong_registration_period(text))
    return found


def parse_date(text: str) -> date:
    """`2022-11-14` or `14-11-2022`. Raises FieldError for anything else."""
    if danish := re.fullmatch(r"([0-9]{2})-([0-9]{2})-([0-9]{4})", text):
        iso = f"{danish[3]}-{danish[2]}-{danish[1]}"
    else:
        iso = text
    if not _is_iso_date(iso) or not _FIRST_YEAR <= int(iso[:4]) <= _LAST_YEAR:
        raise FieldError(text_da.unknown_date(text))
    return date.fromisoformat(iso)


def _is_iso_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
