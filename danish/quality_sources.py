"""What the findings say that hold figures against other areas, other years and what was agreed."""

from datetime import date

from danish.format import count, day, number, period
from danish.quality import for_period, in_period

_TIMES = {10: "et nul", 100: "to nuller", 1000: "tre nuller"}


def unit_slip(where: str, *, value: str, period_id: str, earlier: str, earlier_period_id: str, corrected: str) -> str:
    return (
        f"{where} står til {value} {in_period(period_id)} efter {earlier} {in_period(earlier_period_id)}. "
        f"Med kommaet på den rigtige plads ville tallet være {corrected} og passe ind i rækken."
    )


def wrong_by(corrected: str, factor: float) -> str:
    """`factor` is what the figure is multiplied with to be right: 10 where a nought is missing."""
    times = round(max(factor, 1 / factor))
    fault = f"mangler {_TIMES[times]}" if factor > 1 else f"har fået {_TIMES[times]} for meget"
    return f"Tallet {fault}, eller kommaet står forkert. Så er det {corrected}."


def hidden_slip(where: str, *, period_id: str) -> str:
    return (
        f"{where} {in_period(period_id)} ser ud til at have kommaet på en forkert plads. "
        "Tallene vises ikke, fordi personer ellers kan kendes."
    )


COMMA_MISPLACED = "Kommaet står forkert."
FITS_SERIES = "Meget sandsynligt: så passer tallet ind i rækken."
FITS_BOTH = "Meget sandsynligt: så passer begge områders rækker."
FITS_ROWS = "Sandsynligt: flere områder har fået hinandens tal."
ASK_HIDDEN_FIGURE = "Er tallet rigtigt, eller står kommaet forkert?"


def ask_slip(value: str, period_id: str, corrected: str) -> str:
    return f"Skal der stå {corrected} i stedet for {value} {in_period(period_id)}?"


def swapped(where: str, *, value: str, period_id: str, other: str, earlier: str, earlier_period_id: str) -> str:
    return (
        f"{where} står til {value} {in_period(period_id)} efter {earlier} {in_period(earlier_period_id)}. "
        f"{value} ligner tallene for {other}, hvis eget tal samtidig ligner dette områdes."
    )


def shifted(where: str, *, value: str, period_id: str, other: str, earlier: str, earlier_period_id: str) -> str:
    return (
        f"{where} står til {value} {in_period(period_id)} efter {earlier} {in_period(earlier_period_id)}. "
        f"Tallet og antallet af personer ligner dem for {other}; det samme er sket i mindst to andre områder."
    )


def hidden_misplacement(where: str, *, period_id: str, other: str) -> str:
    return (
        f"{where} {in_period(period_id)} ser ud til at være tallet for {other}. "
        "Tallene vises ikke, fordi personer ellers kan kendes."
    )


def exchanged(own: str | None, other: str) -> str:
    consequence = f" Så er det {own} her." if own else ""
    return f"De to områders tal er byttet om: her står tallet for {other}.{consequence}"


def rows_moved(other: str) -> str:
    return f"Rækkerne er rykket, så tallet for {other} står her."


def ask_swapped(here: str, other: str, period_id: str) -> str:
    return f"Er tallene for {here} og {other} byttet om {in_period(period_id)}?"


def ask_shifted(period_id: str) -> str:
    return f"Er rækkerne i filen rykket {in_period(period_id)}, så områderne har fået hinandens tal?"


def denominator_jump(
    where: str, *, persons: float, earlier: float, period_id: str, earlier_period_id: str, is_share_steady: bool
) -> str:
    moved = "steget" if persons > earlier else "faldet"
    steady = " Selve tallet er næsten uændret, så tæller og nævner er ændret sammen." if is_share_steady else ""
    return (
        f"{where} er beregnet blandt {count(persons)} personer {in_period(period_id)} mod {count(earlier)} "
        f"{in_period(earlier_period_id)}. Antallet er {moved} mere end en halv gang på et år.{steady}"
    )


def hidden_denominator(where: str, *, period_id: str, earlier_period_id: str) -> str:
    return (
        f"{where} er beregnet blandt et helt andet antal personer {in_period(period_id)} end "
        f"{in_period(earlier_period_id)}. Tallene vises ikke, fordi personer ellers kan kendes."
    )


def ask_persons(period_id: str) -> str:
    return (
        f"Er der talt flere eller færre områder eller aldre med {in_period(period_id)}, eller er der flyttet så mange "
        "til eller fra?"
    )


def stale_repeat(where: str, *, value: str, period_id: str, earlier_period_id: str, repeats: int, figures: int) -> str:
    return (
        f"{where} er præcis det samme {in_period(period_id)} som {in_period(earlier_period_id)}: {value}. "
        f"Det gælder {repeats} af områdets {figures} tal fra kilden, med tæller og nævner."
    )


def repeated(earlier_period_id: str) -> str:
    return f"Områdets tal er en kopi af tallene for {period(earlier_period_id)}; de rigtige mangler."


REPEAT_LIKELY = "Meget sandsynligt: så mange tal bliver ikke ens af sig selv."


def ask_repeat(period_id: str, earlier_period_id: str) -> str:
    earlier = for_period(earlier_period_id)
    return f"Kan I sende områdets tal {for_period(period_id)} igen? Dem, vi har, er tallene {earlier}."


def area_outlier(where: str, *, value: str, period_id: str, areas: int, common: str, low: str, high: str) -> str:
    return (
        f"{where} står til {value} {in_period(period_id)}. For et område af den størrelse ligger tallet ellers mellem "
        f"{low} og {high}, når {areas} områder af samme slags ses under ét ({common}), "
        f"og der lå området selv i nabo-året."
    )


def hidden_outlier(where: str, *, period_id: str) -> str:
    return (
        f"{where} {in_period(period_id)} ligger langt fra alle andre områder af samme slags. "
        "Tallet vises ikke, fordi personer ellers kan kendes."
    )


def ask_outlier(value: str, period_id: str) -> str:
    return f"Er {value} {in_period(period_id)} rigtigt, og hvad er der sket i området?"


def parts_do_not_sum(
    where: str, *, whole: str, period_id: str, parts: int, sum_of_parts: str, is_counted: bool, is_covered: bool
) -> str:
    behind = " Det gælder antallet bag tallet." if is_counted else ""
    usual = (
        ""
        if is_covered
        else " Delene plejer heller ikke at udgøre det hele, men forskellen er en anden end den plejer."
    )
    return (
        f"{where} bygger på {whole} {in_period(period_id)}, men områdets {parts} dele giver {sum_of_parts} tilsammen."
        f"{behind}{usual}"
    )


def count_of_parts(where: str, *, whole: str, period_id: str, parts: int, sum_of_parts: str, is_covered: bool) -> str:
    usual = (
        ""
        if is_covered
        else " Delene plejer heller ikke at udgøre det hele, men forskellen er en anden end den plejer."
    )
    return (
        f"{where} står til {whole} {in_period(period_id)}, men områdets {parts} dele giver {sum_of_parts} tilsammen."
        f"{usual}"
    )


def hidden_parts(where: str, *, period_id: str) -> str:
    return (
        f"{where} {in_period(period_id)} passer ikke med summen af områdets dele. "
        "Tallene vises ikke, fordi personer ellers kan kendes."
    )


def part_left_out(whole: str) -> str:
    return f"En del af området er ikke talt med. Så er det hele {whole}."


def part_counted_twice(whole: str) -> str:
    return f"Noget uden for området er talt med, eller en del mangler. Ud fra delene er det hele {whole}."


PARTS_LIKELY = "Sandsynligt: delene passer med de andre år."


def ask_parts(period_id: str) -> str:
    return f"Er alle områdets dele talt med {in_period(period_id)}, og hvilket af tallene er rigtigt?"


def late_report(plan: str, activity: str, *, reporter: str, period_id: str, reported: date, due: date) -> str:
    days = (reported - due).days
    late = "1 dag" if days == 1 else f"{number(days)} dage"
    return (
        f"{plan}, {activity}: {reporter} indberettede {period(period_id)} den {day(reported)}. Fristen var {day(due)}, "
        f"så indberetningen kom {late} for sent."
    )


def ask_deadline(due: date) -> str:
    return f"Kan næste indberetning komme til tiden, eller skal fristen være en anden end {day(due)}?"


def late_source(source: str, *, newest: date, due: date) -> str:
    return (
        f"De nyeste tal fra kilden »{source}« rækker til {day(newest)}. De næste skulle efter aftalen være kommet "
        f"senest {day(due)}."
    )


def ask_delivery(source: str) -> str:
    return f"Hvornår kommer de næste tal fra »{source}«?"


def instrument_changed(where: str, *, period_id: str, reason: str) -> str:
    return f"{where} kan {in_period(period_id)} ikke sammenlignes med tidligere år. {reason}"


LOOK_AT_BREAK = "Sammenlign kun tal fra samme undersøgelse. Vis bruddet, hvis tallene bruges i aftalen."

_AREAS = {
    "afdeling": "afdelinger", "boligomraade": "boligområder", "kommune": "kommuner", "region": "regioner",
    "helhedsplan": "helhedsplaner", "reference": "områder", "land": "lande",
}  # fmt: skip


def persons_moved(
    indicator: str, *, areas: int, area_type: str, period_id: str, earlier_period_id: str, ratio: float
) -> str:
    moved = f"{number(100 * (ratio - 1))} % flere" if ratio > 1 else f"{number(100 * (1 - ratio))} % færre"
    return (
        f"»{indicator}« er i {areas} {_AREAS.get(area_type, 'områder')} på én gang beregnet blandt omkring {moved} "
        f"personer {in_period(period_id)} end {in_period(earlier_period_id)}. Så mange flytter ikke; det må være nogle "
        "andre, der tælles, uden at kilden siger det."
    )


def ask_definition(period_id: str) -> str:
    return f"Er definitionen, aldrene eller området ændret fra {period(period_id)}?"


OTHER_PERSONS = "Definitionen, aldrene eller afgrænsningen er ændret. Så er der brud i serien."
BREAK_LIKELY = "Meget sandsynligt: alle områder har flyttet sig ens."


def revised(where: str, *, period_id: str, old: str, new: str, changes: int) -> str:
    more = f" {_others(changes - 1)} af samme række er også ændret." if changes > 1 else ""
    return f"{where} stod til {old} {in_period(period_id)} ved sidste offentliggørelse og står nu til {new}.{more}"


def _others(others: int) -> str:
    return "1 andet tal" if others == 1 else f"{count(others)} andre tal"


def hidden_revision(where: str, *, period_id: str) -> str:
    return (
        f"{where} {in_period(period_id)} er ændret siden sidste offentliggørelse. "
        "Tallene vises ikke, fordi personer ellers kan kendes."
    )


def withdrawn(where: str, *, period_id: str, old: str) -> str:
    return (
        f"{where} stod til {old} {in_period(period_id)} ved sidste offentliggørelse, men findes ikke længere i kilden."
    )


ASK_REVISION = "Hvorfor er tallet ændret, og gælder det også tal, der er brugt i rapporter?"
REVISED = "Kilden har leveret et nyt tal for samme periode."
WITHDRAWN = "Kilden leverer ikke længere tallet."

_KINDS = {
    "rest_of_municipality": "resten af kommunen", "municipality": "kommunen", "country": "hele landet",
    "all_helhedsplaner": "alle helhedsplaner", "social_housing": "almene boliger", "agreement_start": "aftalens start",
}  # fmt: skip


def wrong_benchmark(where: str, *, benchmark: str, kind: str, is_other_municipality: bool) -> str:
    why = (
        "Det er en anden kommune end områdets egen."
        if is_other_municipality
        else (f"Efter registret skal indikatoren holdes op mod {_KINDS.get(kind, kind)}.")
    )
    return f"{where} holdes i aftalen op mod {benchmark}. {why}"


ASK_BENCHMARK = "Skal aftalens sammenligning rettes, eller skal registret?"


def nought_of_nought(where: str, *, value: str, period_id: str | None) -> str:
    return (
        f"{where} er leveret som {value} {in_period(period_id)}, men der er ingen at beregne det af: 0 ud af 0. "
        "Det er ikke nul, men et tal, der ikke findes."
    )


NOBODY = "Der er ingen i gruppen det år, og feltet skulle være tomt."
NOBODY_LIKELY = "Meget sandsynligt: nævneren er 0."


def ask_nobody(period_id: str | None) -> str:
    return f"Er der virkelig ingen i gruppen {in_period(period_id)}? Så skal feltet være tomt i næste levering."
