"""What ingest says about survey answers and their codebook. No text here repeats an answer."""

from collections.abc import Iterable

from danish.format import listing
from danish.ingest import NAME_IS_RIGHT, Message, nearest, one_of, or_ask, quoted

# A delivered file


def unknown_question(name: str, suggestion: str | None) -> Message:
    return Message(
        f"Kolonnen {quoted(name)} er ikke et spørgsmål i kodebogen. Filer med enkelte svar må kun have kodebogens "
        "spørgsmål: baggrundsoplysninger og fritekst kan gøre en person genkendelig, så intet af filen er gemt."
        f"{nearest(suggestion)}",
        "Fjern kolonnen, eller tilføj spørgsmålet i dbt_project/seeds/survey_codebook.csv, hvis det indgår i en "
        "indikator.",
        "Fjern kolonnen.",
    )


FREE_TEXT = Message(
    "Her står fritekst i stedet for en svarkode. Fritekst kan gøre en person genkendelig, så intet af filen er gemt.",
    "Skriv svarkoden fra kodebogen, eller lad feltet være tomt, hvor der ikke er svaret.",
)
NOTHING_ASKED = Message(
    "Filen har ingen af de spørgsmål, som kodebogen kender for instrumentet og bølgen.",
    "Tilføj mindst ét spørgsmål fra kodebogen som kolonne.",
)


def unknown_answer(known: Iterable[str]) -> Message:
    return Message(
        "Svaret er ikke en af kodebogens svarkoder.",
        f"Skriv {one_of(known)}, eller lad feltet være tomt, hvor der ikke er svaret.",
    )


def not_asked(question_id: str, instrument: str, wave: str) -> Message:
    return Message(
        f"Kodebogen har ikke spørgsmålet {question_id} i {instrument}, bølge {wave}, men der er svar på det. "
        "Intet af filen er gemt.",
        "Fjern kolonnen, eller tilføj spørgsmålet i dbt_project/seeds/survey_codebook.csv.",
        "Fjern kolonnen.",
    )


def unknown_instrument(value: str, known: Iterable[str]) -> Message:
    instruments = list(known)
    told = f"Skriv {one_of(instruments)}, eller t" if instruments else "T"
    return Message(
        f"Instrumentet {quoted(value)} er ikke i kodebogen.",
        f"{told}ilføj instrumentet i dbt_project/seeds/survey_codebook.csv.",
        or_ask(f"Skriv {one_of(instruments)}." if instruments else "Ret navnet.", NAME_IS_RIGHT),
    )


def unknown_wave(value: str, instrument: str, known: Iterable[str]) -> Message:
    waves = list(known)
    return Message(
        f"Bølgen {quoted(value)} er ikke i kodebogen for {instrument}.",
        f"Skriv {one_of(waves)}, eller tilføj bølgen i dbt_project/seeds/survey_codebook.csv.",
        or_ask(f"Skriv {one_of(waves)}.", "Er bølgen ny"),
    )


def weight_not_positive(value: str) -> Message:
    return Message(
        f"Vægten {quoted(value)} er ikke større end 0.",
        "Skriv besvarelsens vægt, fx 1,25; i en undersøgelse uden vægte er den 1.",
    )


def weight_out_of_bounds(value: str) -> Message:
    return Message(
        f"Vægten {quoted(value)} ligger ikke mellem 0,000001 og 1.000.000.",
        "Kontrollér kommaet, eller gang alle undersøgelsens vægte med det samme tal.",
    )


# The codebook itself


def codebook_fault(line: int, message: str) -> str:
    return f"survey_codebook.csv linje {line}: {message}"


def not_filled(column: str) -> str:
    return f"{column} er tom eller har mellemrum i en ende."


def answer_doubled(code: str) -> str:
    return f"svarkoden {quoted(code)} står der flere gange for spørgsmålet."


def bad_question_id(value: str) -> str:
    return (
        f"question_id er {quoted(value)}; skriv små bogstaver a–z, tal og _, med et bogstav først, og ikke et navn, "
        "som formularen selv bruger."
    )


def bad_counts_as(value: str, allowed: Iterable[str]) -> str:
    return f"counts_as er {quoted(value)}; tilladt er {one_of(allowed)}."


def bad_wave(value: str) -> str:
    return f"wave er {quoted(value)}; skriv et år (2023) eller en dato (2023-11-01)."


def bad_indicator(value: str) -> str:
    return f"indikatoren {quoted(value)} er ikke en andel fra en undersøgelse i indicators.csv."


def several_indicators(instrument: str, wave: str, question_id: str, indicators: Iterable[str]) -> str:
    return (
        f"survey_codebook.csv: spørgsmålet {question_id} i {instrument}, bølge {wave}, har flere indikatorer: "
        f"{listing(indicators)}. Et spørgsmål hører til én."
    )


def indicator_twice(instrument: str, wave: str, indicator_id: str, questions: Iterable[str]) -> str:
    return (
        f"survey_codebook.csv: indikatoren {indicator_id} i {instrument}, bølge {wave}, har flere spørgsmål: "
        f"{listing(questions)}. Så ville den samme person tælle flere gange."
    )


def counts_one_way(instrument: str, wave: str, question_id: str, missing: str) -> str:
    return (
        f"survey_codebook.csv: spørgsmålet {question_id} i {instrument}, bølge {wave}, har intet svar, der tæller som "
        f"{missing}. Andelen ville altid være den samme."
    )


def another_instrument(instrument: str, indicator_id: str, first_wave: str, wave: str) -> str:
    return (
        f"survey_codebook.csv: {indicator_id} har ikke samme spørgsmål og svar i {instrument}, bølge {first_wave} og "
        f"{wave}. En anden ordlyd eller skala er et andet instrument, hvis tal ikke sammenlignes; giv det sit eget id."
    )
