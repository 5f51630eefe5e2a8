"""What the findings say that hold a figure against the same figure by sex, by age or by another division of people."""

from danish.format import count
from danish.quality import in_period


def sums(
    where: str, *, whole: str, period_id: str, parts: int, breakdown: str, sum_of_parts: str, is_complete: bool
) -> str:
    only = "" if is_complete else " Og ikke alle grupper er leveret."
    return (
        f"{where} bygger på {whole} {in_period(period_id)}, men {_parts(parts)} fordelt på {breakdown} giver "
        f"{sum_of_parts} tilsammen.{only}"
    )


def _parts(parts: int) -> str:
    return "tallet" if parts == 1 else f"de {count(parts)} tal"


def within(where: str, *, whole: str, period_id: str, part: str, of_part: str) -> str:
    return (
        f"{where} bygger på {whole} {in_period(period_id)}, men »{part}« bygger på {of_part}. "
        "De er en del af de første og kan ikke være flere."
    )


def share(where: str, *, whole: str, period_id: str, breakdown: str, low: str, high: str) -> str:
    return (
        f"{where} står til {whole} {in_period(period_id)}, men tallene fordelt på {breakdown} går fra {low} til "
        f"{high}. Tallet for alle skal ligge imellem dem."
    )


COUNTED = " Det gælder dem, der er talt i tælleren."


def hidden(where: str, *, period_id: str) -> str:
    return (
        f"{where} {in_period(period_id)} passer ikke med tallene for de grupper, det er delt op i. "
        "Tallene vises ikke, fordi personer ellers kan kendes."
    )


def whole_from_parts(whole: str) -> str:
    return f"Tallet for alle er forkert. Ud fra grupperne er det {whole}."


def ask(period_id: str) -> str:
    return f"Er alle talt med i én gruppe og kun i én {in_period(period_id)}, og hvilket af tallene er rigtigt?"
