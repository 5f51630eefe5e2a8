"""What the page about one area says where its series are too many or too long to be drawn large."""

WHOLE_SERIES = "Se hele udviklingen"
SEE_CURVE = "Se kurve og tal"
MORE = "De øvrige mål"
MEASURE = "Mål"
FIRST, LAST = "Første tal", "Seneste tal"
COURSE = "Udvikling"
MEANING = "Hvad kan siges"


def only_latest(periods: int) -> str:
    return f"Her er de seneste {periods} opgørelser."


def more(large: int, rest: int) -> str:
    """Why some of the series stand in a table."""
    return (
        f"De {large} vigtigste mål er tegnet ovenfor: de faste mål først, så dem, der skal afklares eller har ændret "
        "sig. "
        f"Her er de {rest} øvrige med områdets egne tal som linje."
    )
