"""What is said about how findings are handled."""

from collections.abc import Sequence
from datetime import date, datetime

from danish import states
from danish.format import day

PROGRAM = "Boligbarometer"
MISSING_NAME = "Skriv, hvem der har besluttet det."
MISSING_COMMENT = "Skriv en begrundelse."
MISSING_UNTIL = "Et fund, der accepteres, skal have en slutdato. Derefter kommer mærket igen."
PAST_UNTIL = "Slutdatoen er allerede passeret."
REOPENED_FIGURES = "tallene er ændret"
REOPENED_UNTIL = "slutdatoen er passeret"
REOPENED_BACK = "fejlen er kommet igen"
REOPENED_STILL = "fejlen stadig findes, selv om den er meldt rettet"
CHANGED_MEANWHILE = "Sagen er ændret imens. Læs den igen, før du gemmer."


def wrong_status(status: str, allowed: Sequence[str]) -> str:
    return f"»{status}« er ikke en status. Vælg en af disse: {', '.join(allowed)}."


def unknown_finding(finding_id: str) -> str:
    return f"Der er intet fund med id {finding_id}."


def changed_meanwhile(status: str, by: str, at: datetime, comment: str) -> str:
    said = f": »{comment}«" if comment else ""
    return (
        f"{by} har imens sat sagen til »{states.FINDINGS[status]}« {day(at)}{said}. Intet er gemt for dig. "
        "Læs det, og gem igen, hvis din beslutning stadig gælder."
    )


def run_out(by: str | None, until: date | None) -> str:
    """Said of an acceptance whose end date has passed since the build was made."""
    end = day(until) if until else ""
    return f"Åben igen: {by} accepterede det til og med {end}, og den dag er passeret."


def reopened(reason: str, by: str, at: datetime, comment: str) -> str:
    before = f"{by} skrev {day(at)}: »{comment}«" if comment else f"Sidst behandlet af {by} {day(at)}."
    return f"Åbnet igen, fordi {reason}. {before}"
