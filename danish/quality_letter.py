"""The letter to one partner about its own open findings, and the questions in the workbook that goes with it."""

from collections.abc import Sequence
from datetime import date

from danish import quality
from danish.format import capital, counted, day, period

TITLE = "Spørgsmål til jeres tal"
TO = "Til"
SYNTHETIC = "Eksempeldata – ikke virkelige tal."
MUST = "Skal afklares, før tallene kan bruges"
SHOULD = "Bør undersøges"
INFO = "Til orientering"
EXPLANATION = "Mulig forklaring"
QUESTION = "Spørgsmål"
DELIVERED = "Leveret"
FILE = "Fil og linje"
PERIOD = "Periode"
ASKED_BEFORE = "I er spurgt om det før."
HOW_TO_ANSWER = "Sådan svarer I"
NO_PRIVATE_DATA = "Skriv ingen navne, CPR-numre, mailadresser eller telefonnumre: så bliver hele filen afvist."
NOT_KNOWN_PERIOD = "ikke oplyst"
WORKBOOK_TITLE = "Spørgsmål til registreringer"
WORKBOOK_INTRODUCTION = (
    "De farvede rækker er dem, vi spørger om. Ret tallet og opgørelsen, eller lad dem stå, hvis de er rigtige. "
    "Skriv ingen navne, CPR-numre, mailadresser eller telefonnumre: så bliver hele filen afvist."
)


def lead(must: int, should: int) -> str:
    """Why the letter comes, and how much it asks."""
    parts = [
        f"{counted(must, 'forhold skal', 'forhold skal')} afklares, før tallene kan bruges" if must else "",
        f"{counted(should, 'forhold bør', 'forhold bør')} undersøges" if should else "",
    ]
    said = ", og ".join(part for part in parts if part)
    if not said:
        return "Kontrollen af de tal, I har leveret, har ingen spørgsmål, kun det til orientering herunder."
    return (
        f"Kontrollen af de tal, I har leveret, har fundet noget, som kun I kan svare på: {said}. "
        "Det er spørgsmål og ingen dom; tallene kan godt være rigtige."
    )


def question(owner: str, action: str) -> str:
    """What the finding asks its owner, said to the owner: without »Spørg …:« in front."""
    direct = action.removeprefix(quality.ask(owner, "").rstrip()).strip()
    if direct != action.strip():
        return capital(direct)
    asked_for = f"Bed {owner} om "
    return f"Vi beder om {action.removeprefix(asked_for)}" if action.startswith(asked_for) else action


def answer_in_workbook(file_name: str, rows: int) -> str:
    return (
        f"Åbn regnearket {file_name}. {capital(counted(rows, 'række', 'rækker'))} er fyldt ud med det, I har leveret; "
        "spørgsmålet står ved siden af. Ret tallet og vælg, hvordan der er talt, eller lad rækken stå, hvis den er "
        "rigtig, og send regnearket tilbage. Når tallene passer sammen, lukker sagen sig selv."
    )


def answer_by_file(has_workbook: bool) -> str:
    first = "De øvrige spørgsmål besvares" if has_workbook else "Svar på spørgsmålene"
    return f"{first} ved at svare på dette brev eller ved at levere den rettede fil igen."


def sender(build_id: str, built_on: date) -> str:
    return f"Brevet bygger på opgørelse {build_id} fra {day(built_on)}."


def place_in_file(file_name: str | None, line: int | None) -> str:
    if not file_name:
        return ""
    return f"{file_name}, linje {line}" if line else file_name


def period_text(period_id: str | None) -> str:
    return period(period_id) if period_id else NOT_KNOWN_PERIOD


def unknown_partner(name: str, nearest: Sequence[str]) -> str:
    meant = f" Mente du {listing_or(nearest)}?" if nearest else ""
    return (
        f"Der er ingen partner, der hedder »{name}«.{meant} Navnene står ved fundene: »barometer findings list --all«."
    )


def several_partners(name: str, found: Sequence[str]) -> str:
    return f"»{name}« kan være flere: {listing_or(found)}. Skriv navnet helt ud."


def nothing_open(name: str) -> str:
    return f"{name} har ingen åbne fund. Der er ikke skrevet noget brev."


def listing_or(names: Sequence[str]) -> str:
    quoted = [f"»{name}«" for name in names]
    return " eller ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)
