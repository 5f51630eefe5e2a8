"""What the page where partners hand in a registration file says."""

from collections.abc import Sequence

from danish import format as form

TITLE = "Indberet"
HEADING = "Indberet registreringer"
LEAD = (
    "Vælg filen med registreringer. Du ser straks, hvad der kan bruges, og kan rette resten her, række for række. "
    "Intet bliver gemt, før du afleverer."
)
UPLOAD = "Fil med registreringer"
OTHER_FORM = (
    "Filen er ikke en registrering og kan ikke afleveres her. Brug skabelonen til registreringer, og prøv igen."
)
TOO_LARGE = "Filen er for stor. Del den op i flere, og aflever dem hver for sig."
MEND = "Ret i dit eget ark, gem det, og vælg filen igen. Den gamle udgave er ikke gemt noget sted."
REFUSED = "Filen kan ikke bruges, som den er"
ROWS = "Række for række"
ROWS_CAPTION = "Hvad der sker med hver række"
PROBLEMS_CAPTION = "Det skal rettes"
PLACE, OUTCOME, CONTENT, WORDS = "Sted", "Udfald", "Indhold", "Bemærkning"
WRONG, REMEDY = "Hvad er galt", "Hvad gør du"
WHOLE_FILE = "hele filen"
OUTCOMES = {
    "loaded": "Bruges",
    "flagged": "Bruges, med forbehold",
    "quarantined": "Kan ikke bruges",
    "skipped": "Springes over",
    "waiting": "Venter",
}
DOUBTED = "Du har skrevet, at tallet er usikkert."
UNKNOWN_MODE = "Det står ikke, hvordan der er talt. Tallet bliver ikke brugt, før det er afklaret."
NO_PERIOD = "Uden periode kommer tallet ikke med i nogen serie."
DELIVER = "Aflever filen"
ALREADY = "Den samme fil er allerede afleveret. Den er ikke afleveret igen."
FULL = "Indbakken er fuld, og filen er ikke afleveret. Skriv til den, der driver Boligbarometer."
AFTER = "Den, der behandler tallene, læser filen igennem, før den tages med. Tallene ses efter næste opgørelse."
TEMPLATE = "Hent skabelonen"
TEMPLATE_NAME = "registrering"
TEMPLATE_LEAD = "Skabelonen har de rigtige overskrifter og lister at vælge på."
HEADINGS_CAPTION = "Overskrifterne i filen, holdt op mod skabelonens"
EXPECTED, READ = "Skabelonens kolonne", "Læst i filen"
NOT_THERE = "står der ikke"
RIGHT = "Rigtig."
OPTIONAL = "Må gerne mangle."
NO_COLUMN = "ingen"
NO_NAME = "en kolonne uden navn"
GIVE_NAME = "Giv kolonnen et navn, eller fjern den."
NOTHING_CHOSEN = "Der er ikke valgt en fil endnu."


def upload_help(megabytes: int) -> str:
    return (
        f"Arbejdsbog (.xlsx) eller CSV, højst {megabytes} MB. "
        "Ingen navne, CPR-numre, mailadresser eller telefonnumre: så bliver hele filen afvist."
    )


def rename(read: str, column: str) -> str:
    return f"Skriv »{column}« i stedet for »{read}«."


def add(column: str) -> str:
    return f"Tilføj kolonnen »{column}«."


def drop(read: str) -> str:
    return f"Fjern kolonnen »{read}«."


def named(name: str, delivered: str) -> str:
    """What an id stands for, with the id as the file has it: `Lektiehjælp (eksempel-lektiehjaelp)`."""
    return f"{name} ({delivered})"


def verdict(read: int, used: int, refused: int, skipped: int) -> str:
    words = f"{form.counted(read, 'række', 'rækker')} læst: {form.number(used)} kan bruges"
    if refused:
        words += f", {form.number(refused)} kan ikke"
    if skipped:
        words += f", {form.number(skipped)} springes over"
    return f"{words}."


def deliver_part(refused: int) -> str:
    rows = form.counted(refused, "række", "rækker")
    return f"Aflever, selv om {rows} ikke kan bruges"


def delivered(name: str, checksum: str) -> str:
    return f"Filen er afleveret som {name}. Kvittering: {checksum}."


def more_rows(left: int) -> str:
    return f"{form.counted(left, 'række', 'rækker')} mere er ikke vist."


def content(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
