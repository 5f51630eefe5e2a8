"""What the registration workbook says to the one who fills it in."""

from danish.format import period as period_text

SHEET = "Registreringer"
GUIDE_SHEET = "Vejledning"
LISTS_SHEET = "Lister"


def title(plan_da: str | None, period_id: str | None) -> str:
    about = f" for {plan_da}" if plan_da else ""
    return f"Registreringer{about}" + (f", {period_text(period_id)}" if period_id else "")


INTRODUCTION = (
    "Én række pr. tal. Rækker, som ingen udfylder, springes over. Skriv 0, når tallet er nul; lad antal være tomt, når "
    "ingen ved det. Skriv ingen navne, CPR-numre, mailadresser eller telefonnumre: så bliver hele filen afvist."
)

# Above each column of the form: what belongs there.
HELP = {
    "spoergsmaal": "Det, vi spørger om. Skal ikke udfyldes.",
    "helhedsplan": "Helhedsplanens navn eller id.",
    "omraade": "Området tallet gælder. Tomt: hele helhedsplanen.",
    "aktivitet": "Vælg på listen.",
    "maaltal": "Hvad der er talt. Vælg på listen.",
    "periode": "Kvartal som 2026K4, år som 2026 eller skoleår som 2026/27.",
    "opgoerelse": (
        "periode: kun det, der skete i perioden.\n"
        "aar_til_dato: alt siden 1. januar, også de tidligere kvartaler.\n"
        "projekt_til_dato: alt siden helhedsplanen begyndte.\n"
        "ukendt: ingen ved det."
    ),
    "antal": "Et helt tal, 0 eller mere.",
    "forbehold": "ca, mindst eller hoejst. Tomt: tallet er nøjagtigt.",
    "gengangere": "Kan samme person være talt flere gange?",
    "indberettet_af": "Organisation eller funktion, ikke en persons navn.",
    "indberettet_dato": "Dato som 14-01-2027.",
    "bemaerkning": "Det, en læser skal vide om tallet. Ingen personoplysninger.",
    "antal_hoejst": "Kun ved et spænd: det højeste, tallet kan være.",
    "usikker": "ja, hvis du selv tvivler på tallet.",
}

MODE_PROMPT_TITLE = "Hvordan er der talt?"
MODE_PROMPT = (
    "10 nye i 1. kvartal og 15 nye i 2. kvartal: ved 2. kvartal er »periode« 15 og »aar_til_dato« 25. "
    "Vælg det, du har gjort. Ved du det ikke, så vælg ukendt."
)
COUNT_ERROR = "Skriv et helt tal på 0 eller mere, uden tekst."
LIST_ERROR = "Vælg en værdi på listen."
DATE_ERROR = "Skriv en dato som 14-01-2027."

GUIDE = (
    ("Sådan udfyldes arket", ""),
    ("", "Aktiviteter, måltal og perioder er fyldt ud på forhånd, hvor de er kendt. Udfyld opgoerelse og antal."),
    ("", "En række uden andet end det, der var fyldt ud på forhånd, springes over og tæller ikke som 0."),
    ("", "Nye rækker kan skrives nederst. Ret ikke overskrifterne."),
    ("Opgørelse: hvad er talt med i tallet?", ""),
    ("", "Eksempel: et jobprojekt fik 10 i job i 1. kvartal, 15 i 2. kvartal og 5 i 3. kvartal."),
    ("periode", "Kun perioden selv: 10, så 15, så 5."),
    ("aar_til_dato", "Lagt sammen siden 1. januar: 10, så 25, så 30. Tallet kan ikke falde, før et nyt år begynder."),
    ("projekt_til_dato", "Lagt sammen siden helhedsplanen begyndte, også over nytår. Tallet kan ikke falde."),
    ("ukendt", "Ingen ved det. Begge læsninger bliver vist, og tallet bruges ikke til noget, før det er afklaret."),
    ("", "Skift ikke måde midt i et år uden at skrive det i bemaerkning."),
    ("Forbehold", ""),
    ("ca", "Tallet er et skøn."),
    ("mindst", "Tallet er det eller højere."),
    ("hoejst", "Tallet er det eller lavere."),
    ("Når filen er udfyldt", ""),
    ("", "Læg den i data/raw/registrations/. »barometer validate FIL« siger først, om den kan læses."),
)

LIST_HEADINGS = {
    "helhedsplan": "Helhedsplaner",
    "omraade": "Områder",
    "aktivitet": "Aktiviteter",
    "maaltal": "Måltal",
    "periode": "Perioder",
}
