"""What ingest says about names of areas, indicators, plans, activities and measures that it does not know, or that are
not the sender's own."""

from collections.abc import Iterable

from danish.format import listing
from danish.ingest import NAME_IS_RIGHT, Message, nearest, one_of, or_ask, quoted


def unknown_area(value: str, code: str, suggestion: str | None) -> Message:
    where = f"i kommune {code}" if code else "uden kommunekode"
    return Message(
        f"Området {quoted(value)} er ikke kendt {where}.{nearest(suggestion)}",
        "Ret navnet, eller tilføj området i dbt_project/seeds/areas.csv eller area_aliases.csv.",
        or_ask("Ret navnet.", NAME_IS_RIGHT),
    )


def area_elsewhere(value: str, code: str, actual: str) -> Message:
    return Message(
        f"Området {quoted(value)} hører til {_municipality(actual)}, men rækken siger {_municipality(code)}.",
        "Ret område eller kommunekode, så de passer sammen.",
    )


def ambiguous_area(value: str, code: str, area_ids: Iterable[str]) -> Message:
    ids = list(area_ids)
    return Message(
        f"Flere områder i {_municipality(code)} hedder {quoted(value)}: {listing(ids)}.",
        f"Skriv {one_of(ids)} i omraade.",
    )


def _municipality(code: str) -> str:
    return f"kommune {code}" if code else "ingen kommune"


def unknown_municipality_code(value: str) -> Message:
    return Message(f"{quoted(value)} er ikke en kommunekode.", "Skriv tre cifre, fx 330.")


def unknown_indicator(value: str, suggestion: str | None) -> Message:
    return Message(
        f"Indikatoren {quoted(value)} er ikke kendt.{nearest(suggestion)}",
        "Skriv indikatorens id, eller tilføj den i dbt_project/seeds/indicators.csv.",
        or_ask("Skriv indikatorens id.", "Findes den ikke"),
    )


def unknown_plan(value: str, suggestion: str | None) -> Message:
    return Message(
        f"Helhedsplanen {quoted(value)} er ikke kendt.{nearest(suggestion)}",
        "Skriv planens id eller navn, som det står i dbt_project/seeds/areas.csv.",
        or_ask("Skriv helhedsplanens navn eller id.", NAME_IS_RIGHT),
    )


def unknown_activity(value: str, plan_id: str, suggestion: str | None) -> Message:
    return Message(
        f"Aktiviteten {quoted(value)} er ikke kendt i {plan_id}.{nearest(suggestion)}",
        "Ret navnet, eller tilføj aktiviteten i dbt_project/seeds/activities.csv.",
        or_ask("Ret navnet.", "Er aktiviteten ny"),
    )


def unknown_measure(value: str, suggestion: str | None) -> Message:
    return Message(
        f"Måltallet {quoted(value)} er ikke kendt.{nearest(suggestion)}",
        "Ret navnet, eller tilføj måltallet i dbt_project/seeds/measures.csv.",
        or_ask("Ret navnet.", "Er måltallet nyt"),
    )


def foreign_plan(value: str, own: Iterable[str]) -> Message:
    """A partner's file names a plan that is not its own; `own` are the names of those that are."""
    return Message(
        f"{quoted(value)} er ikke en helhedsplan, du kan indberette for.",
        f"Skriv {one_of(own)}, eller tag rækken ud.",
    )


def foreign_area(value: str, own: Iterable[str]) -> Message:
    return Message(
        f"{quoted(value)} ligger ikke i en helhedsplan, du kan indberette for.",
        f"Skriv et område i {one_of(own)}, eller tag rækken ud.",
    )


def foreign_reporter(value: str, own: str) -> Message:
    """A partner's file carries another's name."""
    return Message(
        f"Rækken er indberettet af {quoted(value)}, men du indberetter som {quoted(own)}.",
        f"Skriv {own}, eller tag rækken ud.",
    )


def ambiguous_name(value: str, ids: Iterable[str]) -> Message:
    known = list(ids)
    return Message(f"Flere hedder {quoted(value)}: {listing(known)}.", f"Skriv id'et: {one_of(known)}.")
