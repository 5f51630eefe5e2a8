"""The words of the page about the law's criteria: which conditions figures meet, and how far each limit is away."""

from collections.abc import Mapping, Sequence

from danish import format as form

TITLE = "Kriterier"
LIST = "Liste"
AREAS = "Områderne på listen"
AREAS_CAPTION = "Hvilke betingelser tallene opfylder, og hvad listen siger"
AREA = "Område"
CRITERIA_MET = "Kriterier opfyldt"
RESIDENTS = "Beboere"
ESTIMATE = "Tallene opfylder betingelserne for"
OFFICIAL = "Ministeriets liste"
OFFICIAL_NONE = "Ikke leveret"
LIMITS = "Afstand til grænserne"
CONDITIONS = "Afstand til de andre betingelser"
REQUIREMENTS = "Hvad hver status kræver"
VALUE = "Tal"
DRAWING = "På aksen"
NONE = (
    "Der er hverken lister eller tal til lovens kriterier for denne helhedsplan. "
    "De kommer ind som filer under public_lists eller fra Beboerdata."
)
DECIDED = (
    "Siden viser, hvilke betingelser tallene opfylder. Hvad et område er, afgør ministeriet; "
    "listens egen status står ved siden af med sin kilde."
)
HOW = "Sådan læses siden"
HOW_LINES = (
    "Tallet er listens eget, hvor listen er leveret. Ellers er det gennemsnittet af de år, listen spørger efter, "
    "fra en anden kilde, og det står ved tallet.",
    "Afstanden i personer er det færreste antal, der ville flytte tallet til den anden side af grænsen. "
    "Den kan kun regnes ud, hvor antallet er oplyst, og ikke for indkomst.",
    "Ved siden af kriterierne står antallet af beboere og, fra listen 2018, andelen fra ikke-vestlige lande.",
    "»Kan ikke afgøres« er ikke et nej: et tal eller en grænse mangler, og grunden står ved.",
    "Omdannelsesområde og hårdt ghettoområde kræver fem lister i træk. Mangler tallene til en af dem, "
    "kan det ikke afgøres.",
    "Et område med under 1.000 beboere opfylder ingen af betingelserne, uanset de andre tal.",
)
ANSWERS = {"yes": "opfyldt", "no": "ikke opfyldt", "unknown": "kan ikke afgøres"}
BASIS = {"list": "listens tal", "mean": "gennemsnit fra anden kilde"}
COMPARATORS = {"gt": "over", "ge": "mindst", "lt": "under"}
EVERY_STATUS = "Alle statusser"
NO_VALUE = "Intet tal til denne liste."
NO_LIMIT = "Grænsen til denne liste er ikke oplyst."
PERSONS_UNKNOWN = "antal personer ikke oplyst"
PERSONS_INCOME = "regnes ikke i personer"
EFFECTS = {
    "direct": "Direkte",
    "indirect": "Indirekte",
    "long_term_or_support": "På langt sigt eller som støtte",
    "unclear": "Uklart",
    "stated_none": "Ingen virkning, siger planen selv",
}
ACTIVITY = "Aktivitet"
EFFECT = "Virkning"
REMARK = "Bemærkning"
SOURCE = "Kilde"
HISTORY = "Liste for liste"
HISTORY_CAPTION = "Hvert område år for år, efter de regler der gjaldt det år"
RULES = "Regler"
WITHOUT = "Uden tal og uden liste"


def list_name(year: int) -> str:
    return f"1. december {year}"


def mid_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def requirement(name: str, *, needed: int, criteria: int, residents: int, share: float | None, lists: int) -> str:
    """`Parallelsamfund: mindst 2 af 4 kriterier, mindst 1.000 beboere og over 50 % ikke-vestlige.`"""
    parts = [f"mindst {needed} af {criteria} kriterier", f"mindst {form.counted(residents, 'beboer', 'beboere')}"]
    if share is not None:
        parts.append(f"over {form.percent(share, 0)} indvandrere og efterkommere fra ikke-vestlige lande")
    in_a_row = f", på {lists} lister i træk" if lists > 1 else ""
    return f"{name}: {form.listing(parts)}{in_a_row}."


def met(criteria_met: int, criteria: int | None) -> str:
    """`3 af 4`."""
    return form.number(criteria_met) if criteria is None else f"{form.number(criteria_met)} af {form.number(criteria)}"


def title(plan: str, year: int | None, status: str, *, areas: int, met: int, unknown: int, values: int) -> str:
    """The finding: in how many areas the figures meet the widest condition, and for how many nobody can tell."""
    if year is None:
        return f"{plan}: der er ingen tal til lovens kriterier"
    if not values:
        return f"{plan}: der er ingen tal til listen {year}, så intet kan afgøres"
    doubt = f", og {unknown} kan ikke afgøres" if unknown else ""
    of = form.counted(areas, "område", "områder")
    return f"{plan}: {met or 'ingen'} af {of} har tal, der opfylder betingelserne for {status} på listen {year}{doubt}"


def lead(year: int, rule_set: str, nearest: str) -> str:
    return f"Listen {list_name(year)}, efter reglerne fra {rule_set}. {nearest}{DECIDED}"


def nearest(area: str, criterion: str, margin: int, is_met: str) -> str:
    """Where the fewest people decide."""
    amount = form.counted(abs(margin), "person", "personer")
    change, _ = _change(margin, is_met)
    result = "ikke være opfyldt" if is_met == "yes" else "være opfyldt"
    return f"Færrest personer afgør sagen i {area}: med {amount} {change} ville »{criterion}« {result}. "


def _change(margin: int, is_met: str) -> tuple[str, str]:
    return ("færre" if margin > 0 else "flere", ANSWERS["no" if is_met == "yes" else "yes"])


def answers(names: Mapping[str, str], row: Mapping[str, object]) -> list[str]:
    """`Opfyldt: udsat boligområde`, one line for each answer that any condition of the rules has."""
    lines = []
    for answer, words in ANSWERS.items():
        found = [name for column, name in names.items() if row[column] == answer]
        if found:
            lines.append(f"{form.capital(words)}: {form.listing(found)}")
    return lines


def limit(comparator: str, amounts: Sequence[str]) -> str:
    """`over 40 %`, or both where two sources print different limits; why there is none."""
    if not amounts:
        return NO_LIMIT
    return f"{COMPARATORS[comparator]} {' eller '.join(amounts)}"


def distance(points: str, margin: float) -> str:
    """`1,2 procentpoint over grænsen`."""
    if margin == 0:
        return "på grænsen"
    return f"{points} procentpoint {'over' if margin > 0 else 'under'} grænsen"


def persons(margin: int, is_met: str) -> str:
    """What it would take, in people."""
    amount = form.number(abs(margin))
    people = "person" if abs(margin) == 1 else "personer"
    if is_met == "unknown":
        return f"{amount} {people} fra grænsen"
    change, result = _change(margin, is_met)
    return f"{amount} {people} {change}, så var det {result}"


def axis(start: str, end: str) -> str:
    return f"fra {start} til {end}"


def limits(year: int, named: Sequence[tuple[str, str]]) -> str:
    """`Listen 1. december 2022. Udsat boligområde: over 40 %. Forebyggelsesområde: over 30 %.`"""
    return " ".join([f"Listen {list_name(year)}.", *(f"{name}: {words.removesuffix('.')}." for name, words in named)])


def effects(amount: int) -> str:
    return f"{form.counted(amount, 'aktivitet', 'aktiviteter')} skal virke på kriteriet"


def effects_caption(criterion: str) -> str:
    return f"Aktiviteter og {mid_sentence(criterion)}"


def without(amount: int) -> str:
    return f"{form.counted(amount, 'område', 'områder')} uden tal og uden liste"


def rows(amount: int) -> str:
    return f"Vis alle {form.number(amount)} linjer"
