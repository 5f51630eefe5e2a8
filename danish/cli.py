"""What the command line says."""

from danish.format import count, counted

STEP_INGEST = "Indlæser filer …"
STEP_VALIDATE = "Undersøger filen …"
STEP_BUILD = "Bygger tallene …"
STEP_CHECK = "Kontrollerer tallene …"
STEP_MARTS = "Bygger tabellerne til siderne …"
STEP_PUBLISH = "Udgiver …"

APP = "Boligbarometer: fra partnernes filer til tal, en bestyrelse kan stole på."
DEMO = "Kør hele forløbet på eksempeldata."
DEMO_SERVE = "Åbn siderne bagefter."
INGEST = "Indlæs nye og ændrede filer under data/raw/. Samme fil to gange ændrer intet."
INGEST_FILES = "Kun disse filer."
BUILD = "Byg tallene med dbt. Det, der står efter »--«, gives videre til dbt."
BUILD_ENGINE = "Databasemotor."
CHECK = "Kontrollér tallene, skriv fundene, og byg de tabeller, der bærer dem."
PUBLISH = "Udgiv opgørelsen, hvis kontrollen tillader det."
PUBLISH_ROLLBACK = "Gå tilbage til en tidligere opgørelse."
PUBLISH_BUILD_ID = "Opgørelsens id, ved --rollback; ellers den forrige."
RUN = "Indlæs, byg, kontrollér og udgiv."
FINDINGS = "Fundene og deres behandling."
FINDINGS_LIST = "Vis de åbne fund, de alvorligste først."
FINDINGS_ALL = "Også afsluttede fund."
FINDINGS_SHOW = "Vis ét fund med begge tal, mulige læsninger og filens rækker."
FINDINGS_SET = "Skriv, hvordan et fund er behandlet."
FINDING_ID = "Fundets id; de første tegn er nok."
FINDING_STATUS = "open, investigating, explained, accepted eller corrected."
FINDING_BY = "Hvem der har besluttet det."
FINDING_COMMENT = "Hvorfor."
FINDING_UNTIL = "Slutdato (ÅÅÅÅ-MM-DD); kræves ved accepted."
REPORT = "Lav datakvalitetsrapporten for et kvartal, eller årets opfølgning til bestyrelsen."
PERIOD = "Kvartal som 2022K3, eller »auto« for det seneste afsluttede."
REPORT_OUT = "Mappe, rapporten lægges i."
REPORT_BOARD = "Årets opfølgning på faste mål og delaftaler, fx 2022. Et eksemplar med dato lægges i arkivet."
REPORT_BUILD = "Lav rapporten ud fra en tidligere opgørelse, der er gemt; ellers ud fra den, der er offentliggjort."
REPORT_NEEDS_ONE = "Skriv enten et kvartal eller --board med et år."
DASHBOARD = "Vis siderne på 127.0.0.1."
DASHBOARD_PORT = "Port."
DASHBOARD_ADDRESS = "Adressen, der lyttes på; en anden end 127.0.0.1 kræver login."
VALIDATE = "Undersøg én fil, som indlæsningen ville gøre, og indlæs intet."
VALIDATE_FILE = "Filen."
TEMPLATE = "Lav et regneark, som partnerne kan udfylde."
TEMPLATE_KIND = "Hvilken skabelon: registrering."
TEMPLATE_PLAN = "Helhedsplanens id eller navn; så er aktiviteter, måltal og periode fyldt ud."
TEMPLATE_PERIOD = "Perioden, der skal indberettes, fx 2026K4; ellers det seneste afsluttede kvartal."
TEMPLATE_OUT = "Filen, der skrives; ellers en fil under templates/ i datamappen."
TEMPLATE_REGISTRATIONS = "registrering"
STATUS = "Kilder, seneste indlæsninger, seneste opgørelse og hvad der er udgivet."
EXPORT = "Gem én udgivet tabel som fil."
EXPORT_TABLE = "Tabellens navn."
EXPORT_FORMAT = "csv, xlsx eller parquet."
EXPORT_OUT = "Filen, der skrives."

HELP = "Vis denne hjælp."
USAGE = "Brug: "
OPTIONS = "Valg"
ARGUMENTS = "Argumenter"
COMMANDS = "Kommandoer"
ERROR = "Fejl"
DEFAULT = "[standard: {}]"
REQUIRED = "[kræves]"
TRY_HELP = "Prøv »{command_path} {help_option}«."
ABORTED = "Afbrudt."
# What Typer says about a wrong command line, as patterns of its English sentences.
USAGE_ERRORS = (
    (r"Missing argument '?(.+?)'?\.$", r"Argumentet »\1« mangler."),
    (r"Missing option '?(.+?)'?\.$", r"Valget »\1« mangler."),
    (r"Missing command\.", "Der mangler en kommando."),
    (r"No such command '(.+?)'\.", r"Der er ingen kommando, der hedder »\1«."),
    (r"No such option: ([^\s(]+)", r"Der er intet valg, der hedder »\1«."),
    (r"\(Possible options: (.+)\)", r"Mente du \1?"),
    (r"Did you mean '?(.+?)'?\?", r"Mente du »\1«?"),
    (r"Option '(.+?)' requires an argument\.", r"Valget »\1« kræver en værdi."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", r"»\1« er der ikke brug for."),
    (r"Invalid value for '?(.+?)'?: ", r"Ugyldig værdi for \1: "),
    (r"Input should be a valid integer.*", "Skriv et helt tal."),
)

NOTHING_PUBLISHED = "Intet er udgivet endnu. Kør »barometer demo« eller »barometer run«."
NO_FINDINGS = "Ingen åbne fund."
BUILD_FAILED = "Opbygningen fejlede. Den forrige opgørelse vises stadig."
BUILD_OK = "Opbygningen lykkedes."
GATE_REFUSED = "Der er ikke udgivet noget. Den forrige opgørelse vises stadig."
FINDING_HANDLED = "Noteret. Siderne viser det straks; tallene ændres ved næste opgørelse."
EMPTY_RAW = "Der er ingen filer under data/raw/."
FINDING_HEADERS = ("Id", "Alvor", "Status", "Fund")
LOAD_HEADERS = ("Fil", "Status", "Læst", "Indlæst", "Karantæne", "Sprunget over")
SOURCE_HEADERS = ("Kilde", "Filer", "Seneste indlæsning")
SOURCES = "Kilder"
LATEST_LOADS = "Seneste indlæsninger"
NEVER = "aldrig"
READINGS = "Mulige læsninger"
EVIDENCE = "Rækkerne i filerne"
ASK = "Næste skridt"
NOT_BUILT = "Intet er indlæst eller bygget endnu."


def bad_today(value: str) -> str:
    return f"BAROMETER_TODAY er »{value}«. Skriv en dato som 2022-11-14."


def bad_smtp_security(value: str) -> str:
    return f"BAROMETER_SMTP_SECURITY er »{value}«. Tilladt: starttls, tls."


def bad_smtp_port(value: str) -> str:
    return f"BAROMETER_SMTP_PORT er »{value}«. Skriv et tal."


def example_data_in_the_way(path: str) -> str:
    return (
        f"data/raw/ indeholder »{path}«, der ikke er eksempeldata, og eksempeldata må ikke blandes med andre tal. "
        "Brug en anden mappe: sæt BAROMETER_DATA."
    )


def unknown_engine(engine: str) -> str:
    return f"Motoren »{engine}« findes ikke her. Tilladt: duckdb."


def unknown_format(name: str) -> str:
    return f"Formatet »{name}« kendes ikke. Tilladt: csv, xlsx, parquet."


def unknown_table(name: str, known: list[str]) -> str:
    return f"Tabellen »{name}« er ikke udgivet. Udgivne tabeller: {', '.join(known)}."


def unknown_finding(finding_id: str) -> str:
    return f"Der er intet fund med id »{finding_id}«. Se »barometer findings list --all«."


def no_such_file(path: str) -> str:
    return f"Filen »{path}« findes ikke."


def bad_date(value: str) -> str:
    return f"»{value}« er ikke en dato. Skriv den som 2022-11-14."


def demo_written(real: int, invented: int) -> str:
    return (
        f"Lagt i data/raw/: {count(real)} filer med virkelige, udgivne tal og {count(invented)} filer med opdigtede."
        "\nEksempel Kommune og Eksempelparkens helhedsplan er opdigtet: eksempeldata – ikke virkelige tal."
    )


def loaded(files: int, rows: int, quarantined: int, refused: int, unchanged: int) -> str:
    parts = [f"Indlæst: {counted(rows, 'række', 'rækker')} fra {counted(files, 'fil', 'filer')}"]
    if unchanged:
        parts.append(counted(unchanged, "uændret fil", "uændrede filer"))
    if quarantined:
        parts.append(f"{counted(quarantined, 'række', 'rækker')} i karantæne")
    if refused:
        parts.append(counted(refused, "afvist fil", "afviste filer"))
    return ", ".join(parts) + "."


def flagged(critical: int, warning: int, info: int) -> str:
    serious = counted(critical, "alvorlig fejl", "alvorlige fejl")
    return f"Fundet: {serious}, {_minor(warning, info)} {'Den alvorlige' if critical == 1 else 'De alvorlige'}:"


def found_in_invented_places(critical: int) -> str:
    serious = counted(critical, "alvorlig fejl", "alvorlige fejl")
    return f"  • {serious} i eksempeldata om det opdigtede sted Eksempel Kommune."


def flagged_none_critical(warning: int, info: int) -> str:
    return f"Fundet: ingen alvorlige fejl, {_minor(warning, info)}"


def _minor(warning: int, info: int) -> str:
    return f"{counted(warning, 'advarsel', 'advarsler')} og {counted(info, 'oplysning', 'oplysninger')}."


def published(build_id: str, tables: int, rows: int) -> str:
    return f"Udgivet: opgørelse {build_id} med {count(tables)} tabeller og {count(rows)} rækker."


def rolled_back(build_id: str) -> str:
    return f"Siderne viser nu opgørelse {build_id}."


def how_to_open(command: str) -> str:
    return f"Se siderne: {command}, og åbn http://127.0.0.1:8501 i en browser."


def how_to_see_findings(command: str) -> str:
    return f"Se alle fund: {command}"


def serving(address: str, port: int) -> str:
    return f"Siderne vises på http://{address}:{port}. Stop med Ctrl+C."


def checked(run: int, expected: int) -> str:
    return f"Kontrolleret: {run} af {expected} kontroller kørte."


def sheet_progress(position: int, total: int, is_guard: bool, width: int = 20) -> str:
    """`Læser ark 37 af 100 ███████░░░…`; first every sheet is looked through, then it is read."""
    done = width * position // total
    verb = "Gennemgår" if is_guard else "Læser"
    return f"{verb} ark {position} af {total} {'█' * done}{'░' * (width - done)}"


def unknown_template(kind: str) -> str:
    return f"Der er ingen skabelon, der hedder »{kind}«. Skriv »{TEMPLATE_REGISTRATIONS}«."


def template_written(path: str, rows: int) -> str:
    filled = f" {counted(rows, 'række', 'rækker')} er fyldt ud på forhånd." if rows else ""
    return f"Skrevet: {path}.{filled} Læg filen i data/raw/registrations/, når den er udfyldt."


def written(path: str) -> str:
    return f"Skrevet: {path}"


def current_build(build_id: str, built: str, published_on: str) -> str:
    return f"Udgivet: opgørelse {build_id}, bygget {built}, udgivet {published_on}."


def where(file_name: str, line: int | None, column: str | None, value: str | None, place: str = "") -> str:
    """`fil.csv, linje 7, kolonne »antal«, værdi »12.5«`; `place` says in words where a workbook has the line."""
    parts = [file_name]
    if place:
        parts.append(place)
    elif line:
        parts.append(f"linje {line}")
    if column:
        parts.append(f"kolonne »{column}«")
    if value:
        parts.append(f"værdi »{value}«")
    return ", ".join(parts)
