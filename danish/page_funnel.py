"""The words of the funnel on the page about one indicator: what is usual for areas of each size."""

from collections.abc import Sequence

from danish import format as form

SECTION = "Hvad størrelsen kan forklare"
NO_NUMBERS = (
    "Det kan ikke vises, hvad der er sædvanligt for områder af samme størrelse: antallet bag tallene er ikke oplyst, "
    "eller de er under afklaring."
)
HOW = (
    "Jo færre personer, jo mere svinger et tal tilfældigt; derfor er tragten bredest til venstre, og kun det, "
    "der ligger uden for den, kræver en forklaring."
)
LEGEND = (
    "Hvert punkt er et område; de blå er dem, siden handler om. Mellem de hele linjer ligger 998 af 1.000 områder, "
    "der kun adskiller sig ved et tilfælde, og mellem de stiplede 95 af 100."
)
WIDENED = (
    "Områderne er mere forskellige, end størrelsen alene forklarer. Tragten er gjort bredere efter det, så kun de "
    "områder, der også skiller sig ud fra den almindelige forskel, ligger uden for."
)
OTHERS_UNSEEN = "De øvrige områder indgår i linjerne, men vises ikke for dig."
AXIS = "antal personer eller svar bag tallet"
OUTER = "998 af 1.000"
POINT_OUT = "Vis en tegning, hvor hvert punkt kan udpeges"
POINTED_ALT = "Den samme tragt. Peg på et punkt for at se områdets navn; tallene står i tabellen ovenfor."
CAPTION = "Områdernes tal over for det, der er sædvanligt for deres størrelse"
AREA = "Område"
VALUE = "Tal"
NUMBER = "Antal personer"
USUAL = "Sædvanligt"
PLACE = "Hvor tallet ligger"
PLACES = {
    "far_above": "Højere end tragten",
    "above": "Højt, men kan være et tilfælde",
    "within": "Som sædvanligt",
    "below": "Lavt, men kan være et tilfælde",
    "far_below": "Lavere end tragten",
}
_KINDS = {"boligomraade": "boligområder", "afdeling": "afdelinger", "helhedsplan": "helhedsplaner"}
_FAR = {"far_above": "højere", "far_below": "lavere"}
# More names than these make no title.
_MOST_NAMES = 3


def title(places: Sequence[tuple[str, str]], *, is_widened: bool) -> str:
    """The finding, from each area's name and where it lies; `is_widened` where areas differ more than by their size."""
    bounds = "det, der er sædvanligt for størrelsen" if is_widened else "det, størrelsen alene kan forklare"
    outside = [(name, _FAR[place]) for name, place in places if place in _FAR]
    if len(places) == 1:
        name = places[0][0]
        return f"{name} ligger {outside[0][1]} end {bounds}" if outside else f"{name} ligger inden for {bounds}"
    if not outside:
        # The drawing has grey areas too, which may lie outside.
        return f"Ingen af områderne på siden ligger uden for {bounds}"
    head = f"{len(outside)} af {form.number(len(places))} områder ligger uden for {bounds}"
    if len(outside) > _MOST_NAMES:
        return head
    return f"{head}: {form.listing([f'{name} ({way})' for name, way in outside])}"


def middle(area_type: str, areas: int, period: str, centre: str) -> str:
    """What the areas have in common."""
    return f"De {form.number(areas)} {_KINDS[area_type]} har tilsammen {centre} i {period[:1].lower() + period[1:]}."


def centre(value: str) -> str:
    return f"tilsammen {value}"


def point(name: str | None, value: str, persons: str) -> str:
    """What a point says when it is pointed out."""
    return f"{name or 'Et andet område'}: {value} ({persons})"


def alt(title: str, middle: str) -> str:
    """What a screen reader says of the drawing."""
    return f"Tragt. {title}. {middle} Tallene står i tabellen under tegningen."


def not_drawn(reason: str) -> str:
    return f"Det kan ikke vises, hvad der er sædvanligt for områder af samme størrelse. {reason}"


def outer(limits: str) -> str:
    """The outer limits of a size."""
    return f"tragten: {limits}"


def hidden(amount: int) -> str:
    return f"{form.counted(amount, 'område', 'områder')} med et skjult tal er ikke med."


def left_out(amount: int) -> str:
    """Areas of the plan that do not stand in the drawing."""
    return (
        f"{form.counted(amount, 'tal', 'tal')} fra planen er ikke med: antallet er ikke oplyst, tallet er under "
        "afklaring, eller det er af en anden art, periode eller kilde."
    )
