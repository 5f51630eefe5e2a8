"""What the verbs about findings say."""

from datetime import date, datetime

from danish import states
from danish.format import capital, counted, day

READING = "Nummeret på den læsning, der er rigtig; ved corrected foreslås så en rettelse."
VALUE = "Det rigtige tal; ved corrected foreslås så en rettelse til det."
VERSION = "Sagens nummer fra »findings show«; er den ændret siden, bliver intet gemt."
CORRECTION_HELP = "Vis den rettelse, der er foreslået for et fund; med --accept skrives den i registret corrections."
ACCEPT = "Skriv rettelsen i registret; næste opgørelse bruger den."
LETTER = "Skriv én partners egne åbne fund som brev og regneark."
LETTER_TO = "Partnerens navn, som det står ved fundene."
LETTER_OUT = "Mappe, brevet lægges i; ellers letters/ i datamappen."

SYNTHETIC = "Eksempeldata – ikke virkelige tal."
HISTORY = "Forløb"
CORRECTION = {"proposed": "Foreslået rettelse", "accepted": "Rettelse, skrevet i registret"}
ACCEPTED = "Skrevet i registret corrections. Kør »barometer run«; fundet lukker sig selv, når tallene passer."
NOTHING_PROPOSED = (
    "Ingen rettelse er foreslået. Skal et tal rettes her og ikke i filen, så vælg en læsning med --reading "
    "eller skriv det rigtige tal med --value."
)
READING_NEEDS_CORRECTED = "--reading og --value bruges kun sammen med --status corrected."
READING_OR_VALUE = "Vælg --reading eller --value, ikke begge."
_SEEN = {
    "found": "fundet af kontrollen",
    "changed": "tallene er ændret",
    "gone": "kontrollen finder det ikke længere",
    "back": "fundet igen af kontrollen",
}


def how_to_accept(finding_id: str) -> str:
    return f"Tag den i brug: barometer findings correction {finding_id} --accept"


def version(number: int) -> str:
    return f"Sagens nummer: {number}"


def handled_before(status: str, by: str, at: datetime, comment: str | None) -> str:
    said = f": »{comment}«" if comment else ""
    return f"Før det: {by} satte sagen til »{states.FINDINGS[status]}« {day(at)}{said}"


def standing(status: str, until: date | None, *, is_since_build: bool) -> str:
    """The status in words, with its end date, and whether the published figures know of it yet."""
    limit = f" til og med {day(until)}" if until and status == "accepted" else ""
    later = " Det er sket efter opgørelsen; tallene følger med i den næste." if is_since_build else ""
    return f"Status: {states.FINDINGS[status]}{limit}.{later}"


def step(at: datetime, what: str, by: str | None, comment: str | None, until: date | None) -> str:
    """One line of a finding's history: when, what, who, why."""
    said = f" {comment}" if comment else ""
    if by is None:
        return f"{day(at)}: {_SEEN[what]}.{said}"
    limit = f" til og med {day(until)}" if until else ""
    return f"{day(at)}: {states.FINDINGS[what]}{limit}, {by}.{said}"


def letter_to(name: str) -> str:
    return f"Brevet er til {name}."


def letter_contents(questions: int, rows: int) -> str:
    asked = counted(questions, "spørgsmål", "spørgsmål")
    return f"{capital(asked)}; {counted(rows, 'række', 'rækker')} i regnearket."


def letter_without_invented(amount: int) -> str:
    return f"{counted(amount, 'fund', 'fund')} om opdigtede steder er ikke med."
