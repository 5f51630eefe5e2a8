"""Numbers, dates and periods as a Danish reader expects them. Rounding happens here and nowhere earlier."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
QUALIFIERS = {"exact": "", "about": "ca. ", "at_least": "mindst ", "at_most": "højst "}
_COLLATION = {"æ": "{", "ø": "|", "å": "}", "aa": "}"}


def number(value: float, decimals: int = 0) -> str:
    """`1234.5, 1` → `1.234,5`; halves are rounded away from zero, as people do, and a minus is a true minus."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"−{text}" if rounded < 0 else text


def percent(value: float, decimals: int = 1) -> str:
    """`29.2` → `29,2 %`."""
    return f"{number(value, decimals)}\u00a0%"


def points(value: float, decimals: int = 1) -> str:
    """A difference between two shares: `18.6` → `18,6 procentpoint`."""
    return f"{number(value, decimals)} procentpoint"


def signed(value: float, text: str) -> str:
    """A change with its direction: `+1,2 procentpoint`; `text` is the change as written, with its minus if it has one;
    what rounds to nought has no direction."""
    return f"+{text}" if value > 0 and re.search("[1-9]", text) else text


def count(value: float, qualifier: str = "exact") -> str:
    """A count with the reservation it was delivered with: `650, about` → `ca. 650`."""
    return f"{QUALIFIERS[qualifier]}{number(value)}"


def counted(amount: int, one: str, many: str) -> str:
    """`1 fil`, `2 filer`."""
    return f"{number(amount)} {one if amount == 1 else many}"


def capital(text: str) -> str:
    """First letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def day(value: date) -> str:
    """`2022-11-14` → `14. november 2022`; a time stamp in UTC is shown as the day in Denmark."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=ZoneInfo("UTC"))
        value = moment.astimezone(COPENHAGEN).date()
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}"


def period(period_id: str) -> str:
    """`2022K3` → `3. kvartal 2022`; `2019/20` → `skoleåret 2019/20`; an ISO date as a day; a year as it is."""
    if quarter := re.fullmatch(r"(\d{4})K([1-4])", period_id):
        return f"{quarter[2]}. kvartal {quarter[1]}"
    if re.fullmatch(r"\d{4}/\d{2}", period_id):
        return f"skoleåret {period_id}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period_id):
        return day(date.fromisoformat(period_id))
    return period_id


def short_quarter(period_id: str) -> str:
    """`2022K3` → `3. kv. 2022`, for the axis of a small chart."""
    return period(period_id).replace("kvartal", "kv.")


def listing(items: Iterable[str]) -> str:
    """`a, b og c`."""
    words = list(items)
    return " og ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def sort_key(text: str) -> str:
    """Danish alphabetical order: æ, ø, å last, and aa as å."""
    return re.sub("aa|[æøå]", lambda match: _COLLATION[match[0]], text.casefold())
