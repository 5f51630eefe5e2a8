"""What the quality findings say: what is wrong, what may explain it, and what to ask whom."""

from collections.abc import Sequence

from danish.format import QUALIFIERS, count, listing, number, percent, period

OPERATOR = "Den, der driver Boligbarometer"
UNKNOWN_OWNER = "den, der har leveret tallet"

# Figures

_SCALE = {"year_to_date": "talt fra nytår", "project_to_date": "talt fra projektets start"}
_TOTAL_SINCE = {"year_to_date": "i alt siden nytår", "project_to_date": "i alt siden projektets start"}
_PERIOD_WORD = {"quarter": "kvartalet", "year": "året", "school_year": "skoleåret"}


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


# A total that fell


def cumulative_decrease(
    where: str,
    *,
    current: str,
    earlier: str,
    period_id: str,
    earlier_period_id: str,
    reading: str,
    is_declared: bool,
    period_type: str,
) -> str:
    message = (
        f"{where} blev indberettet til {earlier} {for_period(earlier_period_id)}, {_SCALE[reading]}, "
        f"men kun til {current} {for_period(period_id)}."
    )
    if is_declared:
        return f"{message} Begge tal er indberettet som {_SCALE[reading]}, og sådan et antal kan ikke falde."
    return (
        f"{message} Et antal, der er {_SCALE[reading]}, kan ikke falde. For {period(period_id)} er det ikke "
        f"oplyst, hvordan der er talt; gælder tallet kun {_period_word(period_type)} selv, passer de to tal sammen."
    )


def ask_how_counted(current: str, period_id: str, period_type: str, reading: str) -> str:
    return (
        f"Gælder {_the_figure(current, 'tallet')} {for_period(period_id)} kun {_period_word(period_type)}, "
        f"eller er det {_SCALE[reading]}?"
    )


def ask_if_corrected(current: str, earlier: str, period_id: str, earlier_period_id: str) -> str:
    return (
        f"Er {earlier} {for_period(earlier_period_id)} rettet ned, så {current} {for_period(period_id)} er rigtigt, "
        "eller er der en fejl i et af tallene?"
    )


def own_count(current: str, period_id: str, total: str | None, reading: str, *, is_additive: bool) -> str:
    if total:
        consequence = f"Så er der {total} {_TOTAL_SINCE[reading]}."
    elif is_additive:
        consequence = "Det samlede antal kan ikke beregnes, fordi der mangler tal for en tidligere periode."
    else:
        consequence = "Det samlede antal kan ikke beregnes, fordi de samme personer kan være talt med i begge perioder."
    return f"{_the_figure(current)} gælder kun {period(period_id)}. {consequence}"


def running_total(current: str, earlier: str, reading: str) -> str:
    return (
        f"{_the_figure(current)} er {_SCALE[reading]}. Så var {earlier} forkert eller er trukket tilbage, "
        f"og der er {current} {_TOTAL_SINCE[reading]}."
    )


def slipped(corrected: str, factor: int, is_too_large: bool) -> str:
    zeros = {10: "et nul", 100: "to nuller"}[factor]
    fault = f"har fået {zeros} for meget" if is_too_large else f"mangler {zeros}"
    return f"Tallet {fault}, eller kommaet står forkert. Så er det {corrected}."


def as_fraction(corrected: str) -> str:
    return f"Andelen er skrevet som brøk i stedet for procent. Så er den {corrected}."


OWN_COUNT_LIKELY = "Mest sandsynligt: så passer alle indberetninger sammen."
OWN_COUNT_DECLARED = "Mest sandsynligt, for faldet er stort; men indberetningen siger noget andet."
OWN_COUNT_UNLIKELY = "Mindre sandsynligt: faldet er lille."
CORRECTION_LIKELY = "Mest sandsynligt: faldet er lille og ligner en rettelse."
CORRECTION_UNLIKELY = "Mindre sandsynligt: så skal en tidligere indberetning rettes."
SLIP_LIKELY = "Sandsynligt: så ligner tallet det forrige."
SLIP_POSSIBLE = "Muligt; tallene selv kan ikke afgøre det."
FITS_COUNTS = "Mest sandsynligt: så passer andelen med antallene."
RUNNING_TOTAL_POSSIBLE = "Muligt: så er antallet i selve perioden på højde med det forrige."
MODE_LIKELY = "Mest sandsynligt: tallet er for lille til det, det er indberettet som."
MODE_IMPOSSIBLE = "Kan ikke passe: der var allerede flere tidligere på året."
UNDECIDED = "Tallene kan ikke afgøre det."
REAL_CHANGE = "Ændringen er virkelig, eller den har en årsag, som tallene ikke viser."
NO_EXPLANATION = "Ingen af de kendte forklaringer får tallene til at passe."
NOT_DECIDABLE = "Tallene selv viser ikke, hvad der er rigtigt."


# Progress against a target

NO_TARGET = "Der er ikke aftalt et mål for dette."
TARGET_UNKNOWN = "Andelen af målet kan ikke beregnes, før antallet kendes."


def target_share(target: float, basis: str, year_to_date: float | None, to_date: float | None) -> str:
    """How far a count reaches: against a yearly target, one for the whole agreement, or both when that is unclear."""

    def share(reached: float) -> str:
        return f"{percent(100 * reached / target)} af målet på {count(target)}"

    yearly = None if year_to_date is None else share(year_to_date)
    # This year's count alone is the least that the whole agreement can have reached.
    at_least = None if year_to_date is None else f"mindst {share(year_to_date)}"
    whole = at_least if to_date is None else share(to_date)
    if basis == "per_year":
        return TARGET_UNKNOWN if yearly is None else f"{yearly} for året."
    if basis == "whole_agreement":
        return TARGET_UNKNOWN if whole is None else f"{whole} for hele aftalen."
    if yearly is None or whole is None:
        return TARGET_UNKNOWN
    if yearly == whole:
        return f"{yearly}, uanset om målet gælder pr. år eller hele aftalen."
    return f"{yearly}, hvis målet gælder pr. år; {whole}, hvis det gælder hele aftalen."


# The other checks


def counting_mode_changed(
    where: str,
    *,
    current: str,
    earlier: str,
    period_id: str,
    earlier_period_id: str,
    mode: str,
    earlier_mode: str,
    period_type: str,
) -> str:
    return (
        f"{where} er opgjort på to måder samme år: {earlier} {for_period(earlier_period_id)} er "
        f"{_mode(earlier_mode, period_type)}, men {current} {for_period(period_id)} er {_mode(mode, period_type)}."
    )


def ask_which_mode(current: str, period_id: str, mode: str, earlier_mode: str, period_type: str) -> str:
    return (
        f"Er {_the_figure(current, 'tallet')} {for_period(period_id)} {_mode(mode, period_type)}, "
        f"eller er det {_mode(earlier_mode, period_type)} som før?"
    )


def counted_as(current: str, mode: str, period_type: str, total: str | None, *, is_declared: bool) -> str:
    as_before = "som indberettet" if is_declared else "som i den forrige indberetning"
    consequence = f" Så er der {total} i alt siden nytår." if total else ""
    return f"{_the_figure(current)} er {_mode(mode, period_type)}, {as_before}.{consequence}"


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


def cumulative_in_period(current: str, own: str) -> str:
    return f"Tallet {current} er talt fra nytår. Så er der {own} i perioden selv."


def different_modes(current: str, earlier: str) -> str:
    return f"De to tal er talt på hver sin måde: {earlier} fra nytår og {current} kun for perioden selv."


def outside_range(where: str, *, value: str, period_id: str | None, low: str | None, high: str | None) -> str:
    if low is not None and high is not None:
        limit = f"Det skal ligge mellem {low} og {high}."
    else:
        limit = f"Det kan ikke være under {low}." if low is not None else f"Det kan højst være {high}."
    return f"{where} står til {value} {in_period(period_id)}. {limit}"


def numerator_too_large(where: str, *, numerator: str, denominator: str, period_id: str | None) -> str:
    return (
        f"{where} {in_period(period_id)} er beregnet af {numerator} ud af {denominator}. "
        "En del kan ikke være større end helheden."
    )


def negative_count(where: str, *, value: str, period_id: str | None) -> str:
    return f"{where} {in_period(period_id)} bygger på et negativt antal: {value}."


def ask_which_count(numerator: str, denominator: str) -> str:
    return f"Hvilket af antallene {numerator} og {denominator} er forkert, og hvad skal der stå?"


def ask_right_figure(value: str, period_id: str | None) -> str:
    return f"Hvad er det rigtige tal i stedet for {value} {in_period(period_id)}?"


def share_mismatch(
    where: str, *, value: str, period_id: str | None, numerator: str, denominator: str, implied: str
) -> str:
    return f"{where} står til {value} {in_period(period_id)}, men {numerator} ud af {denominator} er {implied}."


def ask_which_part(value: str, numerator: str, denominator: str) -> str:
    return f"Hvilket tal er forkert: andelen {value}, antallet {numerator} eller det samlede antal {denominator}?"


def hidden_figure(where: str, *, period_id: str | None, threshold: float | None, problem: str) -> str:
    return f"{where} {in_period(period_id)} {problem}. {_not_shown(threshold)}"


SHARE_DOES_NOT_FIT = "har en andel, der ikke passer med de antal, den er beregnet af"
SOURCES_DISAGREE = "er oplyst med forskellige tal"
ASK_SHARE = "Passer andelen og de antal, den er beregnet af?"
ASK_SOURCES = "Hvilket af de oplyste tal er rigtigt?"
ASK_CHANGE = "Er ændringen rigtig, og hvad skyldes den?"


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


def doubted(where: str, *, value: str, period_id: str | None, comment: str | None) -> str:
    reason = f" Bemærkningen lyder: »{comment}«" if comment else ""
    return (
        f"{where} er indberettet til {value} {in_period(period_id)}, men indberetningen siger selv, at tallet er "
        f"usikkert.{reason}"
    )


def ask_confirmation(value: str, period_id: str | None) -> str:
    return f"Kan I bekræfte {value} {in_period(period_id)}, eller hvad er det rigtige tal?"


def conflict(where: str, *, period_id: str | None, figures: Sequence[tuple[str, str]], is_count: bool) -> str:
    told = listing(f"{value} ({reference})" for value, reference in figures)
    behind = " Det gælder antallet bag andelen." if is_count else ""
    return f"{where} er oplyst med forskellige tal {in_period(period_id)}: {told}.{behind}"


def ask_which_source(values: Sequence[str]) -> str:
    *first, last = values
    if not first:
        return ASK_SOURCES
    return f"Hvilket tal er rigtigt: {', '.join(first)} eller {last}?"


def duplicate(where: str, *, period_id: str, values: Sequence[str]) -> str:
    return (
        f"{where} er indberettet flere gange {for_period(period_id)} med forskellige tal: {listing(values)}. "
        "Ingen af dem bruges, før det er afklaret."
    )


LOOK_AT_CORRECTION = "Skal rettelsen blive stående i registret corrections?"


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


def _period_word(period_type: str) -> str:
    return _PERIOD_WORD.get(period_type, "perioden")


def _the_figure(current: str, noun: str = "Tallet") -> str:
    return f"{noun} {current}" if current[0].isdigit() else f"{noun} ({current})"


def _mode(mode: str, period_type: str) -> str:
    return _SCALE.get(mode, f"kun for {_period_word(period_type)} selv")
