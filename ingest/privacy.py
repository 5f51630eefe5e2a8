"""What private text looks like: CPR numbers, e-mail addresses and phone numbers, in every notation that files hold.

`find` reads running text, `find_in_number` one cell, `suspects` sorts out, fast and over bytes, what need not be read
at all. No hit spans a line break, so that a long text may be looked through in pieces of whole lines. What the guard
cannot see stands in docs/persondata.md.
"""

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from danish import ingest as text_da
from danish import ingest_privacy as privacy_da

_BLANKS = " \u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"
_DASHES = "\\-\u02d7\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u301c\u3030\ufe58\ufe63\uff0d"
_SIGN = f"[{_BLANKS}{_DASHES}]"
# Day, month and year with the same sign between them, or none; before the last four any blanks and dashes.
_CPR = re.compile(
    r"(?<![0-9])(?=(?P<day>[0-9]{2})"
    rf"(?P<mark>[{_BLANKS}{_DASHES}./]?)(?P<month>[0-9]{{2}})(?P=mark)(?P<year>[0-9]{{2}})"
    rf"(?P<gap>{_SIGN}{{0,3}}|(?P=mark))(?P<serial>[0-9]{{4}})(?![0-9]))"
)
_EMAIL = re.compile(r"(?<=[\w.!#$%&'*+=?^`{|}~-])@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(
    # +45, (+45) or 0045 and eight digits, or another European country's number with its plus sign
    rf"(?:\+45|(?<![0-9])00[{_BLANKS}]?45)\)?(?:[{_BLANKS}{_DASHES}.]{{0,2}}[0-9]){{8}}"
    rf"|\+[1-9][0-9](?:[{_BLANKS}{_DASHES}]{{0,2}}[0-9]){{8,10}}(?![0-9])"
    # a word that says so, and eight digits that are not two years
    r"|(?<!\w)(?:telefon|tlf|tel|mobil|mob|ring|sms)(?:nr|nummer|telefon)?"
    rf"[.:]{{0,2}}(?:[{_BLANKS}]?(?:nr|til|på)\.?:?)?[{_BLANKS}]{{0,2}}"
    rf"(?!(?:19|20)[0-9]{{2}}{_SIGN}{{1,3}}(?:19|20)[0-9]{{2}})"
    rf"[0-9](?:[{_BLANKS}{_DASHES}.]{{0,2}}[0-9]){{7}}(?![0-9])"
    # four groups of two
    rf"|(?<![0-9])[0-9]{{2}}(?:[{_BLANKS}][0-9]{{2}}){{3}}(?![{_BLANKS}]?[0-9])"
    rf"|(?<![0-9])(?<![0-9][.{_DASHES}])[0-9]{{2}}(?P<dot>[.{_DASHES}])[0-9]{{2}}(?:(?P=dot)[0-9]{{2}}){{2}}"
    rf"(?![.{_DASHES}]?[0-9])",
    re.IGNORECASE | re.ASCII,
)
# A cell that is one number, with groups of thousands, decimals and an exponent as spreadsheets write them.
_NUMBER = re.compile(
    rf"[\"'=’´\s{_BLANKS}]*[+{_DASHES}]?(?P<whole>[0-9]+|[0-9]{{1,3}}(?P<mark>[.,'’{_BLANKS}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
    r"(?:[.,](?P<decimals>[0-9]*))?(?:(?<=[0-9])[eE](?P<exponent>[+-]?[0-9]{1,2}))?"
    rf"[\"'’´\s{_BLANKS}]*"
)
# Digits and signs of other scripts and widths, each with the one that it stands for.
_FOREIGN = re.compile(r"(?![0-9])\d|[＋﹢＠﹫]")
_FOREIGN_SIGNS = {"＋": "+", "﹢": "+", "＠": "@", "﹫": "@"}
_MOST_DIGITS = 20
_ADMINISTRATIVE = 60  # added to the day in the number of a person whom the register does not hold
_PRIVATE_HEADINGS = frozenset({
    "adresse", "borger", "borgernavn", "cpr", "cprnr", "cprnummer", "efternavn", "email",
    "foedselsdato", "fornavn", "fødselsdato", "mail", "mailadresse", "mobil", "mobilnr", "mobilnummer",
    "navn", "personnr", "personnummer", "telefon", "telefonnr", "telefonnummer", "tlf", "tlfnr",
})  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """Where private text stands, never what it says. `is_bare`: ten digits without signs; its cell must settle it."""

    start: int
    message: text_da.Message
    is_bare: bool = False


def find(text: str) -> list[Hit]:
    """Every place in `text` that holds something private, in order. Numbers that lost a nought: `find_in_number`."""
    plain = _plain(text)
    hits = [
        Hit(match.start(), privacy_da.CPR_NUMBER, is_bare=not match["mark"] and not match["gap"])
        for match in _CPR.finditer(plain)
        if _is_cpr(match)
    ]
    if "@" in plain:
        hits += [Hit(match.start(), privacy_da.EMAIL_ADDRESS) for match in _EMAIL.finditer(plain)]
    hits += [Hit(match.start(), privacy_da.PHONE_NUMBER) for match in _PHONE.finditer(plain)]
    return sorted(hits, key=lambda hit: hit.start)


def find_in_number(value: str, *, is_free: bool) -> list[Hit]:
    """Everything private in one cell, whether it is text or a number.

    A cell that is a number is judged by its whole part: ten digits, or nine where a nought was lost, that begin with a
    date. `is_free`: the column's contract says kroner or a register number, so that a bare number means nothing.
    """
    number = _NUMBER.fullmatch(_plain(value))
    hits = [hit for hit in find(value) if not (hit.is_bare and (is_free or number))]
    if number and not is_free and _is_cpr_as_number(number):
        return [Hit(0, privacy_da.CPR_NUMBER, is_bare=True), *hits]
    return hits


def mask_cpr(text: str) -> str:
    """`text` with CPR numbers struck out, for a file name that must still be named."""
    shown, end = "", 0
    for match in _CPR.finditer(_plain(text)):
        if _is_cpr(match) and match.start() >= end:
            shown += f"{text[end : match.start()]}xxxxxx-xxxx"
            end = match.end("serial")
    return shown + text[end:]


def private_headings(header: Iterable[str]) -> list[int]:
    """Positions (from 0) of columns whose heading says that they hold personal data."""
    return [
        position for position, name in enumerate(header) if re.sub(r"[\s._-]", "", name.casefold()) in _PRIVATE_HEADINGS
    ]


def may_hold_private(content: bytes) -> bool:
    """False only where neither `find` nor `find_in_number` on any cell can hit; for UTF-8 and cp1252."""
    return next(suspects(content), None) is not None


_PIECE = 1 << 18


def suspects(content: bytes, size: int = _PIECE) -> Iterator[tuple[int, int]]:
    """From where to where (bytes) the pieces reach that may hold something private: whole lines, `size` and more.

    Blanks, dashes, points and every byte beyond ASCII are struck out, so that all notations become one run of digits.
    """
    start = len(BOM_UTF8) if content[: len(BOM_UTF8)] == BOM_UTF8 else 0
    while start < len(content):
        end = content.find(b"\n", start + size) + 1 or len(content)
        if _is_suspect(content[start:end]):
            yield start, end
        start = end


# The first bytes, in UTF-8, of digits of other scripts and widths and of ＋ and ＠: all become the first of them.
_FOREIGN_BYTES = bytes([0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0])
_FOREIGN_BYTE = _FOREIGN_BYTES[:1]
_STRUCK_OUT = bytes(set(b" -./+()'") | set(range(0x80, 0x100)) - set(_FOREIGN_BYTES))
_AS_RUNS = bytes.maketrans(
    b"123456789" + b"e" + _FOREIGN_BYTES, b"000000000" + b"E" + _FOREIGN_BYTE * len(_FOREIGN_BYTES)
)
_PHONE_BYTES = re.compile(
    rb"\+[0-9]|\b(?i:tlf|tel|mob|ring|sms)[^0-9;,\t\n]{0,40}[0-9]|[0-9]{2}(?:(?:[ .-]|[\x80-\xff]{1,3})[0-9]{2}){3}"
)


def _is_suspect(piece: bytes) -> bool:
    runs = piece.translate(_AS_RUNS, _STRUCK_OUT)
    if any(sign in runs for sign in (_FOREIGN_BYTE, b"@", b"0E0", b"000,000,000")):
        return True
    # Eight digits are a phone number only in some notations; nine or more are read in any.
    return b"00000000" in runs and (b"000000000" in runs or _PHONE_BYTES.search(piece) is not None)


def _plain(text: str) -> str:
    """The text with foreign digits and signs as ours; as long as it was, so that places stay right."""
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda match: _FOREIGN_SIGNS.get(match[0]) or str(unicodedata.digit(match[0])), text)


def _is_cpr_as_number(number: re.Match[str]) -> bool:
    """Whether a number's whole part is a CPR number, with its first nought or without."""
    digits = re.sub("[^0-9]", "", number["whole"])
    if number["exponent"] and len(digits) <= _MOST_DIGITS:
        digits = str(int(Decimal(f"{digits}.{number['decimals'] or 0}").scaleb(int(number["exponent"]))))
    match = _CPR.match(digits.zfill(10)) if len(digits) in (9, 10) else None
    return match is not None and _is_cpr(match)


def _is_cpr(match: re.Match[str]) -> bool:
    """Whether day, month and year form a date in the 19th, 20th or 21st century, which CPR numbers can name.

    An administrative number is known by its signs alone: without them too many other numbers look the same.
    """
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    if day > _ADMINISTRATIVE and (match["mark"] or match["gap"]):
        day -= _ADMINISTRATIVE
    return any(_is_date(century + year, month, day) for century in (1800, 1900, 2000))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
