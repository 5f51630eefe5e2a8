"""Every word on the dashboards. Sentences about single figures and findings come from the published tables instead."""

from collections.abc import Sequence
from datetime import date

from danish import format as form

SITE = "Boligbarometer"
OVERVIEW = "Overblik"
AREA = "Område"
QUALITY = "Datakvalitet"

PLAN = "Helhedsplan"
PLAN_HELP = "Vælg den helhedsplan, siderne skal vise."
YEAR = "År"
NEWEST = "Nyeste tal"
OTHER_AREAS = "Områder uden for helhedsplanerne"
WHOLE_PLAN = "Hele helhedsplanen"

YES_NO = {True: "ja", False: "nej"}

SEVERITY = {"critical": "Under afklaring", "warning": "Bør undersøges", "info": "Til orientering"}
FINDING_STATUS = {
    "open": "Åben",
    "investigating": "Undersøges",
    "explained": "Forklaret",
    "accepted": "Accepteret",
    "corrected": "Rettet",
    "gone": "Ikke længere fundet",
}
TARGET_STATUS = {
    "ahead": "Foran",
    "on_track": "På vej",
    "behind": "Bagud",
    "uncertain": "Usikkert",
    "no_target": "Intet mål",
}
COMPARISON = {
    "better": "Bedre",
    "worse": "Dårligere",
    "similar": "Ingen sikker forskel",
    "not_compared": "Kan ikke afgøres",
}
CERTAINTY = {
    "better": "Mere end tilfældige udsving kan forklare.",
    "worse": "Mere end tilfældige udsving kan forklare.",
    "similar": "Kan skyldes tilfældige udsving.",
}
VALUE_STATUS = {
    "suppressed": "Skjult, fordi tallet er så lille, at personer kan kendes.",
    "not_delivered": "Ikke leveret.",
    "area_too_small": "Området er for lille til opgørelse.",
    "not_applicable": "Gælder ikke for området.",
}
LOAD_STATUS = {
    "loaded": "Indlæst",
    "partly_loaded": "Delvist indlæst",
    "refused": "Afvist",
    "unchanged": "Uændret siden sidst",
}
COUNTING_MODE = {
    "period": "talt i perioden alene",
    "year_to_date": "talt fra årets start",
    "project_to_date": "talt fra projektets start",
    "unknown": "kilden siger ikke, hvordan der er talt",
}
BASELINE = {
    "rest_of_municipality": "resten af kommunen",
    "municipality": "kommunen",
    "country": "hele landet",
    "all_helhedsplaner": "alle helhedsplaner",
    "social_housing": "almene boliger",
    "agreement_start": "udgangspunktet",
}

TREND = {
    "improving": "Det går den rigtige vej, mere end tilfældige udsving kan forklare.",
    "worsening": "Det går den forkerte vej, mere end tilfældige udsving kan forklare.",
    "no_change_larger_than": "Ingen ændring, der er større end det, der kan ses i et område af den størrelse.",
    "cannot_say": "Det kan ikke afgøres, om der er sket en ændring.",
    "series_break": "Tallene før og efter bruddet er opgjort forskelligt og kan ikke sammenlignes.",
}

MARK_CLARIFY = "Under afklaring"
MARK_FLAGGED = "Se bemærkning"
MARK_CORRECTED = "Rettet"
MARK_SYNTHETIC = "Eksempeldata"
SYNTHETIC = "Eksempeldata – ikke virkelige tal."
NO_COUNT = "antal ikke oplyst"
NO_BENCHMARK = "Ingen sammenligning leveret."
NO_AXIS = "Vises ikke på aksen."
NOT_JUDGED = "Vurderes ikke som bedre eller dårligere."
UNKNOWN_PERIOD = "perioden er ikke oplyst"
NO_NUMBER = "Intet tal."
POINTS = "procentpoint"
NOT_STATED = "ikke oplyst"

GOAL = "Mål"
THE_AREA = "Området"
BENCHMARK = "Sammenligning"
DIFFERENCE = "Forskel"
HOW_SURE = "Hvor sikkert"
ACTIVITY = "Aktivitet"
COUNTED = "Talt"
TARGET = "Mål"
STATUS = "Status"
REMARK = "Bemærkning"
SEE_CASE = "Se sagen"
COUNT_TO_DATE = "i alt siden start"
COUNT_YEAR_TO_DATE = "siden årets start"
SPAN_WHOLE = "aftalens tid"
SPAN_YEAR = "året"

SOURCE = "Kilde"
SERIES_BREAK = "brud i serien"
OTHER_THEME = "Øvrige"
NOT_DELIVERED_GROUP = "Ikke leveret for nogen af områderne"
AGAINST_BENCHMARK = "Området og sammenligningen"
FIGURES_OF_CHART = "Tallene i kurven"
MISSING = "Det mangler"
READING = "Hvis"
COUNT_IN_PERIOD = "I perioden"
COUNT_IN_YEAR = "År til dato"
AGAINST_TARGET = "Mod målet"
NOT_KNOWN = "kendes ikke"
FILE = "Fil"
FILE_AND_LINE = "Fil og linje"
DELIVERED = "Leveret"
RECEIVED = "Modtaget"
PERIOD = "Periode"
REPORTED_BY = "Indberettet af"
ROWS_READ = "Rækker læst"
ROWS_USED = "Brugt"
ROWS_REFUSED = "Kunne ikke bruges"
ALL_PLACES = "Alle helhedsplaner"
SYNTHETIC_IN_BUILD = "Opgørelsen rummer også eksempeldata. De er mærket og er ikke virkelige tal."

TALK_ABOUT = "Tre ting at tale om"
TALK_ABOUT_HOW = "Sådan er de valgt"
TALK_ABOUT_RULE = (
    "Først den alvorligste sag, der ikke er afklaret. Så det mål, der er længst bagud, ellers det, der er længst "
    "foran, ellers et, der ikke kan afgøres. Så den største forskel til sammenligningen, og forskelle, der er større "
    "end tilfældige udsving, går forud for dem, hvor usikkerheden ikke kan beregnes. Mangler en af de tre slags, "
    "fyldes op i samme rækkefølge."
)
TALK_ABOUT_NOTHING = (
    "Der er endnu ingen tal for helhedsplanen, og derfor intet at tale om. Det er ikke det samme som ro."
)

FIXED_GOALS = "Faste mål"
FIXED_GOALS_CAPTION = "Områdernes tal på de faste mål, sammenlignet som aftalen gør det"
FIXED_GOALS_NONE = (
    "Der er ikke leveret tal på de faste mål for denne helhedsplan. "
    "Hvordan områderne står på dem, kan derfor ikke siges."
)
TARGETS = "Mål og aktiviteter"
TARGETS_CAPTION = "Aktiviteternes tal, holdt op mod mål og tid"
TARGETS_NONE = "Der er ingen indberetninger for denne helhedsplan."
NO_TARGET_CAPTION = "Talte aktiviteter uden mål"
DATA = "Data"

READING_WHOLE = "Gælder målet hele aftalen"
READING_YEAR = "Gælder målet hvert år"

SPINE_CAPTION = "Hvert mål for sig: området, sammenligningen og forskellen"
SPINE_LEFT = "dårligere"
SPINE_RIGHT = "bedre"
TRENDS = "Udvikling over tid"
TRENDS_NONE = "Der er endnu ikke to tal, der kan sammenlignes over tid, på noget mål for dette område."
LEGEND = "Sådan læses mærkerne"
LEGEND_ROWS = (
    ("dot sure worse", "Udfyldt orange: dårligere end sammenligningen, mere end tilfældige udsving kan forklare."),
    ("dot sure better", "Udfyldt grøn: bedre end sammenligningen, mere end tilfældige udsving kan forklare."),
    ("dot sure similar", "Udfyldt blå: forskellen kan skyldes tilfældige udsving."),
    ("dot hollow", "Hul: usikkerheden kan ikke beregnes, eller tallet har en bemærkning."),
    ("band", "Lyst bånd: usikkerheden på forskellen."),
    ("hatch", "Skraveret lilla: under afklaring. Tallet ligger et sted i det skraverede."),
)  # fmt: skip

FINDINGS_FILTER_SEVERITY = "Alvor"
FINDINGS_FILTER_STATUS = "Status"
FINDINGS_FILTER_SCOPE = "Vis for"
ALL_PLANS = "Alle"
SETTLED = "Afsluttede"
UNSETTLED = "Ikke afsluttede"
ALL_STATUS = "Alle"
FINDINGS_NONE = "Ingen bemærkninger svarer til valget."
LOADS = "Leverancer"
LOADS_CAPTION = "Filer, der er modtaget, og hvad der blev af rækkerne"
LOADS_FAULTY = "Filer, der ikke kunne bruges helt"
LOADS_ALL_WHOLE = "Alle rækker i de modtagne filer er læst og brugt."
LOADS_NONE = "Der er ikke modtaget nogen filer."
READINGS_CAPTION = "Hvad tallene ville være under hver forklaring"
EVIDENCE_CAPTION = "Rækkerne i filerne"
FIGURES_CAPTION = "Tallene, der ikke passer sammen"
WHY = "Mest sandsynlig forklaring"
WHOM = "Hvem spørges"
WHAT = "Hvad gøres"
WHERE = "Hvor"
HISTORY = "Forløb"
FITS = {True: "Passer med tallene", False: "Passer ikke"}

NOT_PUBLISHED_TITLE = "Der er endnu ikke offentliggjort nogen tal"
NOT_PUBLISHED = (
    "Siderne viser kun tal, der er kontrolleret og offentliggjort. Læg filerne i data/raw/, og kør",
    "barometer run",
    "eller se systemet med de medfølgende figurer:",
    "barometer demo",
)
ERROR_TITLE = "Siden kunne ikke vises"
ERROR_TEXT = (
    "Der er sket en fejl i programmet. Tallene er der ikke sket noget med. Prøv at genindlæse siden. "
    "Sker det igen, så skriv til den, der driver Boligbarometer, hvilken side det var, og hvad klokken var."
)
NOT_FOUND_TITLE = "Siden findes ikke"
NOT_FOUND_TEXT = "Adressen er forkert, eller siden er flyttet."
TO_FRONT_PAGE = "Gå til Overblik"
NEEDS_JAVASCRIPT = "Siderne kræver, at JavaScript er slået til i browseren."

# Words that Streamlit's own page frame says in English; dashboards/static/page.js replaces them.
FRAME_WORDS = {
    "Skip to main content": "Spring til indholdet",
    "Sidebar": "Sider og valg",
    "Collapse sidebar": "Luk valg",
    "Expand sidebar": "Sider og valg",
    "Open sidebar": "Sider og valg",
    "Close sidebar": "Luk valg",
    "App pages": "Sider",
    "Open": "Åbn",
    "Close": "Luk",
    "Clear": "Ryd",
    "No results": "Intet fundet",
    "Fullscreen": "Fuld skærm",
    "Close fullscreen": "Luk fuld skærm",
    "Connection error": "Forbindelsen er væk",
    "Connecting...": "Forbinder …",
    "Running...": "Arbejder …",
    "Stop": "Stop",
    "Something went wrong": "Noget gik galt",
}  # fmt: skip
CHART_WORDS = {"Download plot as a PNG": "Hent som PNG"}


def plural(amount: int, one: str, many: str) -> str:
    """`1 fejl`, `2 tal`: the number and the word that goes with it."""
    return f"{form.number(amount)} {one if amount == 1 else many}"


def signed(value: float, decimals: int = 1) -> str:
    """`5.8` → `+5,8`; a true minus, and no sign on what rounds to nothing."""
    text = form.number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,") else text


def kicker(plan: str, built_at: date) -> str:
    return f"{plan} · opgørelse {form.day(built_at)}"


def dotted(parts: Sequence[str | None]) -> str:
    """`2020 · antal ikke oplyst · kilde 1`, without the empty ones."""
    return " · ".join(part for part in parts if part)


def source_number(number: int) -> str:
    return f"kilde {number}"


def source_note(number: int, source: str) -> str:
    return f"Kilde {number}: {source}"


def between(low: str, high: str, unit: str = "") -> str:
    """`mellem 25 og 34 %`."""
    return f"mellem {low} og {high}{unit}"


def sample(numerator: float | None, denominator: float | None, answers: float | None, *, is_count: bool = False) -> str:
    """How many people a figure rests on, in words; `antal ikke oplyst` where the source gives none."""
    if is_count:
        return ""
    if answers is not None:
        return f"{form.number(answers)} svar"
    if numerator is not None and denominator is not None:
        return f"{_whole(numerator)} af {_whole(denominator)}"
    if denominator is not None:
        return f"ud af {_whole(denominator)}"
    if numerator is not None:
        return f"{_whole(numerator)}; antal i alt ikke oplyst"
    return NO_COUNT


def _whole(value: float) -> str:
    return form.number(value, 0 if value == int(value) else 1)


def until(year: int) -> str:
    return f"Til og med {year}"


# Overblik


def overview_title(
    plan: str, *, unsettled: int, behind: int, ahead: int, worse: int, worse_seen: int, compared: int
) -> str:
    """The page's finding. `worse` are certain, `worse_seen` are those whose figures lie on the wrong side."""
    parts = []
    if unsettled:
        parts.append(f"{plural(unsettled, 'tal', 'tal')} skal afklares")
    if behind:
        parts.append(f"{plural(behind, 'mål', 'mål')} er bagud")
    if worse:
        parts.append(f"{worse} af {compared} tal på de faste mål ligger sikkert dårligere end sammenligningen")
    elif worse_seen:
        parts.append(f"{worse_seen} af {compared} tal på de faste mål ligger dårligere end sammenligningen")
    if ahead and len(parts) < 2:
        parts.append(f"{plural(ahead, 'mål', 'mål')} er foran")
    if not parts:
        parts.append("ingen sikre forskelle på de faste mål" if compared else "der er ingen tal på de faste mål")
    return f"{plan}: {form.listing(parts[:2])}"


def overview_lead(
    *, areas: int, compared: int, without_count: int, reported: int, with_target: int, unsettled: int
) -> str:
    """What the page rests on and what cannot be said."""
    sentences = []
    if compared:
        sentences.append(f"{compared} tal på de faste mål er sammenlignet for {plural(areas, 'område', 'områder')}.")
    if without_count:
        sentences.append(
            f"For {without_count} af dem kan usikkerheden ikke beregnes, fordi antallet ikke er oplyst; "
            "dér kan en forskel ses, men ikke afgøres."
        )
    if reported:
        sentences.append(
            f"{plural(reported, 'aktivitetstal', 'aktivitetstal')} er indberettet, og {with_target} af dem har et mål."
        )
    if unsettled:
        sentences.append("Tal, der er under afklaring, står som et spænd og indgår ikke i nogen sammenligning.")
    return " ".join(sentences)


def ask(whom: str | None, what: str | None) -> str:
    """`Spørg Jobcenteret. Bed om …`: who is asked and about what."""
    return " ".join(part for part in (f"Spørg {whom}." if whom else "", what) if part)


def expected_by_chance(compared: int) -> str:
    """How many of the compared figures would look different from luck alone, at 95 % limits."""
    expected = compared * 0.05
    amount = "færre end 1" if expected < 1 else form.number(expected)
    return f"Af {plural(compared, 'sammenligning', 'sammenligninger')} ville {amount} se sådan ud ved et tilfælde."


def status_counts(counts: Sequence[tuple[str, int]]) -> str:
    """`Foran 1 · Bagud 2`."""
    return " · ".join(f"{TARGET_STATUS[status]} {amount}" for status, amount in counts)


def without_target(amount: int) -> str:
    return f"{plural(amount, 'talt aktivitet', 'talte aktiviteter')} uden mål"


def share_of_target(reached: str, elapsed: str | None, span: str) -> str:
    """`43 % nået efter 31 % af aftalens tid`."""
    return f"{reached} nået" + (f" efter {elapsed} af {span}" if elapsed else "")


def cannot_be_counted(label: str) -> str:
    return f"{label}: kan ikke gøres op" if label else "Kan ikke gøres op"


def goal(comparator: str | None, value: str) -> str:
    """`mindst 1.500`."""
    return {"at_least": "mindst ", "at_most": "højst "}.get(comparator or "", "") + value


def reported_by(who: str | None, when: date | None) -> str:
    if not who:
        return ""
    return f"indberettet af {who}" + (f", {form.day(when)}" if when else "")


def data_line(*, received: int, refused: int, partly: int, missing: int, oldest: int | None) -> str:
    parts = [plural(received, "fil modtaget", "filer modtaget")]
    if refused:
        parts.append(f"{refused} afvist")
    if partly:
        parts.append(f"{partly} kun delvist brugt")
    parts.append(f"{plural(missing, 'leverance', 'leverancer')} mangler" if missing else "ingen kendte mangler")
    if oldest:
        parts.append(f"ældste viste tal er fra {oldest}")
    return " · ".join(parts)


def listing(names: Sequence[str]) -> str:
    return f"{form.listing(names)}."


def areas_without_figures(names: Sequence[str]) -> str:
    return f"{plural(len(names), 'område', 'områder')} uden ét eneste leveret tal"


# Område


def area_title(area: str, *, worse: int, better: int, unsure: int, clarify: int, total: int) -> str:
    if not total:
        return f"{area}: der er ingen tal"
    parts = []
    if worse:
        parts.append(f"{plural(worse, 'mål', 'mål')} ligger dårligere")
    if better:
        parts.append(f"{plural(better, 'mål', 'mål')} ligger bedre" if not worse else f"{better} bedre")
    if unsure:
        parts.append(f"{unsure} kan ikke afgøres" if parts else f"{plural(unsure, 'mål', 'mål')} kan ikke afgøres")
    if clarify:
        parts.append(f"{clarify} er under afklaring")
    return f"{area}: {form.listing(parts)}" if parts else f"{area}: ingen sikre forskelle"


def area_lead(*, compared: int, unsure: int, total: int) -> str:
    doubt = f"For {unsure} kan det ikke afgøres, om forskellen er tilfældig; grunden står ved hvert tal. "
    return (
        f"Området har tal på {total} mål. {compared} kan sammenlignes sikkert. {doubt if unsure else ''}"
        "Hvert tal står med år, antal, kilde og det, det sammenlignes med."
    )


def axis_end(limit: int) -> str:
    return f"{limit} procentpoint til hver side"


def axis_note(limit: int, plan: str) -> str:
    return (
        f"Midten er sammenligningen, og kanten er {limit} procentpoint. Andele er vist i procentpoint, gennemsnit i "
        "procent af deres skala (en karakter fra −3 til 12 har 15 trin, så 1,5 trin er 10). "
        f"Aksen er den samme for alle områder i {plan}, så to sider kan lægges ved siden af hinanden."
    )


def spine_text(indicator: str, verdict: str) -> str:
    return f"{indicator}: {verdict}"


def trend_summary(indicator: str, first: str, first_period: str, last: str, last_period: str) -> str:
    return f"{indicator}: {first} i {first_period}, {last} i {last_period}"


def trend_verdict(trend: str | None) -> str:
    """What may be said about the course when the published tables hold no sentence of their own."""
    return TREND.get(trend or "cannot_say", TREND["cannot_say"])


def chart_table(indicator: str) -> str:
    return f"{indicator}, år for år"


def chart_alt(title: str, area: str, benchmark: str | None, sentence: str) -> str:
    against = f" og {benchmark}" if benchmark else ""
    return f"Kurve over {area}{against}. {title}. {sentence} Tallene står i tabellen under kurven."


# Datakvalitet


def quality_title(*, critical: int, warning: int, info: int) -> str:
    if critical:
        return f"{plural(critical, 'sag', 'sager')} skal afklares, før tallene kan bruges"
    if warning:
        return f"{plural(warning, 'forhold', 'forhold')} bør undersøges"
    return "Ingen åbne fejl i de tal, der er leveret" if not info else "Kun forhold til orientering er åbne"


def quality_lead(*, critical: int, settled: int) -> str:
    sentences = [
        "Kontrollerne leder efter tal, der er umulige, usandsynlige eller mangler. En bemærkning er et spørgsmål "
        "til den, der har indberettet, og ikke en dom."
    ]
    if critical:
        sentences.append(
            "Tal, der skal afklares, er mærket på alle sider, står som et spænd og indgår ikke i nogen sammenligning."
        )
    if settled:
        sentences.append(f"{plural(settled, 'sag', 'sager')} er afsluttet.")
    return " ".join(sentences)


def with_amount(label: str, amount: int) -> str:
    return f"{label} ({form.number(amount)})"


def observed_sentence(observed: str, low: str | None, high: str | None) -> str:
    if low and high:
        return f"Leveret: {observed}. Ventet: {between(low, high)}."
    if low:
        return f"Leveret: {observed}. Ventet: mindst {low}."
    if high:
        return f"Leveret: {observed}. Ventet: højst {high}."
    return f"Leveret: {observed}."


def history(
    *, first_seen: date, last_seen: date | None, resolved: date | None, by: str | None, comment: str | None
) -> str:
    """What has happened to a finding, oldest first."""
    steps = [f"Set første gang {form.day(first_seen)}"]
    if last_seen:
        steps.append(f"senest set {form.day(last_seen)}")
    if resolved:
        steps.append(f"afsluttet {form.day(resolved)}")
    text = ", ".join(steps) + "."
    if by:
        text += f" Behandlet af {by}."
    return f"{text} “{comment}”" if comment else text


def loads_whole(amount: int) -> str:
    return f"{plural(amount, 'fil', 'filer')} uden fejl"


def handled_since(status: str, by: str, on: date, comment: str | None) -> str:
    said = f" “{comment}”" if comment else ""
    return (
        f"Ændret til “{FINDING_STATUS[status]}” af {by} den {form.day(on)}.{said} "
        "Det er sket efter denne opgørelse; tallene følger med i den næste."
    )


def line_reference(file_name: str, line: int | None) -> str:
    return f"{file_name}, linje {line}" if line is not None else file_name


# Foot


def foot_build(build_id: str, built_at: date, published_at: date, today: date) -> str:
    age = (today - built_at).days
    old = "" if age <= 0 else f" Den er {plural(age, 'dag', 'dage')} gammel."
    return f"Opgørelse {build_id}, lavet {form.day(built_at)} og offentliggjort {form.day(published_at)}.{old}"


def older_than_attempt(attempted: date, built_at: date) -> str:
    return (
        f"En nyere opgørelse blev forsøgt {form.day(attempted)}, men ikke offentliggjort. "
        f"Siderne viser fortsat den sidste gode fra {form.day(built_at)}."
    )


def foot_sources(names: Sequence[str]) -> str:
    return f"Kilder: {form.listing(names)}."


def foot_contact(contact: str | None) -> str:
    if contact:
        return f"Spørgsmål til tallene: {contact}."
    return "Spørgsmål til et tal rettes til den, der har indberettet det; navnet står ved tallet."
