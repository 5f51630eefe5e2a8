"""What ingest says about a workbook: what it is, what in it cannot be taken, and where. It repeats no private text."""

from collections.abc import Iterable

from danish.format import counted, listing, number
from danish.ingest import Message, one_of, quoted

# Places


def sheet(name: str) -> str:
    return f"arket {quoted(name)}"


def numbered_sheet(position: int) -> str:
    """A sheet whose name is not to be shown."""
    return f"ark nr. {position}"


def in_row(sheet_da: str, row: int) -> str:
    return f"{sheet_da}, række {row}"


def in_cell(sheet_da: str, reference: str) -> str:
    return f"{sheet_da}, celle {reference}"


SHEET_NAME = "arknavn"
COMMENT = "kommentar"
SHEET_TEXT = "sidehoved, sidefod, formel eller hjælpetekst"
DOCUMENT_PROPERTIES = "filens egenskaber (Filer, Oplysninger)"
DEFINED_NAMES = "navngivne områder (Formler, Navnestyring)"
LEFT_OVER_TEXT = "tekst, der ikke længere står i en celle"
LINKS = "et link"
SHAPES = "en tegning, figur eller tekstboks"
PIVOT = "pivottabellens skjulte kopi af data"
OTHER_PART = "en skjult del af filen"


# What the file is

_SAVE_AS = "Åbn filen i Excel, vælg Gem som og »Excel-projektmappe (*.xlsx)«, og læg den ind igen."
OLD_EXCEL = Message("Filen er en gammel Excel-fil (.xls) med en ny endelse.", _SAVE_AS)
BINARY_EXCEL = Message("Filen er en binær Excel-fil (.xlsb).", _SAVE_AS)
OPEN_DOCUMENT = Message("Filen er et OpenDocument-regneark (.ods).", _SAVE_AS)
HTML_TABLE = Message("Filen er en webside (HTML), som en portal har kaldt Excel; den er ingen projektmappe.", _SAVE_AS)
TEXT_FILE = Message(
    "Filen er en tekstfil (CSV) med endelsen .xlsx.", "Omdøb den til .csv, eller gem den fra Excel som .xlsx."
)
ENCRYPTED = Message(
    "Filen er låst med adgangskode (eller mærket fortroligt), så den ikke kan åbnes.",
    "Fjern adgangskoden i Excel under Filer, Oplysninger, Beskyt projektmappe, og gem filen igen.",
)
OTHER_OFFICE = Message("Filen er et Word- eller PowerPoint-dokument.", "Gem tallene i et regneark (.xlsx).")
PLAIN_ZIP = Message("Filen er en zip-fil uden en Excel-projektmappe.", "Pak den ud, og læg filerne ind hver for sig.")
BROKEN_PACKAGE = Message(
    "Projektmappen er beskadiget eller bygget, så den ikke kan læses sikkert.",
    "Hent filen igen fra kilden, eller åbn den i Excel og gem den som en ny .xlsx.",
)


def not_a_workbook(kind: str) -> Message:
    return Message(f"Filen er {kind}, ikke en Excel-projektmappe.", "Gem tallene i et regneark (.xlsx).")


# Its limits


def _limit(reason: str, key: str) -> Message:
    return Message(
        reason, f"Del filen op, eller hæv workbook.{key} for kilden i ingest/sources.yml.", "Del filen op i flere."
    )


def too_large_unpacked(megabytes: float, limit: int) -> Message:
    return _limit(
        f"Projektmappen fylder {number(megabytes)} MB pakket ud; kilden tillader {number(limit)} MB.",
        "max_uncompressed_megabytes",
    )


def too_many_sheets(sheets: int, limit: int) -> Message:
    return _limit(f"Projektmappen har {number(sheets)} ark; kilden tillader {number(limit)}.", "max_sheets")


def too_many_rows(rows: int, limit: int) -> Message:
    return _limit(f"Arket når til række {number(rows)}; kilden tillader {number(limit)}.", "max_rows")


def too_many_columns(columns: int, limit: int) -> Message:
    return _limit(f"Arket når til kolonne {number(columns)}; kilden tillader {number(limit)}.", "max_columns")


def too_many_cells(rows: int, columns: int) -> Message:
    return Message(
        f"Arket spænder over {number(rows)} rækker og {number(columns)} kolonner, mest tomme.",
        "Slet de celler, der står langt væk fra tabellen, og gem filen igen.",
    )


# What may not be in it

MACROS = Message(
    "Projektmappen indeholder makroer.", "Gem den som »Excel-projektmappe (*.xlsx)« uden makroer, og læg den ind igen."
)
EXTERNAL_LINKS = Message(
    "Projektmappen henter tal fra andre filer eller databaser.",
    "Kopiér tallene, indsæt dem som værdier i en ny projektmappe, og gem den.",
)
EMBEDDED_OBJECTS = Message(
    "Projektmappen har andre dokumenter eller objekter lagt ind i sig.", "Slet objekterne, og gem filen igen."
)


def error_cell(value: str) -> Message:
    return Message(f"{quoted(value)} er en fejl fra Excel.", "Ret formlen i regnearket, og gem filen igen.")


UNCALCULATED = Message(
    "Cellen har en formel, der ikke er regnet ud.", "Åbn filen i Excel, vent til den har regnet, og gem den igen."
)
MERGED_FIGURES = Message(
    "Celler med tal er flettet; det ses ikke, hvilken kolonne eller række tallet hører til.",
    "Ophæv fletningen, og skriv hvert tal i sin egen celle.",
)


# What is told though the file is taken


def hidden_rows(sheet_da: str, rows: Iterable[int]) -> str:
    numbers = [str(row) for row in rows]
    return (
        f"{sheet_da} har {counted(len(numbers), 'skjult række', 'skjulte rækker')} ({_few(numbers)}), der er læst med."
    )


def hidden_columns(sheet_da: str, letters: Iterable[str]) -> str:
    names = list(letters)
    return (
        f"{sheet_da} har {counted(len(names), 'skjult kolonne', 'skjulte kolonner')} ({_few(names)}), der er læst med."
    )


def hidden_sheet(sheet_da: str) -> str:
    return f"{sheet_da} er skjult, men læst med."


def sheet_passed_over(sheet_da: str, missing: list[str]) -> str:
    """`missing`: what the sheet, which looks like a table of the layout, lacks of being one."""
    lacks = f"; det ligner en tabel, men der mangler {'; '.join(missing)}" if missing else ""
    return f"{sheet_da} er sprunget over{lacks}."


def _few(names: list[str]) -> str:
    return listing(names) if len(names) <= 8 else f"{', '.join(names[:8])} og {len(names) - 8} til"


# Rows that are passed over, each with its reason

SHEET_WITHOUT_TABLE = "Arket har ingen tabel, som kildens layout kender."
TITLE_ROW = "Titel eller note over tabellen."
HEADER_ROW = "Overskrift."
FOOTER_ROW = "Kilde, note eller tegnforklaring under tabellen."
TEXT_ROW = "Tekst uden tal."
NOT_FILLED_IN = "Rækken er ikke udfyldt."
NO_FIGURES = "Rækken har ingen tal."


# When no layout fits

_USE_TEMPLATE = "Brug skabelonen til registreringer."


def no_layout_fits(saw: str) -> Message:
    return Message(
        f"Ingen af kildens layout passer til projektmappen. {saw}",
        "Ret projektmappen, så den ligner, eller beskriv den i en fil under ingest/layouts.",
        _USE_TEMPLATE,
    )


def no_layouts_known(saw: str) -> Message:
    return Message(
        f"Projektmappen har ingen kendt overskrift, og kilden har intet layout. {saw}",
        "Brug skabelonen til formularen, eller tilføj et layout for kilden i ingest/sources.yml.",
        _USE_TEMPLATE,
    )


def several_tables(titles: Iterable[str]) -> Message:
    return Message(
        f"Arkets titel passer til flere tabeller i layoutet: {listing(quoted(title) for title in titles)}.",
        "Gør titlerne i layoutet længere, så kun én passer.",
        _USE_TEMPLATE,
    )


def saw_sheets(names: list[str]) -> str:
    return f"Ark: {_few([quoted(name) for name in names])}."


def saw_rows(sheet_da: str, rows: list[str]) -> str:
    return f"Første rækker i {sheet_da}: {'; '.join(rows)}."


def saw_header(row: int, headings: list[str]) -> str:
    return f"Række {row} ligner en overskrift: {listing(quoted(heading) for heading in headings)}."


def nearest_layout(name_da: str, missing: list[str]) -> str:
    return f"Nærmeste layout: {name_da}; der mangler {'; '.join(missing)}."


def missing_anchors(headings: Iterable[str]) -> str:
    return f"overskriften {one_of(quoted(heading) for heading in headings)}"


def missing_title(nearest_title: str) -> str:
    return f"en af layoutets titler (nærmest {quoted(nearest_title, 100)})"


MISSING_ROWS = "rækker med tal under overskriften"


def unknown_heading(heading: str, allowed: Iterable[str]) -> Message:
    known = [quoted(name) for name in allowed]
    return Message(
        f"Overskriften {quoted(heading)} er ikke et måltal i layoutet.",
        f"Layoutet kender {listing(known)}. Tilføj den under measures, eller under columns.passed_over.",
        _USE_TEMPLATE,
    )


def heading_without_period(heading: str) -> Message:
    return Message(
        f"Overskriften {quoted(heading)} siger ikke, hvilken periode tallene gælder.",
        "Skriv året over kolonnen, eller tilføj overskriften under columns.passed_over i layoutet.",
        "Skriv året over kolonnen.",
    )


def doubled_heading(heading: str) -> Message:
    return Message(f"Overskriften {quoted(heading)} står over flere kolonner.", "Behold kun den ene.")


def title_without_period(title: str) -> Message:
    return Message(f"Titlen {quoted(title)} siger ikke, hvilken periode tallene gælder.", "Skriv året i titlen.")


def missing_headings(headings: Iterable[str]) -> Message:
    names = [quoted(heading) for heading in headings]
    noun = "Overskriften" if len(names) == 1 else "Overskrifterne"
    return Message(
        f"{noun} {listing(names)} mangler.",
        "Ret overskriften, eller ret layoutet under ingest/layouts.",
        "Ret overskriften.",
    )


def sheet_not_in_layout(layout_da: str) -> Message:
    return Message(
        f"Arket har ingen tabel, som layoutet {layout_da} kender.",
        "Fjern arket, ret dets titel, eller skriv other_sheets: pass_over i layoutet.",
        "Fjern arket, eller ret dets titel.",
    )


def headers_differ(first: str) -> Message:
    return Message(
        f"Arket har andre kolonner end {first}.", "Giv alle ark samme overskrift, eller gem dem hver for sig."
    )


NO_TABLES = Message("Projektmappen har ingen ark med celler.", "Send filen igen med overskrift og rækker.")


def area_number(value: str) -> str:
    """The afdeling's own number, as a note on the figure."""
    return f"Nr. {value}"


YEAR_ALONE = "(årstal alene)"
UNNAMED_COLUMN = Message("Kolonnen har intet navn, men der står noget i den.", "Giv kolonnen et navn, eller tøm den.")
