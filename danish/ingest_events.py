"""What ingest says about registered events, form C."""

from collections.abc import Iterable

from danish.format import listing
from danish.ingest import NAME_IS_RIGHT, Message, nearest, one_of, or_ask, quoted


def unknown_area(value: str, suggestion: str | None) -> Message:
    return Message(
        f"Området {quoted(value)} er ikke kendt.{nearest(suggestion)}",
        "Skriv områdets eller helhedsplanens id eller navn, som det står i dbt_project/seeds/areas.csv.",
        or_ask("Skriv områdets eller helhedsplanens navn.", NAME_IS_RIGHT),
    )


def no_plan(value: str) -> Message:
    return Message(
        f"Der er ingen helhedsplan i området {quoted(value)}s kommune.",
        "Skriv helhedsplanens id i omraade, eller tilføj planen i dbt_project/seeds/areas.csv.",
        or_ask("Skriv helhedsplanens navn i omraade.", "Mangler planen"),
    )


def unknown_activity(value: str, plans: Iterable[str], suggestion: str | None) -> Message:
    return Message(
        f"Aktiviteten {quoted(value)} er ikke kendt i {listing(plans)}.{nearest(suggestion)}",
        "Ret navnet, eller tilføj aktiviteten i dbt_project/seeds/activities.csv.",
        or_ask("Ret navnet.", "Er aktiviteten ny"),
    )


def ambiguous_area(value: str, areas: Iterable[str]) -> Message:
    known = list(areas)
    return Message(f"{quoted(value)} kan være flere områder: {listing(known)}.", f"Skriv {one_of(known)} i omraade.")


def ambiguous_activity(value: str, candidates: Iterable[tuple[str, str]]) -> Message:
    """`candidates`: activity and plan."""
    told = [f"{activity} i {plan}" for activity, plan in candidates]
    return Message(
        f"{quoted(value)} kan være flere aktiviteter: {listing(told)}.",
        "Skriv aktivitetens id, eller helhedsplanens id i omraade.",
    )


def not_counted(value: str) -> Message:
    return Message(
        f"{quoted(value)} er et tal med forbehold.",
        "Skriv det antal, der er talt, eller lad feltet være tomt, hvis der ikke er talt.",
    )
