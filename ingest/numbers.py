"""The one strict rule for numbers in delivered text. What the rule does not know is an error, never a guess."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from danish import ingest as text_da
from ingest.faults import FieldError

# Decimal comma; a point only between thousands, and no thousands group after a leading zero: 0.500 is not 500.
_COMMA_NUMBER = re.compile(r"[-−]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_POINT_NUMBER = re.compile(r"[-−]?[0-9]+(?:\.[0-9]+)?")
_POINT_BETWEEN_DIGITS = re.compile(r"[-−]?[0-9.,]*[0-9]\.[0-9][0-9.,]*")
_BLANK_BETWEEN_DIGITS = re.compile(r"[-−]?[0-9]+(?:\s[0-9]+)+(?:,[0-9]+)?")
# A double holds every number of up to 15 digits exactly enough to be written back as it was delivered.
_MOST_DIGITS = 15

QUALIFIER_CODES = {"about": "ca", "at_least": "mindst", "at_most": "hoejst"}
_QUALIFIER_WORDS = {
    "about": ("ca.", "ca", "cirka", "omkring"),
    "at_least": ("mindst", "mere end", "over", ">=", "≥", ">"),
    "at_most": ("højst", "hoejst", "op til", "mindre end", "under", "<=", "≤", "<"),
}


def _qualifier_pattern(word: str) -> re.Pattern[str]:
    blank = r"\s+" if word[-1].isalpha() else r"\s*"
    return re.compile(re.escape(word) + blank + "(?=[-−0-9])", re.IGNORECASE)


_QUALIFIERS = [(_qualifier_pattern(word), code) for code, words in _QUALIFIER_WORDS.items() for word in words]


@dataclass(frozen=True)
class Quantity:
    """A number cell: a value with its qualifier, or the `status` that the cell's marker stands for."""

    value: float | None
    qualifier: str = "exact"
    status: str = "observed"


def parse_number(text: str, *, decimal_point: bool = False, markers: Iterable[str] = ()) -> Decimal:
    """`1.234,5` → 1234.5. Raises FieldError for everything that is not exactly a number of the declared notation.

    It stops the file when the cell is a sign that nobody explained, since that may stand for anything; a number that is
    only written wrongly concerns its row. `markers` are told in the message.
    """
    pattern = _POINT_NUMBER if decimal_point else _COMMA_NUMBER
    if not pattern.fullmatch(text):
        message = _miswritten(text)
        raise FieldError(message or _unexplained(text, markers), stops_file=message is None)
    plain = text.replace("−", "-")
    if not decimal_point:
        plain = plain.replace(".", "").replace(",", ".")
    if len(plain.strip("-").replace(".", "").lstrip("0")) > _MOST_DIGITS:
        raise FieldError(text_da.too_many_digits(text))
    return Decimal(plain)


def split_qualifier(text: str) -> tuple[str, str]:
    """`ca. 650` → (about, 650); a text without a known qualifier is (exact, text)."""
    if text[:1].isdigit():
        return "exact", text
    for pattern, code in _QUALIFIERS:
        if match := pattern.match(text):
            return code, text[match.end() :]
    return "exact", text


def parse_quantity(text: str, *, markers: Mapping[str, str], decimal_point: bool = False) -> Quantity:
    """A cell of a number column; `markers` maps a source's signs to what they mean. Empty is not delivered.

    Raises FieldError that stops the file for an unknown marker, since it may stand for anything.
    """
    if not text:
        return Quantity(None, status="not_delivered")
    if text in markers:
        meaning = markers[text]
        return Quantity(0.0) if meaning == "zero" else Quantity(None, status=meaning)
    qualifier, number = split_qualifier(text)
    return Quantity(float(parse_number(number, decimal_point=decimal_point, markers=markers)), qualifier)


def parse_count(text: str) -> int:
    """A whole number ≥ 0, with thousands points at most.

    Raises FieldError: for the row alone while the cell holds digits, for the file when it is a sign nobody explained.
    """
    qualifier, bare = split_qualifier(text)
    try:
        value = parse_number(bare)
    except FieldError as error:
        raise FieldError(error.message, stops_file=not _holds_digits(text)) from error
    if value < 0:
        raise FieldError(text_da.negative(text))
    if value != value.to_integral_value():
        raise FieldError(text_da.not_whole(text))
    if qualifier != "exact":
        raise FieldError(text_da.qualifier_in_count(text, bare, QUALIFIER_CODES[qualifier]))
    return int(value)


def _holds_digits(text: str) -> bool:
    return not text.startswith("#") and any(character in "0123456789" for character in text)


def points_in_doubt(cells: Iterable[str]) -> tuple[str, str] | None:
    """A cell such as `12.5` and one such as `1.234`, where both occur: then neither point can be trusted."""
    ambiguous = grouped = ""
    for cell in cells:
        number = split_qualifier(cell)[1]
        if "." not in number:
            continue
        if _COMMA_NUMBER.fullmatch(number):
            grouped = grouped or cell
        elif _POINT_BETWEEN_DIGITS.fullmatch(number):
            ambiguous = ambiguous or cell
    return (ambiguous, grouped) if ambiguous and grouped else None


def _miswritten(text: str) -> text_da.Message | None:
    if text.endswith("%") and text[:1].isdigit():
        return text_da.percent_sign(text)
    if _BLANK_BETWEEN_DIGITS.fullmatch(text):
        return text_da.blank_in_number(text)
    if _POINT_BETWEEN_DIGITS.fullmatch(text):
        return text_da.ambiguous_point(text)
    return None


def _unexplained(text: str, markers: Iterable[str]) -> text_da.Message:
    return text_da.excel_error(text) if text.startswith("#") else text_da.unknown_marker(text, markers)
