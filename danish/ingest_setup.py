"""What ingest says when sources.yml or a registry cannot be used, or the warehouse is taken."""

from collections.abc import Iterable

from danish.format import listing
from danish.ingest import nearest, one_of, quoted


def yaml_place(file: str, line: int | None) -> str:
    return f"{file} linje {line}" if line else file


def unknown_key(key: str, suggestion: str | None, allowed: Iterable[str]) -> str:
    return f"ukendt nøgle {quoted(key)}.{nearest(suggestion)} Tilladte nøgler: {listing(allowed)}."


def doubled_key(key: str) -> str:
    return f"nøglen {quoted(key)} står der flere gange."


def missing_key(key: str) -> str:
    return f"nøglen {key} mangler."


def not_allowed(key: str, value: object, allowed: Iterable[str]) -> str:
    return f"{key} er {quoted(str(value))}; tilladt er {one_of(allowed)}."


def wrong_type(key: str, value: object, expected: str) -> str:
    return f"{key} er {quoted(str(value))}, men skal være {expected}."


NOT_YAML = "filen er ikke gyldig YAML."
EXPECTED_TYPES = {
    "string_type": "tekst (i anførselstegn)",
    "int_type": "et helt tal",
    "int_from_float": "et helt tal",
    "bool_type": "true eller false",
    "list_type": "en liste",
    "dict_type": "nøgler med værdier",
    "model_type": "nøgler med værdier",
    "greater_than_equal": "et større tal",
    "less_than_equal": "et mindre tal",
    "string_pattern_mismatch": "tre cifre (i anførselstegn)",
    "greater_than": "et større tal",
    "string_too_short": "udfyldt",
    "too_short": "udfyldt",
}
EXPECTED_OTHERWISE = "en anden værdi"


def marker_is_number(marker: str) -> str:
    return f"tegnet {quoted(marker)} under markers er selv et tal eller tomt."


MARKERS_NOT_USED = "markers bruges kun af formularen indicator_values."
LAYOUTS_NOT_USED = "layouts bruges kun af formularen indicator_values."


def workbook_key(key: str) -> str:
    return f"{key} bruges kun, når file_types har xlsx."


def indicator_in_two_tables(indicator_id: str, first: str, second: str) -> str:
    return f"indikatoren {indicator_id} står både under tables.{first} og tables.{second}."


LAYOUT_WITHOUT_AREA = "columns skal have enten area eller number, eller area_is_municipality."
LAYOUT_WITHOUT_CODE = "area_is_municipality kræver, at columns har municipality_code."
LAYOUT_TWO_CODES = "columns kan have municipality_code eller constant_municipality_code, ikke begge."
LAYOUT_PERIOD_HEADING = "period skal have heading, når found_in er column, og ellers ikke."


def layout_doubled_role(title: str, indicator_id: str, role: str) -> str:
    return f"tabellen {quoted(title)} har {role} for {indicator_id} flere gange."


def seed_missing(file: str) -> str:
    return f"Registret {file} mangler."


def seed_columns_missing(file: str, columns: Iterable[str]) -> str:
    return f"Registret {file} mangler {listing(columns)}."


def seed_doubled(file: str, line: int, value: str) -> str:
    return f"{file} linje {line}: {quoted(value)} står der flere gange."


def seed_unknown_area(file: str, line: int, value: str) -> str:
    return f"{file} linje {line}: området {quoted(value)} findes ikke i areas.csv."


def seed_period_type(file: str, line: int, value: str, allowed: Iterable[str]) -> str:
    return f"{file} linje {line}: period_type er {quoted(value)}; tilladt er {one_of(allowed)}."


def seed_unreadable(file: str) -> str:
    return f"Registret {file} kan ikke læses; det skal være CSV i UTF-8 med komma mellem kolonnerne."


def seed_ragged(file: str, line: int) -> str:
    return f"{file} linje {line} har ikke samme antal felter som overskriften."


def warehouse_busy(process: str | None) -> str:
    who = f" (proces {process})" if process else ""
    return f"Lageret bruges af en anden kørsel{who}. Vent, til den er færdig, og prøv igen."
