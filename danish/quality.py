"""What the quality findings say: what is wrong, what may explain it, and what to ask whom."""

from collections.abc import Sequence

from danish.format import QUALIFIERS, count, number, percent, period

OPERATOR = "Den, der driver Boligbarometer"
UNKNOWN_OWNER = "den, der har leveret tallet"
UNKNOWN_REPORTER = "En indberetter, der ikke er oplyst,"

# Figures


def hidden(threshold: float | None) -> str:
    """Stands for a figure that is not shown: under the threshold, or what would give away one that is."""
    return "skjult" if threshold is None else f"under {number(threshold)}"


def _not_shown(threshold: float | None) -> str:
    reason = "personer ellers kan kendes" if threshold is None else f"et af dem bygger på under {number(threshold)}"
    return f"Tallene vises ikke, fordi {reason}."


def figure(value: float, measure_type: str, unit: str = "", qualifier: str = "exact") -> str:
    """A value with the decimals it was delivered with, at most two: `29.2, proportion` → `29,2 %`."""
    if measure_type == "count":
        return count(value, qualifier)
    _, _, fraction = f"{value:.2f}".rstrip("0").partition(".")
    if measure_type == "proportion" or unit == "%":
        return QUALIFIERS[qualifier] + percent(value, len(fraction))
    return QUALIFIERS[qualifier] + number(value, len(fraction))


def with_counts(value: str | None, numerator: float | None, denominator: float | None) -> str | None:
    """`19,3 %, 375, 1943` → `19,3 % (375 af 1.943)`."""
    if numerator is None:
        return value
    counts = count(numerator) if denominator is None else f"{count(numerator)} af {count(denominator)}"
    return counts if value is None else f"{value} ({counts})"


def between(low: str, high: str) -> str:
    return f"mellem {low} og {high}"


def in_period(period_id: str | None) -> str:
    if period_id is None:
        return "uden oplyst periode"
    is_day = len(period_id) == len("2022-01-01") and period_id[4] == "-"
    return f"{'den' if is_day else 'i'} {period(period_id)}"


def for_period(period_id: str | None) -> str:
    return in_period(None) if period_id is None else f"for {period(period_id)}"


def place(area: str, activity: str | None, what: str) -> str:
    """Where a figure belongs and what it counts, as the start of a sentence."""
    return f"{area}, {activity}: »{what}«" if activity else f"{area}: »{what}«"


def ask(owner: str, question: str) -> str:
    return f"Spørg {owner}: {question}"


def slipped(corrected: str, factor: int, is_too_large: bool) -> str:
    zeros = {10: "et nul", 100: "to nuller"}[factor]
    fault = f"har fået {zeros} for meget" if is_too_large else f"mangler {zeros}"
    return f"Tallet {fault}, eller kommaet står forkert. Så er det {corrected}."


SLIP_LIKELY = "Sandsynligt: så ligner tallet det forrige."
SLIP_POSSIBLE = "Muligt; tallene selv kan ikke afgøre det."
UNDECIDED = "Tallene kan ikke afgøre det."
REAL_CHANGE = "Ændringen er virkelig, eller den har en årsag, som tallene ikke viser."
NO_EXPLANATION = "Ingen af de kendte forklaringer får tallene til at passe."
NOT_DECIDABLE = "Tallene selv viser ikke, hvad der er rigtigt."


def sudden_change(
    where: str, *, current: str, earlier: str, period_id: str, earlier_period_id: str, is_rise: bool, why: str
) -> str:
    moved = "steget" if is_rise else "faldet"
    return (
        f"{where} er {moved} fra {earlier} {in_period(earlier_period_id)} til {current} {in_period(period_id)}. {why}"
    )


def hidden_change(where: str, *, period_id: str, earlier_period_id: str, threshold: float | None) -> str:
    return (
        f"{where} har ændret sig brat fra {period(earlier_period_id)} til {period(period_id)}. {_not_shown(threshold)}"
    )


def why_sudden(basis: str, *, is_rise: bool, points: int, low: str, high: str) -> str:
    if basis == "history":
        return f"Ud fra de {points} tidligere opgørelser skulle tallet ligge mellem {low} og {high}."
    times = "mindst en fordobling" if is_rise else "mindst en halvering"
    if basis == "counts":
        return f"Det er {times} og mere, end tilfældige udsving kan forklare."
    return f"Det er {times}, og det er ikke oplyst, hvor mange personer tallene bygger på."


def ask_if_real(current: str, period_id: str, earlier: str) -> str:
    return f"Er {current} {in_period(period_id)} rigtigt, og hvad forklarer i så fald ændringen fra {earlier}?"


def outside_range(where: str, *, value: str, period_id: str | None, low: str | None, high: str | None) -> str:
    if low is not None and high is not None:
        limit = f"Det skal ligge mellem {low} og {high}."
    else:
        limit = f"Det kan ikke være under {low}." if low is not None else f"Det kan højst være {high}."
    return f"{where} står til {value} {in_period(period_id)}. {limit}"


def ask_right_figure(value: str, period_id: str | None) -> str:
    return f"Hvad er det rigtige tal i stedet for {value} {in_period(period_id)}?"


def hidden_figure(where: str, *, period_id: str | None, threshold: float | None, problem: str) -> str:
    return f"{where} {in_period(period_id)} {problem}. {_not_shown(threshold)}"


ASK_SOURCES = "Hvilket af de oplyste tal er rigtigt?"
ASK_CHANGE = "Er ændringen rigtig, og hvad skyldes den?"


def ask_which_source(values: Sequence[str]) -> str:
    *first, last = values
    if not first:
        return ASK_SOURCES
    return f"Hvilket tal er rigtigt: {', '.join(first)} eller {last}?"


LOOK_AT_CORRECTION = "Skal rettelsen blive stående i registret corrections?"


def no_warehouse(file_name: str) -> str:
    return f"Der er intet datalager ({file_name}) endnu. Kør »barometer build« først."


def check_not_run(check: str) -> str:
    return (
        f"Kontrollen »{check}« kunne ikke gennemføres. Derfor ved ingen, om tallene har fejl af den slags, "
        "og opgørelsen kan ikke udgives."
    )


REPAIR_CHECK = (
    "Kør »barometer check« igen. Bliver det ved, så giv teksten i fundets bilag til den, der vedligeholder programmet."
)


def missing_severity(check_id: str, source_id: str) -> str:
    return f"checks.csv har ingen række for {check_id} og kilden »{source_id}«"


def the_figure(current: str, noun: str = "Tallet") -> str:
    return f"{noun} {current}" if current[0].isdigit() else f"{noun} ({current})"
