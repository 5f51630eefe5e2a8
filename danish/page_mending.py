"""What the page where a partner mends a registration file says, and the note that goes with the mended file."""

from collections.abc import Iterable
from datetime import datetime

from danish import format as form

HEADING = "Ret rækkerne her"
LEAD = (
    "Ret felterne, og tryk »Prøv igen«. Så bliver hele filen læst igennem forfra. Filen på din egen maskine bliver "
    "ikke ændret; du kan hente den rettede bagefter."
)
TRY_AGAIN = "Prøv igen"
OTHER_FIELDS = "Rækkens andre felter"
EMPTY = "(tom)"
UNDO = "Fortryd alle rettelser"
MENDED = "Rettet her på siden"
REMOVED = "Taget ud af filen."
FLAGGED = "Rækker med forbehold"
FLAGGED_LEAD = "De kan afleveres, som de er. Kender du svaret, så ret det her."
FETCH = "Hent den rettede fil"
DELIVER = "Aflever den rettede fil"
STOPPED = "Filen kan først afleveres, når rækkerne herunder er rettet eller taget ud."
NOTHING_LEFT = "Der er ingen rækker tilbage i filen."
FIELDS = {
    "helhedsplan": "Helhedsplan",
    "omraade": "Område",
    "aktivitet": "Aktivitet",
    "maaltal": "Måltal",
    "periode": "Periode",
    "opgoerelse": "Hvordan er der talt",
    "antal": "Antal",
    "forbehold": "Forbehold",
    "gengangere": "Gengangere",
    "indberettet_af": "Indberettet af",
    "indberettet_dato": "Indberettet dato",
    "bemaerkning": "Bemærkning",
    "antal_hoejst": "Antal, højst",
    "usikker": "Er tallet usikkert",
    "kilde": "Kilde",
    "spoergsmaal": "Spørgsmål",
    "dato": "Dato",
    "type": "Type",
    "deltagere": "Deltagere",
    "varighed_minutter": "Varighed i minutter",
    "henvist_til": "Henvist til",
}


def field(column: str, place: str) -> str:
    """A field's name, with the row it belongs to: `Aktivitet, linje 4`."""
    return f"{FIELDS.get(column, column)}, {place.rpartition(', ')[2]}"


def row(place: str, about: str) -> str:
    """The heading of a row: `Linje 4: beboervejledning · samtaler · 2022K1 · 20`."""
    return form.capital(f"{place}: {about}" if about else place)


def fault(column: str, reason: str, remedy: str) -> str:
    what = f"{FIELDS.get(column, column)}: " if column else ""
    return f"{what}{reason} {remedy}"


def surplus(cells: Iterable[str]) -> str:
    return f"Der står mere, end der er kolonner til: {form.listing(f'»{cell}«' for cell in cells)}."


def remove(place: str) -> str:
    return f"Tag {place.rpartition(', ')[2]} ud af filen"


def as_shown(place: str) -> str:
    return f"Felterne i {place.rpartition(', ')[2]} er rigtige, som de står her"


def waiting(rows: int) -> str:
    return f"{form.capital(form.counted(rows, 'række', 'rækker'))} mere skal rettes. De vises, når de første er rettet."


def tried(mended: int, faulty: int) -> str:
    """What came of pressing »Prøv igen«."""
    done = f"{form.counted(mended, 'række', 'rækker')} er rettet" if mended else "Ingen rækker er rettet"
    rest = f"{form.counted(faulty, 'række', 'rækker')} mangler" if faulty else "alle rækker kan bruges"
    return f"Filen er læst igennem igen: {done}, og {rest}."


def not_taken(reasons: Iterable[str]) -> str:
    return f"Rettelserne er ikke taget med. {' '.join(reasons)}"


def change(place: str, column: str, old: str, new: str) -> str:
    """One line of what was mended, on the page and in the note."""
    if not column:
        return f"{place}: »{old}« er rettet til »{new}«." if new else f"{place}: {REMOVED} Der stod »{old}«."
    return f"{place}, {FIELDS.get(column, column)}: »{old}« er rettet til »{new}«."


def note(
    *, original: str, original_sha: str, mended: str, mended_sha: str, by: str, at: datetime, lines: Iterable[str]
) -> str:
    """The note beside a mended file: who delivered it, and what was mended before it was."""
    moment = at.astimezone(form.COPENHAGEN)
    return "\n".join(
        [
            "Følgeseddel",
            "",
            f"Afleveret {form.day(moment)} kl. {moment:%H.%M} af {by}.",
            f"Rettet fil: {mended} (SHA-256 {mended_sha})",
            f"Original, uændret: {original} (SHA-256 {original_sha})",
            "",
            f"Rettet af {by} på siden Indberet før afleveringen:",
            *(f"- {line}" for line in lines),
            "",
        ]
    )


NOBODY = "en person uden login ved maskinen"


def person(name: str, email: str, reporter: str | None) -> str:
    return f"{name} ({email}){f' for {reporter}' if reporter else ''}"
