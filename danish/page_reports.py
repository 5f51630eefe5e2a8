"""What the page with reports and tables says."""

from danish import format as form

TITLE = "Rapporter"
BUILD = "Opgørelse"
LEAD = (
    "Rapporter og tabeller er lavet af den valgte opgørelse og af intet andet. "
    "Filerne bærer opgørelsens navn, dato og kilder, så et tal kan følges tilbage."
)
OLDER_BUILD = "Du ser en tidligere opgørelse. De øvrige sider viser den nyeste."

QUARTERLY = "Kvartalsrapport om datakvalitet"
QUARTERLY_LEAD = (
    "Hvad der er leveret, hvad der mangler, og hvilke tal der skal afklares. "
    "Det er den rapport, der sendes til bestyrelsen hvert kvartal."
)
FOLLOW_UP = "Årlig opfølgning for bestyrelsen"
FOLLOW_UP_LEAD = "Faste mål og delaftaler for hver helhedsplan, med plads til det, bestyrelsen beslutter."
REPORTS = "Rapporter"
NOT_YOURS = (
    "Kvartalsrapporten og den årlige opfølgning handler om alle helhedsplaner og laves af dem, der må se dem alle. "
    "Tabellerne herunder har dine helhedsplaner."
)
QUARTER = "Kvartal"
YEAR = "Opfølgning på året"
MAKE_QUARTERLY = "Lav kvartalsrapporten"
MAKE_FOLLOW_UP = "Lav opfølgningen"
MAKING = "Laver filerne. Det tager nogle sekunder …"
MAKING_FAILED = (
    "Rapporten kunne ikke laves. Prøv igen om lidt. Sker det igen, så skriv til den, der driver Boligbarometer, "
    "hvilken rapport det var."
)
KINDS = {".html": "Webside (HTML)", ".pdf": "Til print (PDF)", ".xlsx": "Arbejdsbog (Excel)"}

TABLES = "Tabeller"
TABLES_LEAD = "Hver tabel kan hentes hel. Excel åbner begge slags; CSV har semikolon og decimalkomma."
TABLE = "Tabel"
ROWS = "Rækker"
CONTENT = "Indhold"
TABLES_CAPTION = "Opgørelsens tabeller"
CSV = "Hent som CSV"
WORKBOOK = "Hent som arbejdsbog"

EARLIER = "Opgørelser, der er gemt"
EARLIER_CAPTION = "Opgørelser, der stadig kan hentes, nyeste først"
BUILT = "Lavet"
PUBLISHED = "Udgivet"
HOLDS = "Eksempeldata"
WITH_SYNTHETIC = {True: "rummer også eksempeldata", False: "nej"}
SHOWN_NOW = "vises nu"
ONLY_ONE = "Der er kun gemt den opgørelse, som siderne viser."

ABOUT_SHEET = "Om filen"
COLUMN_NAME, COLUMN_TYPE, COLUMN_MEANING = "Kolonne", "Type", "Betydning"
SYNTHETIC = "Opgørelsen rummer også eksempeldata. Rækkerne er mærket i kolonnen is_synthetic og er ikke virkelige tal."


def title(built_on: str) -> str:
    return f"Rapporter og tabeller fra opgørelsen {built_on}"


def build_choice(built_on: str, build_id: str, *, is_current: bool) -> str:
    return f"{built_on} ({build_id}){', vises nu' if is_current else ''}"


def checksum(value: str) -> str:
    return f"Kontrolsum: {value}. Den samme sum står i alle tre filer."


def file_label(kind: str, size: int) -> str:
    return f"{KINDS[kind]}, {form.number(max(size // 1024, 1))} kB"


def too_many_rows(rows: int) -> str:
    return f"Tabellen har {form.number(rows)} rækker og er for stor til en arbejdsbog. Hent den som CSV."


def file_line(table: str, build_id: str, built_on: str, sources: list[str]) -> str:
    """One line without semicolons, so that it stays in one cell."""
    named = f", kilder: {form.listing(sources)}" if sources else ""
    return f"Boligbarometer, tabel {table}, opgørelse {build_id}, lavet {built_on}{named}".replace(";", ",")


def about(table: str, meaning: str, build_id: str, built_on: str, code: str, sources: list[str]) -> list[list[str]]:
    """What the first sheet of a workbook tells: name and value."""
    lines = [
        ["Tabel", table],
        ["Indhold", meaning],
        ["Opgørelse", build_id],
        ["Lavet", built_on],
        ["Kilder", form.listing(sources)],
        ["Programmets version", code],
    ]
    return [line for line in lines if line[1]]
