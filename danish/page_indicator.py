"""The words of the page about one indicator."""

from collections.abc import Sequence
from datetime import date

from danish import format as form
from danish import page_sentences as say

TITLE = "Indikator"
INDICATOR = "Indikator"
AREAS = "Områder (højst seks)"
CHOOSE = "Vælg"
NONE = "Der er ikke leveret noget tal på en indikator for denne helhedsplan. Vælg en anden helhedsplan."
EMPTY_YEAR = "Der er ingen tal på indikatoren i de valgte år. Vælg et senere år eller »Nyeste tal«."

COURSES = "Udvikling over tid"
COURSES_NOTE = (
    "Hvert område har sin egen kurve, fordi resten af kommunen er forskellig fra område til område. "
    "Akserne er de samme, så kurverne kan holdes op mod hinanden."
)
COURSES_MARKS = (
    "Båndet om linjen er usikkerheden. Et firkantet punkt er en spørgeskemabølge. Et hult punkt har en bemærkning, som "
    "står under kurven med punktets nummer; linjen går uden om det."
)
NO_COURSE = (
    "Der er ikke to tal fra forskellige år for de valgte områder. En udvikling kan derfor ikke ses; "
    "tallene står i tabellen nedenfor."
)
NEW_INSTRUMENT = "nyt spørgeskema"
PERIOD = "Periode"
VALUE = "Tal"
SOURCE = "Kilde"
REMARKS = "Bemærkninger til punkterne"
REMARK_UNKNOWN = "Tallet har en bemærkning, som ikke er beskrevet nærmere."
REMARK_CORRECTED = "Tallet er rettet."

RANKING = "Områderne imellem"
UNSURE_ORDER = (
    "Rækkefølgen er usikker: hvor to bånd overlapper, kan områderne lige så godt bytte plads. "
    "Derfor er der ingen pladser."
)
UNKNOWN_ORDER = (
    "Rækkefølgen kan ikke afgøres: antallet eller spredningen bag tallene er ikke oplyst, så usikkerheden kan ikke "
    "beregnes. Derfor er der ingen pladser."
)
STOCK_ORDER = "Et antal følger områdets størrelse og siger ikke, hvordan det går."
AREA = "Område"
DRAWING = "På aksen"
BENCHMARK = "Sammenligning"
HOW_SURE = "Hvor sikkert"

METADATA = "Om indikatoren"
DEFINITION = "Hvad der måles"
NUMERATOR = "Tæller"
DENOMINATOR = "Nævner"
DIRECTION = "Retning"
DIRECTIONS = {
    "higher_is_better": "Et højt tal er godt.",
    "lower_is_better": "Et lavt tal er godt.",
    "neutral": "Et højt tal er hverken godt eller dårligt i sig selv.",
}
LAG = "Forsinkelse"
OWNER = "Hvem kan svare"
METHOD = "Metode"
METHODS = {
    "proportion": "En andel. Grænserne rummer den med 95 procents sikkerhed og er regnet efter Wilsons metode.",
    "mean": "Et gennemsnit. Grænserne rummer det med 95 procents sikkerhed og er regnet med Students t, "
    "hvor spredningen er oplyst.",
    "count": "Et antal. Grænserne viser de tilfældige udsving, som et antal hændelser har (Poisson).",
    "rate": "Hændelser for et bestemt antal personer. Grænserne viser de tilfældige udsving (Poisson).",
    "ratio": "Et forhold mellem to tal. Der regnes ingen grænser.",
}
METHOD_STOCK = "Et antal af det, der er, og ikke af hændelser. Der regnes ingen grænser."
LAST_DELIVERED = "Senest leveret"
LAST_REVISED = "Senest rettet"
NEVER_REVISED = "Ingen af tallene er blevet andre, siden de først blev udgivet."


def title(indicator: str, *, compared: int, worse: int, worse_seen: int, better: int, given: int) -> str:
    """The page's finding; `worse` and `better` are sure, `worse_seen` lies on the wrong side, `given` have a figure."""
    parts = [
        say.against_benchmark("områders tal", worse=worse, worse_seen=worse_seen, compared=compared),
        f"{better} ligger sikkert bedre" if better else "",
    ]
    found = [part for part in parts if part]
    if not found and given:
        found = [f"{form.counted(given, 'område har', 'områder har')} et tal, men intet at sammenligne det med"]
    return f"{indicator}: {', og '.join(found or ['intet område har et tal, der kan vises'])}"


def title_neutral(indicator: str, least: tuple[str, str] | None, most: tuple[str, str] | None) -> str:
    """The finding of an indicator where neither high nor low is good: how far the areas lie apart (area, value)."""
    if least is None or most is None:
        return f"{indicator}: intet område har et tal, der kan vises"
    if least == most:
        return f"{indicator}: {least[1]} ({least[0]})"
    return f"{indicator}: fra {least[1]} ({least[0]}) til {most[1]} ({most[0]})"


def lead(*, periods: Sequence[str], hidden: int, clarify: int, direction: str) -> str:
    """What the newest figures are from, and how to take them."""
    named = [period[:1].lower() + period[1:] for period in periods]
    told = [f"De nyeste tal er fra {form.listing(named)}."] if named else []
    told.append(DIRECTIONS[direction])
    if clarify:
        told.append(f"{form.counted(clarify, 'tal er', 'tal er')} under afklaring og indgår ikke i sammenligningen.")
    if hidden:
        told.append(f"{form.counted(hidden, 'tal', 'tal')} kan ikke vises; grunden står ved området.")
    return " ".join(told)


def course(area: str, ends: Sequence[tuple[str, str]], *, is_list: bool) -> str:
    """`Motalavej: 26,0 % i 2018, 19,6 % i 2020`."""
    return say.trend_summary(f"{area} på statens lister" if is_list else area, ends)


def course_alt(title: str, against: Sequence[str], sentence: str, remarks: int) -> str:
    """What a screen reader says of a curve."""
    others = f" Til sammenligning: {form.listing(against)}." if against else ""
    marked = f" {form.counted(remarks, 'punkt', 'punkter')} har en bemærkning under kurven." if remarks else ""
    return f"Kurve. {title}. {sentence}{others}{marked} Tallene står i tabellen under kurven."


def other_course(area: str) -> str:
    """The name of the fold with a second course of an area, which is that of the state's lists."""
    return f"{area} på statens lister"


def single_figures(areas: Sequence[str]) -> str:
    """`Motalavej og Ringparken har kun ét tal`."""
    return f"{form.listing(areas)} har kun ét tal at vise; det står i tabellen nedenfor, men en udvikling kan ikke ses."


def course_table(area: str) -> str:
    return f"{area}, periode for periode"


def broken_at(period: str, reason: str) -> str:
    """`2023: Brud i serien: …`."""
    return f"{period}: {reason}"


def corrected(note: str | None) -> str:
    return f"{REMARK_CORRECTED} {note}" if note else REMARK_CORRECTED


def remark(period: str, value: str) -> str:
    """`2020, 19,3 %:`, before what is to be said of the figure."""
    return f"{period}, {value}:"


def remark_number(number: str) -> str:
    """`bemærkning 1`, in the table beside the curve."""
    return f"bemærkning {number}"


def instrument(name: str) -> str:
    return f"spørgeskema {name}" if name else ""


def every_area(amount: int) -> str:
    return f"Vis alle {form.number(amount)} områder"


def axis(low: str, high: str) -> str:
    return f"fra {low} til {high}"


def ranking_caption(*, is_neutral: bool, is_part: bool) -> str:
    """What the table of areas holds, and in which order."""
    areas = "De valgte områders nyeste tal" if is_part else "Det nyeste tal for hvert område"
    order = "fra det højeste til det laveste" if is_neutral else "fra det bedste til det dårligste"
    return f"{areas}, {order}"


def lag(months: int | None) -> str:
    return f"Tallet ventes {form.counted(int(months), 'måned', 'måneder')} efter periodens slutning." if months else ""


def parts(definition: str | None) -> tuple[str, str]:
    """Numerator and denominator of a share, where the definition is put as `… i procent af …`; else nothing."""
    first = (definition or "").partition(". ")[0]
    above, between, below = first.partition(" i procent af ")
    if not between:
        return "", ""
    return form.capital(above.rstrip(",")), form.capital(below.rstrip("."))


def revised(amount: int, day: date) -> str:
    return f"{form.day(day)}; {form.counted(amount, 'tal er', 'tal er')} blevet andre, siden de først blev udgivet."


def source(reference: str, file_name: str | None) -> str:
    """Where a figure was read, with the file that it was delivered in."""
    return f"{reference} (filen {file_name})" if file_name else reference


def line(number: int | None) -> str:
    """Where in its file a figure stands; nothing for one that stands in no line."""
    return f"linje {number}" if number else ""
