"""What ingest says about a file: why something was refused, and what to do. No text here repeats private content."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from danish.format import capital, counted, day, listing, number


class Message(NamedTuple):
    """Why a cell, row or file could not be taken, and what can be done about it.

    `remedy` is for whoever runs the project, who may also mend a registry or a contract; `by_partner` is what a partner
    who hands in a file can do, where that is something else.
    """

    reason: str
    remedy: str
    by_partner: str = ""

    @property
    def for_partner(self) -> str:
        return self.by_partner or self.remedy


def or_ask(remedy: str, otherwise: str) -> str:
    """What a partner can do, and when the registries may be at fault, which are the analyst's."""
    return f"{remedy} {otherwise}, så skriv til analytikeren."


NAME_IS_RIGHT = "Er navnet rigtigt"


def quoted(value: str, longest: int = 60) -> str:
    """A delivered value as it is shown in a message: one line, not longer than `longest` characters."""
    line = " ".join(value.split())
    return f"»{line if len(line) <= longest else line[: longest - 1] + '…'}«"


def one_of(values: Iterable[str]) -> str:
    """`periode, aar_til_dato eller ukendt`; an empty value is called tom."""
    words = [value or "tom" for value in values]
    return " eller ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def nearest(suggestion: str | None) -> str:
    """` Nærmest: …`, or nothing."""
    return f" Nærmest: {suggestion}." if suggestion else ""


# The file as a whole


def unknown_folder(known: Iterable[str]) -> Message:
    return Message(
        "Filen ligger ikke i en kendt kildemappe.",
        f"Flyt den til en af mapperne {listing(known)} under data/raw.",
        "Brug skabelonen til registreringer.",
    )


def too_large(megabytes: float, limit: int) -> Message:
    return Message(
        f"Filen fylder {number(megabytes, 1)} MB; kilden tillader {limit} MB.",
        "Del filen op, eller hæv max_megabytes i ingest/sources.yml.",
        "Del filen op i flere.",
    )


def unreadable(error: str) -> Message:
    return Message(f"Filen kan ikke læses ({error}).", "Kontrollér, at filen findes, og at du har adgang til den.")


EMPTY_FILE = Message("Filen er tom.", "Send filen igen med overskrift og rækker.")
NO_ROWS = Message("Filen har en overskrift, men ingen rækker.", "Send filen igen med mindst én udfyldt række.")


def file_type_not_supported(suffix: str, allowed: Iterable[str]) -> Message:
    shown = suffix or "uden endelse"
    return Message(
        f"Filtypen {shown} kan endnu ikke læses fra denne kilde.",
        f"Gem filen som {one_of(allowed)} og læg den ind igen.",
    )


def not_text(kind: str) -> Message:
    return Message(f"Filen er {kind}, ikke en tekstfil.", "Åbn filen i Excel og gem den som CSV UTF-8.")


KIND_ZIP = "en zip-fil eller en Excel-projektmappe"
KIND_OLD_EXCEL = "en gammel Office-fil"
KIND_PDF = "en PDF"
KIND_HTML = "en webside (HTML eller XML)"
KIND_UTF_16 = "gemt som »Unicode-tekst« (UTF-16)"
KIND_BINARY = "ikke tekst (den indeholder styretegn)"


def not_decodable(encoding: str) -> Message:
    return Message(
        f"Linjen indeholder tegn, der ikke findes i {encoding}.", "Gem filen som CSV UTF-8 og læg den ind igen."
    )


CONTROL_CHARACTER = Message(
    "Linjen indeholder usynlige styretegn; filens tegnsæt er ikke læst rigtigt.",
    "Gem filen som CSV UTF-8 og læg den ind igen.",
)


def doubly_encoded(sample: str) -> Message:
    return Message(
        f"Teksten er kodet to gange eller blandet ({quoted(sample)} i stedet for ét tegn).",
        "Hent filen igen fra kilden og gem den som CSV UTF-8.",
    )


LOST_CHARACTERS = Message(
    "Linjen indeholder erstatningstegn (�): bogstaver er gået tabt, før filen kom hertil.",
    "Hent filen igen fra kilden og gem den som CSV UTF-8.",
)
ONE_COLUMN = Message(
    "Hele filen ligner én kolonne: overskriften er ikke delt af semikolon, komma eller tabulator.",
    "Gem filen som CSV med semikolon mellem kolonnerne.",
)
AMBIGUOUS_DELIMITER = Message(
    "Det kan ikke afgøres, om kolonnerne er delt af semikolon, komma eller tabulator.",
    "Gem filen som CSV med semikolon, eller angiv delimiter for kilden i ingest/sources.yml.",
    "Gem filen som CSV med semikolon mellem kolonnerne.",
)
BROKEN_QUOTES = Message(
    "Anførselstegn er ikke lukket eller står midt i et felt.",
    'Sæt hele feltet i anførselstegn, og skriv anførselstegn inde i feltet dobbelt ("").',
)
MISSING_FROM_ARCHIVE = Message(
    "Filen er indlæst før, men findes ikke længere i arkivet, så lageret kan ikke genopbygges med den.",
    "Læg filen ind igen under data/raw.",
    "Aflever filen igen.",
)


# The header


def unknown_column(name: str, suggestion: str | None, allowed: Iterable[str]) -> Message:
    if suggestion:
        return Message(f"Kolonnen {quoted(name)} er ukendt.", f"Ret navnet til {suggestion}, eller fjern kolonnen.")
    return Message(f"Kolonnen {quoted(name)} er ukendt.", f"Fjern den. Tilladte kolonner: {listing(allowed)}.")


def unnamed_column(position: int) -> Message:
    return Message(f"Kolonne {position} har intet navn.", "Giv kolonnen et navn, eller fjern den.")


def doubled_column(name: str) -> Message:
    return Message(f"Kolonnen {quoted(name)} står der flere gange.", "Behold kun den ene.")


def missing_columns(names: list[str]) -> Message:
    noun = "Kolonnen" if len(names) == 1 else "Kolonnerne"
    return Message(f"{noun} {listing(names)} mangler.", f"Tilføj {listing(names)} i overskriften.")


def no_header(required: Iterable[str]) -> Message:
    return Message("Første linje er ikke en kendt overskrift.", f"Øverste linje skal indeholde {listing(required)}.")


def other_form(form_da: str, folders: Iterable[str]) -> Message:
    return Message(
        f"Filen er en anden formular ({form_da}) end den, kilden leverer.",
        f"Flyt den til {one_of(folders)} under data/raw.",
        "Brug skabelonen til registreringer.",
    )


FORM_NAMES = {
    "indicator_values": "indikatorværdier (A)",
    "registrations": "registreringer pr. periode (B)",
    "registration_events": "registrerede hændelser (C)",
    "survey_answers": "enkelte svar fra en undersøgelse (D)",
}


# A row


def ragged(cells: int, columns: int) -> Message:
    fields = "1 felt" if cells == 1 else f"{cells} felter"
    return Message(
        f"Rækken har {fields}, men overskriften har {columns}.",
        "Sæt tekst med skilletegn eller linjeskift i anførselstegn, og ret antallet af felter.",
    )


EMPTY_ROW = "Tom række."


def same_row(first: str) -> str:
    return f"Samme række som {first}."


# So many of the rows that contradict each other are named.
MOST_CONFLICTING = 10


def conflicting_rows(places: list[str], count: int) -> Message:
    """`places`: the first of `count` rows; `3` and `4` are lines, other places are in words."""
    rest = count - len(places)
    told = listing([*places, f"{number(rest)} {'anden' if rest == 1 else 'andre'}"] if rest > 0 else places)
    return Message(
        f"{f'Linje {told}' if places[0].isdigit() else capital(told)} har samme område, indikator, periode, instrument "
        "og kilde, men ikke samme indhold.",
        "Behold den rigtige, eller skriv i kilde, hvor hver af dem står.",
    )


def empty_cell(column: str) -> Message:
    return Message(f"Feltet {column} er tomt.", f"Udfyld {column}.")


def unknown_code(value: str, allowed: Iterable[str]) -> Message:
    reason = f"{quoted(value)} er ikke en af de tilladte værdier." if value else "Feltet er tomt."
    return Message(reason, f"Skriv {one_of(allowed)}.")


def unknown_date(value: str) -> Message:
    return Message(
        f"{quoted(value)} er ikke en dato.", "Skriv datoen som 2022-11-14 eller 14-11-2022, eller lad feltet være tomt."
    )


def unknown_period(value: str) -> Message:
    return Message(
        f"{quoted(value)} er ikke en kendt periode.",
        "Skriv et år (2022), et kvartal (2022K3), et skoleår (2019/20) eller en dato (2019-06-05).",
    )


PERIOD_TYPES = {
    "year": "år",
    "quarter": "kvartal",
    "school_year": "skoleår",
    "election": "valg",
    "survey_wave": "undersøgelse",
    "list_year": "listeår",
    "date": "dato",
}
PERIOD_EXAMPLES = {"year": "2022", "quarter": "2022K3", "school_year": "2019/20", "date": "2019-06-05"}


def wrong_period(value: str, period_type: str, shapes: Iterable[str]) -> Message:
    examples = one_of(PERIOD_EXAMPLES[shape] for shape in shapes)
    return Message(
        f"Perioden {quoted(value)} passer ikke; tallet opgøres pr. {PERIOD_TYPES[period_type]}.",
        f"Skriv perioden som {examples}.",
    )


def wrong_registration_period(value: str) -> Message:
    return Message(f"Perioden {quoted(value)} er en dato.", "Skriv året, kvartalet eller skoleåret, fx 2022K3.")


INSTRUMENT_MISSING = Message(
    "Indikatoren kommer fra en spørgeundersøgelse, og instrument er tomt.",
    "Skriv undersøgelsens instrument, fx vive-2015-18, så målinger med forskellige skemaer ikke blandes.",
)


# Numbers


def percent_sign(value: str) -> Message:
    return Message(f"{quoted(value)} har procenttegn.", f"Skriv {value.rstrip('%').strip()}.")


def ambiguous_point(value: str) -> Message:
    return Message(
        f"{quoted(value)} er tvetydigt: et punktum må kun dele tusinder, som i 1.234.",
        "Brug komma som decimaltegn, eller angiv decimal_point for kilden i ingest/sources.yml.",
        "Brug komma som decimaltegn, og punktum kun mellem tusinder.",
    )


def points_in_doubt(ambiguous: str, grouped: str) -> Message:
    return Message(
        f"Filen har både {quoted(ambiguous)} og {quoted(grouped)}: står punktum for komma det ene sted, kan det også "
        "gøre det det andet.",
        "Brug komma som decimaltegn i hele filen, eller angiv decimal_point for kilden i ingest/sources.yml.",
        "Brug komma som decimaltegn i hele filen.",
    )


def blank_in_number(value: str) -> Message:
    return Message(f"{quoted(value)} har mellemrum inde i tallet.", f"Skriv {''.join(value.split())}.")


def too_many_digits(value: str) -> Message:
    return Message(f"{quoted(value)} har flere cifre, end der kan regnes nøjagtigt med.", "Skriv højst 15 cifre.")


def excel_error(value: str) -> Message:
    return Message(f"{quoted(value)} er en fejl fra Excel.", "Ret formlen i regnearket og gem filen igen.")


def unknown_marker(value: str, markers: Iterable[str]) -> Message:
    known = [quoted(marker) for marker in markers]
    remedy = f"Kildens kendte tegn er {listing(known)}. " if known else ""
    return Message(
        f"{quoted(value)} er hverken et tal eller et kendt tegn for en manglende værdi.",
        f"{remedy}Skriv tallet (fx 29,2), lad feltet være tomt, eller angiv tegnets betydning i ingest/sources.yml.",
        f"{remedy}Skriv et helt tal uden tekst, fx 45.",
    )


def qualifier_not_here(value: str) -> Message:
    return Message(
        f"Forbeholdet i {quoted(value)} kan kun stå i vaerdi.", "Skriv tallet alene, eller lad feltet være tomt."
    )


def qualifier_in_count(value: str, bare: str, code: str) -> Message:
    return Message(f"{quoted(value)} er et tal med forbehold.", f"Skriv {bare} i antal og {code} i forbehold.")


def negative(value: str) -> Message:
    return Message(f"{quoted(value)} er negativt; et antal er 0 eller mere.", "Ret tallet, eller lad feltet være tomt.")


def not_whole(value: str) -> Message:
    return Message(f"{quoted(value)} er ikke et helt tal på 0 eller mere.", "Skriv et helt tal uden tekst, fx 45.")


def range_reversed(low: int, high: int) -> Message:
    return Message(
        f"antal_hoejst ({number(high)}) er mindre end antal ({number(low)}).",
        "Ret de to tal, eller lad antal_hoejst være tomt.",
    )


# The sum of a file


def place(line: int | None, column: str | None, where: str = "") -> str:
    """`linje 7, kolonne indikator`, or `where` instead of the line; empty when the whole file is meant."""
    parts = [where] if where else [f"linje {line}"] if line else []
    return ", ".join([*parts, f"kolonne {column}"] if column else parts)


def counts(read: int, loaded: int, quarantined: int, skipped: int) -> str:
    """`34 rækker læst, 33 indlæst, 1 i karantæne`."""
    parts = [f"{counted(read, 'række', 'rækker')} læst", f"{number(loaded)} indlæst"]
    if quarantined:
        parts.append(f"{number(quarantined)} i karantæne")
    if skipped:
        parts.append(f"{number(skipped)} sprunget over")
    return ", ".join(parts)


def details(places: list[tuple[str, str]], count: int, shown: int = 3) -> str:
    """The first few of `count` faults with their place: `linje 7, kolonne indikator: … (og 4 andre)`."""
    texts = [f"{where}: {what}" if where else what for where, what in places[:shown]]
    rest = count - shown
    more = f" (og {number(rest)} {'anden' if rest == 1 else 'andre'})" if rest > 0 else ""
    return " ".join(texts[:1] + [capital(text) for text in texts[1:]]) + more


def loaded(count_text: str, detail: str) -> str:
    return f"{count_text}: {detail}" if detail else f"{count_text}."


def with_notices(text: str, notices: Iterable[str], shown: int = 8) -> str:
    """The sum of a file, and then what its reader must be told though the rows are taken."""
    told = [capital(notice) for notice in notices]
    rest = [f"… og {number(len(told) - shown)} andre."] if len(told) > shown else []
    return " ".join([text, *told[:shown], *rest])


def refused(detail: str) -> str:
    return f"Filen er ikke indlæst. {capital(detail)}"


def unchanged(quarantined: int) -> str:
    rest = f" {counted(quarantined, 'række', 'rækker')} står stadig i karantæne." if quarantined else ""
    return f"Uændret siden sidst; intet er indlæst.{rest}"


def unchanged_but_superseded(first_loaded: datetime) -> str:
    """The file went back to content that a newer file of the same name has since replaced."""
    return (
        f"Samme indhold som indlæst {day(first_loaded)}; en nyere fil med samme navn er indlæst siden og gælder stadig."
    )


def no_longer_accepted(detail: str) -> str:
    return f"Filen er indlæst før, men passer ikke længere til kildens regler; de indlæste rækker er beholdt. {detail}"
