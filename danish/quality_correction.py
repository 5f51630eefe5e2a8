"""What is said about corrections: when one can be proposed, what it does, and what became of it."""

from danish.format import number, period

NO_FIGURE = (
    "Fundet har ikke ét tal, der kan rettes i registret: det er skjult, mangler eller er leveret flere gange. "
    "Bed den, der leverede det, om at levere filen igen."
)
NO_CORRECTION_IN_READING = (
    "Den læsning siger, at det leverede tal er rigtigt, og der er intet at rette. Brug status explained."
)
NOT_A_COUNT = "Skriv et helt tal på 0 eller mere: det er et antal, der rettes."
NO_CHANGE = "Det er det tal, der er leveret. Der er intet at rette."
NO_PROPOSAL = "Der er ikke foreslået en rettelse for fundet. Brug »findings set … --status corrected --reading N«."
REASON_MISSING = "Skriv, hvorfor tallet rettes."
OWNER_MISSING = "Skriv, hvem der svarer for rettelsen."
_MODES = {
    "period": "kun periodens eget antal",
    "year_to_date": "talt fra nytår",
    "project_to_date": "talt fra projektets start",
}


def no_such_reading(wanted: int, known: int) -> str:
    if not known:
        return "Fundet har ingen læsninger at vælge imellem. Angiv det rigtige tal med --value."
    return f"Fundet har ingen læsning {wanted}. Vælg et nummer fra 1 til {known}."


def in_the_way(correction_id: str) -> str:
    return (
        f"Registret har allerede rettelsen »{correction_id}« for samme tal. "
        "Ret eller afslut den først; to rettelser af ét tal gælder ikke begge."
    )


def wrong_registry(file: str, missing: str) -> str:
    return f"Registret {file} mangler kolonnen »{missing}«. Rettelsen er ikke skrevet."


def effect(action: str, period_id: str, value: float | None, mode: str | None, delivered: float | None) -> str:
    """What a correction does, in a sentence."""
    figure = "Tallet" if delivered is None else f"Tallet {_figure(delivered)}"
    if action == "replace" and value is not None:
        return f"{figure} for {period(period_id)} bliver erstattet af {_figure(value)}."
    if action == "set_counting_mode" and mode is not None:
        return f"{figure} for {period(period_id)} bliver læst som {_MODES[mode]}."
    return f"{figure} for {period(period_id)} bliver taget ud."


def _figure(value: float) -> str:
    _, _, fraction = f"{value:.2f}".rstrip("0").partition(".")
    return number(value, len(fraction))
