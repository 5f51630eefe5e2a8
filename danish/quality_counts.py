"""What the findings on registrations say: counts, how they were counted, and how far they reach."""

from collections.abc import Sequence

from danish.format import count, listing, percent, period
from danish.quality import for_period, in_period, the_figure

_SCALE = {"year_to_date": "talt fra nytår", "project_to_date": "talt fra projektets start"}


_TOTAL_SINCE = {"year_to_date": "i alt siden nytår", "project_to_date": "i alt siden projektets start"}


_PERIOD_WORD = {"quarter": "kvartalet", "year": "året", "school_year": "skoleåret"}


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
        f"Gælder {the_figure(current, 'tallet')} {for_period(period_id)} kun {_period_word(period_type)}, "
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
    return f"{the_figure(current)} gælder kun {period(period_id)}. {consequence}"


def running_total(current: str, earlier: str, reading: str) -> str:
    return (
        f"{the_figure(current)} er {_SCALE[reading]}. Så var {earlier} forkert eller er trukket tilbage, "
        f"og der er {current} {_TOTAL_SINCE[reading]}."
    )


OWN_COUNT_LIKELY = "Mest sandsynligt: så passer alle indberetninger sammen."


OWN_COUNT_DECLARED = "Mest sandsynligt, for faldet er stort; men indberetningen siger noget andet."


OWN_COUNT_UNLIKELY = "Mindre sandsynligt: faldet er lille."


CORRECTION_LIKELY = "Mest sandsynligt: faldet er lille og ligner en rettelse."


CORRECTION_UNLIKELY = "Mindre sandsynligt: så skal en tidligere indberetning rettes."


RUNNING_TOTAL_POSSIBLE = "Muligt: så er antallet i selve perioden på højde med det forrige."


MODE_LIKELY = "Mest sandsynligt: tallet er for lille til det, det er indberettet som."


MODE_IMPOSSIBLE = "Kan ikke passe: der var allerede flere tidligere på året."


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
        f"Er {the_figure(current, 'tallet')} {for_period(period_id)} {_mode(mode, period_type)}, "
        f"eller er det {_mode(earlier_mode, period_type)} som før?"
    )


def counted_as(current: str, mode: str, period_type: str, total: str | None, *, is_declared: bool) -> str:
    as_before = "som indberettet" if is_declared else "som i den forrige indberetning"
    consequence = f" Så er der {total} i alt siden nytår." if total else ""
    return f"{the_figure(current)} er {_mode(mode, period_type)}, {as_before}.{consequence}"


def cumulative_in_period(current: str, own: str) -> str:
    return f"Tallet {current} er talt fra nytår. Så er der {own} i perioden selv."


def different_modes(current: str, earlier: str) -> str:
    return f"De to tal er talt på hver sin måde: {earlier} fra nytår og {current} kun for perioden selv."


def doubted(where: str, *, value: str, period_id: str | None, comment: str | None) -> str:
    reason = f" Bemærkningen lyder: »{comment}«" if comment else ""
    return (
        f"{where} er indberettet til {value} {in_period(period_id)}, men indberetningen siger selv, at tallet er "
        f"usikkert.{reason}"
    )


def ask_confirmation(value: str, period_id: str | None) -> str:
    return f"Kan I bekræfte {value} {in_period(period_id)}, eller hvad er det rigtige tal?"


def duplicate(where: str, *, period_id: str, values: Sequence[str]) -> str:
    return (
        f"{where} er indberettet flere gange {for_period(period_id)} med forskellige tal: {listing(values)}. "
        "Ingen af dem bruges, før det er afklaret."
    )


def _period_word(period_type: str) -> str:
    return _PERIOD_WORD.get(period_type, "perioden")


def _mode(mode: str, period_type: str) -> str:
    return _SCALE.get(mode, f"kun for {_period_word(period_type)} selv")
