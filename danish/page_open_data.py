"""What the page about open data says, and the answers of the addresses behind it."""

from danish import format as form

TITLE = "Åbne data"
LEAD = (
    "Tabellerne herunder kan hentes af alle og bruges i egne regneark og programmer. "
    "Adresserne ligger fast; indholdet skifter, når en ny opgørelse udgives."
)
MARKED = "Rækker om opdigtede steder er mærket i kolonnen is_synthetic. De er ikke virkelige tal."
HOW = "Sådan hentes tallene"
HOW_LINES = (
    "CSV følger RFC 4180: UTF-8, komma mellem felterne og punktum i decimaltal. Til Excel er filerne under Rapporter "
    "lettere.",
    "JSON er en liste med ét objekt pr. række. Parquet bevarer kolonnernes typer.",
    "Hvert svar har opgørelsens navn som ETag. Send den med i If-None-Match, så kommer kun nye tal.",
    "Et tomt felt er ikke nul: value_status siger, om tallet er skjult, ikke leveret eller ikke kan opgøres.",
)
LICENCE = "Vilkår"
LICENCE_TEXT = (
    "Tallene kan frit bruges, også af andre, når kilden, opgørelsen og datoen nævnes. "
    "Kildernes egne vilkår gælder også."
)
LICENCE_OF_SOURCE = "Vilkår hos kilden"
SOURCE = "Kilde"
SOURCES_CAPTION = "Kilderne og deres vilkår"
INDEX = "Oversigt for programmer"
TABLE, ROWS, FETCH = "Tabel", "Rækker", "Hent"
TABLES_CAPTION = "De åbne tabeller"
COLUMNS = "Hvad kolonnerne betyder"
COLUMN, TYPE, MEANING = "Kolonne", "Type", "Betydning"
PRESENT = "Kun kilder, der er åbnet for, er med. Personer, bemærkninger og sager er aldrig med."
TABLE_UNKNOWN = "Der er ingen åben tabel af det navn."
FORMAT_UNKNOWN = "Tabellen findes som csv, json og parquet."
NOT_PUBLISHED = "Der er endnu ikke udgivet nogen tal."
NOT_STATED = "ikke oplyst"


def title(tables: int, built_on: str) -> str:
    return f"{form.counted(tables, 'åben tabel', 'åbne tabeller')} fra opgørelsen {built_on}"


def columns_caption(table: str) -> str:
    return f"Kolonnerne i {table}"
