"""What the findings say about a count among the other counts of its series, and about reports that are not there."""

from danish.format import count, listing, period
from danish.quality import for_period, in_period, the_figure

ALMOST_SURE = "Næsten sikkert."
MOST_LIKELY = "Mest sandsynligt."
LESS_LIKELY = "Mindre sandsynligt."
NOT_YET = "Kan ikke afgøres endnu; den næste indberetning viser det."
REPEATED = "Tallet er gentaget fra indberetningen før og er ikke talt igen."
CANNOT_TELL = "Tallene kan ikke afgøre det."


OUT_OF_LINE = "Det passer ikke med seriens øvrige tal."


def should_lie(low: str, high: str) -> str:
    return f"Ud fra seriens øvrige tal skulle det ligge mellem {low} og {high}."


def off(where: str, *, current: str, period_id: str, why: str) -> str:
    return f"{where} er indberettet til {current} {for_period(period_id)}. {why}"


def changed(
    where: str, *, current: str, earlier: str, period_id: str, earlier_period_id: str, is_rise: bool, why: str
) -> str:
    moved = "steget" if is_rise else "faldet"
    return (
        f"{where} er {moved} fra {earlier} {in_period(earlier_period_id)} til {current} {in_period(period_id)}. {why}"
    )


def ask_slip(current: str, period_id: str, corrected: str) -> str:
    return f"Skal der stå {corrected} i stedet for {current} {for_period(period_id)}?"


def ask_own_or_total(current: str, period_id: str) -> str:
    return f"Gælder {the_figure(current, 'tallet')} {for_period(period_id)} perioden selv, eller er det talt sammen?"


def repeated_total(where: str, *, current: str, period_id: str, earlier_period_id: str) -> str:
    return (
        f"{where} er {current} både {for_period(earlier_period_id)} og {for_period(period_id)}, men skulle efter "
        "seriens øvrige tal være vokset."
    )


def repeated_together(where: str, *, current: str, period_id: str, earlier_period_id: str) -> str:
    return (
        f"{where} er {current} {for_period(period_id)} ligesom {for_period(earlier_period_id)}, og det samme er "
        "indberetningens andre tal. Det ligner en kopi af den forrige indberetning."
    )


def repeated_count(where: str, *, current: str, period_id: str, earlier_period_id: str) -> str:
    return f"{where} er {current} {for_period(period_id)}, præcis som {for_period(earlier_period_id)}."


def ask_repeated(current: str, period_id: str) -> str:
    return f"Er {current} {for_period(period_id)} talt på ny, eller er tallet kopieret fra før?"


def swapped(where: str, *, current: str, other: str, other_measure: str, period_id: str) -> str:
    return (
        f"{where} er indberettet til {current} {for_period(period_id)}, og »{other_measure}« til {other}. "
        "Hvert af tallene passer til det andet."
    )


def swapped_reading(other: str, other_measure: str) -> str:
    return f"Tallet er byttet om med »{other_measure}«. Så er det {other}."


def ask_swapped(other_measure: str, period_id: str) -> str:
    return f"Er tallet byttet om med »{other_measure}« {for_period(period_id)}?"


def missing(where: str, *, period_id: str) -> str:
    return f"{where} er ikke indberettet {for_period(period_id)}, men er det for andre perioder."


def silent(reporter: str, plan: str, *, period_id: str, series: int) -> str:
    told = f"{reporter} har intet indberettet {for_period(period_id)} til {plan}."
    return f"{told} Det gælder {count(series)} serier af tal."


def request_report(owner: str, period_id: str) -> str:
    return f"Bed {owner} om indberetningen {for_period(period_id)}, eller om at få at vide, at der ikke kommer en."


def same_under_two_names(where: str, *, other: str, first_period_id: str, period_id: str, periods: int) -> str:
    return (
        f"{where} har i {count(periods)} perioder fra {period(first_period_id)} til {period(period_id)} præcis de "
        f"samme tal som {other}. Det ligner det samme under to navne."
    )


def ask_two_names(names: list[str]) -> str:
    return f"Er {listing(names)} den samme aktivitet, så den tælles to gange?"
