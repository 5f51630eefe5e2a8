"""Words of the board's yearly follow-up on the fixed goals and the delaftaler."""

from collections.abc import Sequence

from danish import format as form
from danish import pages

HEADING_SUMMARY = "Det vigtigste"
HEADING_AREAS = "De faste mål område for område"
HEADING_METHOD = "Sådan læses opfølgningen"
CAPTION_SUMMARY = "De faste mål og målene i delaftalerne, plan for plan"
CAPTION_TARGETS = "Mål i delaftalen ved årets udgang"
CAPTION_AREA = "Boligområder: seneste tal, sammenligning og ændring"
NO_GOALS = "Der er ingen tal på de faste mål for planen til og med året."
NO_TARGETS = "Delaftalerne har ingen mål, der kan tælles, i dette år."
NOTHING = "Der er hverken tal på de faste mål eller mål i delaftaler for dette år."
DECISION_ALL = "Bestyrelsens beslutninger for alle planer (beslutning, ansvarlig, frist)"
DECISION_GOALS = "Bestyrelsens beslutninger om de faste mål (beslutning, ansvarlig, frist)"
DECISION_TARGETS = "Bestyrelsens beslutninger om delaftalerne (beslutning, ansvarlig, frist)"
AREAS_INTRO = "Områdernes egne tal på de samme mål; planens egne tal står ovenfor."
ABSENT = {"suppressed": "skjult", "area_too_small": "for lille", "not_delivered": "ikke leveret"}
COUNT_UNKNOWN = pages.NO_COUNT
DECISION_LINES = 3
NO_START = "intet udgangspunkt"
NO_BENCHMARK = "ingen sammenligning"
NOT_COMPUTED = "kan ikke opgøres"
ONLY_ONE = "kun ét tal"
SHEET_SUMMARY, SHEET_GOALS, SHEET_AREAS, SHEET_TARGETS = "Overblik", "Faste mål", "Områder", "Delaftaler"

COLUMN = {
    "area": "Område",
    "baseline": "Udgangspunkt",
    "benchmark": "Sammenligning",
    "behind": "Bagud",
    "change": "Ændring",
    "compared": "Heraf kan sammenlignes",
    "change_gap": "Ændring ud over sammenligningen",
    "course": "Forløb",
    "goal": "Mål",
    "goals": "Faste mål med tal",
    "latest": "Seneste",
    "on_track": "Nået, foran eller på vej",
    "plan": "Helhedsplan",
    "targets": "Mål i delaftaler",
    "uncertain": "Usikre eller ikke leveret",
    "worse": "Sikkert dårligere end sammenligningen",
}

METHOD = (
    "Udgangspunktet er det tal, aftalen tager udgangspunkt i; er der ikke aftalt et, er det det første tal i serien.",
    "Ændringen ud over sammenligningen er områdets ændring minus ændringen i sammenligningen i de samme år; "
    "intervallet viser, hvor meget tilfældige udsving kan betyde.",
    "Opfølgningen er lavet af de offentliggjorte tal alene. Samme opgørelse giver samme rapport, tegn for tegn, så "
    "det, der blev vist på et tidligere møde, kan laves igen, så længe opgørelsen er gemt; arkivet har et eksemplar "
    "med dato.",
)


def kicker(year: int) -> str:
    return f"Opfølgning på faste mål og delaftaler, {year}"


def title(year: int, *, goals: int, worse: int, compared: int, targets: int, behind: int, uncertain: int) -> str:
    """What the board should know first; never calm where nothing could be compared."""
    if not compared and not behind and not uncertain:
        return f"{year}: ingen af de faste mål kan sammenlignes endnu"
    told = [_goals(goals, worse, compared), _targets(targets, behind, uncertain)]
    return form.capital("; ".join(part for part in told if part))


def _goals(goals: int, worse: int, compared: int) -> str:
    if not goals:
        return "der er ingen tal på de faste mål"
    if not compared:
        return f"ingen af de {form.number(goals)} faste mål kan sammenlignes"
    amount = form.number(worse) if worse else "ingen"
    found = f"{amount} af {form.number(compared)} faste mål ligger sikkert dårligere end sammenligningen"
    return f"{found}, {form.number(goals - compared)} kan ikke sammenlignes" if goals > compared else found


def _targets(targets: int, behind: int, uncertain: int) -> str:
    """Of targets that nobody can judge, none is behind only as far as is known."""
    if not targets:
        return ""
    if behind:
        doubt = f", {form.number(uncertain)} er usikre" if uncertain else ""
        return f"{form.number(behind)} mål i delaftalerne er bagud{doubt}"
    if uncertain:
        doubted = f"{form.number(uncertain)} af {form.number(targets)} er usikre eller ikke leveret"
        return f"ingen mål i delaftalerne kan siges at være bagud, men {doubted}"
    return "ingen mål i delaftalerne er bagud"


def lead(year: int, *, plans: int, goals: int, targets: int) -> str:
    return (
        f"Tal til og med {year} for {form.counted(plans, 'helhedsplan', 'helhedsplaner')}: "
        f"{form.counted(goals, 'fast mål', 'faste mål')} med tal og {form.counted(targets, 'mål', 'mål')} "
        "i delaftalerne."
    )


def apart(plan: str, *, goals: int, compared: int) -> str:
    """An invented plan is no part of what is said of the real ones, but is not hidden either."""
    return (
        f" {plan} er eksempeldata og tæller ikke med her; {form.number(compared)} af dens "
        f"{form.counted(goals, 'faste mål', 'faste mål')} kan sammenlignes."
    )


def bad_year(year: int, newest: int) -> str:
    return f"Året {year} kan ikke laves ud fra denne opgørelse. Vælg et år mellem 2000 og {newest}."


def build_not_kept(build_id: str) -> str:
    return f"Opgørelsen »{build_id}« er ikke gemt. Se kopien i rapporternes arkiv, eller vælg en anden opgørelse."


def benchmark(kind: str | None) -> str:
    return pages.BASELINE.get(kind or "", kind or "")


def gap(comparison: str) -> str:
    return pages.COMPARISON[comparison].lower()


def between(low: str, high: str) -> str:
    return f"mellem {low} og {high}"


def course_sentence(indicator: str, area: str, first: str, last: str) -> str:
    """What a sparkline shows."""
    return f"{indicator}, {area}: fra {first} til {last}. Grå linje: sammenligningen."


def stamp(build_id: str, built_on: str, year: int, checksum: str) -> str:
    return f"Opgørelse {build_id}, lavet {built_on}. Periode: {year}. Kontrolsum: {checksum}."


def caption_goals(plan: str) -> str:
    return f"De faste mål, {plan}"


def count(number: float) -> str:
    return f"antal {form.number(number)}"


def absent_goals(names: Sequence[str]) -> str:
    return f"Ikke leveret for planen: {'; '.join(names)}."


def archive_differs(folder: str, names: Sequence[str]) -> str:
    return (
        f"Arkivet {folder} har allerede en anden udgave af {form.listing(names)} fra samme opgørelse. Den røres ikke; "
        "programmet er formentlig opdateret siden."
    )


def receipt_line(name: str, value: str) -> str:
    return f"{name}: {value}\n"
