"""The words of the page about activities and their targets."""

from collections.abc import Mapping, Sequence
from datetime import date

from danish import format as form
from danish import states

TITLE = "Aktiviteter og mål"
SUMMARY = "Målene"
NOTHING = (
    "Der er ingen indberetninger for denne helhedsplan. Aktiviteterne kan derfor ikke følges. "
    "De kommer ind med skabelonen til registreringer."
)
NO_TARGETS = "Ingen af de talte aktiviteter har et mål. De kan følges, men ikke holdes op mod noget."
COURSE = "Mål for mål"
OTHERS = "Aktiviteter uden mål"
OTHERS_CAPTION = "Det seneste tal og forløbet for hver aktivitet"
BY_PERIOD = "Periode for periode"
OVER_TIME = "Forløb"
ACTIVITY = "Aktivitet"
COUNTED = "Talt"
PERIOD = "Periode"
IN_PERIOD = "I perioden"
IN_YEAR = "År til dato"
IN_ALL = "I alt"
NEWEST = "Seneste tal"
REMARK = "Bemærkning"
NOT_DERIVED = "kan ikke udledes"
UNDATED = "Perioden er ikke oplyst"
PROJECTION = "fortsat tempo"
HOW = "Sådan læses kurver og søjler"
HOW_LINES = (
    "Blå punkter er det, der er talt. Et hult punkt har en bemærkning eller er under afklaring, og ingen linje går "
    "igennem det; forklaringen står i tabellen under kurven.",
    "Den prikkede grå linje viser det jævne tempo, der når målet til tiden. Den stiplede blå linje viser, hvor "
    "antallet ender, hvis tempoet fortsætter; den lodrette streg for enden er usikkerheden.",
    "Søjler viser antallet i hver periode. En hul søjle er usikker, en skraveret går fra det mindste til det meste, "
    "tallet kan være. Hvor der ingen søjle er, er tallet skjult, mangler eller kan ikke udledes.",
    "»Rettet« står ved et tal, der er et andet, end der blev indberettet; sagen på Datakvalitet siger hvorfor.",
    "»Mindst« og »ca.« står ved tal, der er indberettet sådan, og følger med, når de lægges sammen. Deltagelser er "
    "besøg: den samme person kan være talt flere gange.",
)
VERSIONS = "Målene, og hvornår de gælder"
VERSIONS_CAPTION = "Hvert mål, som det er aftalt"
TARGET = "Mål"
VALID = "Gælder"
BASIS = "Læses som"
SOURCE = "Kilde"
BASES = {
    "whole_agreement": "hele aftalen",
    "per_year": "hvert år",
    "unclear": "fremgår ikke: hele aftalen eller hvert år",
}


def title(plan: str, *, unsettled: int, targets: Mapping[str, int], series: int) -> str:
    """The finding: what must be settled, then the two most telling of the targets."""
    if not series:
        return f"{plan}: ingen aktiviteter er indberettet"
    parts = [
        f"{form.counted(unsettled, 'aktivitetstal', 'aktivitetstal')} skal afklares" if unsettled else "",
        f"{targets['behind']} mål er bagud" if targets["behind"] else "",
        f"{targets['uncertain']} mål kan ikke afgøres" if targets["uncertain"] else "",
        f"{targets['reached']} mål er nået" if targets["reached"] else "",
        f"{targets['ahead']} mål er foran" if targets["ahead"] else "",
        f"{targets['on_track']} mål er på vej" if targets["on_track"] else "",
    ]
    found = [part for part in parts if part][:2] or [f"{series} aktivitetstal er indberettet, ingen af dem har et mål"]
    return f"{plan}: {' og '.join(found)}"


def lead(*, series: int, activities: int, with_target: int, newest: str | None, empty_targets: int = 0) -> str:
    """What the page rests on. `empty_targets`: those that have no figure to be held against."""
    if not series:
        return ""
    counted = form.counted(activities, "aktivitet", "aktiviteter")
    sentence = f"{form.counted(series, 'tal følges', 'tal følges')} for {counted}, "
    sentence += f"og {with_target or 'ingen'} af dem har et mål."
    sentence += f" Det seneste er fra {newest}." if newest else ""
    if not empty_targets:
        return sentence
    return f"{sentence} {form.counted(empty_targets, 'andet mål', 'andre mål')} har endnu intet tal."


def series_name(activity: str, measure: str, area: str) -> str:
    """`Beboervejledning: samtaler`, with the area where it is not the whole plan."""
    name = f"{activity}: {measure[:1].lower()}{measure[1:]}"
    return f"{name}, {area}" if area else name


def pace(target: float, basis: str, *, is_yearly: bool) -> str:
    """The name of the even pace to a target; of an unclear one each reading has its own."""
    amount = form.number(target)
    if basis == "unclear":
        return f"{amount}, hvis målet gælder {'hvert år' if is_yearly else 'hele aftalen'}"
    return f"mål {amount} {'om året' if is_yearly else 'i alt'}"


def alt(name: str, sentence: str, projection: str) -> str:
    return " ".join(
        part for part in (f"Kurve. {name}.", sentence, projection, "Tallene står i tabellen under.") if part
    )


def periods(amount: int) -> str:
    return f"Tallene bag: {form.counted(amount, 'periode', 'perioder')}"


def course(name: str) -> str:
    return f"{name}, periode for periode"


def usual_way(way: str, *, has_others: bool) -> str:
    """How the counts of a table were made, said once above it."""
    if not way:
        return ""
    return f"{form.capital(way)}{', hvor intet andet står' if has_others else ''}."


def validity(start: date | None, end: date | None) -> str:
    """`1. oktober 2021 – 30. september 2025`."""
    ends = [form.day(day) if day else "" for day in (start, end)]
    return " – ".join(ends).strip() if any(ends) else states.VALUES["not_delivered"]


def adopted(adopted_on: date | None, superseded_on: date | None) -> Sequence[str]:
    """When the target was adopted and when another took its place."""
    return [
        f"vedtaget {form.day(adopted_on)}" if adopted_on else "vedtagelsesdato ikke oplyst",
        f"afløst {form.day(superseded_on)}" if superseded_on else "",
    ]
