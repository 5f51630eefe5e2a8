"""What the page about data quality says about filters, handling and history."""

from collections.abc import Sequence
from datetime import date

from danish import format as form
from danish import states

STATUS_FILTER = {"aabne": "Ikke afsluttede", "afsluttede": "Afsluttede", "alle": "Alle"}
THE_CASE = "Sagen"
OTHER_CASES = "Andre sager"
ALL_CASES = "Vis alle sager"
OPEN_CASE = "Åbn sagen for sig"
HANDLE_CASE = "Behandl sagen"
HANDLE = "Behandl sagen"
HANDLE_LEAD = (
    "Det, du skriver, står straks på siderne med dit navn og datoen, og det kan ikke slettes. "
    "Tallene følger med i den næste opgørelse."
)
NAME = "Dit navn"
NEW_STATUS = "Ny status"
REASON = "Begrundelse"
REASON_HELP = "Hvad er aftalt, med hvem, og hvad bygger det på? Ingen personoplysninger."
UNTIL = "Til og med (dag, måned, år)"
UNTIL_HELP = "Fx 31-12-2026. Derefter kommer mærket igen af sig selv."
CORRECTION = "Hvad skal rettes?"
NO_CORRECTION = "Intet her: filen bliver rettet og leveret igen"
OTHER_FIGURE = "Tallet skal være et andet"
RIGHT_FIGURE = "Det rigtige tal"
RIGHT_FIGURE_HELP = "Kun når tallet skal være et andet."
SAVE = "Gem"
SAVED = "Gemt. Siderne viser det nu; tallene ændres ved næste opgørelse."
SAVED_WITH_CORRECTION = (
    "Gemt. Rettelsen er foreslået og venter på analytikeren, der tager den i brug med "
    "»barometer findings correction {} --accept«."
)
STATUS_MEANING = {
    "investigating": "Vi har spurgt og venter på svar",
    "explained": "Tallet er rigtigt, og vi ved hvorfor",
    "accepted": "Vi lever med det til en dato",
    "corrected": "Tallet er forkert og bliver rettet",
    "open": "Ingen har taget sig af det",
}
CORRECTIONS = "Rettelse"
CORRECTION_STATE = {
    "proposed": "Foreslået; analytikeren har ikke taget den i brug endnu.",
    "accepted": "Skrevet i registret; den næste opgørelse bruger den.",
}
MISSING = "Det mangler"
MISSING_NONE = "Der er ingen kendte mangler i leverancerne."
MISSING_CAPTION = "Det, der var ventet og ikke er kommet"
MISSING_WHAT = "Hvad"
MISSING_WHOM = "Hvem spørges"
SOURCE_WITHOUT_FILES = "Der er ikke modtaget nogen fil fra kilden."
_SEEN = {
    "found": "Fundet af kontrollen",
    "changed": "Tallene er ændret siden",
    "gone": "Kontrollen finder det ikke længere",
    "back": "Fundet igen af kontrollen",
}


def status_choice(status: str) -> str:
    return f"{form.capital(states.FINDINGS[status])}: {STATUS_MEANING[status][0].lower()}{STATUS_MEANING[status][1:]}"


def reading_choice(number: int, assumption: str) -> str:
    return f"Læsning {number}: {assumption}"


def bad_date(given: str) -> str:
    return f"»{given}« er ikke en dato. Skriv den som 31-12-2026."


def step(on: date, what: str, by: str | None, comment: str | None, until: date | None) -> str:
    """One line of a case's history: when, what, who, why."""
    said = f" »{comment}«" if comment else ""
    if by is None:
        return f"{form.day(on)}: {_SEEN[what]}.{said}"
    limit = f" til og med {form.day(until)}" if until else ""
    return f"{form.day(on)}: {form.capital(states.FINDINGS[what])}{limit}, {by}.{said}"


def since_build(status: str, by: str | None, on: date, comment: str | None, until: date | None) -> str:
    """What has happened to a case since the build that the page shows."""
    if by is None:
        return "Den nyeste kontrol finder det ikke længere. Tallene på siderne følger med i den næste opgørelse."
    said = f" »{comment}«" if comment else ""
    limit = f" til og med {form.day(until)}" if until and status == "accepted" else ""
    return (
        f"Ændret til »{form.capital(states.FINDINGS[status])}«{limit} af {by} den {form.day(on)}.{said} "
        "Det er sket efter denne opgørelse; tallene følger med i den næste."
    )


def accepted_until(until: date) -> str:
    return f"Accepteret til og med {form.day(until)}. Derefter kommer mærket igen."


def areas_alike(areas: int, first: str, *, is_same: bool) -> str:
    """The head of findings of one kind about one indicator in many areas; `first` is what one of them says."""
    return f"{areas} områder: {first}" if is_same else f"{areas} områder har samme bemærkning. Et af dem: {first}"


def figures_alike(figures: int, area: str, first: str) -> str:
    """The head of findings of one kind about many indicators of one area."""
    return f"{area}: {figures} tal har samme bemærkning. Et af dem: {first}"


def about_all(names: Sequence[str]) -> str:
    return f"Alle {len(names)}: {form.listing(list(names))}."
