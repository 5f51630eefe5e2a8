"""The labels and fixed texts of the dashboards; `danish.page_sentences` has those that depend on what is found."""

SITE = "Boligbarometer"
DESCRIPTION = "Boligsociale tal for helhedsplaner og boligområder: udvikling, sammenligning, mål og datakvalitet."
OVERVIEW = "Overblik"
AREA = "Område"
QUALITY = "Datakvalitet"

PLAN = "Helhedsplan"
YEAR = "År"
NEWEST = "Nyeste tal"
OTHER_AREAS = "Uden helhedsplan"
OTHER_INVENTED_AREAS = "Uden helhedsplan, opdigtede"
WHOLE_PLAN = "Hele helhedsplanen"

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
COUNTING_MODE = {
    "period": "talt i perioden alene",
    "year_to_date": "talt fra årets start",
    "project_to_date": "talt fra projektets start",
    "unknown": "",  # told by the reason beside the count
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
CHART_WORDS = {"Download plot as a PNG": "Hent som PNG"}
MARK_SYNTHETIC = "Eksempeldata"
SYNTHETIC = "Eksempeldata – ikke virkelige tal."
NO_COUNT = "antal ikke oplyst"
NO_BENCHMARK = "Ingen sammenligning leveret."
COUNT_ALONE = "Et antal vises alene, fordi et andet steds antal følger stedets størrelse."
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

TALK_ABOUT, TALK_ABOUT_FEW = "Tre ting at tale om", "Det vigtigste"
TALK_ABOUT_HOW = "Sådan er de valgt"
TALK_ABOUT_RULE = (
    "Først den alvorligste sag, der ikke er afklaret. Så det mål, der er længst bagud, ellers det, der er længst "
    "foran, ellers et, der ikke kan afgøres. Så den største forskel til sammenligningen, og forskelle, der er større "
    "end tilfældige udsving, går forud for dem, hvor usikkerheden ikke kan beregnes. Mangler en af de tre slags, "
    "fyldes op i samme rækkefølge."
)
TALK_ABOUT_NO_BENCHMARK = (
    "Der er leveret tal, men intet at holde dem op imod, og ingen åben sag. Det er ikke det samme som ro."
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
NO_TARGETS = "Ingen af de talte aktiviteter har et mål."
TARGETS_NONE = "Der er ingen indberetninger for denne helhedsplan."
NO_TARGET_CAPTION = "Talte aktiviteter uden mål"
DATA = "Data"

TRACK_NOTE = "Den lodrette streg i en søjle viser, hvor meget af tiden der er gået."
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

MARK_MEANINGS = (
    (MARK_CLARIFY, "clarify", "tallet kan ikke være rigtigt, som det står; der er spurgt, og det indgår ikke i noget."),
    (MARK_FLAGGED, "flagged", "der er et åbent spørgsmål til tallet. »Se sagen« siger hvilket."),
    (MARK_CORRECTED, "corrected", "tallet er et andet, end der blev leveret. Grunden står på siden Indikator."),
    (MARK_SYNTHETIC, "synthetic", "tallet er opdigtet og viser kun, hvordan siderne virker."),
)

FINDINGS = "Sager"
FINDINGS_FILTER_SEVERITY = "Alvor"
FINDINGS_FILTER_STATUS = "Status"
FINDINGS_FILTER_SCOPE = "Vis for"
ALL_PLANS = "Alle"
FINDINGS_NONE = "Ingen bemærkninger svarer til valget."
LOADS = "Leverancer"
LOADS_CAPTION = "Filer, der er modtaget, og hvad der blev af rækkerne"
LOADS_FAULTY = "Filer, der ikke kunne bruges helt"
LOADS_ALL_WHOLE = "Alle rækker i de modtagne filer er læst og brugt."
LOADS_NONE = "Der er ikke modtaget nogen filer."
READINGS_CAPTION = "Hvad tallene ville være under hver forklaring"
EVIDENCE_CAPTION = "Rækkerne i filerne"
WHY = "Mest sandsynlig forklaring"
WHOM = "Hvem spørges"
WHAT = "Hvad gøres"
WHERE = "Hvor"
HISTORY = "Forløb"
FITS = {True: "Passer med tallene", False: "Passer ikke"}

NOT_PUBLISHED_TITLE = "Der er endnu ikke udgivet nogen tal"
NOT_PUBLISHED = (
    "Siderne viser kun tal, der er kontrolleret og udgivet. Læg filerne i data/raw/, og kør",
    "barometer run",
    "eller se siderne med de virkelige tal, der følger med:",
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
    "Clear all": "Ryd alle",
    "Selected values": "Valgte",
    "Choose an option": "Vælg",
    "Remove": "Fjern",  # also before the name of what is removed
    "You can only select up to 6 options. Remove an option first.": "Højst seks kan vælges. Fjern et først.",
    "No results": "Intet fundet",
    "Fullscreen": "Fuld skærm",
    "Close fullscreen": "Luk fuld skærm",
    "Connection error": "Forbindelsen er væk",
    "Connecting...": "Forbinder …",
    "Running...": "Arbejder …",
    "Stop": "Stop",
    "Upload": "Vælg fil",
    "file upload": "Filen med tal",
    "Something went wrong": "Noget gik galt",
}  # fmt: skip
