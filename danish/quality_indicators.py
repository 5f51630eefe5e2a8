"""What the findings on indicators and their sources say."""

from collections.abc import Sequence

from danish.format import count, listing, number
from danish.quality import in_period


def as_fraction(corrected: str) -> str:
    return f"Andelen er skrevet som brøk i stedet for procent. Så er den {corrected}."


FITS_COUNTS = "Mest sandsynligt: så passer andelen med antallene."


def numerator_too_large(where: str, *, numerator: str, denominator: str, period_id: str | None) -> str:
    return (
        f"{where} {in_period(period_id)} er beregnet af {numerator} ud af {denominator}. "
        "En del kan ikke være større end helheden."
    )


def negative_count(where: str, *, value: str, period_id: str | None) -> str:
    return f"{where} {in_period(period_id)} bygger på et negativt antal: {value}."


def ask_which_count(numerator: str, denominator: str) -> str:
    return f"Hvilket af antallene {numerator} og {denominator} er forkert, og hvad skal der stå?"


def share_mismatch(
    where: str, *, value: str, period_id: str | None, numerator: str, denominator: str, implied: str
) -> str:
    return f"{where} står til {value} {in_period(period_id)}, men {numerator} ud af {denominator} er {implied}."


def ask_which_part(value: str, numerator: str, denominator: str) -> str:
    return f"Hvilket tal er forkert: andelen {value}, antallet {numerator} eller det samlede antal {denominator}?"


SHARE_DOES_NOT_FIT = "har en andel, der ikke passer med de antal, den er beregnet af"


SOURCES_DISAGREE = "er oplyst med forskellige tal"


NOT_POSSIBLE = "står til et tal, der ikke kan lade sig gøre"
ASK_FIGURE = "Hvad er det rigtige tal?"
ASK_SHARE = "Passer andelen og de antal, den er beregnet af?"


def ages(low: float, high: float) -> str:
    """`18, 29` → `18-29 år`; 150 stands for no upper end."""
    if high >= 150:
        return f"{number(low)} år og derover"
    return f"under {number(high + 1)} år" if low <= 0 else f"{number(low)}-{number(high)} år"


def label_mismatch(
    where: str, *, value: str | None, period_id: str | None, label: str, printed: str, defined: str
) -> str:
    shown = f" ({value})" if value else ""
    return (
        f"{where} {in_period(period_id)}{shown} er i kilden trykt som »{label}«. "
        f"Betegnelsen siger {printed}, men indikatoren gælder {defined}."
    )


def ask_ages(value: str | None, printed: str, defined: str) -> str:
    return f"Gælder {value or 'tallet'} beboere på {printed} eller beboere på {defined}?"


def conflict(where: str, *, period_id: str | None, figures: Sequence[tuple[str, str]], is_count: bool) -> str:
    told = listing(f"{value} ({reference})" for value, reference in figures)
    behind = " Det gælder antallet bag andelen." if is_count else ""
    return f"{where} er oplyst med forskellige tal {in_period(period_id)}: {told}.{behind}"


def source_absent(source: str, *, files_seen: int, example_files: int) -> str:
    if files_seen:
        files = "1 fil" if files_seen == 1 else f"{count(files_seen)} filer"
        return f"Der er modtaget {files} fra kilden »{source}«, men intet kunne bruges."
    if example_files:
        return f"Der er endnu kun eksempeldata og ingen virkelige tal fra kilden »{source}«."
    return f"Der er endnu ikke modtaget data fra kilden »{source}«."


def request_delivery(owner: str, source: str, *, files_seen: int) -> str:
    if files_seen:
        return f"Send {owner} fejllisten fra indlæsningen, og bed om en ny fil."
    return f"Bed {owner} om data fra kilden »{source}«, hvis den skal bruges."
