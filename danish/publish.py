"""What the gate and publishing say."""

from danish.format import counted, number

NOT_BUILT = "Tallene er ikke bygget endnu. Kør »barometer build«."
BUILD_HAS_ERRORS = "Den seneste opbygning havde fejl. Ret dem, og kør »barometer run«."
NOT_CHECKED = "Tallene er ikke kontrolleret. Kør »barometer check«."
FACTS_NEWER_THAN_CHECK = "Tallene er bygget om, siden de blev kontrolleret. Kør »barometer check«."
NO_MARTS = "Tabellerne til siderne er ikke bygget. Kør »barometer check«."
MARTS_OLDER_THAN_CHECK = "Tabellerne til siderne er ældre end den seneste kontrol. Kør »barometer check«."
NOTHING_TO_ROLL_BACK_TO = "Der er ingen tidligere opgørelse at gå tilbage til."

# As the models write it beside a count that is itself under the threshold.
UNDER_FIVE = "Under 5"


def check_incomplete(run: int, expected: int) -> str:
    return f"Kontrollen blev ikke færdig: {run} af {expected} kontroller kørte."


def disclosure(sentence: str) -> str:
    return f"Personer kan kendes: {sentence}"


def unknown_build(build_id: str) -> str:
    return f"Opgørelsen »{build_id}« findes ikke."


def small_count(table: str, area: str, indicator: str, period: str) -> str:
    return f"{table} viser et tal under grænsen: {indicator} {period} for {area}."


def small_rest(area: str, indicator: str, period: str) -> str:
    return f"Kommunens tal viser sammen med {area}, at resten af kommunen er under grænsen: {indicator} {period}."


def suppressed_but_shown(table: str, column: str, area: str, indicator: str, period: str) -> str:
    return f"{table} viser {column}, der skal være skjult: {indicator} {period} for {area}."


def told_by_comparison(table: str, area: str, indicator: str, period: str) -> str:
    return f"{table} sammenligner med et tal, der er skjult: {indicator} {period} for {area}."


def told_elsewhere(table: str, area: str, indicator: str, period: str) -> str:
    return f"{table} viser, hvad der er skjult i fct_indicator_value: {indicator} {period} for {area}."


def told_in_words(table: str, area: str, indicator: str, period: str) -> str:
    return f"En tekst i {table} nævner et tal, der er skjult: {indicator} {period} for {area}."


def derivable(area: str, indicator: str, period: str, counted: str) -> str:
    whom = "Antallet af personer bag " if counted == "people" else ""
    return f"{whom}{indicator} {period} for {area} kan regnes for nøje ud af de tal, der vises."


def activity_derivable(area: str, activity: str, measure: str, period: str) -> str:
    return f"{activity}, {measure} {period} for {area} kan regnes for nøje ud af de tal, der vises."


def activity_told(table: str, area: str, activity: str, measure: str, period: str) -> str:
    return f"{table} viser, hvad der er skjult: {activity}, {measure} {period} for {area}."


def unproven(area: str, indicator: str, period: str) -> str:
    return f"Det kunne ikke bevises, at {indicator} {period} for {area} er skjult godt nok."


def more_cells(count: int) -> str:
    return f"Det samme gælder {count} tal til."


def hidden_figures(primary: int, secondary: int, seconds: float) -> str:
    """What was hidden, and how long it took to prove that it stays so."""
    time = "under 1 sekund" if seconds < 1 else counted(round(seconds), "sekund", "sekunder")
    if primary + secondary == 0:
        return f"Ingen tal er skjult. Det tog {time} at efterprøve."
    for_others = f" og {number(secondary)}, der ellers ville røbe dem" if secondary else ""
    return f"Skjult, fordi personer ellers kan kendes: {number(primary)} tal{for_others}. Det tog {time} at efterprøve."


def withdrawn_builds(builds: int) -> str:
    if builds == 1:
        return "1 tidligere opgørelse viste tal, der nu er skjult, og er fjernet."
    return f"{builds} tidligere opgørelser viste tal, der nu er skjult, og er fjernet."
