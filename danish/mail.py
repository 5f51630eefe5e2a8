"""Every word of the report's mail, of the list of recipients, and of what became of a mail."""

from collections.abc import Sequence
from typing import Protocol

from danish import format as form
from danish.report import CANNOT_BE_DERIVED, COLUMN


class AttachedFile(Protocol):
    @property
    def name(self) -> str: ...


REVISED = "Revideret: Denne mail erstatter en tidligere for samme kvartal, fordi tal eller fund er ændret siden."
ALL_PLANS = "alle helhedsplaner"
WHY_YOU = "Du får mailen, fordi du står på listen over modtagere af rapporten. Den er dannet automatisk."
ALARM_LEAD = "Rapporten er holdt tilbage for de modtagere, det her gælder, fordi den kunne vise noget forkert:"
ALARM_NEXT = (
    "Når det er rettet, kan »barometer send« køres igen; de, der har fået rapporten, får den ikke to gange. "
    "»barometer outbox« viser, hvem der har fået hvad. Se også docs/drift.md."
)
NOBODY = "ingen: listen over modtagere er tom"

# The list of recipients
NAME_MISSING = "Feltet er tomt. Skriv modtagerens navn."
ONLY_PARTNERS_REPORT = "Kun en partner skal have et navn her."
PARTNER_WITHOUT_PLAN = "En partner skal have en helhedsplan, for en partner får kun sin egen plans fund."


def subject(kicker: str, title: str, *, is_synthetic: bool, is_revised: bool) -> str:
    """`Datakvalitet, 3. kvartal 2022, En Fælles Indsats (revideret): 2 tal kan ikke bruges`."""
    return f"{'Eksempeldata – ' if is_synthetic else ''}{kicker}{' (revideret)' if is_revised else ''}: {title}"


def attached(files: Sequence[AttachedFile]) -> str:
    """What hangs on the mail, and how to open it."""
    of_year = [file.name for file in files if file.name.startswith("opfoelgning-")]
    names = form.listing(file.name for file in files if file.name not in of_year)
    how = " Åbn html-filen i en browser." if any(file.name.endswith(".html") for file in files) else ""
    also = f" Årets opfølgning på mål og aftaler er også vedhæftet: {form.listing(of_year)}." if of_year else ""
    return f"Hele rapporten er vedhæftet: {names}.{how}{also}"


def findings_title(number: int) -> str:
    if not number:
        return "Ingen tal fra jer skal undersøges"
    return f"{form.counted(number, 'ting', 'ting')} om jeres tal skal afklares"


def findings_lead(number: int) -> str:
    if not number:
        return "Kontrollen fandt intet, der skal undersøges, i de tal, der er leveret for jeres helhedsplan."
    return (
        "Kontrollen af de tal, der er leveret for jeres helhedsplan, fandt det, der står her. Svar på mailen, eller "
        "ret tallene i den næste indberetning."
    )


def findings_file_name(period_id: str) -> str:
    return f"fund-{period_id}.html"


def more_findings_in_file(number: int) -> str:
    return f"{form.counted(number, 'andet fund', 'andre fund')} står i den vedhæftede fil. Åbn den i en browser."


def alarm_subject(period: str) -> str:
    return f"Ikke sendt: Datakvalitet, {period}"


def alarm_title(period: str) -> str:
    return f"Rapporten for {period} er ikke sendt til alle"


def addressed_to(name: str) -> str:
    return f"Til {name}"


def more_findings(number: int) -> str:
    return f"{form.counted(number, 'andet fund', 'andre fund')} står i rapporten."


def reading_line(assumption: str, named_values: Sequence[tuple[str, str]], verdict: str) -> str:
    """One reading as a line of text: the assumption, what would follow from it, how likely it is."""
    values = "; ".join(f"{COLUMN[name].lower()}: {value or CANNOT_BE_DERIVED}" for name, value in named_values)
    return " ".join(part for part in (assumption, f"({values})" if values else "", verdict) if part)


def too_long(size: int) -> str:
    return f"Mailen fylder {form.number(size)} byte og ville blive skåret over i mailprogrammer. Den er ikke lavet."


def recipients_faults(file_name: str, faults: Sequence[str]) -> str:
    """All faults of the file under one headline."""
    return "\n".join([f"{file_name} kan ikke bruges, og ingen mail er lavet:", *faults])


def bad_recipient_id(text: str) -> str:
    return f"»{text}« må kun have små bogstaver a-z, tal, bindestreg og understreg."


def repeated(text: str) -> str:
    return f"»{text}« står to gange. Giv hver modtager sit eget."


def repeated_email(text: str) -> str:
    return f"»{text}« står to gange for det samme og ville få rapporten to gange. Slet den ene linje."
