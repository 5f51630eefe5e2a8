"""What the gate and publishing say."""

NOT_BUILT = "Tallene er ikke bygget endnu. Kør »barometer build«."
BUILD_HAS_ERRORS = "Den seneste opbygning havde fejl. Ret dem, og kør »barometer run«."
NOT_CHECKED = "Tallene er ikke kontrolleret. Kør »barometer check«."
FACTS_NEWER_THAN_CHECK = "Tallene er bygget om, siden de blev kontrolleret. Kør »barometer check«."
NO_MARTS = "Tabellerne til siderne er ikke bygget. Kør »barometer check«."
MARTS_OLDER_THAN_CHECK = "Tabellerne til siderne er ældre end den seneste kontrol. Kør »barometer check«."
NOTHING_TO_ROLL_BACK_TO = "Der er ingen tidligere opgørelse at gå tilbage til."


def check_incomplete(run: int, expected: int) -> str:
    return f"Kontrollen blev ikke færdig: {run} af {expected} kontroller kørte."


def disclosure(sentence: str) -> str:
    return f"Personer kan kendes: {sentence}"


def unknown_build(build_id: str) -> str:
    return f"Opgørelsen »{build_id}« findes ikke."


def small_count(table: str, column: str, rows: int, threshold: int) -> str:
    return f"{table} har {rows} tal i kolonnen {column} under grænsen på {threshold}."


def suppressed_but_shown(table: str, column: str, rows: int) -> str:
    return f"{table} viser {column} i {rows} rækker, der skal være skjult."


def derivable(indicator: str, period: str, parent: str, area: str) -> str:
    return f"{indicator} {period} for {area} kan regnes ud, når {parent} og de øvrige områder vises."
