"""Overblik: the fixed goals, one line each, and what has turned since the figure before."""

from collections.abc import Sequence

from danish import format as form

AREA = "Område"
FIGURE = "Tal"
CHANGE = "Ændring"
CHANGE_NOTE = "ud over sammenligningens"
IN_WORDS = "I ord"
BREAK = "brud i serien"
NO_CHANGE = "kan ikke gøres op"
EVERY_AREA = "Område for område"
MARKS_NOTE = (
    "Bedre og dårligere: forskellen er mere, end tilfældige udsving kan forklare. Ingen sikker forskel: den kan "
    "skyldes tilfældige udsving. Ændringen er områdets siden det år, der står ved den, fratrukket sammenligningens i "
    "samme tid."
)
GROUPS = {
    "clarify": "Under afklaring",
    "worse": "Dårligere",
    "better": "Bedre",
    "similar": "Ingen sikker forskel",
    "not_compared": "Kan ikke afgøres",
    "none": "Intet tal",
}
_MOST_NAMES = 8

TURNED = "Vendt siden sidst"
TURNED_NONE = "Intet er vendt: tallene på de faste mål og målene for aktiviteterne står, som de gjorde sidst."
TURNED_NOTE = (
    "Det nyeste tal er holdt op mod det foregående i samme serie. At en vurdering skifter, er ikke i sig selv en "
    "sikker ændring."
)
FIGURE_WORDS = {"worse": "dårligere", "better": "bedre", "similar": "ingen sikker forskel"}


def areas(amount: int) -> str:
    return form.counted(amount, "område", "områder")


def compared_with(name: str, period: str) -> str:
    """`sammenlignet med resten af kommunen`, with the benchmark's period where it is another than the figure's."""
    return f"sammenlignet med {name}{f' i {period}' if period else ''}"


def differences_in(unit: str) -> str:
    return f"forskelle i {unit}" if unit else ""


def since(period: str) -> str:
    return f"siden {period}"


def standing(kind: str, names: Sequence[str]) -> str:
    """`Dårligere: Prøvevænget og Skabelongården.`"""
    shown = list(names[:_MOST_NAMES])
    if rest := len(names) - len(shown):
        shown.append(form.counted(rest, "anden", "andre"))
    return f"{GROUPS[kind]}: {form.listing(shown)}."


def about(place: str, name: str) -> str:
    """`Mønsterhaven, andel i job`."""
    return f"{place}, {name[:1].lower()}{name[1:]}"


def turned(what: str, before: str, period_before: str, after: str, period: str) -> str:
    """`Mønsterhaven, andel i job: ingen sikker forskel i 2023, dårligere i 2024.`"""
    return f"{what}: {before} i {period_before}, {after} i {period}."


def more_turned(amount: int) -> str:
    return f"Vis {form.number(amount)} mere"
