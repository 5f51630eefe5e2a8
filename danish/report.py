"""Every word of the quarterly report."""

from collections.abc import Sequence
from datetime import date

from danish import format as form
from danish import states

# Common marks
SYNTHETIC = "Eksempeldata – ikke virkelige tal."
PERIOD_UNKNOWN = "periode ikke oplyst"
NOT_STATED = "ikke oplyst"
EMPTY_CELL = "tomt felt"
SUBJECT_UNKNOWN = "tal uden navn"
CANNOT_BE_DERIVED = "kan ikke opgøres"
UNDER_THRESHOLD = "under 5"
HIDDEN = "skjult"
SEVERAL_NUMBERS = "flere tal"
NOT_DELIVERED = "ikke leveret"
NOT_RECEIVED = "intet modtaget"

TARGET_BASES = {
    "whole_agreement": "hele aftalen",
    "per_year": "pr. år",
    "unclear": "uklart, om det er pr. år eller for hele aftalen",
}

# The report
LONGEST_NAME_IN_TITLE = 60
KICKER = "Datakvalitet"
HEADING_HIGHLIGHTS = "Tre ting at tale om"
HEADING_HIGHLIGHTS_FEW = "Det vigtigste"
HEADING_DELIVERIES = "Hvad er leveret?"
HEADING_FINDINGS = "Hvad passer ikke?"
HEADING_OTHER_FINDINGS = "Til orientering"
HEADING_SETTLED = "Afklaret siden opgørelsen"
HEADING_TARGETS = "Mål og aktiviteter"
HEADING_UNKNOWN = "Hvad ved vi ikke?"
HEADING_METHOD = "Sådan er rapporten lavet"
HEADING_READINGS = "Mulige forklaringer"
HEADING_ASK = "Næste skridt"

CAPTION_PLANS = "Antal tal fra aktiviteterne"
CAPTION_SOURCES = "Filer modtaget siden kvartalets begyndelse"
CAPTION_PROBLEMS = "Filer, der ikke kunne læses helt ind"
CAPTION_MISSING = "Tal, der kom for et tidligere kvartal inden for det seneste år, men ikke for dette"
CAPTION_FIGURES = "Det, der står i de leverede filer"
CAPTION_READINGS = "Hvad tallene ville være efter hver forklaring"
CAPTION_NOTES = "Fund, der ikke ændrer tallene"
CAPTION_CLARIFICATIONS = "Indgår hverken i summer, tendenser eller vurderinger, før de er afklaret"
CAPTION_TARGETS = "Seneste tal over for målene i aftalerne"
CAPTION_HIDDEN = "Tal for helhedsplanernes områder, der ikke vises"
CAPTION_NOT_COMPARED = "Tal for helhedsplanernes områder, der ikke kan sammenlignes"
CAPTION_SETTLED = "Fund, nogen har taget stilling til, efter at opgørelsen blev lavet"

COLUMN = {
    "action": "Det beder vi om",
    "activity": "Aktivitet og måltal",
    "assumption": "Forklaring",
    "certainty": "Vurdering",
    "count_in_period": "I perioden",
    "count_to_date": "Fra projektets start",
    "count_year_to_date": "År til dato",
    "counted": "Talt",
    "delivered": "Leveret",
    "examples": "Hvilke",
    "file": "Fil",
    "files": "Filer",
    "files_refused": "Filer afvist",
    "finding": "Fund",
    "latest": "Seneste",
    "latest_period": "Sidst leveret for",
    "message": "Besked",
    "number": "Antal",
    "outcome": "Resultat",
    "period": "Periode",
    "plan": "Helhedsplan",
    "possible": "Tallet ligger",
    "reason": "Grund",
    "received": "Modtaget",
    "reported": "Indberettet",
    "reported_by": "Indberettet af",
    "reported_date": "Dato",
    "rows_loaded": "Rækker indlæst",
    "rows_quarantined": "Sat til side",
    "share": "Andel af målet",
    "source": "Kilde",
    "source_and_file": "Kilde og linje i filen",
    "status": "Status",
    "subject": "Tal",
    "target": "Mål",
    "target_share": "Andel af målet",
}

NOTHING_FOUND_IN_LEAD = "Kontrollen fandt intet, der skal undersøges; den har kun kunnet se på det, der er leveret."
NO_FINDINGS = "Kontrollen fandt intet, der skal undersøges, i de tal, der er leveret."
NO_TARGETS = "Ingen aktivitet har et mål, som der er leveret tal til."
NO_CLARIFICATIONS = "Ingen tal er under afklaring."
GAP_WITHOUT_UNCERTAINTY = (
    "Forskellen kan regnes ud, men ikke hvor sikker den er, for antallet eller spredningen bag tallene er ikke oplyst."
)
NOTHING_UNKNOWN = "Alle tal for helhedsplanernes områder kan vises og sammenlignes."
FILES_LEFT_OUT = "Filer og kilder for alle planer står i den samlede rapport."
ASK_NOBODY = "Indberetteren er ikke oplyst."
LEGEND_BARS = "Søjlen er andelen af målet, stregen er andelen af tiden, der er gået."
READING_FITS = {True: "Passer med de andre tal.", False: "Passer ikke med de andre tal."}

METHOD = (
    "Filerne fra parterne bliver kontrolleret, når de læses ind, og igen, når tallene er regnet ud; det, der ikke "
    "passer, bliver et fund med begge tal og de forklaringer, der kunne få dem til at passe.",
    "Et tal, der er under afklaring, bliver vist med mærke og mulige værdier, men indgår ikke i summer, tendenser "
    "eller vurderinger af mål, før nogen har taget stilling.",
    "Manglende tal er ikke nul, og tal, der er så små, at personer kan kendes, bliver ikke vist.",
)


def kicker(period: str, plan_name: str) -> str:
    """`Datakvalitet, 3. kvartal 2022`, with the plan's name where the text is about one plan."""
    return f"{KICKER}, {period}{f', {plan_name}' if plan_name else ''}"


def unknown_period(period: str) -> str:
    return f"Perioden »{period}« forstås ikke. Skriv et kvartal som 2022K3, eller auto for det seneste hele kvartal."


def future_period(period_id: str, start: date) -> str:
    return f"{form.capital(form.period(period_id))} begynder først {form.day(start)}. Vælg et kvartal, der er begyndt."


def title_nothing_delivered(period: str) -> str:
    return f"Der er ikke leveret aktivitetstal for {period}"


def title_critical(subject: str, number: int) -> str:
    """The name of the most serious figure, unless the name would fill the title."""
    if len(subject) > LONGEST_NAME_IN_TITLE:
        it = "det" if number == 1 else "de"
        return f"{form.number(number)} tal kan ikke bruges, før {it} er afklaret"
    if number == 1:
        return f"{subject} kan ikke bruges, før tallet er afklaret"
    others = form.counted(number - 1, "andet tal", "andre tal")
    return f"{subject} og {others} kan ikke bruges, før de er afklaret"


def title_warnings(number: int) -> str:
    return f"{form.number(number)} fund bør undersøges; ingen tal er under afklaring"


def title_nothing_found(period: str) -> str:
    return f"Ingen fejl fundet i de tal, der er leveret for {period}"


def lead(period: str, *, numbers: int, numbers_longer: int, missing: int, critical: int, warnings: int) -> str:
    """What came, what did not, what was found: two or three sentences."""
    came = f"For {period} er der leveret {form.counted(numbers, 'tal', 'tal')} fra aktiviteterne"
    if not numbers:
        came = f"For {period} er der ikke leveret et eneste tal fra aktiviteterne"
    if numbers_longer:
        came += f", og {form.number(numbers_longer)} for en længere periode, som kvartalet er en del af"
    absent = f" {form.number(missing)} tal, der kom tidligere, mangler." if missing else ""
    if critical:
        found = f"{form.counted(critical, 'fund', 'fund')}, der må afklares, før tallene kan bruges"
        found += f", og {form.number(warnings)}, der bør undersøges." if warnings else "."
    elif warnings:
        found = f"{form.counted(warnings, 'fund', 'fund')}, der bør undersøges."
    else:
        return f"{came}.{absent} {NOTHING_FOUND_IN_LEAD}"
    return f"{came}.{absent} Kontrollen har {found}"


def quarter_running(end: date) -> str:
    return f"Kvartalet slutter først {form.day(end)}. Rapporten er foreløbig."


def nothing_delivered(period: str) -> str:
    return f"Der er ikke leveret aktivitetstal for {period}. Rapporten siger derfor intet om, hvordan det er gået."


def refused_files(number: int) -> str:
    them = "den" if number == 1 else "dem"
    return f"{form.counted(number, 'fil er afvist', 'filer er afvist')}, og tallene i {them} mangler."


def missing_numbers(number: int) -> str:
    return f"{form.number(number)} tal, der kom tidligere, er ikke kommet denne gang."


def subject(measure: str | None, activity: str | None) -> str:
    """`Samtaler (Beboervejledning)`."""
    name = form.capital(measure or activity or SUBJECT_UNKNOWN)
    return f"{name} ({activity})" if measure and activity else name


def between(low: float, high: float) -> str:
    if low == high:
        return form.number(low)
    return f"mellem {form.number(low)} og {form.number(high)}"


def target(value: float, basis: str) -> str:
    return f"{form.number(value)} ({TARGET_BASES[basis]})"


def target_note(text: str) -> str:
    return f"Mål: {text}"


def target_share(basis: str, share: float | None, elapsed: float | None) -> str:
    """`43 % af målet for hele aftalen; 31 % af tiden er gået`."""
    if share is None:
        return f"{CANNOT_BE_DERIVED} som mål for {'året' if basis == 'per_year' else 'hele aftalen'}"
    condition = {
        "whole_agreement": f"{form.percent(share, 0)} af målet for hele aftalen",
        "per_year": f"{form.percent(share, 0)} af årets mål",
    }[basis]
    return f"{condition}; {form.percent(elapsed, 0)} af tiden er gået" if elapsed is not None else condition


def value(number: float, measure_type: str | None, unit: str | None, decimals: int | None) -> str:
    """A value in its indicator's unit."""
    places = 1 if decimals is None else int(decimals)
    if measure_type == "proportion":
        return form.percent(number, places)
    return f"{form.number(number, places)} {unit}" if unit else form.number(number, places)


def load_outcome(status: str, quarantined: int) -> str:
    if status == "refused":
        return "Filen er afvist; intet er læst ind"
    return f"{form.counted(quarantined, 'række er sat til side', 'rækker er sat til side')}; resten er læst ind"


def file_place(file_name: str | None, line: int | None) -> str:
    if not file_name:
        return NOT_STATED
    return f"{file_name}, linje {line}" if line is not None else file_name


def handled(status: str, by: str, comment: str) -> str:
    text = f"{form.capital(states.FINDINGS[status])}{f' af {by}' if by else ''}"
    return f"{text}: {comment}" if comment else text


def handled_since_build(status: str, by: str, comment: str) -> str:
    return f"Noteret efter opgørelsen – {handled(status, by, comment)}. Tallene ændres først ved næste opgørelse."


def some_of(names: Sequence[str], most: int) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= most:
        return "; ".join(names)
    return f"{'; '.join(names[:most])} og {form.number(len(names) - most)} til"


def without_target(number: int) -> str:
    return f"{form.counted(number, 'andet tal', 'andre tal')} fra aktiviteterne har intet mål i aftalerne."


def delivered_count(number: int) -> str:
    return form.number(number) if number else "ingen"


def source(reference: str) -> str:
    return f"Kilde: {reference}"


def ask(owner: str) -> str:
    """Whom to ask when the finding itself puts no question."""
    return f"Spørg {owner}." if owner else ASK_NOBODY


def build_line(build_id: str, built_on: str) -> str:
    return f"Opgørelse {build_id}, lavet {built_on}."


def handling_line(day: str) -> str:
    return f"Status på fund er læst {day}."


def sources_line(sources: Sequence[str]) -> str:
    return f"Kilder: {form.listing(sources)}." if sources else "Kilder: ingen."
