"""The delivered forms as rows of named cells, and finding the one row that a mistake is made in."""

from collections.abc import Iterable, Mapping

FORM_A = (
    "omraade", "kommune_kode", "indikator", "periode", "vaerdi", "taeller", "naevner", "kilde", "note", "etiket",
    "instrument",
)  # fmt: skip
FORM_B = (
    "helhedsplan", "omraade", "aktivitet", "maaltal", "periode", "opgoerelse", "antal", "forbehold", "gengangere",
    "indberettet_af", "indberettet_dato", "bemaerkning", "antal_hoejst", "usikker", "kilde",
)  # fmt: skip
Row = dict[str, str]


def row(columns: Iterable[str], **cells: str) -> Row:
    """A row of a form; cells that are not named are empty."""
    made = dict.fromkeys(columns, "")
    unknown = set(cells) - set(made)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return made | cells


def the_row(rows: Iterable[Row], **cells: str) -> Row:
    """The only row with these cells. Raises ValueError when there is none, or more than one."""
    (found,) = (row for row in rows if _holds(row, cells))
    return found


def rows_with(rows: Iterable[Row], **cells: str) -> list[Row]:
    return [row for row in rows if _holds(row, cells)]


def _holds(row: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    return all(row[name] == wanted for name, wanted in cells.items())
